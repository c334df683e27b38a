"""Where things lie in Markdown without an engine, and the links between its files."""

import posixpath
from collections.abc import Callable
from urllib.parse import quote, unquote

from generator.engines import markdown_words as md
from generator.library.titles import title_of
from generator.pages.addresses import seat_of
from generator.pages.values import Values
from generator.records.link_syntax import Target
from generator.records.record import Record
from generator.records.refs import PersonRef, Ref
from generator.records.severity import Severity

Anchors = Callable[[str, str], str]
"""A page's address and an anchor on the site's page -> the anchor in its Markdown; nothing where there is none."""


def place_of(uri: str) -> str:
    """Return the file of a page: a folder's own page is the README that repositories show below the folder's files."""
    folder, name = posixpath.split(uri)
    return posixpath.join(folder, "README.md") if name == "index.md" else uri


class PlainLinks:
    """Leads from the page at `here`, as texts of the record at `path` say it."""

    def __init__(self, values: Values, here: str, anchors: Anchors) -> None:
        """`values` know what is published; `here` is the page's address on the site."""
        self._values = values
        self.here = here
        self.path = ""
        self._anchors = anchors

    def way(self, uri: str, anchor: str = "") -> str:
        """Return the link to a page or file of the site, with the anchor that it has there, if any."""
        place, here = place_of(uri), place_of(self.here)
        found = self._anchors(uri, anchor) if anchor else ""
        fragment = f"#{quote(found)}" if found else ""
        if place == here and fragment:
            return fragment
        return quote(posixpath.relpath(place, posixpath.dirname(here) or ".")) + fragment

    def record(self, record: Record) -> str:
        """Return a link to a record under its title."""
        title = f"{record.id} {record.name}" if isinstance(record, Severity) else title_of(record)
        return md.link(md.words(title), self.way(*seat_of(record)))

    def ref(self, ref: Ref) -> str:
        """Return what a reference leads to, linked; a handle and what leads nowhere stay as they were written."""
        found = None if isinstance(ref, PersonRef) and (ref.is_handle or ref.hidden) else self._values.library.find(ref)
        return self.record(found) if found else md.words(str(ref))

    def lead(self, one: Target) -> str | None:
        """Lead a link of prose to the file of what it names; None when it leads nowhere that is published."""
        if one.leads != "inside":
            return one.written if one.leads == "outside" else None
        plain, _, anchor = one.meant.partition("#")
        anchor = unquote(anchor)
        if not plain:
            found = self._anchors(self.here, anchor)
            return f"#{quote(found)}" if found else None
        self._values.path = self.path
        uri = self._values.published_uri(one.meant)
        return None if uri is None else self.way(uri, anchor)
