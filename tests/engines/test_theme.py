"""What the theme's frame says on each page without any script: names of landmarks, the way to edit, the contents."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from generator.engines.mkdocs_theme import pass_icons_by
from tests.engines.conftest import CONFIG, Project

EDIT = "https://github.com/example/runbooks/edit/main/"
# Pages of many files: each entry leads to a page of its own, whose pencil leads to its file.
WITHOUT_A_FILE = {"404.html", "action-items", "incidents", "data", "reports", "search"}


@cache
def parsed(page: Path) -> Element:
    """Return a page as a tree."""
    tree: Element = html5lib.parse(page.read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    return tree


def pages(site: Path) -> Iterator[tuple[str, Element]]:
    """Yield every page with the theme's frame, by its address from the site's root."""
    for file in sorted(site.rglob("*.html")):
        tree = parsed(file)
        if tree.find(".//article") is not None:
            yield file.relative_to(site).as_posix().removesuffix("/index.html"), tree


def test_every_part_of_the_navigation_has_a_name_of_its_own(built_site: Path) -> None:
    """Whoever hears the page can tell the runbooks of one handbook from those of another, also without scripts."""
    for address, tree in pages(built_site):
        parts = [part for part in tree.iter("nav") if part.get("data-md-level")]
        names = [part.get("aria-label") for part in parts]
        assert None not in names, address
        assert len(set(names)) == len(names), address
        assert [part.get("aria-labelledby") for part in parts if part.get("aria-labelledby")] == [], address


def test_a_part_is_called_by_its_handbook_and_its_list(built_site: Path) -> None:
    """The names are those that people see."""
    tree = parsed(built_site / "vlossom/runbooks/api-down/index.html")
    names = [str(part.get("aria-label")) for part in tree.iter("nav") if part.get("data-md-level")]
    assert names[:3] == ["Navigation", "Vlossom Protocol", "Vlossom Protocol: Runbooks"]


def test_the_pencil_leads_to_the_file_of_the_page(built_site: Path, root: Path) -> None:
    """Of each page that is made from one file; a page made from many has none."""
    without = []
    for address, tree in pages(built_site):
        ways = [str(link.get("href")) for link in tree.iter("a") if link.get("rel") == "edit"]
        if ways:
            assert len(ways) == 1, address
            assert ways[0].startswith(EDIT), address
            assert (root / ways[0].removeprefix(EDIT)).is_file(), address
        else:
            without.append(address)
    lists = {f"{book}/{kind}" for book in ("vlossom", "proofi", "example") for kind in LISTS}
    assert {address for address in without if address.partition("/")[0] not in WITHOUT_A_FILE} <= lists


LISTS = ("runbooks", "procedures", "templates", "incidents")


@pytest.mark.parametrize("address", ["vlossom/runbooks", "example/templates"])
def test_a_list_says_where_its_files_are(built_site: Path, root: Path, address: str) -> None:
    """No pencil, but the folder that one writes the next one into."""
    tree = parsed(built_site / address / "index.html")
    folders = [str(code.text) for code in tree.iter("code")]
    assert folders == [f"content/{address}/"]
    assert (root / folders[0]).is_dir()


def test_the_contents_of_the_home_page_begin_with_what_burns(built_site: Path) -> None:
    """On a phone the list of contents is the quickest way down a long page: the dashboard first, then the words."""
    tree = parsed(built_site / "index.html")
    contents = next(part for part in tree.iter("nav") if part.get("aria-label") == "Table of contents")
    targets = [str(link.get("href")) for link in contents.iter("a")]
    assert targets[:3] == ["#open-incidents", "#on-call-now", "#handbooks"]
    assert targets[-2:] == ["#at-three-in-the-morning", "#what-stands-here"]
    ids = {element.get("id") for element in tree.iter()}
    assert {target.removeprefix("#") for target in targets} <= ids


def test_every_page_leads_to_the_search(built_site: Path) -> None:
    """Also without scripts, and on the page for addresses that nobody has: the button is a link to a page."""
    for address, tree in pages(built_site):
        header = next(part for part in tree.iter("header") if part.get("data-md-component") == "header")
        (link,) = (link for link in header.iter("a") if link.get("data-rb-search") is not None)
        assert link.get("title") == "Search", address
        here = f"https://site/runbooks/{address}" if address.endswith(".html") else f"https://site/runbooks/{address}/"
        assert urljoin(here, str(link.get("href"))) == "https://site/runbooks/search/", address


def test_where_there_is_a_repository_the_search_stands_before_it(project: Project) -> None:
    """The theme's header ends with the repository then."""
    project.write("mkdocs.yml", CONFIG + "repo_url: https://example.org/shop\n")
    project.built()
    page = project.page("shop")
    assert page.count("data-rb-search") == 1
    assert page.index("data-rb-search") < page.index('class="md-header__source"')


def test_mkdocs_finds_every_static_file_of_the_theme(project: Project) -> None:
    """The icons of the theme are passed by; what is published is what mkdocs finds by itself."""
    config = load_config(str(project.root / "mkdocs.yml"))
    stock = config.theme.get_env()
    pass_icons_by(config)
    ours = config.theme.get_env()
    found = []
    for env in (stock, ours):
        files = Files(())
        files.add_files_from_theme(env, config)
        found.append([(file.src_uri, file.src_dir) for file in files])
    assert found[0] == found[1] != []
    assert any(name.startswith(".icons/") for name in stock.list_templates())
    assert ours.list_templates() == [name for name in stock.list_templates() if "/." not in f"/{name}"]
