"""The older finished action items, a year at a time: as data that the ledger's script loads when somebody asks."""

import json
from collections.abc import Iterator

from generator.library.library import Library
from generator.library.reports.ledger import Ledger, LedgerRow
from generator.library.titles import title_of
from generator.pages.addresses import ACTION_ITEMS, Addresses, seat_of
from generator.pages.ledger_words import older_script, team_of
from generator.pages.page import DataFile
from generator.pages.prose import to_text
from generator.records.severity import Severity

_NAME = "runbookSiteOlderItems"
# An order without names: no text of a record can ever be a key of an object. ledger-older.js reads it in this order.
_Cell = str | int | None


def older_scripts(library: Library, addresses: Addresses, ledger: Ledger) -> Iterator[DataFile]:
    """Yield a script for each year that holds its rows as a list and does nothing else.

    A script, because a page that is opened from a disk may not fetch data.
    """
    for year, rows in ledger.older:
        data = json.dumps([_cells(library, addresses, row) for row in rows], separators=(",", ":"))
        # Wherever somebody may put this file, it ends no script, opens no comment, and holds no letters but ASCII.
        safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        yield DataFile(older_script(year), f"self.{_NAME} = {safe};\n")


def _cells(library: Library, addresses: Addresses, row: LedgerRow) -> list[_Cell]:
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
        addresses.way(ACTION_ITEMS, *seat_of(owner.contact)) if owner and owner.contact else None,
        team_of(row) or None,
        str(item.due) if item.due else None,
        item.state,
        str(item.done) if item.done else None,
        row.since.isoformat() if row.since else None,
        str(level.id) if isinstance(level, Severity) else None,
        str(level.name) if isinstance(level, Severity) else None,
        row.rank,
        addresses.way(ACTION_ITEMS, *seat_of(level)) if isinstance(level, Severity) else None,
        incident.title,
        addresses.way(ACTION_ITEMS, seat_of(incident)[0], f"action-{row.id}"),
        int(bool(incident.example)),
        incident.key.handbook,
        title_of(library.handbook(incident.key.handbook)),
    ]
