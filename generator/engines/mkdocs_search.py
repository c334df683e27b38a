"""Entries of Material's search index, made from the sections of our pages."""

from collections.abc import Iterator
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from generator.pages.addresses import Addresses
from generator.pages.page import Page


def add_entries(pages: tuple[Page, ...], addresses: Addresses, config: MkDocsConfig) -> None:
    """Append our entries to the index of Material's search plugin, where it is on."""
    for name in ("material/search", "search"):
        index = getattr(config.plugins.get(name), "search_index", None)
        if index is not None and isinstance(getattr(index, "entries", None), list):
            index.entries += [entry for page in pages for entry in entries(page, addresses)]
            return


def entries(page: Page, addresses: Addresses) -> Iterator[dict[str, Any]]:
    """Yield a page's entries: one for the page and one for each section. Titles and texts are HTML there: escaped."""
    url = addresses.url(page.uri)
    first = " ".join(section.text for section in page.sections if section.level == 1 and section.text)
    words = " ".join(page.words)
    yield _entry(url, page.title, f"{first} {words}".strip(), page.boost)
    for section in page.sections:
        if section.level > 1 and section.title:
            yield _entry(f"{url}#{section.id}", section.title, section.text, page.boost)


def _entry(location: str, title: str, text: str, boost: float) -> dict[str, Any]:
    entry = {"location": location, "title": str(escape(title)), "text": str(escape(text))}
    return entry if boost == 1 else {**entry, "boost": boost}
