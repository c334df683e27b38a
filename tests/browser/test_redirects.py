"""Addresses that lead elsewhere, and those that nobody has."""

from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

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


LOST = "vlossom/runbooks/paymaster-out-of-fund/"


@pytest.fixture
def open_lost(browser: Browser, site_address: str) -> Iterator[OpenPage]:
    """Return a function that opens an address that nobody has; the test fails if anything else was not found."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_lost(address: str = LOST, *, scripts: bool = True, width: int = 1280) -> Page:
        viewport = ViewportSize(width=width, height=844)
        context = browser.new_context(base_url=site_address, java_script_enabled=scripts, viewport=viewport)
        opened.append((context, Watch(context)))
        page = context.new_page()
        response = page.goto(address)
        assert response is not None
        assert response.status == HTTPStatus.NOT_FOUND
        return page

    yield open_lost
    for context, _ in opened:
        context.close()
    assert [watch.faults for _, watch in opened] == [[NOT_FOUND]]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_address_that_nobody_has_leads_home(open_lost: OpenPage, *, scripts: bool) -> None:
    """Deep below the site's folder, styled and in words."""
    lost = open_lost(scripts=scripts)
    expect(lost.locator("h1")).to_have_text("There is no page at this address")
    lost.locator("article").get_by_role("link", name="Home", exact=True).click()
    lost.wait_for_url("**/runbooks/")


def test_an_address_that_nobody_has_leads_to_all_runbooks_without_scripts(open_lost: OpenPage) -> None:
    """What can be searched only with scripts can be read through without."""
    lost = open_lost(scripts=False)
    lost.locator("article").get_by_role("link", name="All runbooks", exact=True).click()
    lost.wait_for_url("**/runbooks/search/")


def test_an_address_that_nobody_has_is_searched(open_lost: OpenPage) -> None:
    """The nearest pages stand there at once; the button takes the words of the address to the search box."""
    lost = open_lost()
    expect(lost.locator("[data-rb-lost-asked]")).to_have_text(f"You asked for {LOST.rstrip('/')}")
    expect(lost.locator("[data-rb-lost-nearest] a").first).to_have_text("Paymaster Out of Funds")
    lost.locator("article").get_by_role("button", name="Search", exact=True).click()
    expect(best(lost)).to_contain_text("Paymaster Out of Funds")


@pytest.mark.parametrize(
    "address", ["a/CHECKOUTErrorRATEhigh/", "A/Checkouterrorratehigh", "a/%43heckoutErrorRateHIGH.html"]
)
def test_an_alert_is_found_in_any_case(open_lost: OpenPage, address: str) -> None:
    """Chat programs and people change the case; what the alert said is taken along."""
    page = open_lost(f"{address}?region=us#resolution")
    page.wait_for_url("**/runbooks/example/runbooks/checkout-errors/?region=us#resolution")


def test_a_runbook_is_offered_for_an_alert_that_has_none(open_lost: OpenPage) -> None:
    """The file on GitHub is begun with the alert's name, as it can stand in an address; markup of it is text."""
    page = open_lost("a/Disk%20%3Cb%3Efull%3C%2Fb%3E/", width=390)
    expect(page.locator("h1")).to_contain_text("No runbook is for this alert")
    expect(page.locator("[data-rb-lost-asked] code")).to_have_text("Disk <b>full</b>")
    address = page.get_by_role("link", name="New runbook in Example Shop").get_attribute("href") or ""
    asked = parse_qs(urlsplit(address).query)
    assert asked["filename"] == ["disk-b-full-b.yaml"]
    assert asked["value"][0].splitlines()[1:6] == [
        'title: "Disk-b-full-b"',
        "alerts:",
        '  - "Disk-b-full-b"',
        "symptoms:",
        '  - "The alert Disk-b-full-b fires"',
    ]
