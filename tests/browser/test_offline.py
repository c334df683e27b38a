"""The site for the day that the network is down: opened from the disk, without a web server, it is all there."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch
from tests.browser.search_box import best, box, look_for, open_box


@pytest.fixture
def from_disk(browser: Browser, offline_site: Path) -> Iterator[Page]:
    """Return the offline site's home page, opened as a file; the test fails if it asks any host or reports an error."""
    with browser.new_context() as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto((offline_site / "index.html").as_uri())
        yield page
    assert watch.faults == []


def test_links_lead_to_files(from_disk: Page) -> None:
    """A link names the file itself, since nobody is there to turn a folder's address into one."""
    addresses = from_disk.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
    files = {Path(url2pathname(urlsplit(address).path)) for address in addresses if address.startswith("file:")}
    assert files
    assert sorted(file for file in files if not file.is_file()) == []


def test_search_finds_what_to_do_and_what_happened(from_disk: Page) -> None:
    """Without a web server, though browsers forbid a page from a disk to fetch and to start workers."""
    open_box(from_disk)
    look_for(from_disk, "paymaster")
    runbook = best(from_disk)
    expect(runbook).to_contain_text("Paymaster Out of Funds")
    expect(box(from_disk).get_by_role("group", name=re.compile("^Incidents")).get_by_role("option")).not_to_have_count(
        0
    )
    runbook.click()
    expect(from_disk.locator("h1").first).to_contain_text("Paymaster Out of Funds")


def test_a_query_in_the_address_is_searched(from_disk: Page) -> None:
    """A link into the folder can carry words."""
    from_disk.goto(f"{from_disk.url}?q=paymaster")
    expect(best(from_disk)).to_contain_text("Paymaster Out of Funds")


def test_where_nothing_fits_the_ways_on_are_files(from_disk: Page) -> None:
    """Each of them is there."""
    open_box(from_disk)
    look_for(from_disk, "xyzzyq frobnicatedz")
    addresses = box(from_disk).locator(".rb-search__follow a").evaluate_all("links => links.map(link => link.href)")
    assert addresses
    assert [address for address in addresses if not Path(url2pathname(urlsplit(address).path)).is_file()] == []
