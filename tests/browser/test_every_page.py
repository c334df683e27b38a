"""One page of each kind: no violation of accessibility rules, no sideways scrolling, readable without scripts."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import OpenPage

PAGES = (
    "",
    "404.html",
    "action-items/",
    "example/",
    "example/contacts/",
    "example/glossary/",
    "example/incidents/",
    "example/incidents/2025-02-11-checkout-errors/",
    "example/incidents/2026-11-21-search-shows-old-prices/",
    "example/on-call/",
    "example/post-mortem/",
    "example/procedures/first-ten-minutes/",
    "example/procedures/rollback/",
    "example/runbooks/checkout-errors/",
    "example/services/",
    "example/tools/",
    "incidents/",
    "proofi/on-call/",
    "proofi/procedures/p0-response/",
    "vlossom/procedures/",
    "vlossom/runbooks/",
    "vlossom/runbooks/api-down/",
    "vlossom/severities/",
    "vlossom/templates/",
    "vlossom/templates/customer-communication/",
)
NARROWEST = 320


@pytest.mark.parametrize(
    ("width", "colours"),
    [
        pytest.param(1280, "light", id="desktop light"),
        pytest.param(1280, "dark", id="desktop dark"),
        pytest.param(390, "dark", id="phone dark"),
    ],
)
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(open_page: OpenPage, address: str, width: int, colours: Literal["light", "dark"]) -> None:
    """Every rule of axe passes in both schemes, and on a phone with its own navigation: names, contrast, order."""
    page = open_page(width=width, colours=colours)
    page.goto(address)
    violations = Axe().run(page).response["violations"]
    found = [(rule["id"], node["html"], node["failureSummary"]) for rule in violations for node in rule["nodes"]]
    assert found == []


@pytest.mark.parametrize("address", PAGES)
def test_nothing_scrolls_sideways_on_the_narrowest_phone(open_page: OpenPage, address: str) -> None:
    """At 320 px the page is no wider than the screen."""
    page = open_page(width=NARROWEST, height=568)
    page.goto(address)
    assert page.evaluate("document.scrollingElement.scrollWidth") == NARROWEST


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_readable_without_scripts(open_page: OpenPage, address: str) -> None:
    """With JavaScript off the same headings stand there, and there is text under them."""
    with_scripts, without = open_page(), open_page(scripts=False)
    with_scripts.goto(address)
    without.goto(address)
    headings = "article h1, article h2, article h3"
    assert without.locator(headings).all_inner_texts() == with_scripts.locator(headings).all_inner_texts()
    assert without.locator("article").inner_text().strip()
