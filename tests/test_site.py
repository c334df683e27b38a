"""The built site as a whole: well-formed pages, links that lead somewhere, nothing that was not meant to be there."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

BASE = "https://example.github.io/runbooks/"
LINKS = (("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("iframe", "src"))


def pages(site: Path) -> list[Path]:
    """Return every page of a site."""
    return sorted(site.rglob("*.html"))


@cache
def parsed(page: Path) -> Element:
    """Return a page as a tree, however it is written."""
    tree: Element = html5lib.parse(page.read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    return tree


@cache
def anchors(page: Path) -> frozenset[str]:
    """Return every anchor of a page."""
    return frozenset(str(element.get("id") or element.get("name")) for element in parsed(page).iter())


def links(page: Path) -> Iterator[str]:
    """Yield every address that a page names, as written."""
    for tag, attribute in LINKS:
        for element in parsed(page).iter(tag):
            if element.get(attribute):
                yield str(element.get(attribute))


def test_every_page_parses_without_an_error(built_site: Path) -> None:
    """The standard's own parser finds nothing to mend, on any page."""
    found = []
    for page in pages(built_site):
        parser = html5lib.HTMLParser()
        parser.parse(page.read_text("utf-8"))
        found += [(page.relative_to(built_site).as_posix(), *error) for error in parser.errors]
    assert found == []


def test_no_id_stands_twice_on_a_page(built_site: Path) -> None:
    """An anchor leads to one place."""
    found = []
    for page in pages(built_site):
        ids = [str(element.get("id")) for element in parsed(page).iter() if element.get("id")]
        found += [(page.relative_to(built_site).as_posix(), name) for name in sorted(set(ids)) if ids.count(name) > 1]
    assert found == []


@pytest.mark.parametrize("edition", ["built_site", "public_site"])
def test_every_internal_link_and_anchor_resolves(edition: str, request: pytest.FixtureRequest) -> None:
    """No link of the site leads to a page, a file or an anchor that is not there; none needs the site's own host."""
    site: Path = request.getfixturevalue(edition)
    lost = []
    for page in pages(site):
        here = page.relative_to(site).as_posix()
        for link in links(page):
            address, anchor = urldefrag(urljoin(BASE + here, link))
            if not address.startswith(BASE):
                continue
            target = site / unquote(urlsplit(address).path.removeprefix(urlsplit(BASE).path))
            file = target / "index.html" if target.is_dir() or not target.name else target
            if not file.is_file():
                lost.append(f"{here}: {link}: no such page")
            elif anchor and file.suffix == ".html" and unquote(anchor) not in anchors(file):
                lost.append(f"{here}: {link}: no such anchor")
    assert lost == []


def test_no_record_file_is_published(built_site: Path) -> None:
    """Neither a record nor anything else in YAML reaches the site."""
    assert [file for file in built_site.rglob("*") if file.suffix.lower() in {".yaml", ".yml"}] == []
