"""The links of hand-written pages, led to where mkdocs finds what they name; what is not public becomes words."""

import posixpath
from collections.abc import Mapping
from urllib.parse import quote, unquote

from generator.pages.anchors import ids_in
from generator.pages.page import Leaf
from generator.pages.values import Values
from generator.records.link_syntax import Target, led


class WrittenLinks:
    """Leads the links of hand-written pages in one build."""

    def __init__(self, values: Values, leaves: Mapping[str, Leaf]) -> None:
        """`leaves` are the pages of the records by address."""
        self._values = values
        self._pages = leaves
        self._is_public = values.library.edition == "public"
        self._found: dict[str, frozenset[str]] = {}

    def led(self, markdown: str, uri: str, path: str) -> str:
        """Return the text of the page `uri`, made from the file at `path`, with its links led."""
        self._values.here, self._values.path = uri, path
        return led(markdown, self._goal)

    def _goal(self, one: Target) -> str | None:
        if one.leads != "inside":
            return one.written
        plain, mark, anchor = one.meant.partition("#")
        anchor = unquote(anchor)
        if not plain:
            return f"{mark}{anchor}"
        uri = self._values.published_uri(one.meant)
        if uri is None or (one.is_image and uri in self._pages):
            # The public edition leaves it out, else it leads nowhere: then it has been told.
            return None if self._is_public else one.written
        if anchor and self._is_public and uri in self._pages and anchor not in self._anchors(uri):
            # What stood there on the page is internal.
            mark = anchor = ""
        _, asked, query = plain.partition("?")
        relative = posixpath.relpath(uri, posixpath.dirname(self._values.here) or ".")
        return f"{quote(relative)}{asked}{query}{mark}{anchor}"

    def _anchors(self, uri: str) -> frozenset[str]:
        if uri not in self._found:
            here, path = self._values.here, self._values.path
            self._found[uri] = ids_in(self._pages[uri].page().html)
            self._values.here, self._values.path = here, path
        return self._found[uri]
