"""Which addresses the site has, for links from elsewhere: no page is made but those whose anchors are asked for."""

from datetime import date
from functools import cached_property

from generator.library.alerting.links import ALERTS
from generator.library.library import Library
from generator.library.reports import REPORTS
from generator.pages.addresses import (
    ACTION_ITEMS,
    DATA,
    HOME,
    INCIDENTS,
    REPORTS_HOME,
    SEARCH,
    list_of,
    report_uri,
    seat_of,
)
from generator.pages.anchors import ids_in
from generator.pages.book import page_of
from generator.pages.redirects import redirects_of
from generator.pages.render import Renderer
from generator.problems import did_you_mean, quoted
from generator.records.folders import address
from generator.records.names import alert_word
from generator.records.record import Record

_ACROSS = (ACTION_ITEMS, DATA, HOME, INCIDENTS, REPORTS_HOME, SEARCH)


class Reachable:
    """Says of an address from elsewhere whether it leads to something on the site."""

    def __init__(self, library: Library, today: date) -> None:
        """`today` is for pages that have to be made."""
        self.library = library
        self.today = today

    def fault(self, path: str, anchor: str) -> str:
        """Return what is wrong with an address, without its slash at the end, and its anchor; nothing when all is."""
        place = _as_asked(path)
        if place not in self._known:
            return f"the site has no page {quoted(path)}{did_you_mean(place, self._known)}"
        if not anchor or place not in self._records:
            return ""
        anchors = self._anchors(place)
        if anchor in anchors:
            return ""
        return f"the page has no anchor {quoted(anchor)}{did_you_mean(anchor, anchors)}"

    def _anchors(self, place: str) -> frozenset[str]:
        renderer = Renderer(self.library, self.today)
        return ids_in(page_of(renderer, self._records[place]).html)

    @cached_property
    def _records(self) -> dict[str, Record]:
        """A record of each page that has some, by address; that of a table stands for the whole table."""
        return {_address(seat_of(record)[0]): record for record in self.library.records}

    @cached_property
    def _known(self) -> frozenset[str]:
        lists = {list_of(record.key.kind, record.key.handbook) for record in self.library.records}
        handbooks = {f"{book.key.id}/incidents/index.md" for book in self.library.handbooks}
        moved = {redirect.address for redirect in redirects_of(self.library)}
        uris = {*_ACROSS, *map(report_uri, REPORTS), *lists, *handbooks, *moved}
        pages = {place for _, place in self.library.pages}
        return frozenset({*map(_address, uris), *self._records, *pages})


def _as_asked(path: str) -> str:
    """Return an address as it is found: the page for lost addresses finds an alert by its name, as it is written."""
    name = path.removeprefix(ALERTS)
    return f"{ALERTS}{alert_word(name)}".lower() if name != path else path.lower()


def _address(uri: str) -> str:
    """Return an address as links are compared: in lower case, without its ending."""
    return address(uri.removesuffix(".md"))
