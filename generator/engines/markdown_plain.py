"""The site as Markdown that reads well in a repository: a file for each page, no HTML, links from file to file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from generator.engines import markdown_words as md
from generator.engines.markdown_links import PlainLinks, place_of
from generator.engines.markdown_record import Block, Heading, RecordWriter
from generator.engines.markdown_report import report_blocks
from generator.library.library import Library
from generator.library.reports import REPORTS
from generator.library.reports.table import Report
from generator.pages.addresses import ACTION_ITEMS, HOME, INCIDENTS, REPORTS_HOME, list_of, report_uri, seat_of
from generator.pages.values import Values
from generator.records import KINDS
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.kind import Kind
from generator.records.record import Document, Record

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_FIRST = re.compile(r"^# ", re.MULTILINE)


@dataclass(frozen=True)
class HandWritten:
    """A Markdown page that people wrote: its address, its file relative to the root, and its text."""

    uri: str
    path: str
    text: str


def plain_tree(
    library: Library,
    today: date,
    values: Values,
    written: Iterable[HandWritten],
) -> Iterator[tuple[str, str]]:
    """Yield every file with its text, by address: records, lists, reports and the pages that people wrote."""
    return _Tree(library, today, values, {page.uri: page for page in written}).files()


class _Tree:
    """One export: which pages there are, and what stands on each."""

    def __init__(self, library: Library, today: date, values: Values, written: Mapping[str, HandWritten]) -> None:
        self._library = library
        self._today = today
        self._values = values
        self._written = written
        self._records: dict[str, list[Record]] = {}
        for record in library.records:
            self._records.setdefault(seat_of(record)[0], []).append(record)
        # The anchors of a page are asked for again and again, and seldom for most pages.
        self._anchors_of = cache(self._anchors_on)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield each file and its text, by address."""
        reports = {report_uri(name): make(self._library, self._today) for name, make in REPORTS.items()}
        lists = {
            list_of(kind.name, book.key.id): (book, kind)
            for book in self._library.handbooks
            for kind in KINDS.values()
            if kind.has_pages and self._library.of(kind.model, book.key.id)
        }
        for uri in sorted({HOME, INCIDENTS, REPORTS_HOME, *reports, *lists, *self._records, *self._written}):
            links = PlainLinks(self._values, uri, self._anchor)
            if uri == HOME:
                blocks = self._home(links)
            elif uri in self._records:
                blocks = self._record_page(uri, links)
            elif uri in self._written:
                blocks = self._own(self._written[uri], links)
            elif uri in reports:
                blocks = report_blocks(reports[uri], links)
            elif uri in lists:
                blocks = self._list(*lists[uri], links)
            else:
                blocks = self._across(uri, reports, links)
            yield place_of(uri), "\n\n".join(map(str, blocks)).replace("\n\n\n", "\n\n") + "\n"

    def _home(self, links: PlainLinks) -> Iterator[Block]:
        own = self._written.get(HOME)
        if own:
            yield from self._own(own, links)
        else:
            yield Heading(self._values.addresses.site_name, 1)
        yield Heading("Handbooks", 2)
        yield "\n".join(f"- {links.record(book)}" for book in self._library.handbooks)
        yield Heading("Across handbooks", 2)
        named = (("Incidents", INCIDENTS), ("Action items", ACTION_ITEMS), ("Reports", REPORTS_HOME))
        pages = [*named, *((uri.removesuffix(".md"), uri) for uri in self._written if "/" not in uri and uri != HOME)]
        yield "\n".join(f"- {md.link(md.words(title), links.way(uri))}" for title, uri in pages)

    def _record_page(self, uri: str, links: PlainLinks) -> Iterator[Block]:
        """Yield a record's own page, or that of a table with each of its rows."""
        first = self._records[uri][0]
        kind, book = KINDS[first.key.kind], self._library.handbook(first.key.handbook)
        writer = RecordWriter(links)
        yield self._trail(links, book, kind)
        if kind.many:
            yield Heading(kind.plural, 1)
            for record in self._library.of(kind.model, book.key.id):
                yield from writer.document(record, 2)
            return
        yield from writer.document(first)
        if isinstance(first, Handbook):
            yield from self._contents(first, links)
        users = self._library.users.get(first.key, ()) if isinstance(first, Document) else ()
        if users:
            yield Heading("Referred to by", 2)
            yield "\n".join(f"- {links.record(user)}" for user in users)

    def _contents(self, book: Handbook, links: PlainLinks) -> Iterator[Block]:
        yield Heading("In this handbook", 2)
        kinds = (kind for kind in KINDS.values() if kind.name != "handbook")
        there = [kind for kind in kinds if self._library.of(kind.model, book.key.id)]
        pages = [(kind.plural, list_of(kind.name, book.key.id)) for kind in there]
        own = (uri for uri in self._written if uri.startswith(f"{book.key.id}/"))
        pages += [(uri.rpartition("/")[2].removesuffix(".md"), uri) for uri in own]
        yield "\n".join(f"- {md.link(md.words(title), links.way(uri))}" for title, uri in pages)

    def _list(self, book: Handbook, kind: Kind, links: PlainLinks) -> Iterator[Block]:
        yield self._trail(links, book)
        yield Heading(kind.plural, 1)
        records = self._library.of(kind.model, book.key.id)
        if kind.model is Incident:
            yield self._incidents([one for one in records if isinstance(one, Incident)], links)
        else:
            yield "\n".join(f"- {links.record(record)}" for record in records)

    def _across(self, uri: str, reports: Mapping[str, Report], links: PlainLinks) -> Iterator[Block]:
        yield md.link("Home", links.way(HOME))
        if uri == INCIDENTS:
            yield Heading("Incidents", 1)
            yield self._incidents(self._library.incidents, links)
        else:
            yield Heading("Reports", 1)
            entries = ((report, links.way(there)) for there, report in reports.items())
            yield "\n".join(f"- {md.link(md.words(one.title), way)}: {md.words(one.question)}" for one, way in entries)

    def _incidents(self, incidents: Sequence[Incident], links: PlainLinks) -> str:
        if not incidents:
            return "None is recorded."
        rows = [
            (
                one.day.isoformat() if one.day else "",
                links.record(one) + (" (example)" if one.example else ""),
                links.ref(one.severity) if one.severity else "",
                one.status,
                links.record(self._library.handbook(one.key.handbook)),
            )
            for one in incidents
        ]
        return md.table(("Day", "Incident", "Severity", "Status", "Handbook"), rows)

    def _own(self, page: HandWritten, links: PlainLinks) -> Iterator[Block]:
        """Yield a page that people wrote: as they wrote it, its links led."""
        front = _FRONT_MATTER.match(page.text)
        body = page.text[front.end() :] if front else page.text
        if not _FIRST.search(body):
            yield Heading(self._title(page, front[1] if front else ""), 1)
        links.path = page.path
        yield md.prose(body, links.lead)

    def _title(self, page: HandWritten, front: str) -> str:
        """Return what a page without a heading of its own is called, as mkdocs does."""
        said = _TITLE.search(front)
        if said:
            return said[1].strip("\"'")
        name = page.uri.rpartition("/")[2].removesuffix(".md")
        return self._values.addresses.site_name if page.uri == HOME else name.replace("-", " ").capitalize()

    def _trail(self, links: PlainLinks, book: Handbook, kind: Kind | None = None) -> str:
        steps = [md.link("Home", links.way(HOME))]
        if links.here != seat_of(book)[0]:
            steps.append(links.record(book))
        if kind and kind.has_pages:
            steps.append(md.link(md.words(kind.plural), links.way(list_of(kind.name, book.key.id))))
        return " › ".join(steps)  # noqa: RUF001 - the sign of the site's own trail

    def _anchor(self, uri: str, anchor: str) -> str:
        return self._anchors_of(uri).get(anchor, "")

    def _anchors_on(self, uri: str) -> dict[str, str]:
        """Return the anchors of a page of records: those of its headings, and for each row the one of the site."""
        if uri not in self._records:
            return {}
        # Links in it need no anchors to count its headings.
        blocks = self._record_page(uri, PlainLinks(self._values, uri, lambda _uri, _anchor: ""))
        taken: dict[str, int] = {}
        found: dict[str, str] = {}
        rows = iter(self._rows(uri))
        for heading in (block for block in blocks if isinstance(block, Heading)):
            slug = md.anchor_of(heading.words)
            number = taken.get(slug, 0)
            taken[slug] = number + 1
            own = f"{slug}-{number}" if number else slug
            found.setdefault(own, own)
            if heading.level == 2 and (row := next(rows, "")):  # noqa: PLR2004 - rows stand at the second level
                found[row] = own
        return found

    def _rows(self, uri: str) -> list[str]:
        first = self._records[uri][0]
        kind = KINDS[first.key.kind]
        rows = self._library.of(kind.model, first.key.handbook) if kind.many else ()
        return [seat_of(record)[1] for record in rows]
