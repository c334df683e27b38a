"""The search box as people use it: what they type or paste, and what must come first (search_queries.tsv)."""

from pathlib import Path
from typing import Literal
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

TABLE = Path(__file__).parent / "search_queries.tsv"
FIELD = "[data-md-component=search-query]"
RESULT = ".md-search-result__item"
ADDRESSES = "links => links.map(link => [link.href, Number(link.firstElementChild.dataset.mdScore)])"


def queries() -> list[tuple[str, str]]:
    """Return the table's rows: what is typed, and the address that must come first."""
    lines = TABLE.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(query, address) for query, address in rows]


def search(page: Page, query: str) -> None:
    """Type into the box and wait until something was found."""
    page.locator(FIELD).fill(query)
    expect(page.locator(RESULT).first).to_be_visible()


def first(page: Page, home: str) -> tuple[str, str]:
    """Return the page that stands first, and the address that Enter opens: the first result's best."""
    links = page.locator(RESULT).first.locator("a").evaluate_all(ADDRESSES)
    best = max(links, key=lambda link: float(link[1]))[0]
    address, anchor = urldefrag(str(best))
    path = urlsplit(address).path.removeprefix(urlsplit(home).path)
    return path, f"{path}#{anchor}" if anchor else path


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
    """Every row of the table, in the real box: the first result is the page, or its best place where one is named."""
    page.goto("")
    wrong = []
    for query, address in queries():
        page.locator(FIELD).fill("")
        expect(page.locator(RESULT)).to_have_count(0)
        search(page, query)
        path, best = first(page, site_address)
        found = best if "#" in address else path
        if found != address:
            wrong.append(f"{query!r} finds {found} before {address}")
    assert wrong == []


def test_what_to_do_stands_with_what_happened(page: Page, site_address: str) -> None:
    """The name of a system is in the title of its incident: the procedure for it is among the first two."""
    page.goto("")
    search(page, "DDC")
    links = page.locator(f"{RESULT} > a").evaluate_all("links => links.map(link => link.href)")
    paths = [urlsplit(str(link)).path.removeprefix(urlsplit(site_address).path) for link in links]
    assert "proofi/procedures/p0-response/" in paths[:2]


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("-", id="an operator alone"),
        pytest.param('+-~^:*"', id="all operators"),
        pytest.param("constructor __proto__ hasOwnProperty", id="names of the language"),
        pytest.param("\\", id="an escape"),
        pytest.param("title:down^~", id="a field that the theme knows"),
        pytest.param("<img src=x onerror=alert(1)>", id="markup"),
        pytest.param("at module (file.js:1:1) " * 400, id="ten thousand letters"),
    ],
)
def test_nothing_that_is_pasted_stops_the_search(page: Page, query: str) -> None:
    """Whatever was in the box, the next query finds its page; no dialog, no error."""
    page.goto("")
    page.locator(FIELD).fill(query)
    expect(page.locator(FIELD)).to_be_focused()
    page.locator(FIELD).fill("paymaster")
    expect(page.locator(f"{RESULT} h1").first).to_have_text("Paymaster Out of Funds")


def test_the_box_shows_what_was_typed(page: Page) -> None:
    """Cleaned is what the search reads, not what the person sees, selects and copies."""
    page.goto("")
    typed = 'FATAL: too many connections for role "api"'
    search(page, typed)
    page.locator(FIELD).press("ControlOrMeta+a")
    page.locator(FIELD).press("ControlOrMeta+c")
    assert page.evaluate("navigator.clipboard.readText()") == typed


def test_pasting_with_the_mouse_searches(page: Page) -> None:
    """No key goes up when text comes from a menu; the search begins all the same."""
    page.goto("")
    page.locator(FIELD).focus()
    page.keyboard.insert_text("escrow contract")
    expect(page.locator(f"{RESULT} h1").first).to_have_text("Payment Failures")


def test_enter_opens_the_best_place(page: Page) -> None:
    """With the keyboard alone from the box to the page."""
    page.goto("vlossom/")
    page.keyboard.press("/")
    search(page, "CheckoutErrorRateHigh")
    page.locator(FIELD).press("Enter")
    expect(page.locator("h1").first).to_contain_text("Checkout errors")


def test_a_query_in_the_address_is_searched(page: Page) -> None:
    """A link with `?q=` opens the box with its words and results."""
    page.goto("?q=escrow+contract")
    expect(page.locator(f"{RESULT} h1").first).to_have_text("Payment Failures")


def test_a_result_says_where_it_is(page: Page) -> None:
    """Handbooks have pages for the same thing: each result names its kind and its handbook, once."""
    page.goto("")
    search(page, "slow api responses")
    result = page.locator(RESULT).first
    expect(result.locator("h1")).to_have_text("Database Connection Issues")
    assert result.locator(".md-tag:visible").all_inner_texts() == ["Runbook", "Vlossom Protocol"]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_results_fit_a_phone(open_page: OpenPage, colours: Literal["light", "dark"]) -> None:
    """At 320 px the results are as wide as the screen, and long commands in them break."""
    page = open_page(width=320, height=568, colours=colours)
    page.goto("vlossom/")
    page.locator("label[for=__search].md-header__button").click()
    search(page, "railway logs --service api")
    widths = page.locator(".md-search__scrollwrap").evaluate("box => [box.clientWidth, box.scrollWidth]")
    assert widths == [320, 320]
