"""The pages of reports in a browser: charts that anybody can read, tables under them, rows that the day decides."""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from generator.library.reports import REPORTS
from generator.today import today as today_of_the_build
from tests.browser.conftest import OpenPage
from tests.browser.test_every_page import violations
from tests.incidents_by_hand import every

ADDRESSES = ["reports/", *(f"reports/{name}/" for name in REPORTS if name != "action-items")]
NARROWEST = 320


@pytest.mark.parametrize(
    ("width", "colours"),
    [
        pytest.param(1280, "dark", id="desktop dark"),
        pytest.param(390, "dark", id="phone dark"),
    ],
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing(open_page: OpenPage, address: str, width: int, colours: Literal["light", "dark"]) -> None:
    """In the dark and on a phone, too: names, contrast, what the keyboard reaches."""
    page = open_page(width=width, colours=colours)
    page.goto(address)
    assert violations(page) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_report_fits_on_the_narrowest_phone(open_page: OpenPage, address: str) -> None:
    """At 320 px the page is no wider than the screen, and so is every drawing that does not scroll in a box."""
    page = open_page(width=NARROWEST, height=568)
    page.goto(address)
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert page.evaluate("document.scrollingElement.scrollWidth") == NARROWEST
    words = page.locator(".rb-chart__box:not(.rb-chart__scroll *) text")
    edges = words.evaluate_all("all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])")
    assert [edge for edge in edges if edge[0] < 0 or edge[1] > NARROWEST] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_report_says_the_same_without_scripts(open_page: OpenPage, address: str) -> None:
    """Charts and tables are in the page itself."""
    with_scripts, without = open_page(), open_page(scripts=False)
    for page in (with_scripts, without):
        page.goto(address)
    for selector in ("article svg[role=img]", "article tbody tr", "article h2"):
        assert without.locator(selector).count() == with_scripts.locator(selector).count()


def test_a_dot_leads_to_its_incident_and_says_which_it_is(page: Page) -> None:
    """A pointer finds in the drawing what the keyboard finds in the table behind it."""
    page.goto("reports/response-times/")
    dots = page.locator(".rb-hits a")
    links = set(dots.evaluate_all("all => all.map(one => one.href.baseVal)"))
    rows = set(page.locator("#incidents ~ table th a").evaluate_all("all => all.map(one => one.getAttribute('href'))"))
    assert links
    assert links <= rows
    dot = dots.first
    title = str(dot.locator("title").text_content()).partition(",")[0]
    dot.locator("circle").click()
    expect(page.locator("h1")).to_contain_text(title)


def test_the_keyboard_reaches_no_dot_twice(page: Page) -> None:
    """A drawing is one picture: it has no stops of its own."""
    page.goto("reports/response-times/")
    stops = page.locator("article svg a:not([tabindex='-1']), article svg [tabindex='0']")
    assert stops.count() == 0


def test_a_wide_table_scrolls_by_keyboard_in_its_own_box(open_page: OpenPage) -> None:
    """On a phone a table of numbers stays a table; the page does not move."""
    page = open_page(width=NARROWEST, height=568)
    page.goto("reports/response-times/")
    box = page.locator(".rb-report__scroll").first
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=box.element_handle())
    assert page.evaluate("scrollX") == 0


@pytest.mark.parametrize(("minutes", "words", "due"), [(-1, "runs", "runs until "), (1, "missed", "missed, was due ")])
def test_a_running_target_is_over_by_the_readers_clock(open_page: OpenPage, minutes: int, words: str, due: str) -> None:
    """Until then it runs, behind it is missed, whatever day the page was built on."""
    page = open_page()
    page.goto("reports/targets/")
    end = page.locator("[data-rb-deadline]").first.get_attribute("data-rb-deadline")
    now = page.evaluate("([end, minutes]) => new Date(Date.parse(end) + minutes * 6e4).toISOString()", [end, minutes])
    other = open_page()
    other.clock.set_fixed_time(now)
    other.goto("reports/targets/")
    expect(other.locator(f"[data-rb-deadline='{end}']").first).to_have_text(words)
    cell = other.locator(f"td:has([data-rb-deadline='{end}'])").first
    assert cell.inner_text().startswith(due)
    assert "running" not in other.locator("article").inner_text().lower()


@pytest.mark.parametrize("later", [0, 5, 40, 95])
def test_what_happened_a_year_ago_follows_the_readers_clock(open_page: OpenPage, later: int) -> None:
    """On the day of the build and on three later ones: what began within a week of it in an earlier year."""
    today = today_of_the_build() + timedelta(days=later)
    page = open_page()
    page.clock.set_fixed_time(f"{today}T12:00:00Z")
    page.goto("reports/calendar/")
    near = [today + timedelta(days=shift) for shift in range(-7, 8)]
    expected = {
        one.id
        for one in every()
        if any((day.month, day.day) == (one.day.month, one.day.day) and day.year > one.day.year for day in near)
    }
    links = page.locator("[data-rb-windows] tbody tr:visible th ~ td a:not(.rb-chip)")
    shown = {str(link.get_attribute("href")).rstrip("/").rpartition("/")[2] for link in links.all()}
    assert shown == expected
    expect(page.get_by_text("Nothing is recorded for this week in an earlier year.")).to_be_visible(
        visible=not expected
    )
    expect(page.get_by_text("Not known for this day")).to_be_hidden()


@pytest.mark.parametrize("address", ["", "reports/calendar/"])
@pytest.mark.parametrize(("later", "is_known"), [(100, True), (101, False), (500, False)])
def test_a_page_that_is_too_old_says_that_it_does_not_know(
    open_page: OpenPage, address: str, later: int, *, is_known: bool
) -> None:
    """Behind the days that the build looked ahead it neither names what is wrong nor says that there is nothing."""
    page = open_page()
    page.clock.set_fixed_time(f"{today_of_the_build() + timedelta(days=later)}T12:00:00Z")
    page.goto(address)
    said = page.locator("[data-rb-windows]")
    expect(said.locator("[data-rb-not-known]")).to_be_visible(visible=not is_known)
    if not is_known:
        assert said.locator("[data-rb-first]:visible").count() == 0
        expect(page.get_by_text("Nothing is recorded for this week in an earlier year.")).to_be_hidden()
