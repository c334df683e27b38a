"""On a phone: the first thing to do is on the first screen, and a finger hits it."""

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage

CONTENT = Path(__file__).parents[2] / "content"
TO_FOLLOW = sorted(
    f"{path.parent.parent.name}/{path.parent.name}/{path.stem}/"
    for kind in ("runbooks", "procedures")
    for path in CONTENT.glob(f"*/{kind}/*.yaml")
)
FINGER = 44
"""Pixels that a finger hits, as the guidelines of the makers of phones have it."""
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("address", TO_FOLLOW)
def test_the_first_step_is_on_the_first_screen_of_a_phone(open_page: OpenPage, address: str) -> None:
    """Of each runbook and each procedure: its box and all its words, before anybody scrolls."""
    page = open_page(**PHONE)
    page.goto(address)
    box = page.locator(".rb-step__line").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]


@pytest.mark.parametrize("address", TO_FOLLOW)
def test_a_finger_hits_a_step(open_page: OpenPage, address: str) -> None:
    """The words of each step are as high as a finger is wide, and a tap beside the box ticks it, too."""
    page = open_page(**PHONE)
    page.goto(address)
    labels = page.locator(".rb-check")
    heights = labels.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().height)")
    assert [height for height in heights if height < FINGER] == []
    box = page.locator("[data-rb-tick]").first
    place = box.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] + 10)
    assert box.is_checked()


def test_the_reason_of_a_dash_is_read_without_a_mouse(open_page: OpenPage) -> None:
    """Where nothing hovers, what is not recorded says so in words; on a desk it is said on demand."""
    phone, desk = open_page(**PHONE), open_page()
    for page in (phone, desk):
        page.goto("proofi/contacts/")
    reason = ".rb-unknown > .rb-only-read"
    on_phone, on_desk = (page.locator(reason).first.bounding_box() for page in (phone, desk))
    assert on_phone is not None
    assert on_desk is not None
    assert on_phone["width"] > on_desk["width"]
    assert phone.locator(reason).first.inner_text().strip() == "not recorded"
