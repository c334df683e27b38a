"""The site for the day that the network is down: opened from the disk, without a web server, it is all there."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watch


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


def test_search_finds_a_runbook(from_disk: Page) -> None:
    """The search works without a web server, which browsers forbid it without our copy of iframe-worker."""
    # The words come with the address: what is typed before the theme's script listens would be lost.
    from_disk.goto(f"{from_disk.url}?q=paymaster")
    runbook = from_disk.locator(".md-search-result__item h1").get_by_text("Paymaster Out of Funds", exact=True)
    expect(runbook).to_be_visible()
