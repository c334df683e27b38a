"""The navigation: tabs for the home page, each handbook, the incidents and the action items."""

from collections.abc import Container, Iterator

from generator.library.library import Library
from generator.library.reports import REPORTS
from generator.library.titles import title_of
from generator.pages.addresses import ACTION_ITEMS, DATA, HOME, INCIDENTS, REPORTS_HOME, list_of, report_uri, seat_of
from generator.pages.page import NavItem
from generator.records import KINDS
from generator.records.handbook import Handbook

_TABLES = ("severity", "rotation", "contact", "service", "tool", "form")
OwnPages = tuple[tuple[str, str], ...]
"""Hand-written pages, as `(uri, handbook or nothing)`."""


def navigation(library: Library, there: Container[str], own_pages: OwnPages) -> Iterator[NavItem]:
    """Yield the entries of the top level; `there` are the addresses of the pages that exist."""
    yield NavItem("Home", HOME)
    for handbook in library.handbooks:
        yield NavItem(handbook.title, children=tuple(_handbook(library, handbook, there, own_pages)))
    yield NavItem("Incidents", INCIDENTS)
    yield NavItem("Action items", ACTION_ITEMS)
    reports = [uri for name in REPORTS if (uri := report_uri(name)) != ACTION_ITEMS]
    yield NavItem("Reports", children=(NavItem("Reports", REPORTS_HOME), *(NavItem("", uri) for uri in reports)))
    yield NavItem("Data", DATA)
    yield from (NavItem("", uri) for uri, owner in own_pages if not owner and uri != HOME)


def _handbook(library: Library, handbook: Handbook, there: Container[str], own_pages: OwnPages) -> Iterator[NavItem]:
    name = handbook.key.id
    yield NavItem(handbook.title, f"{name}/index.md")
    for kind in KINDS.values():
        uri = list_of(kind.name, name)
        if kind.has_pages and kind.name != "incident" and uri in there:
            children = (NavItem(title_of(record), seat_of(record)[0]) for record in library.of(kind.model, name))
            yield NavItem(kind.plural, children=(NavItem(kind.plural, uri), *children))
    tables = [KINDS[table] for table in _TABLES]
    tables += [kind for kind in KINDS.values() if kind.file and kind.name not in {*_TABLES, "handbook"}]
    for kind in tables:
        uri = list_of(kind.name, name)
        if uri in there:
            yield NavItem(kind.plural, uri)
    yield NavItem("Incidents", list_of("incident", name))
    yield from (NavItem("", uri) for uri, owner in own_pages if owner == name)
