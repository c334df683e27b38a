"""The Data page in a real browser: it asks for nothing but its own, fits a phone, and can be read and copied from."""

from tests.browser.conftest import OpenPage
from tests.browser.test_every_page import NARROWEST


def test_nothing_scrolls_sideways_on_the_narrowest_phone(open_page: OpenPage) -> None:
    """Addresses break, an example scrolls in its own box."""
    page = open_page(width=NARROWEST, height=568)
    page.goto("data/")
    page.get_by_text("An example from incidents.json").click()
    assert page.evaluate("document.scrollingElement.scrollWidth") == NARROWEST


def test_every_page_asks_for_its_own_files_only(open_page: OpenPage) -> None:
    """The links to feeds make the theme's script ask for nothing: it looks for site maps behind some such links."""
    page = open_page()
    asked: list[tuple[int, str]] = []
    page.on("response", lambda response: asked.append((response.status, response.url)))
    page.goto("data/")
    page.wait_for_load_state("networkidle")
    assert [url for status, url in asked if status >= 400 or "sitemap" in url] == []
    badges = page.locator(".rb-badge img")
    assert badges.count() >= 3
    assert badges.evaluate_all("images => images.filter(image => !image.naturalWidth).length") == 0


def test_page_is_whole_without_scripts(open_page: OpenPage) -> None:
    """Links, badges and examples are plain HTML."""
    page = open_page(scripts=False)
    page.goto("data/")
    page.get_by_text("An example from severities.json").click()
    assert page.locator("details[open] pre code").inner_text().startswith('{\n  "key": "')
