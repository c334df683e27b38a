"""An incident's timeline in a browser: the zone and the events that the reader chooses."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

CHECKOUT = "example/incidents/2025-02-11-checkout-errors/"
QUEUE = "example/incidents/2025-06-17-order-queue-stuck/"
INVOICES = "example/incidents/2025-10-26-invoices-mailed-twice/"
OPEN = "example/incidents/2026-11-21-search-shows-old-prices/"
WORDING = "proofi/incidents/2026-11-10-wrong-wording-on-backup-screen/"
CLOCKS = ".rb-event--milestone .rb-event__clock"


def choose(page: Page, zone: str) -> None:
    """Choose a zone by what stands beside its button."""
    page.get_by_role("group", name="Times in").get_by_role("radio", name=zone).check()


def clocks(page: Page) -> list[str]:
    """Return what the clocks of the milestones show."""
    return page.locator(CLOCKS).all_inner_texts()


def days(page: Page) -> list[tuple[str, int]]:
    """Return the headings of the days with the number of entries below each."""
    heads = page.locator(".rb-days > h3").all()
    return [(head.inner_text(), head.locator("+ ol > .rb-event").count()) for head in heads]


def test_the_reader_chooses_the_zone(open_page: OpenPage) -> None:
    """In the timeline, in the line of facts and beside the durations; the day is said where it becomes another."""
    page = open_page(zone="Asia/Tokyo")
    page.goto(CHECKOUT)
    facts, at = page.locator("#facts"), page.locator(".rb-durations__at")
    assert clocks(page) == ["14:02", "14:14", "14:17", "15:05", "15:31"]
    choose(page, "UTC")
    assert clocks(page) == ["13:02", "13:14", "13:17", "14:05", "14:31"]
    expect(facts).to_contain_text("11 Feb 2025 13:02\N{EN DASH}14:31 UTC · 1 h 29 min")
    expect(page.locator("[data-rb-zone-said]")).to_have_text("Times in UTC")
    choose(page, "your time Asia/Tokyo")
    assert clocks(page) == ["22:02", "22:14", "22:17", "23:05", "23:31"]
    expect(facts).to_contain_text("11 Feb 2025 22:02\N{EN DASH}23:31 your time")
    expect(page.locator("[data-rb-zone-said]")).to_have_text("Times in your zone, Asia/Tokyo")
    assert at.all_inner_texts() == ["22:14", "22:17", "23:05", "23:31"]
    choose(page, "CET Europe/Berlin")
    assert clocks(page) == ["14:02", "14:14", "14:17", "15:05", "15:31"]
    expect(facts).to_contain_text("11 Feb 2025 14:02\N{EN DASH}15:31 CET")
    expect(page.locator("[data-rb-zone-said]")).to_have_text("Times in CET (Europe/Berlin)")


def test_the_chosen_zone_is_kept(open_page: OpenPage) -> None:
    """For every incident, also for those whose own zone has another name."""
    page = open_page(zone="Asia/Tokyo")
    page.goto(CHECKOUT)
    choose(page, "your time")
    page.goto(QUEUE)
    expect(page.get_by_role("radio", name="your time")).to_be_checked()
    assert clocks(page) == ["08:38", "08:52", "09:27", "10:05", "10:48"]


def test_days_begin_elsewhere(open_page: OpenPage) -> None:
    """What crosses midnight in UTC is one day in New York and in Tokyo; every entry stays, in its order."""
    page = open_page(zone="America/New_York")
    page.goto(QUEUE)
    built = days(page)
    assert [day for day, _ in built] == ["17 Jun 2025", "18 Jun 2025"]
    lines = page.locator(".rb-event__what").all_inner_texts()
    choose(page, "your time")
    assert days(page) == [("17 Jun 2025", sum(number for _, number in built))]
    assert page.locator(".rb-event__what").all_inner_texts() == lines
    expect(page.locator("#facts")).to_contain_text("17 Jun 2025 19:38\N{EN DASH}21:48 your time")
    choose(page, "UTC")
    assert days(page) == built


def test_an_hour_that_comes_twice_says_which_it_is(open_page: OpenPage) -> None:
    """On the reader's clocks, too."""
    page = open_page(zone="Europe/London")
    page.goto(INVOICES)
    assert page.locator(".rb-event__clock").all_inner_texts()[:3] == ["02:30 CEST", "02:30 CET", "02:30 CET"]
    choose(page, "your time")
    assert page.locator(".rb-event__clock").all_inner_texts()[:3] == ["01:30 UTC+1", "01:30 UTC+0", "01:30 UTC+0"]
    choose(page, "UTC")
    assert page.locator(".rb-event__clock").all_inner_texts()[:3] == ["00:30", "01:30", "01:30"]


def test_the_readers_time_is_said_once(open_page: OpenPage) -> None:
    """An open incident says it behind its own; not where it stands there already."""
    page = open_page(zone="Asia/Tokyo")
    page.goto(OPEN)
    expect(page.locator("#facts")).to_contain_text("since 21 Nov 2026 18:00 UTC (your time 22 Nov 03:00)")
    choose(page, "your time")
    expect(page.locator("#facts")).to_contain_text("since 22 Nov 2026 03:00 your time")
    expect(page.locator("#facts .rb-your-time")).to_be_hidden()


@pytest.mark.parametrize(
    ("zone", "address", "offered"),
    [
        pytest.param(
            "Europe/Paris", CHECKOUT, ["CET Europe/Berlin", "UTC"], id="the clocks of Paris are those of Berlin"
        ),
        pytest.param("UTC", CHECKOUT, ["CET Europe/Berlin", "UTC"], id="the reader's zone is UTC"),
        pytest.param("Asia/Tokyo", WORDING, ["UTC", "your time Asia/Tokyo"], id="the incident's zone is UTC"),
        pytest.param("UTC", WORDING, [], id="both are"),
    ],
)
def test_only_what_differs_is_offered(open_page: OpenPage, zone: str, address: str, offered: list[str]) -> None:
    """Two buttons that show the same would be a riddle."""
    page = open_page(zone=zone)
    page.goto(address)
    labels = [" ".join(label.split()) for label in page.locator(".rb-choice__zones label:visible").all_inner_texts()]
    assert labels == offered


def test_a_heading_promises_no_other_zone(open_page: OpenPage) -> None:
    """The handbook calls it "Timeline (all times UTC)": it does not while the reader's own time is shown."""
    page = open_page(zone="Asia/Tokyo")
    page.goto(WORDING)
    heading, entry = page.locator("h2#timeline"), page.locator(".md-sidebar--secondary a[href='#timeline']")
    expect(heading).to_contain_text("Timeline (all times UTC)")
    choose(page, "your time")
    expect(heading).not_to_contain_text("UTC")
    expect(entry).to_have_text("Timeline")
    choose(page, "UTC")
    expect(heading).to_contain_text("Timeline (all times UTC)")


def test_key_events_stand_in_the_address(page: Page) -> None:
    """They can be sent to somebody; milestones and levels stay, silences between others go."""
    page.goto(CHECKOUT)
    every = page.locator(".rb-event").count()
    page.get_by_role("checkbox", name="key events only").check()
    expect(page).to_have_url(re.compile(r"/\?events=key$"))
    kinds = page.locator(".rb-event").evaluate_all(
        "lines => lines.map(line => line.querySelector('.rb-milestone, .rb-mark--key, .rb-chip') !== null)"
    )
    assert all(kinds)
    assert 0 < len(kinds) < every
    expect(page.locator("[data-rb-shown]")).to_have_text(f"with the milestones: {len(kinds)} of {every}")
    page.reload()
    expect(page.get_by_role("checkbox", name="key events only")).to_be_checked()
    assert page.locator(".rb-event").count() == len(kinds)
    page.get_by_role("checkbox", name="key events only").uncheck()
    expect(page).to_have_url(re.compile(r"/$"))
    assert page.locator(".rb-event").count() == every


def test_days_without_key_events_go(page: Page) -> None:
    """A heading without anything below it says nothing."""
    page.goto(f"{WORDING}?events=key")
    assert days(page) == [("10 Nov 2026", 1), ("13 Nov 2026", 1), ("17 Nov 2026", 1)]
    expect(page.locator(".rb-silence")).to_have_count(0)


def test_without_scripts_both_zones_stand_there(open_page: OpenPage) -> None:
    """The record's zone, and UTC below it where that is another one; nothing to choose."""
    page = open_page(scripts=False)
    page.goto(CHECKOUT)
    assert [" ".join(text.split()) for text in clocks(page)[:2]] == ["14:02 13:02 UTC", "14:14 13:14 UTC"]
    expect(page.locator("[data-rb-timeline-choice]")).to_be_hidden()
    page.goto(WORDING)
    assert clocks(page)[0].strip() == "09:30"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("address", [WORDING, INVOICES, CHECKOUT])
def test_columns_do_not_touch(open_page: OpenPage, address: str, width: int, scripts: bool) -> None:  # noqa: FBT001
    """The longest T+ and the widest clock leave room before the words."""
    page = open_page(width=width, scripts=scripts)
    page.goto(address)
    for line in page.locator(".rb-event").all():
        words = line.locator(".rb-event__what").bounding_box()
        assert words is not None
        for part in (".rb-event__clock", ".rb-event__since"):
            box = line.locator(part).bounding_box()
            assert box is not None
            assert box["x"] + box["width"] + 4 <= words["x"]


def test_the_keyboard_chooses(open_page: OpenPage) -> None:
    """The zones are one stop of the Tab key, and arrows move between them."""
    page = open_page(zone="Asia/Tokyo")
    page.goto(CHECKOUT)
    page.get_by_role("radio", name="CET").focus()
    page.keyboard.press("ArrowRight")
    assert clocks(page)[0] == "13:02"
    page.keyboard.press("ArrowRight")
    assert clocks(page)[0] == "22:02"
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="key events only")).to_be_focused()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?events=key$"))


def test_paper_shows_what_was_chosen(open_page: OpenPage) -> None:
    """Nothing to click there, but the words that say which zone it is."""
    page = open_page(zone="Asia/Tokyo")
    page.goto(CHECKOUT)
    choose(page, "your time")
    page.emulate_media(media="print")
    expect(page.locator("[data-rb-timeline-choice]")).to_be_hidden()
    expect(page.locator("[data-rb-zone-said]")).to_be_visible()
