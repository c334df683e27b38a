"""Entries: what of a page can be found, and how much it counts."""

from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.pages.addresses import Addresses
from generator.pages.book import book
from generator.pages.card import Card
from generator.pages.page import Page, Section
from generator.pages.render import Renderer
from generator.pages.search import Entry, Part, entries
from generator.pages.search.entry import INCIDENT_PARTS
from tests.small_library import small_library

NO_HTML = Markup("")
SHOP = {"shop": "Shop"}


def test_a_page_has_an_entry_with_all_its_words() -> None:
    """What leads to it counts most, said once; then what stands above its headings; then its sections."""
    sections = (
        Section("title", 1, "Shop down", NO_HTML),
        Section("", 1, "", NO_HTML, "A summary\ntill jammed"),
        Section("resolution", 2, "Resolution", NO_HTML, "Restart it\nrestart --all"),
    )
    card = Card("runbook", ("P1", "High", 0), reviewed="2026-05-01", review_due="2026-08-01", names=("Payments",))
    page = Page(
        "shop/runbooks/down now.md",
        "Shop down",
        sections,
        words=("TillJammed", "till jammed", "TillJammed"),
        tags=("Runbook", "Shop"),
        card=card,
    )
    assert list(entries(page, Addresses(), SHOP)) == [
        Entry(
            "shop/runbooks/down%20now/",
            "Shop down",
            "shop",
            card,
            (
                Part("", "", "TillJammed\ntill jammed", 4),
                Part("", "", "A summary", 2),
                Part("resolution", "Resolution", "Restart it\nrestart --all", 1),
            ),
            "Runbook\nShop\nPayments",
            2.05,
        )
    ]


def test_a_row_is_found_by_itself() -> None:
    """A table has an entry for each of its records, and one for what stands above them."""
    sections = (
        Section("title", 1, "Levels", NO_HTML),
        Section("which", 2, "Which one is it?", NO_HTML, "The till is jammed"),
        Section("p1", 3, "P1 · High", NO_HTML, "p1\nThe till is jammed"),
    )
    level = Card("severity", ("P1", "High", 0))
    page = Page("shop/severities.md", "Levels · Shop", sections, many=True, card=Card("severity"), cards={"p1": level})
    table, row = entries(page, Addresses(directory_urls=False), SHOP)
    assert table.parts == (Part("which", "Which one is it?", "The till is jammed", 1),)
    assert row == Entry(
        "shop/severities.html#p1", "P1 · High", "shop", level, (Part("", "", "The till is jammed", 1),), "Severity", 1.1
    )


INCIDENT = """
title: Till stood still
severity: P1
status: resolved
started: 2025-02-01 10:00
resolved: 11:00
commander: till-team
alerts: [TillStill]
tags: [hardware]
summary: The till said nothing.
timeline:
  - at: 10:05
    event: Somebody looked at the back of it
root_cause: A plug was loose.
contributing_factors:
  - category: monitoring
    text: No alert for a silent till
lessons: Count the plugs.
resolution: Pushed it in.
action_items:
  - action: Fix the plug
    owner: "@carpenter"
"""


def test_of_an_incident_is_found_what_it_was_and_why(tmp_path: Path) -> None:
    """Title, alerts, tags, people, symptoms, causes, lessons; not each minute of it."""
    contacts = "- id: till-team\n  role: Till team\n"
    library = small_library(
        tmp_path, {"2025-02-01-till": INCIDENT, "content/shop/contacts.yaml": contacts}, today=date(2025, 3, 1)
    )
    pages = book(Renderer(library, date(2025, 3, 1))).pages
    found = [one for page in pages for one in entries(page, Addresses(), SHOP) if one.is_incident]
    assert found == [
        Entry(
            "shop/incidents/2025-02-01-till/",
            "Till stood still",
            "shop",
            Card(
                "incident",
                ("P1", "High", 0),
                "2025-02-01",
                names=("2025-02-01-till", "Till team", "@carpenter", "High", "P1"),
            ),
            (
                Part("", "", "TillStill\nhardware", 4),
                Part("summary", "Summary", "The till said nothing.", 3),
                Part("root-cause", "Root cause", "A plug was loose.", 2),
                Part("contributing-factors", "Contributing factors", "monitoring\nNo alert for a silent till", 2),
                Part("lessons", "Lessons", "Count the plugs.", 2),
            ),
            "Incident\nShop\n2025-02-01-till\nTill team\n@carpenter\nHigh\nP1",
        )
    ]


@pytest.mark.parametrize(
    ("uri", "handbook", "boost"),
    [
        pytest.param("shop/a.md", "shop", 1.0, id="the first handbook"),
        pytest.param("till/a.md", "till", 0.85, id="the second"),
        pytest.param("h9/a.md", "h9", 0.6, id="the last of many"),
        pytest.param("incidents/index.md", "", 1.0, id="of no handbook"),
    ],
)
def test_the_first_handbook_stands_first(uri: str, handbook: str, boost: float) -> None:
    """The order of mkdocs.yml decides between pages that say the same; nobody is counted away."""
    handbooks = {"shop": "Shop", "till": "Till", **{f"h{number}": "More" for number in range(10)}}
    (entry,) = entries(Page(uri, "A", ()), Addresses(), handbooks)
    assert (entry.handbook, entry.boost) == (handbook, boost)


def test_a_hand_written_page_says_itself_how_much_it_counts() -> None:
    """`search: boost:` of its front matter."""
    (entry,) = entries(Page("about.md", "About", (), boost=3.0), Addresses(site="https://example.org/x/"), SHOP)
    assert (entry.address, entry.boost) == ("about/", 3.0)


def test_a_page_of_an_incident_says_only_what_the_search_looks_into(tmp_path: Path) -> None:
    """Texts that nobody looks into are not taken out of ten thousand records."""
    files = {"2025-02-01-till": INCIDENT.replace("till-team", '"@carpenter"')}
    library = small_library(tmp_path, files, today=date(2025, 3, 1))
    pages = book(Renderer(library, date(2025, 3, 1))).pages
    found = {part.id for page in pages if page.card.kind == "incident" for part in page.sections if part.text}
    assert found == set(INCIDENT_PARTS) - {"impact"}
