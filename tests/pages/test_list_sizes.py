"""Lists stay light however many incidents there are: measured at two sizes, and carried on to ten thousand."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from generator.library.library import Library
from generator.library.project import open_project
from generator.pages.book import book, dashboard
from generator.pages.render import Renderer
from generator.records.incident import Incident
from tests.small_library import TODAY

LIMIT = 300_000
FRAME = 115_000
"""Bytes, compressed, of what stands around a page and loads with it: the header, scripts and styles, also ours."""
SIZES = (800, 1_600)
"""Incidents; with five action items each, of which two stay open, both sizes are more than any page has room for."""
ASSETS = Path(__file__).parents[2] / "generator" / "pages" / "assets"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the larger library."""
    root = tmp_path_factory.mktemp("corpus")
    write_corpus(root, SIZES[1])
    return open_project(root, TODAY).library


@pytest.fixture(scope="module")
def sizes(whole: Library) -> dict[str, tuple[int, int]]:
    """Return the compressed bytes of every page that is no record's own, in the smaller and in the larger library."""
    oldest = frozenset(one.key for one in whole.incidents[SIZES[1] - SIZES[0] :])
    kept = tuple(one for one in whole.records if not isinstance(one, Incident) or one.key in oldest)
    small, large = dict(_pages(replace(whole, records=kept))), dict(_pages(whole))
    return {name: (small.get(name, 0), size) for name, size in large.items()}


def _pages(library: Library) -> Iterator[tuple[str, int]]:
    renderer = Renderer(library, TODAY)
    made = book(renderer)
    own = {f"{one.key.handbook}/incidents/{one.id}.md" for one in library.incidents}
    texts = [(page.uri, str(page.html)) for page in made.pages if page.uri not in own]
    texts += [(file.address, file.content) for file in made.files if file.address.endswith(".js")]
    for name, text in (("index.md", str(dashboard(renderer))), *texts):
        yield name, len(gzip.compress(text.encode(), 9, mtime=0))


def at_ten_thousand(small: int, large: int) -> float:
    """Return how large a page would be with ten thousand incidents if it went on growing as it did."""
    return large + (10_000 - SIZES[1]) * max(large - small, 0) / (SIZES[1] - SIZES[0])


def is_full(name: str) -> bool:
    """Say whether a page ends somewhere: a year at a thousand rows, the calendar at the picture of two years."""
    return "-20" in name or "/20" in name or name == "reports/calendar.md"


def test_no_list_is_heavy_at_ten_thousand(sizes: dict[str, tuple[int, int]]) -> None:
    """Each page with all that it loads at once; what is full may be half full in these sizes."""
    carried = {
        name: large * 2 if is_full(name) else round(at_ten_thousand(small, large))
        for name, (small, large) in sizes.items()
    }
    assert {name: size for name, size in carried.items() if size + FRAME > LIMIT} == {}


def test_all_lists_were_weighed(sizes: dict[str, tuple[int, int]]) -> None:
    """The lists of incidents, the ledger, the reports, the home page, and their years."""
    assert {"index.md", "incidents/index.md", "corpus/incidents/index.md", "action-items/index.md"} < set(sizes)
    assert {"corpus/services.md", "corpus/runbooks/trouble-01.md", "reports/calendar.md", "data/index.md"} < set(sizes)
    assert {
        "incidents/corpus/2016.md",
        "incidents/corpus/2016.js",
        "action-items/open-2016.js",
        "action-items/older-2016-2.js",
    } < set(sizes)


def test_our_scripts_and_styles_are_a_small_part_of_a_page() -> None:
    """What every page loads of ours."""
    files = [file for file in ASSETS.iterdir() if file.suffix in {".js", ".css"}]
    assert sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in files) < 50_000
