"""Which pages there are and where they stand: the library as pages, redirects and a navigation."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from markupsafe import Markup

from generator.library.reports.action_items import Ledger, ledger
from generator.library.titles import title_of
from generator.pages.addresses import ACTION_ITEMS, HOME, INCIDENTS, SEARCH, list_of, seat_of
from generator.pages.card import Card, card_of
from generator.pages.dashboard_words import DashboardWords
from generator.pages.data_page import data_page
from generator.pages.feeds import offers
from generator.pages.feeds.offer import Offer
from generator.pages.feeds.site import Site
from generator.pages.incident_list import year_scripts
from generator.pages.incident_pages import incident_year_pages
from generator.pages.leaves import Bough, Leaves
from generator.pages.ledger_words import part_uri
from generator.pages.navigation import OwnPages, navigation
from generator.pages.older_items import older_scripts
from generator.pages.page import DataFile, Hidden, Leaf, NavItem, Page, Redirect, Section, described
from generator.pages.redirects import alert_script, redirects_of
from generator.pages.render import Renderer
from generator.pages.report_pages import report_pages
from generator.pages.safe import escaped, safe
from generator.pages.spoken import first_words, leading_words, spoken
from generator.records import KINDS
from generator.records.handbook import Handbook
from generator.records.kind import Kind
from generator.records.record import Record

# A runbook is what a person in trouble looks for: its words count more than an incident's.
_BOOSTS = {
    "runbook": 2.0,
    "contact": 2.0,
    "procedure": 1.5,
    "template": 1.5,
    "severity": 1.5,
    "service": 1.5,
    "tool": 2.0,
    "rotation": 2.0,
    "incident": 0.4,
}
# What needs the room of a table of contents that says little: a form beside its message, a table of eight columns.
# An incident is never in the navigation: beside it there would be an empty column.
_HIDDEN: dict[str, tuple[Hidden, ...]] = {
    "template": ("toc",),
    "severity": ("toc",),
    "incident": ("navigation",),
}
_BETWEEN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_DESCRIPTION = 160
"""As many characters as search engines show."""


@dataclass(frozen=True)
class Book:
    """All pages of a site in order, the addresses that lead elsewhere, the navigation, and the files for programs.

    Nothing is made yet: a leaf makes its page, and a file its text, when it is written.
    """

    leaves: Leaves
    redirects: tuple[Redirect, ...]
    nav: tuple[NavItem, ...]
    files: tuple[DataFile, ...] = ()
    feeds: tuple[Offer, ...] = ()
    """The feeds among the files, which browsers and feed readers find by themselves on every page."""

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page, made: for those who need all at once."""
        return tuple(leaf.page() for leaf in self.leaves.values())


def book(renderer: Renderer, own_pages: OwnPages = ()) -> Book:
    """Return the whole site; `own_pages` are the hand-written ones."""
    library = renderer.library
    site = Site(library, renderer.today, renderer.values)
    offered = offers(site)
    grown: tuple[Leaf | Bough, ...] = (
        *(leaf for handbook in library.handbooks for leaf in _handbook(renderer, handbook)),
        _across(renderer, "incidents.html", INCIDENTS, "Incidents", incidents=library.incidents, handbook=None),
        *incident_year_pages(renderer),
        *_ledger(renderer, site.ledger),
        _across(renderer, "search.html", SEARCH, "Find what to do"),
        *report_pages(renderer),
        data_page(renderer, offered),
    )
    leaves = Leaves(grown)
    nav = tuple(navigation(library, leaves, own_pages))
    # What the pages' scripts load on demand, and what other programs read.
    files = (
        alert_script(library, renderer.values.addresses),
        *year_scripts(library, DashboardWords(library, renderer.today)),
        *older_scripts(library, renderer.values.addresses, site.ledger),
        *(offer.file for offer in offered),
    )
    feeds = tuple(offer for offer in offered if offer.shelf == "feed")
    return Book(leaves, tuple(redirects_of(library)), nav, files, feeds)


def page_of(renderer: Renderer, record: Record) -> Page:
    """Return the one page that shows a record, without making the others: its own, or its table's."""
    kind, handbook = KINDS[record.key.kind], renderer.library.handbook(record.key.handbook)
    if kind.name == "handbook" or kind.has_pages:
        return _record(renderer, kind, record).page()
    return _table(renderer, handbook, kind, renderer.library.of(kind.model, handbook.key.id)).page()


def dashboard(renderer: Renderer) -> Markup:
    """Return what stands above the words of the home page."""
    library = renderer.library
    actions = ledger(library, renderer.today)
    return renderer.html("home.html", HOME, "", ledger=actions, incidents=library.incidents)


def _handbook(renderer: Renderer, handbook: Handbook) -> Iterator[Leaf]:
    library, name = renderer.library, handbook.key.id
    yield _record(renderer, KINDS["handbook"], handbook)
    for kind in KINDS.values():
        records = library.of(kind.model, name)
        if kind.name == "handbook" or (not records and kind.name != "incident"):
            continue
        if kind.has_pages:
            yield _list(renderer, handbook, kind, records)
            yield from (_record(renderer, kind, record) for record in records)
        else:
            yield _table(renderer, handbook, kind, records)


def _record(renderer: Renderer, kind: Kind, record: Record) -> Leaf:
    """Return a record's own page; a kind without a template shows each of its fields."""
    describe = partial(_face, renderer, kind, record)
    return Leaf(seat_of(record)[0], describe, partial(_record_sections, renderer, kind, record))


def _face(renderer: Renderer, kind: Kind, record: Record) -> Page:
    handbook = renderer.library.handbook(record.key.handbook)
    return Page(
        seat_of(record)[0],
        title_of(record),
        (),
        record.path,
        _description(record, handbook),
        tuple(leading_words(record)),
        _tags(kind.name.capitalize(), handbook),
        _BOOSTS.get(kind.name, 1.0),
        owner=str(handbook.title),
        hide=_HIDDEN.get(kind.name, ()),
        card=card_of(record, renderer.library),
    )


def _record_sections(renderer: Renderer, kind: Kind, record: Record, face: Page) -> Iterator[Section]:
    template = f"{kind.name}.html"
    chosen = template if renderer.has(template) else "record.html"
    handbook = renderer.library.handbook(record.key.handbook)
    yield from _trail(renderer, face.uri, handbook, kind)
    yield _titled(face.title)
    yield Section("", 1, "", Markup(""), "\n".join(first_words(record)))
    yield from renderer.sections(chosen, face.uri, record.path, it=record, handbook=handbook, kind=kind)


def _list(renderer: Renderer, handbook: Handbook, kind: Kind, records: tuple[Record, ...]) -> Leaf:
    template = f"{kind.folder}.html"
    uri = list_of(kind.name, handbook.key.id)
    title = f"{kind.plural} · {handbook.title}"
    face = Page(uri, title, (), tags=_tags("", handbook), label=kind.plural)

    def sections(_face: Page) -> Iterator[Section]:
        chosen = template if renderer.has(template) else "list.html"
        context = {"incidents" if kind.name == "incident" else "records": records}
        yield from _trail(renderer, uri, handbook)
        yield _titled(kind.plural)
        yield from renderer.sections(chosen, uri, handbook.path, **context, handbook=handbook, kind=kind)

    return described(face, sections)


def _table(renderer: Renderer, handbook: Handbook, kind: Kind, records: tuple[Record, ...]) -> Leaf:
    template = f"{kind.file}.html"
    uri = list_of(kind.name, handbook.key.id)
    path = records[0].path
    face = Page(
        uri,
        f"{kind.plural} · {handbook.title}",
        (),
        path,
        # Rows are found each by itself; a page that is one thing has words that lead to it.
        words=() if kind.many else tuple(word for record in records for word in leading_words(record)),
        tags=_tags("", handbook),
        label=kind.plural,
        boost=_BOOSTS.get(kind.name, 1.0),
        many=kind.many,
        hide=_HIDDEN.get(kind.name, ()),
        card=Card(kind.name),
        cards={seat_of(record)[1]: card_of(record, renderer.library) for record in records} if kind.many else {},
    )

    def sections(_face: Page) -> Iterator[Section]:
        chosen = template if renderer.has(template) else "table.html"
        yield from _trail(renderer, uri, handbook)
        yield _titled(kind.plural)
        yield from renderer.sections(chosen, uri, path, records=records, it=records[0], handbook=handbook, kind=kind)

    return described(face, sections)


def _across(renderer: Renderer, template: str, uri: str, title: str, **context: object) -> Leaf:
    # Wide tables: a tab with one page has no navigation to show beside it.
    face = Page(uri, title, (), hide=("navigation", "toc"))
    return described(face, lambda _: (_titled(title), *renderer.sections(template, uri, "", **context)))


def _ledger(renderer: Renderer, every: Ledger) -> Iterator[Leaf]:
    """Yield the action items: the ledger, and a page for each year of those that it has no room for."""
    yield _across(renderer, "action-items.html", ACTION_ITEMS, "Action items", ledger=every)
    for part in every.elsewhere:
        yield _across(renderer, "older-action-items.html", part_uri(part), part.title, part=part)


def _trail(renderer: Renderer, uri: str, handbook: Handbook, kind: Kind | None = None) -> tuple[Section, ...]:
    """Return the way to a page, above its title: whose runbook it is must be seen on a phone, where no tab shows it."""
    home = f"{handbook.key.id}/index.md"
    if uri == home:
        return ()
    steps = [(str(handbook.title), home)]
    if kind:
        steps.append((kind.plural, list_of(kind.name, handbook.key.id)))
    values = renderer.values
    values.here = uri
    links = [f'<a href="{escaped(values.way(there))}">{escaped(title)}</a>' for title, there in steps]
    trail = f'<nav class="rb-trail" aria-label="The way to this page">{_BETWEEN.join(links)}</nav>\n'
    return (Section("", 1, "", safe(trail)),)


def _titled(title: str) -> Section:
    return Section("title", 1, title, Markup(""))


def _tags(word: str, handbook: Handbook) -> tuple[str, ...]:
    """Return what a search result says a page is."""
    return tuple(tag for tag in (word, str(handbook.title)) if tag)


def _description(record: Record, handbook: Handbook) -> str:
    summary = " ".join(spoken(getattr(record, "summary", None))) or f"{title_of(record)}, {handbook.title}"
    return summary if len(summary) <= _DESCRIPTION else f"{summary[: _DESCRIPTION - 1].rsplit(' ', 1)[0]}…"
