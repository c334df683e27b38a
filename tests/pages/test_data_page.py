"""The Data page: each file with its address, its schema, an example, and what to do where something is missing."""

import re
from pathlib import Path

import html5lib
import pytest

from generator.library.library import Edition
from generator.pages.addresses import Addresses
from generator.pages.book import book
from generator.pages.page import Page
from generator.pages.render import Renderer
from tests.small_library import TODAY, small_library

SITE = Addresses(site="https://shop.example/runbooks/", site_name="Shops")
FILES = {
    "2025-02-11-paying": """
title: Paying fails
severity: P1
status: resolved
started: 2025-02-11 14:02
action_items:
  - {id: look, action: "Look at <b>it</b>", owner: ann, due: 2025-03-02}
""",
    "content/shop/contacts.yaml": "- id: ann\n  role: Ann\n",
    "content/shop/on-call.yaml": "start: 2025-02-03\nshifts: [{primary: ann}]\n",
}


def data_page(folder: Path, addresses: Addresses, edition: Edition = "internal") -> Page:
    """Return the Data page of the shop."""
    made = book(Renderer(small_library(folder, FILES, edition), TODAY, addresses))
    (page,) = (page for page in made.pages if page.uri == "data/index.md")
    parser = html5lib.HTMLParser()
    parser.parseFragment(page.html)
    assert parser.errors == []
    return page


def section(page: Page, name: str) -> str:
    """Return the HTML of a section."""
    (found,) = (section for section in page.sections if section.id == name)
    return str(found.html)


def test_every_file_is_linked(tmp_path: Path) -> None:
    """By its place on the site, whatever the address at which it is published, and by that address in words."""
    page = data_page(tmp_path, SITE)
    made = book(Renderer(small_library(tmp_path, FILES), TODAY, SITE))
    addresses = {file.address for file in made.files if file.address.startswith("data/")}
    assert {f"data/{target}" for target in re.findall(r'(?:href|src)="([^"#:]+)"', page.html)} == addresses
    words = set(re.findall(r">(https://[^<]+)</a>", page.html))
    assert words == {f"{SITE.site}{file}" for file in addresses if "badges" not in file and "schemas" not in file}


@pytest.mark.parametrize(
    ("edition", "words"),
    [
        pytest.param("internal", "This is the <strong>internal</strong> edition", id="internal"),
        pytest.param("public", "This is the <strong>public</strong> edition", id="public"),
    ],
)
def test_edition_is_named(tmp_path: Path, edition: Edition, words: str) -> None:
    """Whoever gives an address away knows what is in the file."""
    assert section(data_page(tmp_path, SITE, edition), "files").count(words) == 1


def test_example_is_of_this_site(tmp_path: Path) -> None:
    """Escaped, in a box that scrolls, and never open by itself."""
    html = section(data_page(tmp_path, SITE), "action-items-json")
    start = (
        '<details class="rb-example"><summary>An example from action-items.json</summary>\n<pre tabindex="0"><code>{\n'
    )
    assert start in html
    assert "&#34;action&#34;: &#34;Look at &lt;b&gt;it&lt;/b&gt;&#34;" in html


def test_calendars_of_what_there_is(tmp_path: Path) -> None:
    """The rotation is internal unless it says otherwise, and so is everybody who owns an item."""
    addresses = re.compile(r'href="([^"]+\.ics)"')
    internal, public = (data_page(tmp_path, SITE, edition) for edition in ("internal", "public"))
    assert addresses.findall(section(internal, "calendars")) == ["action-items.ics", "reviews.ics", "shop/on-call.ics"]
    assert addresses.findall(section(internal, "owners")) == ["calendars/shop/ann.ics"]
    assert addresses.findall(section(public, "calendars")) == ["action-items.ics", "reviews.ics"]
    assert [section.id for section in public.sections if section.id == "owners"] == []


def test_without_an_address_the_page_says_what_to_do(tmp_path: Path) -> None:
    """There can be no feeds, and the page says why; all other files are there."""
    page = data_page(tmp_path, Addresses())
    assert section(page, "feeds") == (
        "<p>There are none: a feed names whole addresses, and nobody has said where this site is published. Write "
        "<code>site_url</code> into <code>mkdocs.yml</code>.</p>\n"
    )
    assert ">data/incidents.json</a>" in section(page, "incidents-json")
    assert "![open incidents](data/badges/open-incidents.svg)" in section(page, "badges")


def test_what_depends_on_the_day_is_marked(tmp_path: Path) -> None:
    """Only the badges do: without them the page is the same on every day."""
    library = small_library(tmp_path, FILES)
    pages = [
        next(page for page in book(Renderer(library, day, SITE)).pages if page.uri == "data/index.md")
        for day in (TODAY, TODAY.replace(year=2031))
    ]
    one, other = (re.sub(r"<img [^>]*data-rb-dated>", "", page.html) for page in pages)
    assert one == other
