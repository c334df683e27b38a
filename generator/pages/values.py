"""How each type of value reads on a page: the one place that escapes, links and writes dates."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, TypeAlias
from urllib.parse import unquote

from markupsafe import Markup, escape

from generator.library.lengths import duration
from generator.library.library import Library
from generator.library.prose_links import target_of
from generator.library.reports.dated import Dated
from generator.library.reports.table import Deadline, DueDay, Said, Unknown
from generator.library.titles import title_of
from generator.pages.addresses import Addresses, seat_of, seat_of_key
from generator.pages.clocks import clock_words, stamp
from generator.pages.dated import dated
from generator.pages.prose import to_html, to_inline
from generator.pages.safe import escaped, safe
from generator.pages.unknown import missing
from generator.pages.writers import Writers
from generator.records.record import Record
from generator.records.refs import Key, PersonRef, Ref
from generator.records.scalars import AlertName, Line, Link, Prose
from generator.records.severity import Severity
from generator.records.times import Day, DayOrMonth, Moment

SHAPES = ("■", "◆", "▲", "●", "○")
UNKNOWN = missing("not recorded")
_SEVERAL = 10
"""As many records as a cell names."""
_DAYS: Final = 2**12
"""How many days are remembered, as they are written: all of some eleven years."""
_WAYS: Final = 2**10
"""How many ways from a folder are remembered when pages of another one are written."""
_WORDS: Final = 2**10
"""How many words are remembered: most are of a few that templates choose from."""
_STANDS = {"missed": "missed", "running": "runs"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_Seat: TypeAlias = tuple[str, bool]
"""The folder of a page, and whether the page is its first."""


class Values:
    """Writes values for the page at `here`, from the record in `record` (for links in its prose)."""

    def __init__(self, library: Library, addresses: Addresses, files: Mapping[str, str]) -> None:
        """`files` are the published pages and images that are no records: `path from the root -> uri`."""
        self.library = library
        self.addresses = addresses
        self._books = frozenset(book.key.id for book in library.handbooks)
        self._seat: _Seat = ("", True)
        self._ways: dict[str, str] = {}
        self._links: dict[Key, Markup] = {}
        self._known_from = {self._seat: (self._ways, self._links)}
        self._across: dict[int, dict[Key, Markup]] = {}
        self.here = "index.md"
        self.path = ""
        self.published = dict(files)
        # A table's file leads to its page, whichever row is asked for.
        self.published |= {record.path: seat_of(record)[0] for record in library.records}
        self._hidden = {seat_of_key(key) for key in library.hidden}
        self.writers = Writers(
            (
                (Markup, lambda html: html),
                (PersonRef, self.person),
                (Ref, self.ref),
                (Prose, self.prose),
                (Line, self.line),
                (Moment, self.moment),
                (Day, lambda day: _day(str(day))),
                (DayOrMonth, lambda day: f'<time datetime="{escaped(day)}">{_month(day)}</time>'),
                (Link, self.web),
                (AlertName, lambda name: f"<code>{escaped(name)}</code>"),
                (str, lru_cache(_WORDS)(escaped)),
                (bool, lambda flag: "yes" if flag else "no"),
                (int, str),
                (Record, self.record),
                (datetime, self.instant),
                (date, self.day),
                (timedelta, duration),
                (Unknown, lambda unknown: missing(unknown.reason)),
                (DueDay, self.due_day),
                (Deadline, self.deadline),
                (Said, self.said),
                (Dated, dated),
                (tuple, self.several),
                (type(None), lambda _nothing: UNKNOWN),
            )
        )
        """By its type, what returns a value as page text; where many values are written, it is asked directly."""

    @property
    def here(self) -> str:
        """The page on which values stand, as a source address."""
        return self._here

    @here.setter
    def here(self, uri: str) -> None:
        folder, _, name = uri.rpartition("/")
        self._here, self._below = uri, f"{uri.removesuffix('.md')}/"
        # All pages of a folder lead in the same way to what is not below one of them, and link alike to other folders.
        self._folder = folder
        seat = (folder, name == "index.md")
        if seat == self._seat:
            return
        if len(self._ways) > _WAYS:
            # Pages are written folder by folder: what one knows of ten thousand others is not asked again.
            del self._known_from[self._seat]
        self._seat = seat
        self._ways, self._links = self._known_from.setdefault(seat, ({}, {}))
        if folder.partition("/")[0] not in self._books:
            # Records stand in the folders of handbooks: all other pages as deep as this one link to them alike.
            self._links = self._across.setdefault(self.addresses.url(uri).count("/"), {})

    def write(self, value: object) -> Markup:
        """Return a value as page text, escaped exactly once. A type that has no writer is a bug."""
        return safe(self.writers[type(value)](value))

    def way(self, uri: str, anchor: str = "") -> str:
        """Return the link from this page to another."""
        if uri == self._here or uri.startswith(self._below):
            return self.addresses.way(self._here, uri, anchor)
        way = self._ways.get(uri)
        if way is None:
            way = self._ways[uri] = self.addresses.way(self._here, uri)
        return f"{way}#{anchor}" if anchor else way

    def url(self, record: Record) -> str:
        """Return the link from this page to a record."""
        return self.way(*seat_of(record))

    def record(self, record: Record) -> Markup:
        """Return a link to a record: to a level under its name, its shape and its colour, else under its title."""
        link = self._links.get(record.key)
        if link is None:
            uri, anchor = seat_of(record)
            address = escaped(self.way(uri, anchor))
            named = f'<a href="{address}">{escaped(title_of(record))}</a>'
            link = _chip(record, address) if isinstance(record, Severity) else safe(named)
            if uri.rpartition("/")[0] != self._folder and not uri.startswith(self._below):
                self._links[record.key] = link
        return link

    def ref(self, ref: Ref) -> Markup:
        """Return what a reference leads to, linked; an id that leads nowhere stays as it was written."""
        link = self._links.get(ref.key)
        if link is not None:
            return link
        found = self.library.find(ref)
        return self.record(found) if found else escape(str(ref))

    def person(self, ref: PersonRef) -> Markup:
        """Return who that is, linked when it is a contact."""
        if ref.hidden:
            return Markup('<span class="rb-not-public">not public</span>')
        return escape(str(ref)) if ref.is_handle else self.ref(ref)

    def prose(self, text: Prose) -> Markup:
        """Return paragraphs of prose."""
        return to_html(str(text), self.resolve)

    def line(self, text: str) -> Markup:
        """Return one line of prose."""
        return to_inline(text, self.resolve)

    def label(self, text: str) -> Markup:
        """Return one line of prose without links: for labels, headings and titles of other links."""
        return to_inline(text, self.resolve, links=False)

    def web(self, link: str) -> Markup:
        """Return an address, linked."""
        shown = link.removeprefix("https://").removeprefix("mailto:")
        return safe(f'<a href="{escaped(str(link))}" rel="noopener noreferrer">{escaped(str(shown))}</a>')

    def moment(self, moment: Moment) -> Markup:
        """Return a moment in its record's zone, with the zone."""
        return self.instant(moment.at) if moment.at else escape(str(moment))

    def instant(self, at: datetime) -> Markup:
        """Return a point in time with its zone; the element carries the instant in UTC."""
        words = f"{day_words(at)} {clock_words(at)} {escaped(zone_name(at))}"
        return safe(f'<time datetime="{stamp(at)}">{words}</time>')

    def day(self, day: date) -> Markup:
        """Return a day."""
        return _day(day.isoformat())

    def due_day(self, due: DueDay) -> Markup:
        """Return the day on which something is due, and how late it is: the browser corrects that by its own clock."""
        hidden = "" if due.days_late else " hidden"
        late = f'<strong class="rb-late"{hidden}>{due.days_late} d late</strong>'
        seat = f'data-rb-due="{due.day.isoformat()}" data-rb-zone="{escape(due.zone)}"'
        return Markup(f'<span class="rb-due" {seat}>{self.day(due.day)} {late}</span>')

    def deadline(self, deadline: Deadline) -> Markup:
        """Return until when something has time; the browser says by its own clock when that is over."""
        verdict = "missed" if deadline.is_over else "running"
        return Markup(
            '<strong class="rb-verdict rb-verdict--{verdict}" data-rb-deadline="{stamp}">{stands}</strong>'
            '<span class="rb-small" data-rb-local>'
            '<span data-rb-dated data-rb-was-due="{stamp}">{due}</span> {at}</span>'
        ).format(
            verdict=verdict,
            stamp=stamp(deadline.at),
            stands=_STANDS[verdict],
            due=", was due" if deadline.is_over else " until",
            at=self.instant(deadline.at),
        )

    def joined(self, values: Iterable[object], between: str = " · ") -> Markup:
        """Return values of any types beside each other."""
        return safe(escaped(between).join([self.writers[type(value)](value) for value in values]))

    def several(self, records: tuple[Record, ...]) -> Markup:
        """Return records as links beside each other: the first ones, and how many more there are."""
        links = Markup(", ").join(map(self.write, records[:_SEVERAL]))
        more = len(records) - _SEVERAL
        return Markup(f"{links} and {more} more") if more > 0 else links

    def said(self, said: Said) -> Markup:
        """Return a text of a record; its links lead from the record's file."""
        here, self.path = self.path, said.record.path
        text = self.write(said.text)
        self.path = here
        return text

    def published_uri(self, link: str) -> str | None:
        """Return the source address of what a relative link names; None when it leads nowhere public."""
        plain, _, anchor = link.partition("#")
        found = self.published.get(target_of(self.path, plain))
        # A row of a table has no page that could be missing: its place on the page is.
        return None if found is None or (anchor and (found, unquote(anchor)) in self._hidden) else found

    def resolve(self, link: str) -> str | None:
        """Lead a relative link of the current record's prose to its page; None when it leads nowhere public."""
        plain, _, anchor = link.partition("#")
        if not plain:
            return link
        uri = self.published_uri(link)
        return None if uri is None else self.way(uri, anchor)


def _chip(level: Severity, address: str) -> Markup:
    """Return a level as a word, a shape and a colour, linked to what it means."""
    rank = min(level.origin.index or 0, len(SHAPES) - 1)
    words = f'<span aria-hidden="true">{SHAPES[rank]}</span> {escaped(str(level.id))} {escaped(str(level.name))}'
    return safe(f'<a class="rb-chip rb-chip--{rank}" href="{address}">{words}</a>')


@lru_cache(_DAYS)
def _day(iso: str) -> Markup:
    return safe(f'<time datetime="{iso}">{day_words(date.fromisoformat(iso))}</time>')


def day_words(day: date) -> str:
    """Return a day in words: `11 Feb 2025`."""
    # A thousand pages say a hundred thousand days, and `strftime` would ask for the machine's language each time;
    # a site's words must not follow it.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def zone_name(at: datetime) -> str:
    """Return the short name of a zone at that moment, `CET`; an offset where a zone has none."""
    name = at.tzname() or "UTC"
    return name if name[:1].isalpha() else f"UTC{name}"


def _month(day: str) -> str:
    year, month, *rest = day.split("-")
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(rest[0])} {name}" if rest else name
