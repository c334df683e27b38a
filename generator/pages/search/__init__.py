"""The site's own search: entries from pages, an index of them, and the files that a reader's browser looks it up in."""

from generator.pages.search.entry import Entry, Part, entries
from generator.pages.search.index import SearchIndex

__all__ = ["Entry", "Part", "SearchIndex", "entries"]
