"""Search entries: made from sections, plain text escaped once, with what leads to a page in a field of its own."""

import json
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.engines.mkdocs_search import FIELDS, SEPARATOR, count, entries, pairs
from generator.pages.addresses import Addresses
from generator.pages.page import Page, Section

NO_HTML = Markup("")
RUNBOOK = Page(
    "shop/runbooks/down.md",
    "Shop down & out",
    (
        Section("title", 1, "Shop down & out", NO_HTML),
        Section("", 1, "", NO_HTML, "A summary\ntill <jammed>"),
        Section("resolution", 2, "Resolution", NO_HTML, "Restart it\nrestart --all"),
        Section("help", 2, "If nothing here fits", NO_HTML),
    ),
    words=("TillJammedHigh", "till <jammed>"),
    tags=("Runbook", "Shop"),
    boost=2.0,
)
TABLE = Page(
    "shop/tools.md",
    "Tools · Shop",
    (Section("title", 1, "Tools", NO_HTML), Section("till", 2, "Till", NO_HTML, "till\nTill\nWhere money goes")),
    tags=("Shop",),
    many=True,
)


def test_a_page_has_an_entry_that_knows_all_its_words() -> None:
    """What leads to it first; a line for each thing said; names in parts; sections without words have no entry."""
    whole, section = entries(RUNBOOK, Addresses())
    assert whole == {
        "location": "shop/runbooks/down/",
        "title": "Shop down &amp; out",
        "text": "<p>TillJammedHigh</p><p>till &lt;jammed&gt;</p><p>A summary</p>",
        "tags": ["Runbook"],
        "boost": 2.0,
        "words": "TillJammedHigh Till Jammed High till &lt;jammed&gt;",
        "page": "Shop down &amp; out   A summary\ntill &lt;jammed&gt; Resolution Restart it\nrestart --all "
        "If nothing here fits ",
        "pairs": "0shopdown 0downout 0tilljammed 0asummary 0restartit 0restartall 0ifnothing 0nothinghere 0herefits",
    }
    assert section == {
        "location": "shop/runbooks/down/#resolution",
        "title": "Resolution",
        "text": "<p>Restart it</p><p>restart --all</p>",
        "tags": ["Runbook", "Shop"],
        "boost": 2.0,
    }


def test_a_row_counts_as_much_as_a_page() -> None:
    """Rows are records of their own: found by themselves, their name and id not said twice."""
    whole, row = entries(TABLE, Addresses(directory_urls=False))
    assert whole == {"location": "shop/tools.html", "title": "Tools · Shop", "text": ""}
    assert row == {
        "location": "shop/tools.html#till",
        "title": "Till",
        "text": "<p>Where money goes</p>",
        "tags": ["Shop"],
        "boost": 3.1,
        "pairs": "0wheremoney 0moneygoes",
    }


def test_a_heading_over_rows_is_no_row() -> None:
    """What says all rows in short would stand before each of them."""
    sections = (
        Section("title", 1, "Levels", NO_HTML),
        Section("which", 2, "Which one is it?", NO_HTML, "The till is jammed"),
        Section("high", 3, "High", NO_HTML, "The till is jammed"),
    )
    _, heading, row = entries(Page("shop/levels.md", "Levels", sections, many=True), Addresses())
    assert (heading.get("boost"), heading.get("pairs")) == (None, None)
    assert (row["boost"], row["pairs"]) == (3.1, "0thetill 0tillis 0isjammed")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("On-call", "0oncall", id="joined by a hyphen"),
        pytest.param("on call", "0oncall", id="side by side"),
        pytest.param("till down\ntill up", "0tilldown 0tillup", id="not over the end of a line"),
        pytest.param("too_many rows", "0toomany 0manyrows", id="underscores"),
        pytest.param("at 10.0.0.1:5432", "0at10.0.0.1 010.0.0.15432", id="addresses"),
        pytest.param("down", "", id="one word"),
    ],
)
def test_words_side_by_side_are_pairs(text: str, found: str) -> None:
    """As search.js asks for them."""
    assert pairs([text]) == found


@pytest.mark.parametrize(
    ("uri", "counts"),
    [
        pytest.param("shop/runbooks/down.md", 1.0, id="the first handbook"),
        pytest.param("till/index.md", 0.85, id="the second"),
        pytest.param("other/index.md", 0.7225, id="one that is not named"),
        pytest.param("incidents.md", 1.0, id="a page of no handbook"),
    ],
)
def test_the_first_handbook_stands_first(uri: str, counts: float) -> None:
    """The order of mkdocs.yml decides between pages that say the same."""
    assert count(uri, ["shop", "till"]) == pytest.approx(counts)


def test_no_handbook_is_counted_away() -> None:
    """However many there are, the last one's pages are still found by their own words."""
    assert count("h9/index.md", [f"h{number}" for number in range(10)]) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("too_many_connections", ["too", "many", "connections"], id="underscores"),
        pytest.param("connect 10.0.0.1:5432", ["connect", "10.0.0.1", "5432"], id="host and port"),
        pytest.param("db.internal/health", ["db", "internal", "health"], id="names and paths"),
        pytest.param('role "api"; a=b', ["role", "api", "a", "b"], id="quotes"),
        pytest.param("a &lt;b&gt; &amp; c", ["a", "b", "c"], id="escaped markup"),
        pytest.param("SendGrid 5xx", ["SendGrid", "5xx"], id="names stay whole"),
    ],
)
def test_words_are_split_where_people_split_them(text: str, words: list[str]) -> None:
    """The pattern means the same to JavaScript, which reads it in the browser."""
    assert [word for word in re.split(SEPARATOR, text) if word] == words


def test_the_site_uses_our_settings(built_site: Path) -> None:
    """mkdocs.yml says nothing about weights and separators, and the index has ours."""
    config = json.loads((built_site / "search/search_index.json").read_text("utf-8"))["config"]
    assert config["separator"] == SEPARATOR
    assert config["fields"] == {name: {"boost": boost} for name, boost in FIELDS.items()}


def test_every_page_is_found_once(built_site: Path) -> None:
    """No address stands twice in the index, and each page comes before its sections, as the theme expects."""
    docs = json.loads((built_site / "search/search_index.json").read_text("utf-8"))["docs"]
    locations = [doc["location"] for doc in docs]
    assert len(set(locations)) == len(locations)
    seen = set()
    for location in locations:
        page, anchor, _ = location.partition("#")
        assert not anchor or page in seen
        seen.add(page)
