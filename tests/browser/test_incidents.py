"""Lists of incidents and the page of one, in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.incidents_by_hand import every

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
    expect(page.get_by_text("No incident has all of this.")).to_be_visible()
    find.fill("")
    assert page.locator("#incident-list tbody tr:visible").count() == page.locator("#incident-list tbody tr").count()


def listed(page: Page) -> list[str]:
    """Return the ids of the incidents that a list shows."""
    links = page.locator("#incident-list tbody tr:visible th a").all()
    return [str(link.get_attribute("href")).rstrip("/").rpartition("/")[2] for link in links]


def alike(names: frozenset[str]) -> set[str]:
    """Return the ids of the incidents whose YAML names one of these: a runbook, a service, an alert, a category."""
    found: set[str] = set()
    for one in every():
        factors = [factor for factor in one.said.get("contributing_factors", []) if isinstance(factor, dict)]
        uses = [use["runbook"] if isinstance(use, dict) else use for use in one.said.get("runbooks", [])]
        said = {
            *uses,
            *one.said.get("services", []),
            *one.said.get("alerts", []),
            *(it.get("category") for it in factors),
        }
        if said & names and one.handbook == "example":
            found.add(one.id)
    return found


def test_seen_before_leads_to_all_that_are_alike(page: Page) -> None:
    """The list shows those with a runbook, a service, an alert or a factor of the incident; each can be taken back."""
    page.goto("example/incidents/2026-11-16-order-mails-stopped/")
    page.get_by_role("link", name="All incidents with one of these in common").click()
    marks = page.locator("[data-rb-likes] button")
    names = {"order-queue-growing", "checkout", "OrderQueueGrowing", "capacity", "dependency"}
    expect(marks).to_have_count(len(names))
    assert set(listed(page)) == alike(frozenset(names))
    page.get_by_role("button", name="service Checkout").click()
    assert set(listed(page)) == alike(frozenset(names - {"checkout"})) != alike(frozenset(names))
    page.reload()
    assert set(listed(page)) == alike(frozenset(names - {"checkout"}))
    page.go_back()
    assert set(listed(page)) == alike(frozenset(names))


def test_a_choice_and_words_stand_in_the_address(page: Page) -> None:
    """Words behind the #, where no server reads them; both must fit; another list may not know the choice."""
    page.goto("example/incidents/")
    page.get_by_label("with", exact=True).select_option("service:example/checkout")
    page.get_by_label("Find", exact=True).fill("two regions")
    assert page.evaluate("location.href").partition("/runbooks/")[2] == (
        "example/incidents/?like=service%3Aexample%2Fcheckout#find=two+regions"
    )
    assert listed(page) == ["2025-02-11-checkout-errors"]
    page.reload()
    assert listed(page) == ["2025-02-11-checkout-errors"]
    page.goto("vlossom/incidents/?like=service:example/checkout&like=alert:Nothing")
    expect(page.locator("[data-rb-likes]")).to_be_hidden()
    assert page.locator("#incident-list tbody tr:visible").count() == page.locator("#incident-list tbody tr").count()


def test_without_scripts_the_list_is_whole(open_page: OpenPage) -> None:
    """A link to a part of it shows all of it, and no field that does nothing."""
    page = open_page(scripts=False)
    page.goto("incidents/?like=service:example/checkout")
    expect(page.locator("[data-rb-find]")).to_be_hidden()
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
