"""The search as people use it: what they type or paste, and what must come first (search_queries.tsv)."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.search_box import best, box, field, first_address, look_for, open_box, options

TABLE = Path(__file__).parent / "search_queries.tsv"


def queries() -> list[tuple[str, str]]:
    """Return the table's rows: what is typed, and the address that must come first."""
    lines = TABLE.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(query, address) for query, address in rows]


def test_the_table_covers_what_people_look_for() -> None:
    """At least forty queries, no query twice, all three handbooks, all kinds of pages."""
    rows = queries()
    assert len(rows) >= 40
    assert len({query for query, _ in rows}) == len(rows)
    kinds = {"/".join(address.split("/")[:2]) for _, address in rows}
    expected = {
        *(f"vlossom/{kind}" for kind in ("runbooks", "procedures", "templates", "severities", "contacts")),
        *(f"proofi/{kind}" for kind in ("procedures", "templates", "severities", "tools", "on-call")),
        *(f"example/{kind}" for kind in ("runbooks", "procedures", "templates", "severities", "contacts", "incidents")),
    }
    assert expected - kinds == set()


def test_what_people_type_finds_its_page_first(page: Page, site_address: str) -> None:
    """Every row of the table, put into the box: the first result is the page, or its place where one is named."""
    page.goto("")
    open_box(page)
    wrong = []
    for query, address in queries():
        look_for(page, query)
        path, place = first_address(page, site_address) if options(page).count() else ("nothing", "nothing")
        found = place if "#" in address else path
        if found != address:
            wrong.append(f"{query!r} finds {found} before {address}")
    assert wrong == []


def test_what_to_do_stands_above_what_happened(page: Page, site_address: str) -> None:
    """The name of a system is in the title of its incident: the procedure for it stands above."""
    page.goto("")
    open_box(page)
    look_for(page, "DDC")
    links = options(page).evaluate_all("links => links.map(link => link.href)")
    paths = [urlsplit(str(link)).path.removeprefix(urlsplit(site_address).path) for link in links]
    kinds = [path.split("/")[1] for path in paths]
    assert "proofi/procedures/p0-response/" in paths[:2]
    assert kinds.index("procedures") < kinds.index("incidents")


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("-", id="an operator alone"),
        pytest.param('+-~^:*"', id="all operators"),
        pytest.param('"', id="a quote that is not closed"),
        pytest.param("constructor __proto__ hasOwnProperty", id="names of the language"),
        pytest.param("\\", id="an escape"),
        pytest.param("title:down^~", id="a field of other searches"),
        pytest.param("<img src=x onerror=alert(1)>", id="markup"),
        pytest.param("at module (file.js:1:1) " * 400, id="ten thousand letters"),
        pytest.param("\ud83d\ude80 支付失败 عطل", id="other scripts"),
    ],
)
def test_nothing_that_is_pasted_stops_the_search(page: Page, query: str) -> None:
    """Whatever was in the box, the next query finds its page; no dialog of the browser, no error."""
    page.goto("")
    open_box(page)
    look_for(page, query)
    expect(field(page)).to_be_focused()
    look_for(page, "paymaster")
    expect(best(page)).to_contain_text("Paymaster Out of Funds")


def test_the_box_keeps_what_was_typed(page: Page) -> None:
    """What the search makes of words is not what the person sees, selects and copies."""
    page.goto("")
    typed = 'FATAL: too many connections for role "api"'
    open_box(page)
    look_for(page, typed)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("ControlOrMeta+c")
    assert page.evaluate("navigator.clipboard.readText()") == typed


def test_pasting_with_the_mouse_searches(page: Page) -> None:
    """No key goes up when text comes from a menu; the search begins all the same."""
    page.goto("")
    open_box(page)
    page.keyboard.insert_text("escrow contract")
    expect(best(page)).to_contain_text("Payment Failures")


def test_a_query_in_the_address_is_searched(page: Page) -> None:
    """A link with `?q=` opens the box with its words and results, on any page."""
    page.goto("example/?q=escrow+contract")
    expect(field(page)).to_have_value("escrow contract")
    expect(best(page)).to_contain_text("Payment Failures")


def test_a_result_says_what_it_is(page: Page) -> None:
    """Its kind stands above it, its handbook and the age of its review in it, what was found is marked."""
    page.goto("")
    open_box(page)
    look_for(page, "slow api responses")
    expect(box(page).get_by_role("group").first).to_have_accessible_name("Runbooks 1")
    expect(best(page)).to_contain_text("Database Connection Issues")
    expect(best(page).locator(".rb-hit__about")).to_have_text("Vlossom Protocol · never reviewed")
    assert {"slow", "api", "responses"} <= {
        word.lower() for word in best(page).locator("mark").all_inner_texts() for word in word.split()
    }


def test_a_word_that_no_page_has_is_said_once(page: Page) -> None:
    """Above the results; where only some lack a word, each of them says so."""
    page.goto("")
    open_box(page)
    look_for(page, "xyzzyq paymaster")
    expect(box(page).locator(".rb-search__note")).to_have_text("No result has “xyzzyq”.")
    expect(best(page).locator(".rb-hit__about")).to_have_text("Vlossom Protocol · never reviewed")
    look_for(page, "paymastre")
    expect(box(page).locator(".rb-search__note")).to_have_text("No page says “paymastre”; here is “paymaster”.")
    expect(best(page)).to_contain_text("Paymaster Out of Funds")
    look_for(page, "paymaster")
    expect(box(page).locator(".rb-search__note")).to_be_hidden()


def test_what_comes_late_does_not_stand_for_what_was_typed_last(page: Page) -> None:
    """Letter by letter at full speed: the results are those of the whole word."""
    page.goto("")
    open_box(page)
    field(page).press_sequentially("checkouterrorratehigh", delay=5)
    expect(box(page).locator("[aria-busy]")).to_have_attribute("aria-busy", "false")
    expect(best(page)).to_contain_text("Checkout errors")
    for word in ("database", "paymaster", "data", "rollback", "paymaster"):
        field(page).fill(word)
        page.wait_for_timeout(70)
    expect(box(page).locator("[aria-busy]")).to_have_attribute("aria-busy", "false")
    expect(best(page)).to_contain_text("Paymaster Out of Funds")
