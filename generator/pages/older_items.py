"""The action items that the ledger has no room for, a year at a time: data that its script loads when somebody asks."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from generator.library.library import Library
from generator.library.reports.ledger import Ledger, LedgerRow
from generator.library.titles import title_of
from generator.pages.addresses import ACTION_ITEMS, Addresses, seat_of_key
from generator.pages.ledger_words import part_script, team_of
from generator.pages.list_script import Cell, list_script
from generator.pages.page import DataFile
from generator.pages.prose import to_text
from generator.records.refs import Key
from generator.records.severity import Severity


def older_scripts(library: Library, addresses: Addresses, ledger: Ledger) -> Iterator[DataFile]:
    """Yield a script for each year that holds its rows."""
    for part in ledger.elsewhere:
        yield list_script(part_script(part), partial(_rows, library, addresses, part.part.rows))


def _rows(library: Library, addresses: Addresses, rows: Iterable[LedgerRow]) -> Iterator[list[Cell]]:
    # The same few people and levels stand in thousands of rows, and an incident in several.
    way = cache(lambda key: addresses.way(ACTION_ITEMS, *seat_of_key(key)))
    return (_cells(library, way, row) for row in rows)


def _cells(library: Library, way: Callable[[Key], str], row: LedgerRow) -> list[Cell]:
    """Return a row in the order in which ledger-older.js reads it."""
    item, incident, owner = row.item, row.incident, row.owner
    level = library.find(incident.severity)
    return [
        to_text(str(item.action)),
        item.priority,
        item.purpose,
        str(item.ticket) if item.ticket else None,
        item.ticket_name,
        to_text(str(item.why_not)) if item.why_not else None,
        owner.key if owner else None,
        owner.title if owner else None,
        way(owner.contact.key) if owner and owner.contact else None,
        team_of(row) or None,
        str(item.due) if item.due else None,
        item.state,
        str(item.done) if item.done else None,
        row.since.isoformat() if row.since else None,
        str(level.id) if isinstance(level, Severity) else None,
        str(level.name) if isinstance(level, Severity) else None,
        row.rank,
        way(level.key) if isinstance(level, Severity) else None,
        incident.title,
        f"{way(incident.key)}#action-{row.id}",
        int(bool(incident.example)),
        incident.key.handbook,
        title_of(library.handbook(incident.key.handbook)),
        str(row.zone) if item.is_open else None,
    ]
