"""Which pages there are and where they stand: the library as pages, redirects and a navigation."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.library.library import Library
from generator.pages.addresses import ACTION_ITEMS, HOME, INCIDENTS, list_of, seat_of
from generator.pages.page import NavItem, Page, Redirect, Section
from generator.pages.render import Renderer, spoken
from generator.pages.values import title_of
from generator.library.reports.action_items import Ledger, ledger
from generator.records import KINDS
from generator.records.handbook import Handbook

from generator.records.kind import Document, Kind, Record
from generator.records.runbook import Runbook

# A runbook is what a person in trouble looks for: its words count more than an incident's.
_BOOSTS = {"runbook": 8.0, "procedure": 4.0, "template": 3.0, "severity": 3.0, "incident": 0.4}
_NAV_TABLES = ("severity", "rotation", "contact", "service", "tool", "form")


@dataclass(frozen=True)
class Book:
    """All pages of a site in order, the addresses that lead elsewhere, and the navigation."""

    pages: tuple[Page, ...]
    redirects: tuple[Redirect, ...]
    nav: tuple[NavItem, ...]


def book(renderer: Renderer, own_pages: tuple[tuple[str, str], ...] = ()) -> Book:
    """Return the whole site; `own_pages` are hand-written pages as `(uri, handbook)`."""
    library = renderer.library
    pages = [
        *(page for handbook in library.handbooks for page in _handbook(renderer, handbook)),
        _across(renderer, "incidents.html", INCIDENTS, "Incidents", incidents=library.incidents, handbook=None),
        _ledger(renderer),
    ]
    return Book(tuple(pages), tuple(_redirects(library)), tuple(_nav(library, pages, own_pages)))


def dashboard(renderer: Renderer) -> Markup:
    """Return what stands above the words of the home page."""
    library = renderer.library
    actions = ledger(library, renderer.today)
    return renderer.html("home.html", HOME, "", ledger=actions, incidents=library.incidents)


def _handbook(renderer: Renderer, handbook: Handbook) -> Iterator[Page]:
    library, name = renderer.library, handbook.key.id
    yield _page(renderer, "overview.html", handbook, Kind("handbook", "", Handbook), f"{name}/index.md", title=handbook.title)
    for kind in KINDS.values():
        records = library.of(kind.model, name)
        if kind.name == "handbook" or (not records and kind.name != "incident"):
            continue
        if kind.has_pages:
            yield _list(renderer, handbook, kind, records)
            yield from (_record(renderer, handbook, kind, record) for record in records)
        else:
            yield _table(renderer, handbook, kind, records)


def _record(renderer: Renderer, handbook: Handbook, kind: Kind, record: Record) -> Page:
    return _page(renderer, f"{kind.name}.html", record, kind, seat_of(record)[0], handbook=handbook)


def _page(
    renderer: Renderer,
    template: str,
    record: Record,
    kind: Kind,
    uri: str,
    handbook: Handbook | None = None,
    title: str = "",
) -> Page:
    """Return a record's own page; a kind without a template shows each of its fields."""
    chosen = template if renderer.has(template) else "record.html"
    book = handbook or renderer.library.handbook(record.key.handbook)
    sections = renderer.sections(chosen, uri, record.path, it=record, handbook=book, kind=kind)
    named = title or title_of(record)
    words = (*record.alerts, *record.errors) if isinstance(record, Runbook) else ()
    first = Section("", 1, "", Markup(""), " ".join(_first_words(record)))
    return Page(
        uri,
        named,
        (_titled(named), first, *sections),
        record.path,
        _description(record, book),
        tuple(map(str, words)),
        _BOOSTS.get(kind.name, 1.0),
    )


def _list(renderer: Renderer, handbook: Handbook, kind: Kind, records: tuple[Record, ...]) -> Page:
    template = f"{kind.folder}.html"
    uri = list_of(kind.name, handbook.key.id)
    chosen = template if renderer.has(template) else "list.html"
    context = {"incidents" if kind.name == "incident" else "records": records}
    sections = renderer.sections(chosen, uri, handbook.path, **context, handbook=handbook, kind=kind)
    title = f"{kind.plural} · {handbook.title}"
    return Page(uri, title, (_titled(kind.plural), *sections), label=kind.plural, boost=1.0)


def _table(renderer: Renderer, handbook: Handbook, kind: Kind, records: tuple[Record, ...]) -> Page:
    template = f"{kind.file}.html"
    uri = list_of(kind.name, handbook.key.id)
    chosen = template if renderer.has(template) else "table.html"
    path = records[0].path
    sections = renderer.sections(chosen, uri, path, records=records, it=records[0], handbook=handbook, kind=kind)
    title = f"{kind.plural} · {handbook.title}"
    boost = _BOOSTS.get(kind.name, 1.0)
    return Page(uri, title, (_titled(kind.plural), *sections), path, label=kind.plural, boost=boost)


def _across(renderer: Renderer, template: str, uri: str, title: str, **context: object) -> Page:
    return Page(uri, title, (_titled(title), *renderer.sections(template, uri, "", **context)))


def _ledger(renderer: Renderer) -> Page:
    found: Ledger = ledger(renderer.library, renderer.today)
    return _across(renderer, "action-items.html", ACTION_ITEMS, "Action items", ledger=found)


def _titled(title: str) -> Section:
    return Section("title", 1, title, Markup(""))


def _first_words(record: Record) -> Iterator[str]:
    """Yield what search finds on a page before its first heading."""
    for name in ("summary", "tags", "also_called", "errors", "alerts"):
        yield from spoken(getattr(record, name, None))
    yield from spoken([text for _, texts in record.own_facts for text in texts])


def _description(record: Record, handbook: Handbook) -> str:
    summary = " ".join(spoken(getattr(record, "summary", None))) or f"{title_of(record)}, {handbook.title}"
    return summary if len(summary) <= 160 else f"{summary[:159].rsplit(' ', 1)[0]}…"  # noqa: PLR2004 - what search engines show


def _redirects(library: Library) -> Iterator[Redirect]:
    for record in library.records:
        if isinstance(record, Document):
            uri = seat_of(record)[0]
            for alias in record.aliases:
                yield Redirect(f"{uri.rpartition('/')[0]}/{alias}.md", uri)
        if isinstance(record, Runbook):
            for alert in record.alerts:
                yield Redirect(f"a/{alert}.md", seat_of(record)[0])


def _nav(library: Library, pages: list[Page], own_pages: tuple[tuple[str, str], ...]) -> Iterator[NavItem]:
    there = {page.uri: page for page in pages}
    yield NavItem("Home", HOME)
    for handbook in library.handbooks:
        yield NavItem(handbook.title, children=tuple(_handbook_nav(library, handbook, there, own_pages)))
    yield NavItem("Incidents", INCIDENTS)
    yield NavItem("Action items", ACTION_ITEMS)
    for uri, owner in own_pages:
        if not owner and uri != HOME:
            yield NavItem("", uri)


def _handbook_nav(
    library: Library,
    handbook: Handbook,
    there: dict[str, Page],
    own_pages: tuple[tuple[str, str], ...],
) -> Iterator[NavItem]:
    name = handbook.key.id
    yield NavItem(handbook.title, f"{name}/index.md")
    for kind in KINDS.values():
        uri = list_of(kind.name, name)
        if kind.has_pages and kind.name != "incident" and uri in there:
            records = library.of(kind.model, name)
            children = (NavItem(title_of(record), seat_of(record)[0]) for record in records)
            yield NavItem(kind.plural, children=(NavItem(kind.plural, uri), *children))
    tables = [KINDS[name] for name in _NAV_TABLES]
    tables += [kind for kind in KINDS.values() if kind.file and kind.name not in {*_NAV_TABLES, "handbook"}]
    for kind in tables:
        uri = list_of(kind.name, name)
        if uri in there:
            yield NavItem(kind.plural, uri)
    yield NavItem("Incidents", list_of("incident", name))
    for uri, owner in own_pages:
        if owner == name:
            yield NavItem("", uri)


