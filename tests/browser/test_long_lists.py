"""A list of more incidents than its page holds: filters over all of them, loaded on demand, also without a server."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.browser.conftest import HOST, OpenPage, SiteHandler

NUMBER = 620
OPEN = 560
"""Open action items, all of one incident."""
FIRST = date(2023, 6, 1)
NASTY = "</script><b>Bold</b> & `__proto__` {{ 7 * 7 }}"
HANDBOOKS = ("shop", "shop", "bank")
CONFIG = """\
site_name: Long
docs_dir: content
theme: {name: material, font: false}
plugins: [search, runbook-site]
"""


def record(number: int) -> dict[str, object]:
    """Return an incident: a hundredth is open, the seventh has what goes wrong, the thirteenth repeats another."""
    day = FIRST + timedelta(days=number)
    facts: dict[str, object] = {"title": f"Thing{number}x failed", "started": f"{day} 10:00", "status": "resolved"}
    facts |= {"severity": f"P{1 + number % 2}", "resolved": f"{day} 11:{number % 60:02}", "tags": [f"tag{number}"]}
    if number % 50 == 0:
        facts["alerts"] = ["Fifty"]
    if number % 100 == 99:
        del facts["resolved"]
        facts["status"] = "investigating"
    if number == 7:
        facts |= {"title": NASTY, "type": "near-miss"}
        del facts["severity"], facts["resolved"]
    if number == 13:
        facts |= {"duplicate_of": f"{FIRST + timedelta(days=12)}-thing-12"}
    if number == 3:
        facts["action_items"] = [item(place) for place in range(OPEN + 2)]
    return facts


def item(place: int) -> dict[str, str]:
    """Return an action item: two are done, the others are due one day after the other, the last five on no day."""
    facts = {"id": f"item-{place}", "action": f"Mend part{place}x", "purpose": "prevent", "owner": "@crew"}
    if place >= OPEN:
        return {**facts, "done": "2024-05-01"}
    if place >= OPEN - 5:
        return {**facts, "status": "blocked"}
    return {**facts, "due": f"{date(2025, 1, 1) + timedelta(days=place)}", "ticket": "https://example.com/T-7"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built site of two handbooks."""
    root = tmp_path_factory.mktemp("long")
    for handbook in set(HANDBOOKS):
        content = root / "content" / handbook
        content.mkdir(parents=True)
        (root / "incidents" / handbook).mkdir(parents=True)
        (content / "handbook.yaml").write_text(f"format: 1\ntitle: {handbook.title()}\ntimezone: UTC\n", "utf-8")
        (content / "severities.yaml").write_text("- {id: P1, name: High}\n- {id: P2, name: Low}\n", "utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for number in range(NUMBER):
        name = f"{FIRST + timedelta(days=number)}-thing-{number}.yaml"
        path = root / "incidents" / HANDBOOKS[number % 12 % 3] / name
        path.write_text(json.dumps(record(number), indent=1), "utf-8")
    built = root / "site"
    subprocess.run([sys.executable, "-m", "generator", "build", str(root), "--site", str(built)], check=True)
    return built


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve it longer than any page asks for something; return the address of its home page."""
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}/"
        server.shutdown()


def rows(page: Page) -> Locator:
    """Return the rows that can be seen."""
    return page.locator("#incident-list tbody tr:visible")


def said(page: Page) -> Locator:
    """Return what the list says of what it found."""
    return page.locator("[data-rb-found]")


def find(page: Page) -> Locator:
    """Return the field for words."""
    return page.get_by_label("Find", exact=True)


def ids(page: Page) -> list[str]:
    """Return the ids of the incidents that can be seen, in order."""
    hrefs = page.locator("#incident-list tbody tr:visible th a").evaluate_all("all => all.map(one => one.pathname)")
    return [href.rstrip("/").rpartition("/")[2] for href in hrefs]


def scripts(page: Page) -> list[str]:
    """Return the scripts of rows that the page loads from now on."""
    loaded: list[str] = []

    def note(request: Request) -> None:
        path = request.url.partition("/incidents/")[2]
        if path.endswith(".js"):
            loaded.append(path)

    page.on("request", note)
    return loaded


def test_a_part_stands_there_and_says_so(page: Page, address: str) -> None:
    """Open ones first, then the newest; nothing is loaded before somebody asks, then all is there in order."""
    loaded = scripts(page)
    page.goto(f"{address}incidents/")
    expect(page.locator("[data-rb-rest-said]")).to_have_text("200 of 620 stand here.")
    expect(rows(page)).to_have_count(200)
    expect(page.get_by_text("500 of 620 incidents stand here.")).to_be_hidden()
    assert loaded == []
    page.get_by_role("button", name="Show all of them").click()
    expect(rows(page)).to_have_count(NUMBER)
    expect(page.locator("[data-rb-rest]")).to_be_hidden()
    assert loaded == ["bank/2023.js", "shop/2023.js"]
    shown = ids(page)
    numbers = [int(one.rpartition("-")[2]) for one in shown]
    open_ones = [number for number in range(NUMBER - 1, -1, -1) if number % 100 == 99]
    assert numbers == [*open_ones, *(number for number in range(NUMBER - 1, -1, -1) if number % 100 != 99)]


def test_words_find_what_is_not_on_the_page(page: Page, address: str) -> None:
    """One old incident of 620; the words stand behind the # and work again from there."""
    loaded = scripts(page)
    page.goto(f"{address}incidents/")
    find(page).fill("thing3x p2")
    expect(said(page)).to_have_text("1 of 620")
    assert ids(page) == ["2023-06-04-thing-3"]
    assert loaded == ["bank/2023.js", "shop/2023.js"]
    page.reload()
    expect(said(page)).to_have_text("1 of 620")
    find(page).fill("")
    expect(page.locator("[data-rb-rest-said]")).to_have_text("200 of 620 stand here.")
    find(page).fill("no such thing anywhere")
    expect(page.locator("[data-rb-none]")).to_be_visible()


def test_a_list_of_one_handbook_loads_its_own(page: Page, address: str) -> None:
    """A list that has room for all its rows loads nothing, whatever another one lacks."""
    loaded = scripts(page)
    page.goto(f"{address}bank/incidents/#find=tag2")
    expect(said(page)).to_contain_text(f"of {NUMBER // 12 * 4 + (NUMBER % 12) // 3}")
    assert loaded == []


def test_what_is_alike_is_found_in_every_year(page: Page, address: str) -> None:
    """An address that chooses something loads what it needs."""
    page.goto(f"{address}incidents/?like=alert:Fifty")
    expect(said(page)).to_have_text(f"13 of {NUMBER}")
    assert [one.rpartition("-")[2] for one in ids(page)] == [str(number) for number in range(600, -1, -50)]


@pytest.mark.parametrize("number", [3, 5, 7, 13], ids=["plain", "of another handbook", "nasty", "duplicate"])
def test_a_loaded_row_is_like_one_of_the_year(page: Page, address: str, open_page: OpenPage, number: int) -> None:
    """The same words and links in every cell; no text becomes markup."""
    page.goto(f"{address}incidents/#find=thing-{number}+tag{number}")
    loaded = rows(page).filter(has=page.locator(f"th a[href*='-thing-{number}/']"))
    expect(loaded).to_have_count(1)
    book = HANDBOOKS[number % 12 % 3]
    plain = open_page(scripts=False)
    plain.goto(f"{address}incidents/{book}/2023/")
    there = plain.locator("tbody tr").filter(has=plain.locator(f"th a[href*='-thing-{number}/']"))
    assert page.locator("#incident-list b").count() == 0
    assert cells(loaded) == [*cells(there), book.title()]
    links = there.locator("a").evaluate_all("all => all.map(one => [one.href, one.textContent, one.className])")
    found = loaded.locator("a").evaluate_all("all => all.map(one => [one.href, one.textContent, one.className])")
    assert found == [*links, [f"{address}{book}/", book.title(), ""]]


@pytest.mark.parametrize(("place", "year"), [(540, "2026"), (557, "no known day")], ids=["due", "due on no day"])
def test_a_loaded_action_item_is_like_one_of_its_year(
    page: Page, address: str, open_page: OpenPage, place: int, year: str
) -> None:
    """The same words and links as on the plain page, but for its age, which only a clock knows."""
    page.goto(f"{address}action-items/#find=part{place}x")
    row = page.locator("#ledger tbody tr:visible")
    expect(row).to_have_count(1)
    plain = open_page(scripts=False)
    plain.goto(f"{address}action-items/")
    plain.get_by_role("link", name=year, exact=True).click()
    there = plain.locator("tbody tr", has_text=f"part{place}x")
    expect(there).to_have_count(1)
    shown, expected = cells(row), cells(there)
    assert expected[3] == "since 4 Jun 2023"
    assert shown[3].endswith(" d")
    assert [*shown[:2], shown[2].partition(" -")[0], *shown[4:]] == [
        *expected[:2],
        shown[2].partition(" -")[0],
        *expected[4:],
    ]
    links = "all => all.map(one => [one.href, one.textContent])"
    assert row.locator("a").evaluate_all(links) == there.locator("a").evaluate_all(links)
    assert there.locator("a").count() > 1


def test_open_items_beyond_the_page_are_counted_and_found(open_page: OpenPage, address: str) -> None:
    """As built while they are not loaded, and it says so; by the reader's clock when they are."""
    page = open_page()
    page.clock.set_fixed_time("2030-01-01T12:00:00Z")
    page.goto(f"{address}action-items/")
    said_of = page.locator("[data-rb-shown]")
    expect(said_of).to_have_text(f"{OPEN} of {OPEN + 2} shown, the first 100 of them stand here")
    expect(page.locator("[data-rb-counted]")).to_be_visible()
    page.locator("form[data-rb-filters] [name=status]").select_option("overdue")
    expect(said_of).to_have_text(f"{OPEN - 5} of {OPEN + 2} shown, the first 100 of them stand here")
    expect(page.locator("[data-rb-view='status=overdue'] .rb-counts__number")).to_have_text(str(OPEN - 5))
    expect(page.locator("[data-rb-counted]")).to_be_hidden()
    page.get_by_role("button", name="Show all of them").click()
    late = page.locator("#ledger .rb-late:visible")
    expect(late).to_have_count(OPEN - 5)
    assert late.last.inner_text() == f"{(date(2030, 1, 1) - date(2025, 1, 1) - timedelta(days=OPEN - 6)).days} d late"


def test_all_open_items_stand_in_their_order(page: Page, address: str) -> None:
    """By due day over what was loaded, too; sorted the other way round, what has no day stays last."""
    page.goto(f"{address}action-items/")
    page.get_by_role("button", name="Show all of them").click()
    expect(page.locator("#ledger tbody tr")).to_have_count(OPEN)
    places = "all => all.map(one => Number(one.querySelector('.rb-action').textContent.match(/\\d+/)[0]))"
    assert page.locator("#ledger tbody tr").evaluate_all(places) == list(range(OPEN))
    page.goto(f"{address}action-items/?sort=-due")
    page.get_by_role("button", name="Show all of them").click()
    expect(page.locator("#ledger tbody tr")).to_have_count(OPEN)
    assert page.locator("#ledger tbody tr").evaluate_all(places) == [
        *range(OPEN - 6, -1, -1),
        *range(OPEN - 5, OPEN),
    ]


def cells(row: Locator) -> list[str]:
    """Return what stands in the cells of a row."""
    return [" ".join((cell.text_content() or "").split()) for cell in row.locator("> *").all()]


def test_what_cannot_be_loaded_is_said(page: Page, address: str) -> None:
    """The others come all the same, and the link to the plain page stays."""
    page.route("**/shop/2023.js", lambda route: route.fulfill(status=200, content_type="text/javascript", body=""))
    page.goto(f"{address}incidents/#find=failed")
    expect(said(page)).to_contain_text("older ones could not be loaded")
    expect(page.locator("ul[aria-label='Incidents of Shop by year']").get_by_role("link", name="2023")).to_be_visible()


def test_without_scripts_every_incident_is_behind_plain_links(open_page: OpenPage, address: str) -> None:
    """The list leads to the years of each handbook, and these hold all of them."""
    page = open_page(scripts=False)
    page.goto(f"{address}incidents/")
    assert rows(page).count() == 500
    expect(page.get_by_text("500 of 620 incidents stand here.")).to_be_visible()
    years = page.locator("[data-rb-older] a").evaluate_all("all => all.map(one => one.href)")
    found: set[str] = set()
    for year in years:
        page.goto(year)
        found |= set(page.locator(".rb-incidents th a").evaluate_all("all => all.map(one => one.pathname)"))
    assert len(found) == NUMBER
    page.get_by_role("link", name="all incidents").click()
    expect(page).to_have_url(f"{address}incidents/")


def test_on_a_disk_it_works_the_same(browser: Browser, site: Path) -> None:
    """No server: the years are scripts, not fetched data."""
    page = browser.new_page()
    page.goto(f"{(site / 'incidents').as_uri()}/index.html#find=thing3x")
    expect(said(page)).to_have_text(f"1 of {NUMBER}")
    page.close()
