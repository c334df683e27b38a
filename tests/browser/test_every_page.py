"""No violation of accessibility rules on any page; one of each kind also in the dark, on a phone, without scripts."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

PAGES = (
    "",
    "404.html",
    "action-items/",
    "data/",
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
    "search/",
    "vlossom/procedures/",
    "vlossom/runbooks/",
    "vlossom/runbooks/api-down/",
    "vlossom/severities/",
    "vlossom/templates/",
    "vlossom/templates/customer-communication/",
)
NARROWEST = 320
WIDER = """
() => document.scrollingElement.scrollWidth !== innerWidth
  ? [...document.querySelectorAll("article *")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 3)
      .map((one) => one.outerHTML.slice(0, 120))
  : null
"""
SHARES = 4
"""Into how many tests the whole site is cut, so that all workers have a part of it."""


def violations(page: Page) -> list[tuple[str, str, str]]:
    """Return what every rule of axe finds on a page, everything opened: the rule, the element, what to mend."""
    page.evaluate("for (const one of document.querySelectorAll('article details')) one.open = true")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(rule["id"], node["html"], node["failureSummary"]) for rule in found for node in rule["nodes"]]


def addresses(site: Path) -> list[str]:
    """Return the address of every page that a built site has; redirects, which lead to one of them, are none."""
    files = [file for file in sorted(site.rglob("*.html")) if "<article" in file.read_text("utf-8")]
    return [file.relative_to(site).as_posix().removesuffix("index.html") for file in files]


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_on_any_page(open_page: OpenPage, built_site: Path, share: int) -> None:
    """Every page that the site has, on a desk in the light."""
    page = open_page()
    found = {}
    for address in addresses(built_site)[share::SHARES]:
        page.goto(address)
        if wrong := violations(page):
            found[address] = wrong
    assert found == {}


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_scrolls_sideways(open_page: OpenPage, built_site: Path, share: int) -> None:
    """Every page that the site has, on the narrowest phone: what is wider than the screen is named."""
    page = open_page(width=NARROWEST, height=568)
    too_wide = {}
    for address in addresses(built_site)[share::SHARES]:
        page.goto(address)
        found = page.evaluate(WIDER)
        if found is not None:
            too_wide[address] = found
    assert too_wide == {}


@pytest.mark.parametrize(
    ("width", "colours"),
    [
        pytest.param(1280, "dark", id="desktop dark"),
        pytest.param(390, "dark", id="phone dark"),
    ],
)
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(open_page: OpenPage, address: str, width: int, colours: Literal["light", "dark"]) -> None:
    """One page of each kind in the dark, and on a phone with its own navigation; reports have a test of their own."""
    page = open_page(width=width, colours=colours)
    page.goto(address)
    assert violations(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_readable_without_scripts(open_page: OpenPage, address: str) -> None:
    """With JavaScript off the same headings stand there, and there is text under them."""
    with_scripts, without = open_page(), open_page(scripts=False)
    with_scripts.goto(address)
    without.goto(address)
    headings = "article h1, article h2, article h3"
    assert without.locator(headings).all_inner_texts() == with_scripts.locator(headings).all_inner_texts()
    assert without.locator("article").inner_text().strip()
