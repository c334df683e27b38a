"""The ledger in a browser: filters, order, the reader's clock, phones, no scripts."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage

ADDRESS = "action-items/"


def rows(page: Page) -> Locator:
    """Return the rows that can be seen."""
    return page.locator("#ledger tbody tr:visible")


def values(page: Page, name: str) -> list[str | None]:
    """Return a fact of each row that can be seen, in the order of the table."""
    return [row.get_attribute(name) for row in rows(page).all()]


def asked(page: Page) -> dict[str, list[str]]:
    """Return what the address says."""
    return parse_qs(urlsplit(page.url).query)


def test_what_is_open_comes_first_and_done_on_demand(page: Page) -> None:
    """It opens with the open items, the overdue ones on top; the finished ones are one click away."""
    page.goto(ADDRESS)
    assert set(values(page, "data-state")) == {"open", "in-progress", "blocked"}
    standing = values(page, "data-rb-standing")
    assert standing == sorted(standing, key=lambda one: one != "overdue")
    page.get_by_role("button", name="done").click()
    assert set(values(page, "data-state")) == {"done"}
    assert asked(page) == {"status": ["done"]}


def test_counts_agree_with_what_they_show(page: Page) -> None:
    """The number on a button is the number of rows behind it."""
    page.goto(ADDRESS)
    for button in page.locator("[data-rb-count] button").all():
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert button.locator(".rb-counts__number").inner_text() == str(rows(page).count())


def test_the_address_holds_filters_and_order(page: Page) -> None:
    """A link to a view of the ledger shows that view, and a change changes the address."""
    page.goto(f"{ADDRESS}?handbook=proofi&status=all&sort=-due")
    assert set(values(page, "data-handbook")) == {"proofi"}
    expect(page.get_by_label("Handbook")).to_have_value("proofi")
    due = [day for day in values(page, "data-due") if day]
    assert due == sorted(due, reverse=True)
    assert values(page, "data-due")[-1] is None
    expect(page.get_by_role("columnheader", name="Due")).to_have_attribute("aria-sort", "descending")
    page.get_by_label("Severity").select_option("P1")
    assert set(values(page, "data-severity")) == {"P1"}
    assert asked(page) == {"handbook": ["proofi"], "status": ["all"], "severity": ["P1"], "sort": ["-due"]}
    page.reload()
    assert set(values(page, "data-severity")) == {"P1"}


def test_an_address_of_yesterday_still_shows_something(page: Page) -> None:
    """A choice that is gone chooses nothing."""
    page.goto(f"{ADDRESS}?owner=Somebody+who+left&status=forgotten&sort=colour")
    assert rows(page).count() > 0


def test_columns_are_sorted_with_the_keyboard(page: Page) -> None:
    """Up, down, and back to the order of the build."""
    page.goto(ADDRESS)
    built = values(page, "data-owner")
    head = page.get_by_role("columnheader", name="Owner")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    owners = [owner.lower() for owner in values(page, "data-owner") if owner]
    assert owners == sorted(owners)
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert values(page, "data-owner") == built


def test_words_find_and_nothing_found_has_a_way_back(page: Page) -> None:
    """Every word must be there; when nothing fits, one button shows all."""
    page.goto(f"{ADDRESS}?status=all")
    find = page.locator("form[data-rb-filters] input[name=find]")
    find.fill("threshold paymaster")
    expect(rows(page)).to_have_count(1)
    find.fill("no such words anywhere")
    expect(rows(page)).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(rows(page)).to_have_count(page.locator("#ledger tbody tr").count())


def test_hidden_rows_stay_hidden_on_a_phone(open_page: OpenPage) -> None:
    """Rows become cards there, and the filter holds for cards."""
    page = open_page(width=390)
    page.goto(f"{ADDRESS}?status=blocked")
    assert set(values(page, "data-state")) == {"blocked"}


def test_without_scripts_it_is_a_whole_table(open_page: OpenPage) -> None:
    """Every row is there, and nothing that would not work."""
    page = open_page(scripts=False)
    page.goto(ADDRESS)
    assert rows(page).count() == page.locator("#ledger tbody tr").count() > 0
    assert page.locator("article :is(button, select, input):visible").count() == 0


def test_a_day_is_over_where_the_handbook_is(open_page: OpenPage) -> None:
    """The browser decides by its own clock what is late, in the zone that the item names."""

    def standing(now: str, zone: str) -> str:
        page = open_page(zone="America/Los_Angeles")

        def moved(route: Route) -> None:
            response = route.fetch()
            route.fulfill(
                response=response, body=response.text().replace('data-rb-zone="UTC"', f'data-rb-zone="{zone}"')
            )

        page.route(f"**/{ADDRESS}", moved)
        page.clock.set_fixed_time(now)
        page.goto(ADDRESS)
        row = page.locator("#ledger tr", has_text="Watch each release of the API")
        return " ".join(row.locator("[data-label=Due]").inner_text().split())

    assert standing("2026-11-20T23:59:00Z", "UTC") == "20 Nov 2026"
    assert standing("2026-11-21T00:01:00Z", "UTC") == "20 Nov 2026 1 d late"
    assert standing("2026-11-20T11:01:00Z", "Pacific/Auckland") == "20 Nov 2026 1 d late"
