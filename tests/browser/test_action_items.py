"""The ledger in a browser: views, filters, order, the reader's clock, what is loaded on demand, phones, no scripts."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from tests.browser.conftest import HOST, OpenPage, SiteHandler
from tests.browser.requests_sent import Sent

ADDRESS = "action-items/"
OPEN = {"open", "in-progress", "blocked"}
NASTY = "</script><b>Bold</b> & `__proto__` {{ 7 * 7 }}"


def rows(page: Page) -> Locator:
    """Return the rows that can be seen."""
    return page.locator("#ledger tbody tr:visible")


def values(page: Page, name: str) -> list[str | None]:
    """Return a fact of each row that can be seen, in the order of the table."""
    return [row.get_attribute(name) for row in rows(page).all()]


def asked(page: Page) -> dict[str, list[str]]:
    """Return what the address says."""
    return parse_qs(urlsplit(page.url).query)


def field(page: Page, name: str) -> Locator:
    """Return a field of the filters."""
    return page.locator(f"form[data-rb-filters] [name={name}]")


def count(page: Page, view: str) -> Locator:
    """Return the number of a view above the table."""
    return page.locator(f".rb-counts [data-rb-view='status={view}'] .rb-counts__number")


def view(page: Page, name: str) -> Locator:
    """Return the link of a view above the table."""
    return page.locator(f".rb-counts [data-rb-view='status={name}'] a")


def test_what_is_open_comes_first_and_done_on_demand(page: Page) -> None:
    """It opens with the open items, the overdue ones on top; the finished ones are one click away."""
    page.goto(ADDRESS)
    assert set(values(page, "data-state")) == OPEN
    due = [day or "9999" for day in values(page, "data-due")]
    assert due == sorted(due)
    view(page, "done").click()
    assert set(values(page, "data-state")) == {"done"}
    assert asked(page) == {"status": ["done"]}


def test_each_number_is_the_number_of_rows_behind_it(page: Page) -> None:
    """All of them: above the table and in the tables below, of today's clock."""
    page.goto(ADDRESS)
    counted = page.evaluate(
        """() => [...document.querySelectorAll("[data-rb-view] a")].map((link) => {
            const said = Number(link.querySelector(".rb-counts__number").textContent);
            link.click();
            return [link.parentElement.dataset.rbView, said, document.querySelectorAll("#ledger tbody tr").length];
        })""",
    )
    assert len(counted) > 60
    assert [one for one in counted if one[1] != one[2]] == []


def test_numbers_follow_the_other_filters(page: Page) -> None:
    """With a handbook chosen, the views above the table count and show that handbook's."""
    page.goto(f"{ADDRESS}?handbook=proofi")
    said = int(count(page, "overdue").inner_text())
    view(page, "overdue").click()
    assert asked(page) == {"handbook": ["proofi"], "status": ["overdue"]}
    assert set(values(page, "data-handbook")) == {"proofi"}
    assert rows(page).count() == said > 0
    expect(view(page, "overdue")).to_have_attribute("aria-current", "true")


def test_a_view_is_a_link_that_leads_there(page: Page) -> None:
    """Its address, opened anew, shows what a click shows; far below the table a click leads up to it."""
    page.goto(ADDRESS)
    page.locator("[data-rb-view='owner=example%2Fplatform'] a").click()
    expect(page.locator("[data-rb-shown]")).to_be_focused()
    expect(page.locator("form[data-rb-filters]")).to_be_in_viewport()
    shown = rows(page).all_inner_texts()
    assert set(values(page, "data-owner")) == {"example/platform"}
    page.goto(page.url)
    assert rows(page).all_inner_texts() == shown


def test_the_address_holds_filters_and_order(page: Page) -> None:
    """A link to a view of the ledger shows that view, and a change changes the address."""
    page.goto(f"{ADDRESS}?handbook=proofi&status=all&sort=-due")
    assert set(values(page, "data-handbook")) == {"proofi"}
    expect(field(page, "handbook")).to_have_value("proofi")
    due = [day for day in values(page, "data-due") if day]
    assert due == sorted(due, reverse=True)
    assert values(page, "data-due")[-1] is None
    expect(page.get_by_role("columnheader", name="Due", exact=True).first).to_have_attribute("aria-sort", "descending")
    field(page, "severity").select_option("P1")
    assert set(values(page, "data-severity")) == {"P1"}
    assert asked(page) == {"handbook": ["proofi"], "status": ["all"], "severity": ["P1"], "sort": ["-due"]}
    page.reload()
    assert set(values(page, "data-severity")) == {"P1"}


def test_back_and_forward_go_through_the_choices(page: Page) -> None:
    """Each choice is a step; typed words are none, and leave with the step they were typed in."""
    page.goto(ADDRESS)
    every = rows(page).count()
    view(page, "overdue").click()
    field(page, "severity").select_option("P0")
    field(page, "find").fill("alert")
    narrow = rows(page).count()
    page.go_back()
    assert asked(page) == {"status": ["overdue"]}
    expect(field(page, "severity")).to_have_value("")
    expect(field(page, "find")).to_have_value("")
    page.go_back()
    expect(rows(page)).to_have_count(every)
    page.go_forward()
    page.go_forward()
    expect(field(page, "find")).to_have_value("alert")
    expect(rows(page)).to_have_count(narrow)


def test_typed_words_are_never_sent(page: Page) -> None:
    """They stand behind the # of the address, also after a reload: a server does not see that part."""
    page.goto(ADDRESS)
    sent = Sent(page)
    field(page, "find").fill("threshold & paymaster?")
    field(page, "status").select_option("all")
    assert sent.by_the_page() == []
    assert urlsplit(page.url).fragment == "find=threshold+%26+paymaster%3F"
    assert asked(page) == {"status": ["all"]}
    page.reload()
    expect(field(page, "find")).to_have_value("threshold & paymaster?")
    assert sent.by_the_page() != []
    assert sent.that_say(["threshold", "paymaster"]) == []


def test_a_jump_to_a_heading_keeps_what_was_typed(page: Page) -> None:
    """The part behind the # is also the place on the page."""
    page.goto(ADDRESS)
    field(page, "find").fill("alert")
    shown = rows(page).count()
    page.get_by_role("link", name="By severity", exact=True).click()
    assert urlsplit(page.url).fragment == "by-severity"
    expect(field(page, "find")).to_have_value("alert")
    expect(rows(page)).to_have_count(shown)


@pytest.mark.parametrize(
    ("query", "attribute", "value"),
    [
        pytest.param("purpose=detect", "data-purpose", "detect", id="purpose"),
        pytest.param("owner=vlossom/on-call", "data-owner", "vlossom/on-call", id="the on-call of one handbook"),
        pytest.param("owner=proofi/on-call", "data-owner", "proofi/on-call", id="the on-call of another"),
        pytest.param("owner=none", "data-owner", "", id="nobody"),
        pytest.param("lacks=due", "data-due", None, id="no due day"),
        pytest.param("severity=P0", "data-severity", "P0", id="severity"),
    ],
)
def test_each_filter(page: Page, query: str, attribute: str, value: str | None) -> None:
    """By the address; every row that fits and no other."""
    page.goto(f"{ADDRESS}?status=all")
    fitting = [row for row in values(page, attribute) if row == value]
    page.goto(f"{ADDRESS}?status=all&{query}")
    assert values(page, attribute) == fitting != []


def test_an_address_of_yesterday_still_shows_something(page: Page) -> None:
    """A choice that is gone chooses nothing, and a broken one breaks nothing."""
    page.goto(f"{ADDRESS}?owner=Somebody+who+left&status=forgotten&sort=colour&__proto__=1#find=%E0%A4%A")
    expect(field(page, "owner")).to_have_value("")
    field(page, "find").fill("")
    assert set(values(page, "data-state")) == OPEN


def test_columns_are_sorted_with_the_keyboard(page: Page) -> None:
    """Up, down, and back to the order of the build; what is heard says so."""
    page.goto(ADDRESS)
    built = values(page, "data-owner")
    head = page.locator("th[data-rb-sort=owner]")
    said = page.locator("[data-rb-shown]")
    assert said.get_attribute("aria-live") == "polite"
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(said).to_contain_text("sorted by owner, ascending")
    cells = [" ".join(text.split()).lower() for text in page.locator("#ledger td[data-label=Owner]").all_inner_texts()]
    named = [text for text in cells if not text.startswith("—")]
    assert named == sorted(named)
    assert cells[: len(named)] == named
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(said).to_contain_text("sorted by owner, descending")
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") is None
    assert values(page, "data-owner") == built
    expect(head.get_by_role("button")).to_be_focused()


def test_words_find_and_nothing_found_has_a_way_back(page: Page) -> None:
    """Every word must be there; when nothing fits, one button shows all."""
    page.goto(f"{ADDRESS}?status=all")
    every = rows(page).count()
    find = field(page, "find")
    find.fill("threshold paymaster")
    expect(rows(page)).to_have_count(1)
    find.fill("no such words anywhere")
    expect(rows(page)).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    expect(rows(page)).to_have_count(every)
    expect(find).to_be_focused()


def test_without_scripts_it_is_a_whole_table(open_page: OpenPage) -> None:
    """Every row is there, and nothing that would not work; the numbers are numbers."""
    page = open_page(scripts=False)
    page.goto(ADDRESS)
    assert rows(page).count() == page.locator("#ledger tbody tr").count() > 40
    assert page.locator("article :is(button, select, input):visible").count() == 0
    assert page.locator("[data-rb-view] a").count() == 0


def test_rows_are_cards_on_a_phone(open_page: OpenPage) -> None:
    """Each part of a row says what it is, nothing is wider than the screen, and the columns can still be sorted."""
    page = open_page(width=320, height=568)
    page.goto(f"{ADDRESS}?status=overdue")
    row = rows(page).first
    box = row.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 320
    where = [cell.bounding_box() for cell in row.locator("> *").all()]
    assert len({round(one["y"]) for one in where if one}) > 2
    page.locator("th[data-rb-sort=age] button").click()
    expect(page.locator("th[data-rb-sort=age]")).to_have_attribute("aria-sort", "ascending")
    assert page.locator("form details").get_attribute("open") is None


# --- the reader's clock ---


def as_written(root: Path) -> list[dict[str, Any]]:
    """Return the open items of this repository's incidents as their text says."""
    records = (yaml.load(file.read_text("utf-8"), yaml.BaseLoader) for file in (root / "incidents").rglob("*.yaml"))  # noqa: S506
    items = [item for record in records for item in record.get("action_items", ())]
    return [item for item in items if item.get("status") not in {"done", "wont-do"} and "done" not in item]


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 12, 24), date(2027, 6, 1)])
def test_overdue_and_ages_without_a_new_build(open_page: OpenPage, root: Path, day: date) -> None:
    """On three later days: the counts as the records' text says, each row's lateness and age, the spans of ages."""
    page = open_page(zone="Asia/Tokyo")
    page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    page.goto(ADDRESS)
    due = [date.fromisoformat(item["due"]) for item in as_written(root) if "due" in item]
    late = sum(one < day for one in due)
    expect(count(page, "overdue")).to_have_text(str(late))
    expect(count(page, "soon")).to_have_text(str(sum(day <= one <= day + timedelta(days=7) for one in due)))
    assert page.locator("#ledger .rb-late:visible").count() == late
    ages = []
    for row in rows(page).all():
        days = (day - date.fromisoformat(row.get_attribute("data-since") or "")).days
        ages.append(days)
        assert row.locator(".rb-age").inner_text() == f"{days} d"
        last = row.get_attribute("data-due")
        if last and date.fromisoformat(last) < day:
            assert row.locator(".rb-late").inner_text() == f"{(day - date.fromisoformat(last)).days} d late"
    for name, low, high in (("0-30", 0, 30), ("31-90", 31, 90), ("91-180", 91, 180), ("181-", 181, 99_999)):
        number = page.locator(f"[data-rb-view='age={name}'] .rb-counts__number")
        expect(number).to_have_text(str(sum(low <= age <= high for age in ages)))


def test_a_page_left_open_follows_the_day(open_page: OpenPage) -> None:
    """At midnight of the handbook what was due yesterday is overdue, in its row and in the count."""
    page = open_page()
    page.clock.install(time="2026-11-20T23:58:00Z")
    page.goto(f"{ADDRESS}?handbook=vlossom")
    before = int(count(page, "overdue").inner_text())
    row = page.locator("#ledger tr", has_text="Watch each release of the API")
    expect(row.locator(".rb-late")).to_be_hidden()
    page.clock.run_for(180_000)
    expect(row.locator(".rb-late")).to_have_text("1 d late")
    expect(count(page, "overdue")).to_have_text(str(before + 1))


def test_a_day_is_over_where_the_handbook_is(open_page: OpenPage) -> None:
    """The browser decides by its own clock what is late, in the zone that the item names."""

    def standing(now: str, zone: str) -> str:
        page = open_page(zone="America/Los_Angeles")

        def moved(route: Route) -> None:
            response = route.fetch()
            route.fulfill(response=response, body=response.text().replace('data-zone="UTC"', f'data-zone="{zone}"'))

        page.route(f"**/{ADDRESS}", moved)
        page.clock.set_fixed_time(now)
        page.goto(ADDRESS)
        row = page.locator("#ledger tr", has_text="Watch each release of the API")
        return " ".join(row.locator("[data-label=Due]").inner_text().split())

    assert standing("2026-11-20T23:59:00Z", "UTC") == "20 Nov 2026"
    assert standing("2026-11-21T00:01:00Z", "UTC") == "20 Nov 2026 1 d late"
    assert standing("2026-11-20T11:01:00Z", "Pacific/Auckland") == "20 Nov 2026 1 d late"
    assert standing("2026-11-21T00:01:00Z", "No/Where") == "20 Nov 2026 1 d late"


# --- a project with more than a page holds ---


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of 130 open and 70 finished items, some of the old ones with all that can go wrong."""
    root = tmp_path_factory.mktemp("large")
    shop = root / "content" / "shop"
    shop.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(
        "site_name: Large\ndocs_dir: content\ntheme: {name: material, font: false}\n"
        "plugins: [search, runbook-site]\nuse_directory_urls: true\n",
        "utf-8",
    )
    (shop / "handbook.yaml").write_text("format: 1\ntitle: Shop\ntimezone: UTC\n", "utf-8")
    (shop / "severities.yaml").write_text("- {id: P1, name: High}\n", "utf-8")
    (shop / "contacts.yaml").write_text("- {id: payments, role: Payments, team: Money}\n", "utf-8")
    old = {"owner": "payments", "purpose": "prevent", "priority": "high", "ticket": "https://example.com/?a=1&b=2"}
    items = [
        *({"id": f"open-{n}", "action": f"Open thing{n}x", "due": "2026-01-01"} for n in range(130)),
        *({"id": f"new-{n}", "action": f"Newer {n}", "done": f"2025-03-{n % 28 + 1:02}"} for n in range(50)),
        {"id": "nasty", "action": NASTY, "due": "2024-02-01", "done": "2024-02-03", **old},
        *({"id": f"old-{n}", "action": f"Older {n}", "done": f"2024-01-{n + 1:02}"} for n in range(17)),
        {"id": "handle", "action": "Of a handle", "owner": "@__proto__", "done": "2023-08-01"},
        {"id": "dropped", "action": "Dropped", "status": "wont-do", "why_not": "too dear"},
    ]
    record = {
        "title": "It <i>failed</i>",
        "severity": "P1",
        "status": "resolved",
        "started": "2023-05-01 10:00",
        "resolved": "2023-05-02 11:00",
        "action_items": items,
    }
    incident = root / "incidents" / "shop" / "2023-05-01-failure.yaml"
    incident.parent.mkdir(parents=True)
    incident.write_text(json.dumps(record), "utf-8")
    site = root / "site"
    subprocess.run([sys.executable, "-m", "generator", "build", str(root), "--site", str(site)], check=True)
    return site


@pytest.fixture(scope="module")
def large(large_site: Path) -> Iterator[str]:
    """Serve it; return the address of its ledger."""
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(large_site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}/{ADDRESS}"
        server.shutdown()


def test_as_many_rows_as_anybody_reads(page: Page, large: str) -> None:
    """The first hundred, said in words; more and all of them by a button; all of them on paper."""
    page.goto(large)
    expect(page.locator("[data-rb-shown]")).to_have_text(
        "130 of 200 shown, the first 100 of them stand here",
    )
    assert rows(page).count() == 100
    page.get_by_role("button", name="Show 100 more").click()
    assert rows(page).count() == 130
    expect(page.locator("[data-rb-rest]")).to_be_hidden()
    field(page, "find").fill("open thing12x")
    assert rows(page).count() == 1
    field(page, "find").fill("")
    assert rows(page).count() == 100
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert rows(page).count() == 130


def test_older_items_come_when_a_view_asks_for_them(page: Page, large: str) -> None:
    """Not before; then all of them, a year after the other, and the count above is the count of the rows."""
    loaded: list[str] = []
    note = partial(_note_script, loaded)
    page.on("request", note)
    page.goto(large)
    assert loaded == []
    expect(count(page, "done")).to_have_text("69")
    view(page, "done").click()
    expect(page.locator("[data-rb-shown]")).to_have_text("69 of 200 shown")
    assert loaded == ["older-2024.js", "older-2023.js"]
    assert rows(page).count() == 69
    expect(page.locator("[data-rb-older]")).to_be_hidden()
    field(page, "status").select_option("wont-do")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("why not: too dear")
    field(page, "status").select_option("all")
    page.locator("th[data-rb-sort=due] button").click()
    assert values(page, "data-due")[0] == "2024-02-01"


def _note_script(loaded: list[str], request: Request) -> None:
    name = request.url.rpartition("/")[2]
    if name.startswith("older-"):
        loaded.append(name)


def test_a_count_that_is_not_known_says_so(page: Page, large: str) -> None:
    """With another filter set, what is not loaded is not counted: at least as many."""
    page.goto(f"{large}?owner=shop/payments")
    expect(count(page, "done")).to_have_text("0+")
    view(page, "done").click()
    expect(count(page, "done")).to_have_text("1")
    expect(rows(page)).to_have_count(1)


def test_a_loaded_row_is_like_one_of_the_page(page: Page, large: str, open_page: OpenPage) -> None:
    """The same cells and links as the plain page of that year has; no text becomes markup. Filters read its facts."""
    page.goto(f"{large}?status=all#find=bold")
    expect(rows(page)).to_have_count(1)
    plain = open_page(scripts=False)
    plain.goto(f"{large}older-2024/")
    there = plain.locator("#ledger tbody tr", has_text="Bold")
    assert page.locator("#ledger b").count() == 0
    assert cells(rows(page)) == cells(there)
    facts = {"state": "done", "owner": "shop/payments", "handbook": "shop", "severity": "P1", "rank": "0"}
    facts |= {"purpose": "prevent", "lacks": "", "due": "2024-02-01", "age": "277"}
    assert {fact: rows(page).get_attribute(f"data-{fact}") for fact in facts} == facts
    assert there.evaluate("row => row.attributes.length") == 0
    links = [link.evaluate("one => [one.href, one.textContent]") for link in rows(page).locator("a").all()]
    assert links == [link.evaluate("one => [one.href, one.textContent]") for link in there.locator("a").all()]


def cells(row: Locator) -> list[str]:
    """Return what stands in the cells of a row."""
    return [" ".join((cell.text_content() or "").split()) for cell in row.locator("> *").all()]


def test_a_handle_of_any_name_is_an_owner(page: Page, large: str) -> None:
    """Also one that is a word of the browser's own language."""
    page.goto(f"{large}?status=all&owner=shop/@__proto__")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("@__proto__")


def test_without_scripts_older_items_are_pages(open_page: OpenPage, large: str) -> None:
    """The ledger leads to a page for each year, and that one back."""
    page = open_page(scripts=False)
    page.goto(large)
    assert rows(page).count() == 180
    page.get_by_role("link", name="2024").click()
    expect(page.locator("h1")).to_have_text("Action items closed in 2024")
    expect(rows(page)).to_have_count(18)
    page.get_by_role("link", name="All action items").click()
    page.wait_for_url(f"**/{ADDRESS}")


def test_what_cannot_be_loaded_is_said(page: Page, large: str) -> None:
    """The others come all the same, and the link to the plain page stays."""
    page.route("**/older-2024.js", lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
    page.goto(f"{large}?status=done")
    expect(page.locator("[data-rb-shown]")).to_have_text("51 of 200 shown; 18 others could not be loaded")
    expect(count(page, "done")).to_have_text("69")
    expect(page.get_by_role("link", name="2024")).to_be_visible()


def test_on_a_disk_it_works_the_same(browser: Browser, large_site: Path) -> None:
    """No server: older items are scripts, not fetched data, and the address still holds the view."""
    page = browser.new_page()
    page.goto(f"{(large_site / ADDRESS).as_uri()}/index.html")
    view(page, "done").click()
    expect(page.locator("[data-rb-shown]")).to_have_text("69 of 200 shown")
    page.reload()
    expect(page.locator("[data-rb-shown]")).to_have_text("69 of 200 shown")
    page.close()
