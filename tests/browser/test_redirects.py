"""Addresses that lead elsewhere, and those that nobody has."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, Watch
from tests.browser.search_box import best


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(
    ("address", "title"),
    [
        pytest.param("a/CheckoutErrorRateHigh/", "Checkout errors", id="alert"),
        pytest.param("a/checkouterrorratehigh/", "Checkout errors", id="alert in lower case"),
        pytest.param("example/runbooks/payment-timeouts/", "Checkout errors", id="older id"),
    ],
)
def test_a_redirect_leads_on(open_page: OpenPage, address: str, title: str, *, scripts: bool) -> None:
    """With JavaScript and without, below the folder that the site is published under."""
    page = open_page(scripts=scripts)
    page.goto(address)
    page.wait_for_url("**/runbooks/example/runbooks/checkout-errors/")
    expect(page.locator("h1").first).to_contain_text(title)


def test_a_redirect_carries_query_and_anchor_along(page: Page) -> None:
    """An alert may say what it knows: `?region=us` arrives at the runbook."""
    page.goto("a/CheckoutErrorRateHigh/?region=us#resolution")
    page.wait_for_url("**/runbooks/example/runbooks/checkout-errors/?region=us#resolution")


NOT_FOUND = "console error: Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture
def lost(browser: Browser, site_address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a page at an address that nobody has; the test fails if anything else was not found."""
    scripts = getattr(request, "param", True)
    with browser.new_context(base_url=site_address, java_script_enabled=scripts) as context:
        watch = Watch(context)
        page = context.new_page()
        response = page.goto("vlossom/runbooks/paymaster-out-of-fund/")
        assert response is not None
        assert response.status == HTTPStatus.NOT_FOUND
        yield page
    assert watch.faults == [NOT_FOUND]


@pytest.mark.parametrize("lost", [True, False], indirect=True, ids=["scripts", "no scripts"])
def test_an_address_that_nobody_has_leads_home(lost: Page) -> None:
    """Deep below the site's folder, styled and in words."""
    expect(lost.locator("h1")).to_have_text("There is no page at this address")
    lost.locator("article").get_by_role("link", name="Home", exact=True).click()
    lost.wait_for_url("**/runbooks/")


def test_an_address_that_nobody_has_is_searched(lost: Page) -> None:
    """The button takes the words of the address to the search box."""
    lost.locator("article").get_by_role("button", name="Search", exact=True).click()
    expect(best(lost)).to_contain_text("Paymaster Out of Funds")
