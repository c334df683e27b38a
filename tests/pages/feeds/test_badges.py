"""Badges: what they count, on which day, and whether everybody can read them."""

import re
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from generator.pages.feeds.badges import badges, svg
from tests.pages.feeds.sites import site_of
from tests.small_library import SEVERITIES, small_library

TODAY = date(2025, 3, 1)
ITEM = "action_items:\n  - {{action: Look, due: {}}}\n"


def incident(started: str, severity: str = "P1", more: str = "", status: str = "resolved") -> str:
    """Return the record of an incident."""
    return f"title: T\nstatus: {status}\nseverity: {severity}\nstarted: {started} 10:00\n{more}"


CASES = [
    pytest.param({}, ["0", "0", "none recorded"], ["well", "well", "plain"], id="nothing recorded"),
    pytest.param(
        {"2025-02-27-a": incident("2025-02-27")}, ["0", "0", "2"], ["well", "well", "plain"], id="one is over"
    ),
    pytest.param(
        {"2025-02-27-a": incident("2025-02-27", status="investigating"), "2025-02-01-b": incident("2025-02-01")},
        ["1", "0", "2"],
        ["bad", "well", "plain"],
        id="one is open",
    ),
    pytest.param({"2025-02-27-a": incident("2025-02-27", "P2")}, ["0", "0", "none recorded"], None, id="not the worst"),
    pytest.param(
        {"2025-02-27-a": incident("2025-02-27", more="type: drill\n", status="investigating")},
        ["0", "0", "none recorded"],
        None,
        id="a drill is no incident",
    ),
    pytest.param(
        {"2025-02-27-a": incident("2025-02-27", more=ITEM.format("2025-02-28"))},
        ["0", "1", "2"],
        ["well", "bad", "plain"],
        id="an item is overdue",
    ),
    pytest.param(
        {"2025-02-27-a": incident("2025-02-27", more=ITEM.format("2025-03-01"))}, ["0", "0", "2"], None, id="due today"
    ),
    pytest.param({"2025-03-01-a": incident("2025-03-01")}, ["0", "0", "0"], None, id="today"),
]


@pytest.mark.parametrize(("files", "values", "states"), CASES)
def test_badges_count(tmp_path: Path, files: dict[str, str], values: list[str], states: list[str] | None) -> None:
    """Open incidents, overdue action items, days since the last of the highest level began."""
    library = small_library(tmp_path, files)
    site = site_of(library, today=TODAY)
    for handbook in (None, library.handbook("shop")):
        found = badges(site, handbook)
        assert [badge.value for badge in found] == values
        assert states is None or [badge.state for badge in found] == states


def test_labels_say_whose_and_since_what(tmp_path: Path) -> None:
    """A handbook's name and its highest level; examples are called examples."""
    library = small_library(tmp_path, {"2025-02-27-a": incident("2025-02-27", more="example: yes\n")})
    site = site_of(library, today=TODAY)
    assert [badge.said for badge in (*badges(site, None), *badges(site, library.handbook("shop")))] == [
        "open incidents (examples): 0 (as of 1 Mar 2025)",
        "overdue actions (examples): 0 (as of 1 Mar 2025)",
        "days since highest level (examples): 2 (as of 1 Mar 2025)",
        "Shop: open incidents (examples): 0 (as of 1 Mar 2025)",
        "Shop: overdue actions (examples): 0 (as of 1 Mar 2025)",
        "Shop: days since P1 (examples): 2 (as of 1 Mar 2025)",
    ]


def test_the_public_edition_says_that_it_counts_what_is_published(tmp_path: Path) -> None:
    """Days since the worst are not there: the last of that level may be internal.

    What repeats an internal incident that is open is all that says so; what repeats a public one is no fire more.
    """
    files = {
        "2025-02-26-hidden": incident("2025-02-26", more="visibility: internal\n", status="investigating"),
        "2025-02-27-a": incident("2025-02-27", more="duplicate_of: 2025-02-26-hidden\n", status="investigating"),
        "2025-02-28-b": incident("2025-02-28", status="investigating"),
        "2025-02-28-c": incident("2025-02-28", more="duplicate_of: 2025-02-28-b\n", status="investigating"),
    }
    library = small_library(tmp_path, files, "public")
    site = site_of(library, today=TODAY)
    assert [badge.said for badge in (*badges(site, None), *badges(site, library.handbook("shop")))] == [
        "open incidents (published): 2 (as of 1 Mar 2025)",
        "overdue actions (published): 0 (as of 1 Mar 2025)",
        "Shop: open incidents (published): 2 (as of 1 Mar 2025)",
        "Shop: overdue actions (published): 0 (as of 1 Mar 2025)",
    ]


def test_examples_of_one_handbook_do_not_count_beside_real_incidents_of_another(tmp_path: Path) -> None:
    """What is real anywhere makes examples examples everywhere."""
    files = {
        "2025-02-27-a": incident("2025-02-27", more="example: yes\n", status="investigating"),
        "content/bank/handbook.yaml": "format: 1\ntitle: Bank\n",
        "incidents/bank/2025-02-26-b.yaml": "title: B\nstatus: investigating\nstarted: 2025-02-26 10:00\n",
    }
    library = small_library(tmp_path, files)
    site = site_of(library, today=TODAY)
    found = {book: badges(site, library.handbook(book) if book else None)[0].value for book in ("", "shop", "bank")}
    assert found == {"": "1", "shop": "0", "bank": "1"}


def test_picture_says_it_all_in_words(tmp_path: Path) -> None:
    """In a title for those who do not see it, in letters that are text, and nothing is loaded or run."""
    handbook = "format: 1\ntitle: 'R&D <script> \"q\"'\n"
    library = small_library(
        tmp_path, {"content/shop/handbook.yaml": handbook, "content/shop/severities.yaml": SEVERITIES}
    )
    badge = badges(site_of(library, today=TODAY), library.handbook("shop"))[0]
    text = svg(badge)
    picture = fromstring(text)  # noqa: S314 - our own
    space = "{http://www.w3.org/2000/svg}"
    assert picture.attrib["role"] == "img"
    assert picture.attrib["aria-label"] == picture.findtext(f"{space}title") == badge.said
    assert [element.text for element in picture.iter(f"{space}text")] == [
        'R&D <script> "q": open incidents',
        "0",
        "as of 1 Mar 2025",
    ]
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)|href|url\(|<script|style", text) == []
    lefts = [int(element.attrib["x"]) for element in picture.iter(f"{space}rect")]
    widths = [int(element.attrib["width"]) for element in picture.iter(f"{space}rect")]
    assert (lefts[0], lefts[1], lefts[2], sum(widths)) == (
        0,
        widths[0],
        widths[0] + widths[1],
        int(picture.attrib["width"]),
    )


@pytest.mark.parametrize("files", [case.values[0] for case in CASES[1:3]])
def test_white_words_stand_out(tmp_path: Path, files: dict[str, str]) -> None:
    """By 4.5 to 1 at least, as WCAG 2.2 (1.4.3) asks."""
    library = small_library(tmp_path, files)
    colours = {
        colour
        for badge in badges(site_of(library, today=TODAY), None)
        for colour in re.findall(r'<rect [^>]*fill="(#\w{6})"', svg(badge))
    }
    assert len(colours) >= 3
    assert [colour for colour in colours if contrast(colour) < 4.5] == []


def contrast(colour: str) -> float:
    """Return the contrast of white on a colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
