"""What tells the page of an incident from any other: all that it shows of others is in its digest."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from generator.engines.made_of import MadeOf
from generator.library.library import Edition, Library
from generator.library.project import open_project
from generator.pages.addresses import seat_of
from generator.pages.book import book
from generator.pages.page import Leaf
from generator.pages.render import Renderer
from generator.records.incident import Incident
from generator.records.record import Record

TODAY = date(2026, 11, 20)
TOLD = {"path", "title", "day", "type", "is_duplicate"}
"""What the digest says of another incident."""
NAMES = {"key", "id", "__class__"}
"""What names a record, as its path does, and what Python asks of any object."""
ORDERS = {"related", "duplicate_of", "caused_by"}
"""By what the library finds which incidents a page names: the digest says which it found."""


@contextmanager
def watched(seen: Callable[[Record, str], None]) -> Iterator[None]:
    """Tell of each attribute that is asked of an incident, but for those that its own properties ask for."""
    inside = 0

    def asked(self: Incident, name: str) -> object:
        nonlocal inside
        if not inside:
            seen(self, name)
        inside += 1
        try:
            return object.__getattribute__(self, name)
        finally:
            inside -= 1

    Incident.__getattribute__ = asked  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        del Incident.__getattribute__


def library_of(name: str, root: Path, folder: Path, edition: Edition) -> Library:
    """Return the library of this repository, or of a corpus."""
    if name == "corpus":
        write_corpus(folder, 60)
        return open_project(folder, TODAY, edition).library
    return open_project(root, TODAY, edition).library


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("name", ["corpus", "repository"])
def test_a_page_asks_of_other_incidents_only_what_its_digest_says(
    name: str, edition: Edition, root: Path, tmp_path: Path
) -> None:
    """Every page of an incident is made while each question to another incident is noted."""
    library = library_of(name, root, tmp_path, edition)
    renderer = Renderer(library, TODAY)
    leaves = book(renderer).leaves
    asked: set[str] = set()
    for incident in library.incidents:
        leaf = leaves[seat_of(incident)[0]]
        leaf.page()  # what is gathered once for all pages has asked everybody

        def seen(record: Record, attribute: str, own: Incident = incident) -> None:
            if record is not own:
                asked.add(attribute)

        with watched(seen):
            leaf.page()
    assert asked - NAMES - ORDERS <= TOLD
    assert {"title", "day"} <= asked


def test_the_watch_sees_what_a_page_asks() -> None:
    """The near miss: without it the test above would pass for any page."""
    seen: list[str] = []
    incident = Incident.model_validate({"title": "Till", "status": "resolved"})
    with watched(lambda _record, name: seen.append(name)):
        assert incident.title == "Till"
    assert seen == ["title"]
    assert incident.status == "resolved"


FILES = {
    "mkdocs.yml": "site_name: Shop\ndocs_dir: content\nplugins: [runbook-site]\n",
    "content/shop/handbook.yaml": "format: 1\ntitle: Shop\n",
    "content/shop/runbooks/down.yaml": "title: Shop down\nresolution:\n  - Restart it\n",
}


class Pages:
    """The digests of a small shop's pages."""

    def __init__(self, root: Path) -> None:
        """Write the handbook; every incident is written by the test."""
        self.root = root
        for path, text in FILES.items():
            self.write(path, text)
        self.world = b"world"

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def incident(self, day: int, more: str = "", title: str = "Till", month: str = "02") -> None:
        """Write an incident that used the runbook."""
        text = f"title: {title} {day}\nstatus: resolved\nstarted: 2025-{month}-{day} 14:02\nresolved: 15:00\n{more}"
        self.write(f"incidents/shop/2025-{month}-{day}-till.yaml", text)

    def digests(self) -> dict[str, bytes]:
        """Return the digest of each incident's page, by the day of the incident."""
        project = open_project(self.root, TODAY)
        assert [problem for problem in project.problems if problem.level == "error"] == []
        renderer = Renderer(project.library, TODAY)
        made_of = MadeOf(renderer, project.digests, self.world)
        return {one.id[8:10]: made_of.digest([leaf_of(one)]) for one in project.library.incidents}

    def changed(self, change: Callable[[], None]) -> set[str]:
        """Return the days of the incidents whose pages a change makes anew."""
        before = self.digests()
        change()
        return {day for day, digest in self.digests().items() if before.get(day) != digest}


def leaf_of(incident: Incident) -> Leaf:
    """Return a leaf with the incident's address, which nobody will make."""
    return Leaf(seat_of(incident)[0], lambda: pytest.fail("described"), lambda _face: pytest.fail("made"))


RUNBOOK = "runbooks: [down]\n"


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """Return a shop with five incidents, of which the first and the last used the same runbook."""
    pages = Pages(tmp_path)
    for day in (10, 12, 14, 16, 18):
        pages.incident(day, RUNBOOK if day in {10, 18} else "")
    return pages


CHANGES: tuple[tuple[str, Callable[[Pages], None], set[str]], ...] = (
    ("nothing", lambda _pages: None, set()),
    ("a sentence", lambda pages: pages.incident(14, "summary: It jammed.\n"), {"14"}),
    ("a title, which its neighbours say", lambda pages: pages.incident(14, title="Drawer"), {"12", "14", "16"}),
    ("its type, which only those say that had it before", lambda pages: pages.incident(14, "type: drill\n"),
     {"12", "14", "16"}),
    ("the title of what was seen before", lambda pages: pages.incident(10, RUNBOOK, title="Drawer"),
     {"10", "12", "18"}),
    ("what it had in common", lambda pages: pages.incident(10), {"10", "18"}),
    ("a new one between two", lambda pages: pages.incident(15), {"14", "15", "16"}),
    ("one gone", lambda pages: (pages.root / "incidents/shop/2025-02-14-till.yaml").unlink(), {"12", "16"}),
    ("one that names another", lambda pages: pages.incident(18, f"{RUNBOOK}related: [2025-02-12-till]\n"),
     {"12", "18"}),
    ("a duplicate of another", lambda pages: pages.incident(18, f"{RUNBOOK}duplicate_of: 2025-02-10-till\n"),
     {"10", "16", "18"}),
)  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [pytest.param(*rest, id=name) for name, *rest in CHANGES])
def test_a_change_reaches_the_pages_that_show_it(
    pages: Pages, change: Callable[[Pages], None], expected: set[str]
) -> None:
    """And no other page is made anew."""
    assert pages.changed(lambda: change(pages)) == expected


@pytest.mark.parametrize("link", ["(2024-01-11-till.yaml)", r"(2024\-01\-11-till.yaml)", "(2024&#45;01-11-till.yaml)",
                                  "(2024%2D01-11-till.yaml#x)", "[2]\n\n  [2]: 2024-01-11-till.yaml"])  # fmt: skip
def test_a_link_that_begins_to_lead_somewhere_is_seen(pages: Pages, link: str) -> None:
    """`check` only warns of a link to nothing; when the file comes, the page has a link, however it is written."""
    pages.incident(12, f"summary: |\n  As [before]{link}\n")

    def write() -> None:
        pages.write("incidents/shop/2024-01-11-till.yaml", "title: First\nstatus: resolved\n")

    assert "12" in pages.changed(write)


def test_another_world_has_other_pages(pages: Pages) -> None:
    """A digest is of everything."""

    def change() -> None:
        pages.world = b"another"

    assert pages.changed(change) == {"10", "12", "14", "16", "18"}
