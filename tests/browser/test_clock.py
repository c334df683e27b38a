"""What the reader's clock changes on other pages than the home page and the ledger."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

REVIEWED = "[data-rb-reviewed][data-rb-review-days]"


@pytest.mark.parametrize(
    ("days", "is_due"),
    [
        pytest.param(0, False, id="the last day"),
        pytest.param(1, True, id="the day after"),
    ],
)
def test_a_review_is_overdue_when_its_days_are_over(open_page: OpenPage, days: int, is_due: bool) -> None:  # noqa: FBT001
    """Counted from the day of the last review, whatever the build said."""
    page = open_page()
    page.goto("example/runbooks/checkout-errors/")
    element = page.locator(REVIEWED)
    reviewed, every = element.get_attribute("data-rb-reviewed"), element.get_attribute("data-rb-review-days")
    now = page.evaluate(
        "([day, span]) => new Date(Date.parse(day) + span * 864e5).toISOString()", [reviewed, int(every or 0) + days]
    )
    other = open_page()
    other.clock.set_fixed_time(now)
    other.goto("example/runbooks/checkout-errors/")
    expect(other.locator(f"{REVIEWED} .rb-late:visible")).to_have_count(int(is_due))


def test_a_page_left_open_stays_true(open_page: OpenPage) -> None:
    """How long an incident has been open goes on counting without a reload."""
    page = open_page()
    page.clock.install(time="2026-11-22T01:00:00Z")
    page.goto("example/incidents/2026-11-21-search-shows-old-prices/")
    since = page.locator("[data-rb-open-since]")
    expect(since).to_have_text("open for 7 h")
    page.clock.run_for(120_000)
    expect(since).to_have_text("open for 7 h 2 min")
