"""On a phone: the first thing to do is on the first screen, and no page of the site scrolls sideways."""

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage

CONTENT = Path(__file__).parents[2] / "content"
RUNBOOKS = sorted(f"{path.parent.parent.name}/runbooks/{path.stem}/" for path in CONTENT.glob("*/runbooks/*.yaml"))
PHONE = {"width": 390, "height": 844}
NARROWEST = 320
WIDER = """
() => document.scrollingElement.scrollWidth > innerWidth
  ? [...document.querySelectorAll("article *")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 3)
      .map((one) => one.outerHTML.slice(0, 120))
  : null
"""


@pytest.mark.parametrize("address", RUNBOOKS)
def test_the_first_step_is_on_the_first_screen_of_a_phone(open_page: OpenPage, address: str) -> None:
    """Its box and all its words, before anybody scrolls."""
    page = open_page(**PHONE)
    page.goto(address)
    box = page.locator(".rb-step__line").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]


def test_no_page_scrolls_sideways(open_page: OpenPage, built_site: Path) -> None:
    """Every page that the site has, at 320 px: what is too wide is named."""
    page = open_page(width=NARROWEST, height=568)
    addresses = sorted(str(path.parent.relative_to(built_site)) for path in built_site.rglob("index.html"))
    too_wide = {}
    for address in addresses:
        page.goto("" if address == "." else f"{address}/", wait_until="load")
        found = page.evaluate(WIDER)
        if found is not None:
            too_wide[address] = found
    assert too_wide == {}
