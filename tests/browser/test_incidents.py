"""Lists of incidents and the page of one, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

OPEN = "example/incidents/2026-11-21-search-shows-old-prices/"


@pytest.mark.parametrize("address", ["incidents/", "example/incidents/"])
def test_open_incidents_stand_on_top(page: Page, address: str) -> None:
    """Below them newest first."""
    page.goto(address)
    table = page.locator("#incident-list tbody tr")
    is_open = [row.get_attribute("class") == "rb-incidents__open" for row in table.all()]
    assert is_open == sorted(is_open, reverse=True)
    assert is_open[0]
    over = page.locator("#incident-list tbody tr:not(.rb-incidents__open) [data-label=Day] time")
    days = [str(day.get_attribute("datetime")) for day in over.all()]
    assert days == sorted(days, reverse=True)


def test_a_handbook_lists_its_own(page: Page) -> None:
    """No column for the handbook there, and no incident of another."""
    page.goto("vlossom/incidents/")
    expect(page.get_by_role("columnheader", name="Handbook")).to_have_count(0)
    hrefs = [str(link.get_attribute("href")) for link in page.locator("#incident-list th a").all()]
    assert hrefs
    assert [href for href in hrefs if href.startswith("..")] == []


@pytest.mark.parametrize("width", [1280, 390])
def test_words_find_an_incident(open_page: OpenPage, width: int) -> None:
    """Title, level, service, tag: every word must be there, on a phone as well."""
    page = open_page(width=width)
    page.goto("incidents/")
    find = page.get_by_label("Find", exact=True)
    find.fill("Paymaster P1")
    expect(page.locator("#incident-list tbody tr:visible")).to_have_count(1)
    find.fill("no such thing")
    expect(page.get_by_text("No incident has all of these words.")).to_be_visible()
    find.fill("")
    assert page.locator("#incident-list tbody tr:visible").count() == page.locator("#incident-list tbody tr").count()


def test_a_row_is_a_small_card_on_a_phone(open_page: OpenPage) -> None:
    """The title, and below it the day beside the level: a screen shows several incidents."""
    page = open_page(width=390)
    page.goto("incidents/")
    row = page.locator("#incident-list tbody tr").first
    title, day, level = (
        row.locator(part).bounding_box() for part in ("th", "[data-label=Day]", "[data-label=Severity]")
    )
    assert title is not None
    assert day is not None
    assert level is not None
    assert title["y"] < day["y"]
    assert abs(day["y"] - level["y"]) < day["height"]
    assert day["x"] == title["x"]


def test_a_running_target_ends_by_the_readers_clock(open_page: OpenPage) -> None:
    """While it runs the page says until when; behind that it is missed."""
    verdicts = []
    for now in ("2026-11-24T22:40:00Z", "2026-11-24T22:41:00Z"):
        page = open_page()
        page.clock.set_fixed_time(now)
        page.goto(OPEN)
        verdicts.append(page.locator("tr", has_text="resolution target").locator(".rb-verdict").inner_text())
    assert verdicts[1] == "missed"
    assert verdicts[0] in {"runs", "missed"}


def test_the_drawing_stays_inside_a_phone(open_page: OpenPage) -> None:
    """Pieces, marks and their words end where the column ends."""
    page = open_page(width=320)
    for address in (
        OPEN,
        "example/incidents/2025-02-11-checkout-errors/",
        "example/incidents/2025-10-26-invoices-mailed-twice/",
    ):
        page.goto(address)
        edges = page.locator(".rb-course *:visible").evaluate_all(
            "parts => parts.map(part => part.getBoundingClientRect()).map(box => [box.left, box.right])"
        )
        assert edges
        assert [edge for edge in edges if edge[0] < 0 or edge[1] > 320] == []


def test_an_action_item_is_led_to(page: Page) -> None:
    """A link of the ledger ends at the item's own row."""
    page.goto("action-items/?find=threshold+paymaster&status=all")
    page.locator("#ledger tbody tr:visible [data-label=From] a:not(.rb-chip)").click()
    expect(page.locator("tr:target")).to_contain_text("Raise the paymaster's alert threshold")
