"""Links to GitHub: what they fill in, and how long they may be."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.library.repository import Repository
from generator.pages.addresses import Addresses
from generator.pages.book import book
from generator.pages.github_links import MOST_BYTES, GitHubLinks, NewFile
from generator.pages.render import Renderer
from generator.records.runbook import Runbook
from tests.small_library import TODAY, small_library

REPOSITORY = Repository("https://github.com/acme/shop")
SITE = Addresses(site="https://acme.github.io/shop/")
FORMS = frozenset({"runbook-wrong.yml"})
RUNBOOK = {"content/shop/runbooks/cards.yaml": "title: Cards & coupons\nresolution: [Restart]\n"}


@pytest.mark.parametrize(
    ("forms", "site", "said"),
    [
        pytest.param(
            FORMS,
            SITE,
            {
                "template": "runbook-wrong.yml",
                "title": "Correct: Cards & coupons",
                "page": "https://acme.github.io/shop/shop/runbooks/cards/ (content/shop/runbooks/cards.yaml)",
            },
            id="a form",
        ),
        pytest.param(
            FORMS,
            Addresses(),
            {
                "template": "runbook-wrong.yml",
                "title": "Correct: Cards & coupons",
                "page": "content/shop/runbooks/cards.yaml",
            },
            id="a site without an address",
        ),
        pytest.param(
            frozenset[str](),
            Addresses(),
            {
                "title": "Correct: Cards & coupons",
                "body": "Page: content/shop/runbooks/cards.yaml\n\nWhat does it say now?\n\n\nWhat should it say?\n\n\n"
                "How do you know?\n\n",
            },
            id="no form",
        ),
    ],
)
def test_problem_is_reported_with_what_the_page_knows(
    tmp_path: Path, forms: frozenset[str], site: Addresses, said: dict[str, str]
) -> None:
    """The form's fields by their ids; the same questions as text where there is no form."""
    (runbook,) = small_library(tmp_path, RUNBOOK).of(Runbook, "shop")
    address = urlsplit(GitHubLinks(REPOSITORY, forms).problem(runbook, site))
    assert address._replace(query="").geturl() == "https://github.com/acme/shop/issues/new"
    assert {name: values[0] for name, values in parse_qs(address.query).items()} == said


@pytest.mark.parametrize("forms", [FORMS, frozenset[str]()], ids=["a form", "no form"])
def test_problem_of_the_longest_title_can_be_reported(tmp_path: Path, forms: frozenset[str]) -> None:
    """GitHub refuses an address of more than 8 KiB, and a title of more than 256 characters."""
    title, name = "\N{FIRE}" * 500, "x" * 100
    files = {f"content/shop/runbooks/{name}.yaml": f"title: {title}\nresolution: [Restart]\n"}
    (runbook,) = small_library(tmp_path, files).of(Runbook, "shop")
    link = GitHubLinks(REPOSITORY, forms).problem(runbook, Addresses(site=f"https://{'long-' * 40}.example/"))
    said = parse_qs(urlsplit(link).query)["title"][0]
    assert len(link) <= MOST_BYTES
    assert (len(said), said[:10], said[-2:]) == (256, "Correct: \N{FIRE}", "\N{FIRE}…")


def test_form_has_the_fields_that_links_fill_in(root: Path) -> None:
    """A link that names a field nobody has is a form that nobody filled in."""
    assert "    id: page\n" in (root / ".github/ISSUE_TEMPLATE/runbook-wrong.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        pytest.param("title: é & + %\n", True, id="signs that mean something in an address"),
        pytest.param("x" * 7925, True, id="the longest"),
        pytest.param("x" * 7926, False, id="one too many"),
        pytest.param("é" * 1400, False, id="letters that take more room there"),
    ],
)
def test_file_is_filled_in_when_the_address_has_room(text: str, carried: bool) -> None:  # noqa: FBT001 - a table
    """Else the address is without the text, which is to be copied."""
    new = GitHubLinks(REPOSITORY).new_file("incidents/shop/a.yaml", text)
    assert new is not None
    address = urlsplit(new.address)
    assert address._replace(query="").geturl() == "https://github.com/acme/shop/new/main/incidents/shop"
    said = {"filename": ["a.yaml"], "value": [text]} if carried else {"filename": ["a.yaml"]}
    assert (parse_qs(address.query), new.text) == (said, "" if carried else text)
    assert len(new.address.encode()) <= MOST_BYTES


def test_nothing_leads_to_a_repository_that_nobody_named(tmp_path: Path) -> None:
    """No link is better than one that leads nowhere."""
    (runbook,) = small_library(tmp_path, RUNBOOK).of(Runbook, "shop")
    assert GitHubLinks().problem(runbook, SITE) == ""
    assert GitHubLinks().new_file("a.yaml", "") is None
    assert "github" not in "".join(pages(tmp_path, GitHubLinks()).values())


LINK = (
    '<p><a href="https://github.com/acme/shop/new/main/incidents/shop?filename=new.yaml&amp;value=title%3A+%E2%80%A6'
    '%0A" rel="noopener noreferrer">New post-mortem on GitHub</a>'
)
COPY = (
    '<p>It is too long for a link. Copy this, open <a href="https://github.com/acme/shop/new/main/incidents/shop?'
    'filename=new.yaml" rel="noopener noreferrer">a new file on GitHub</a>, paste it there'
)


@pytest.mark.parametrize(("text", "shown"), [("title: …\n", LINK), ("<b>&" * 3000, COPY)], ids=["a link", "to copy"])
@pytest.mark.parametrize("page", ["shop/incidents/index.md", "shop/post-mortem.md"])
def test_post_mortem_is_begun_where_one_looks_for_it(tmp_path: Path, page: str, text: str, shown: str) -> None:
    """Above the form, and above the list of incidents."""
    html = pages(tmp_path, GitHubLinks(REPOSITORY, incidents={"shop": ("incidents/shop/new.yaml", text)}))[page]
    assert shown in html
    assert ("&lt;b&gt;&amp;" * 3000 in html) == (shown == COPY)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("shop/runbooks/cards.md", "Report a problem with this runbook"),
        ("shop/severities.md", "Report a problem with this page"),
        ("shop/contacts.md", "Report a problem with this page"),
    ],
)
def test_problem_is_reported_from_the_page(tmp_path: Path, page: str, words: str) -> None:
    """Runbooks and tables alike."""
    assert f'rel="noopener noreferrer">{words}</a>' in pages(tmp_path, GitHubLinks(REPOSITORY, FORMS))[page]


def pages(folder: Path, github: GitHubLinks) -> dict[str, str]:
    """Return every page of a small site as HTML, by its source address."""
    files = {
        **RUNBOOK,
        "content/shop/contacts.yaml": "- id: team\n  role: Team\n",
        "content/shop/post-mortem.yaml": "sections:\n  - key: summary\n    heading: Summary\n",
    }
    renderer = Renderer(small_library(folder, files), TODAY)
    renderer.lead_to(github)
    return {page.uri: str(page.html) for page in book(renderer).pages}


@pytest.mark.parametrize("forms", [frozenset({"incident.yml"}), FORMS])
def test_incident_is_reported_where_there_is_a_form(tmp_path: Path, forms: frozenset[str]) -> None:
    """For those who write no records; an empty issue would be no help to anybody."""
    html = pages(tmp_path, GitHubLinks(REPOSITORY, forms))["shop/incidents/index.md"]
    link = 'href="https://github.com/acme/shop/issues/new?template=incident.yml"'
    assert (link in html) == ("incident.yml" in forms)


def test_new_file_says_what_to_copy() -> None:
    """Nothing, when the address carries it."""
    assert NewFile("https://github.com/acme/shop/new/main").text == ""
