"""The home page: what burns, the way into the search, who is on call, what is owed."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from generator.today import today as today_of_the_build
from tests.browser.conftest import OpenPage
from tests.browser.search_box import best, box, field


def test_what_is_typed_goes_on_into_the_search(page: Page) -> None:
    """The first letter opens the search, which has the text and the focus; results come."""
    page.goto("")
    page.get_by_label("What do you see?").focus()
    page.keyboard.type("paymaster")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("paymaster")
    expect(best(page)).to_contain_text("Paymaster")


def test_what_is_pasted_goes_on_whole(page: Page) -> None:
    """A whole error message arrives."""
    page.goto("")
    page.evaluate("navigator.clipboard.writeText('insufficient funds for gas')")
    page.get_by_label("What do you see?").focus()
    page.keyboard.press("Control+V")
    expect(field(page)).to_be_focused()
    expect(best(page)).to_contain_text("Paymaster")


def test_a_click_opens_the_search(page: Page) -> None:
    """Who taps the field can type at once; who closes the box is back at the field."""
    page.goto("")
    page.get_by_label("What do you see?").click()
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#rb-see")).to_be_focused()


def test_tab_walks_past_the_field(page: Page) -> None:
    """Focus alone opens nothing: the keyboard is not caught."""
    page.goto("")
    field = page.get_by_label("What do you see?")
    field.focus()
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()
    expect(box(page)).to_be_hidden()


def test_the_first_screen_of_a_phone_says_what_burns_and_where_to_look(open_page: OpenPage) -> None:
    """Open incidents and the search field stand on it."""
    page = open_page(width=390)
    page.goto("")
    expect(page.locator(".rb-burning").first).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("What do you see?")).to_be_in_viewport(ratio=1)


def test_only_incidents_burn(page: Page) -> None:
    """Maintenance and near misses that are open stand in a line below, each with its word."""
    page.goto("")
    for burning in page.locator(".rb-burning").all():
        expect(burning.locator(".rb-state")).to_be_visible()
        expect(burning.locator(".rb-mark", has_text=re.compile("maintenance|drill|near miss"))).to_have_count(0)
    expect(page.locator(".rb-also .rb-mark", has_text="maintenance")).to_be_visible()


def test_on_call_follows_the_clock(open_page: OpenPage) -> None:
    """The browser names who is on call now; behind the last period nobody."""
    first = open_page()
    first.goto("")
    periods = first.locator("[data-rb-on-call] li[data-rb-from]")
    ends = [str(one.get_attribute("data-rb-until")) for one in periods.all()]
    for now, expected in ((ends[0], 1), (ends[1], 2)):
        page = open_page()
        page.clock.set_fixed_time(now)
        page.goto("")
        shown = page.locator("[data-rb-on-call] li[data-rb-from]:visible")
        expect(shown).to_have_count(1)
        assert shown.get_attribute("data-rb-until") == ends[expected]
    late = open_page()
    late.clock.set_fixed_time(ends[-1])
    late.goto("")
    assert late.locator("[data-rb-on-call] li:visible").all_inner_texts() == [
        "not known: this page was built too long ago"
    ]


@pytest.mark.parametrize("later", [0, 3, 5, 11, 25, 39])
def test_the_right_one_is_on_call_on_later_days(open_page: OpenPage, root: Path, later: int) -> None:
    """Whom the handbook's own YAML says, just before the hour of the handoff and at it; overrides included."""
    said = yaml.load((root / "content/example/on-call.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    contacts = yaml.load((root / "content/example/contacts.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    roles = {contact["id"]: contact["role"] for contact in contacts}
    day = today_of_the_build() + timedelta(days=later)
    for clock, shift in (("08:59", timedelta(days=1)), ("09:00", timedelta())):
        on_duty = day - shift  # until nine in the morning the day before still counts
        turn = (on_duty - date.fromisoformat(said["start"])).days // 7
        instead = [one for one in said["overrides"] if one["start"] <= on_duty.isoformat() < one["end"]]
        expected = (instead or [said["shifts"][turn % len(said["shifts"])]])[0]
        page = open_page(zone="Asia/Tokyo")
        page.clock.set_fixed_time(f"{day}T{clock}:00Z")
        page.goto("")
        line = page.locator(".rb-duty > li", has_text="Example Shop").locator("[data-rb-on-call] li:visible")
        who = f"{roles[expected['primary']]}, then {roles[expected['secondary']]} until "
        assert line.inner_text().startswith(who)


def test_without_a_start_the_contact_is_shown_and_the_reason(page: Page) -> None:
    """Nobody is named who may not be on call."""
    page.goto("")
    line = page.locator(".rb-duty > li", has_text="Proofi")
    expect(line).to_contain_text("has no start date, so it names nobody")


def test_what_is_owed_follows_the_clock(open_page: OpenPage) -> None:
    """What becomes late after the build is counted and shown."""

    def owed(now: str) -> tuple[int, int]:
        page = open_page()
        page.clock.set_fixed_time(now)
        page.goto("")
        return (
            int(page.locator("[data-rb-owed-late]").inner_text()),
            int(page.locator("[data-rb-owed-soon]").inner_text()),
        )

    early, late = owed("2024-01-01T00:00:00Z"), owed("2040-01-01T00:00:00Z")
    assert early == (0, 0)
    assert late[0] > 0
    assert late[1] == 0


def test_times_of_open_incidents_are_told_in_the_readers_zone(open_page: OpenPage) -> None:
    """A hint where the reader's clock shows another time, none where it shows the same."""
    page = open_page(zone="Asia/Kolkata")
    page.clock.set_fixed_time("2026-11-22T01:12:00Z")
    page.goto("")
    burning = page.locator(".rb-burning", has_text="Search shows the prices")
    expect(burning).to_contain_text("since 21 Nov 2026 18:00 UTC (your time 23:30) open for 7 h 12 min")
    at_home = open_page(zone="UTC")
    at_home.goto("")
    expect(at_home.locator(".rb-burning .rb-your-time")).to_have_count(0)


def test_without_scripts_nothing_dead_is_shown(open_page: OpenPage) -> None:
    """The search field needs a script, so it is not there; who is on call is, as it was at the build."""
    page = open_page(scripts=False)
    page.goto("")
    expect(page.get_by_label("What do you see?")).to_be_hidden()
    expect(page.locator("[data-rb-on-call] li:visible")).to_have_count(1)
