"""Post-mortem duty and freshness by the reader's clock, on days after the build."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage

DUTY = "reports/post-mortem-duty/"
FRESHNESS = "reports/freshness/"
STATE = "[data-rb-late-state]"
DAYS = "[data-rb-days-late]"
COUNT = "[data-rb-late-count]"
MEETINGS = "td:nth-child(6) > [data-rb-days-late]"

LATER = [
    pytest.param(-1, id="the day before"),
    pytest.param(0, id="on its day"),
    pytest.param(1, id="the day after"),
    pytest.param(400, id="next year"),
]


def at(open_page: OpenPage, address: str, day: date, clock: str = "12:00") -> Page:
    """Return a page as it reads on a day, at a time in UTC."""
    page = open_page()
    page.clock.set_fixed_time(f"{day.isoformat()}T{clock}:00Z")
    page.goto(address)
    return page


def said(element: Locator, name: str) -> str:
    """Return an attribute that must be there."""
    value = element.get_attribute(name)
    assert value is not None
    return value


@pytest.fixture
def due(open_page: OpenPage) -> date:
    """Return the first day on which a post-mortem of the report is due, as the built page carries it."""
    page = open_page(scripts=False)
    page.goto(DUTY)
    return date.fromisoformat(said(page.locator(STATE).first, "data-rb-late-state"))


@pytest.mark.parametrize("later", LATER)
def test_a_post_mortem_is_late_when_its_day_is_over(open_page: OpenPage, due: date, later: int) -> None:
    """State, days and counts change together, whatever the build said."""
    day = due + timedelta(later)
    page = at(open_page, DUTY, day)
    dues = [date.fromisoformat(said(element, "data-rb-late-state")) for element in page.locator(STATE).all()]
    states = [said(element, "data-rb-state") for element in page.locator(STATE).all()]
    late = [max((day - one).days, 0) for one in dues]
    expect(page.locator(STATE)).to_have_text(
        [f"late ({state})" if days else state for state, days in zip(states, late, strict=True)]
    )
    parts = [date.fromisoformat(said(element, "data-rb-days-late")) for element in page.locator(DAYS).all()]
    # The meetings among them are late by themselves, whatever became of the publication.
    assert len(parts) > len(dues)
    expect(page.locator(DAYS)).to_have_text([str(max((day - one).days, 0)) for one in parts])
    publications = page.locator(f"tr:has({STATE}) td:last-child {DAYS}")
    expect(publications).to_have_text([str(days) for days in late])
    for column, is_counted in ((3, late_among(page, STATE, day)), (4, late_among(page, MEETINGS, day))):
        counts = page.locator(f"tr > :nth-child({column}) > {COUNT}").all()
        over = sum(int(count.get_attribute("data-rb-late-over") or 0) for count in counts)
        assert sum(int(count.inner_text()) for count in counts) == is_counted + over


def late_among(page: Page, selector: str, day: date) -> int:
    """Return how many due days of the incidents that owe one are over on a day."""
    owed = page.locator("#owed ~ table").first
    name = selector.rpartition("[")[2].removesuffix("]")
    return sum(day > date.fromisoformat(said(element, name)) for element in owed.locator(selector).all())


@pytest.mark.parametrize("later", LATER)
def test_the_incident_says_the_same_as_the_report(open_page: OpenPage, due: date, later: int) -> None:
    """Its state, and how late the publication is."""
    page = at(open_page, DUTY, due + timedelta(later))
    page.locator(f"tr:has({STATE}) th a").first.click()
    box = page.locator("dl:has([data-rb-late-state])")
    state = said(box.locator(STATE), "data-rb-state")
    expect(box.locator(STATE)).to_have_text(f"late ({state})" if later > 0 else state)
    words = box.locator(f'[data-rb-due="{due.isoformat()}"] .rb-late')
    expect(words).to_be_visible(visible=later > 0)
    if later > 0:
        expect(words).to_have_text(f"{later} d late")


@pytest.mark.parametrize(
    ("zone", "clock", "is_late"),
    [
        pytest.param("Pacific/Kiritimati", "09:59", False, id="the last minute on Kiritimati"),
        pytest.param("Pacific/Kiritimati", "10:00", True, id="midnight on Kiritimati, ten o'clock in London"),
        pytest.param("UTC", "23:59", False, id="the last minute in UTC"),
        pytest.param("Pacific/Midway", "23:59", False, id="still the afternoon on Midway"),
    ],
)
def test_a_day_is_over_in_the_zone_of_the_handbook(
    open_page: OpenPage,
    due: date,
    zone: str,
    clock: str,
    is_late: bool,  # noqa: FBT001
) -> None:
    """Not where the reader sits, and not in UTC."""
    page = at(open_page, DUTY, due, clock)
    state = page.locator(STATE).first
    state.evaluate("(element, zone) => { element.dataset.rbZone = zone; }", zone)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    word = said(state, "data-rb-state")
    expect(state).to_have_text(f"late ({word})" if is_late else word)


@pytest.mark.parametrize("later", LATER)
def test_a_review_is_overdue_on_its_page_and_in_the_report(open_page: OpenPage, later: int) -> None:
    """The report's days and its count by owner, and the words on the runbook's own page."""
    built = open_page(scripts=False)
    built.goto(FRESHNESS)
    due = date.fromisoformat(said(built.locator(DAYS).first, "data-rb-days-late"))
    day = due + timedelta(later)
    page = at(open_page, FRESHNESS, day)
    dues = [date.fromisoformat(said(element, "data-rb-days-late")) for element in page.locator(DAYS).all()]
    late = [max((day - one).days, 0) for one in dues]
    expect(page.locator(DAYS)).to_have_text([str(days) for days in late])
    assert sum(int(element.inner_text()) for element in page.locator(COUNT).all()) == sum(map(bool, late))
    page.locator(f"tr:has({DAYS}) th a").first.click()
    expect(page.locator("[data-rb-reviewed] .rb-late:visible")).to_have_count(int(later > 0))


def test_without_scripts_the_day_of_the_build_is_said(open_page: OpenPage) -> None:
    """The page says what was true when it was built, and nothing else."""
    page = open_page(scripts=False)
    page.goto(DUTY)
    states = page.locator(STATE).all()
    assert [element.inner_text() for element in states] == [
        f"late ({said(element, 'data-rb-state')})" if int(days) else said(element, "data-rb-state")
        for element, days in zip(states, page.locator(f"td:last-child {DAYS}").all_inner_texts(), strict=True)
    ]
    assert states != []
