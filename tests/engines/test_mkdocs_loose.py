"""Pages that mkdocs does not know are pages all the same: linked to, listed, mapped, left out where somebody says."""

import re

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from generator.engines.mkdocs_loose import LooseFiles, loose_of
from generator.engines.mkdocs_pages import RecordPage
from generator.pages.leaves import Leaves
from generator.pages.page import Leaf, Page, described
from tests.engines.conftest import CONFIG, Project

INCIDENT = "title: Till {0}\nstatus: resolved\nstarted: 2025-02-{0} 14:02\nresolved: 15:00\nsummary: It jammed.\n"
URIS = ("shop/index.md", "shop/incidents/index.md", "shop/incidents/a.md", "shop/incidents/b.md", "templates/x/c.md")
NAV = "nav: [index.md, {Shop: [{The worst: ./shop/incidents/a.md}]}]\n"


@pytest.fixture
def incidents(project: Project) -> Project:
    """Return a project with three incidents."""
    for day in (10, 11, 12):
        project.write(f"incidents/shop/2025-02-{day}-till.yaml", INCIDENT.format(day))
    return project


@pytest.mark.parametrize(
    ("settings", "loose"),
    [
        pytest.param("", URIS[2:4], id="no index, nothing below templates"),
        pytest.param(NAV, URIS[3:4], id="listed in the navigation"),
        pytest.param("exclude_docs: '*/incidents/b.md'\n", (), id="some are left out"),
        pytest.param("draft_docs: '*/incidents/b.md'\n", (), id="some are drafts"),
        pytest.param("not_in_nav: '*'\n", URIS[2:4], id="not in the navigation anyway"),
    ],
)
def test_which_pages_are_loose(project: Project, settings: str, loose: tuple[str, ...]) -> None:
    """Those that stand in no list, where mkdocs would publish them as they are."""
    config = load_config(str(project.write("mkdocs.yml", CONFIG + settings)))
    assert tuple(loose_of(leaves(), config)) == loose


def test_a_loose_page_is_a_file_when_somebody_asks_for_it(project: Project) -> None:
    """The same one each time, and in no list of files."""
    config = load_config(str(project.write("mkdocs.yml", CONFIG)))
    made = []

    def page_of(leaf: Leaf) -> RecordPage:
        made.append(leaf.uri)
        return RecordPage(leaf, File(leaf.uri, None, config.site_dir, use_directory_urls=True), config, project.root)

    known = File("note.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    files = LooseFiles(Files([known]), loose_of(leaves(), config), page_of)
    assert made == []
    found = files.get_file_from_path("./shop/incidents/a.md")
    assert found is not None
    assert found is files.get_file_from_path("shop/incidents/a.md")
    assert (found.url, made) == ("shop/incidents/a/", ["shop/incidents/a.md"])
    assert "shop/incidents/b.md" in files
    assert "shop/incidents/c.md" not in files
    assert files.get_file_from_path("shop/incidents/c.md") is None
    assert files.get_file_from_path("note.md") is known
    assert list(files) == files.documentation_pages() == [known]


def leaves() -> Leaves:
    """Return pages without words."""
    return Leaves(described(Page(uri, uri, ()), lambda _: ()) for uri in URIS)


def test_a_link_to_a_loose_page_and_to_a_place_on_it(incidents: Project) -> None:
    """As to any page."""
    incidents.write("content/note.md", "# N\n\n[a](../incidents/shop/2025-02-10-till.yaml#summary)\n")
    incidents.built()
    assert '<a href="../shop/incidents/2025-02-10-till/#summary">a</a>' in incidents.page("note")


def test_a_page_that_is_listed_stands_in_the_navigation(incidents: Project) -> None:
    """A team may list an incident of its own choice: it is marked there as any page is."""
    incidents.write("mkdocs.yml", f"{CONFIG}nav:\n  - index.md\n  - shop/incidents/2025-02-10-till.md\n")
    incidents.write("content/index.md", "# Home\n")
    incidents.built()
    tab = re.compile(r'<li class="([^"]*)">\s*<a [^>]*class="md-tabs__link">\s*Till 10\s*</a>')
    looks = {day: tab.search(incidents.page(f"shop/incidents/2025-02-{day}-till")) for day in (10, 11)}
    assert {day: found and found[1] for day, found in looks.items()} == {
        10: "md-tabs__item md-tabs__item--active",
        11: "md-tabs__item",
    }


def test_every_page_stands_in_the_map(incidents: Project) -> None:
    """In the order of the site, whoever has written it."""
    incidents.built()
    places = re.findall(r"<loc>https://example.org/try/(.*?)</loc>", (incidents.site / "sitemap.xml").read_text())
    pages = {page.parent.relative_to(incidents.site).as_posix() for page in incidents.site.rglob("index.html")}
    framed = {f"{page}/".removeprefix("./") for page in pages if "md-header" in incidents.page(page)}
    assert set(places) == framed
    at = places.index("shop/incidents/")
    days = [f"shop/incidents/2025-02-{day}-till/" for day in (12, 11, 10)]
    assert places[at + 1 : at + 4] == days
