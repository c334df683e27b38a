"""What the search offers when it finds nothing: what to follow in each handbook, and a runbook to be written."""

import json
from collections.abc import Iterator

from generator.authoring.new_runbook import beginning
from generator.library.library import Library
from generator.library.repository import Repository
from generator.library.titles import title_of
from generator.pages.addresses import WAYS_ON, Addresses, list_of, seat_of
from generator.pages.page import DataFile
from generator.pages.values import SHAPES
from generator.records import KINDS
from generator.records.handbook import Handbook
from generator.records.procedure import Procedure
from generator.records.record import Record
from generator.records.runbook import Runbook
from generator.records.severity import Severity

_NAME = "runbookSiteWays"
_SHOWN = 3
_NEW = "new.yaml"


def ways_on(library: Library, addresses: Addresses, content: str, repository: Repository | None) -> DataFile:
    """Return a script that holds for each handbook what the search offers, and does nothing else.

    `content` is the folder of the handbooks, relative to the root; without a repository people get a command.
    """
    books = [_of(library, book, addresses, content, repository) for book in library.handbooks]
    data = json.dumps(books, separators=(",", ":"))
    safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return DataFile(WAYS_ON, f"self.{_NAME} = {safe};\n")


def _of(
    library: Library, book: Handbook, addresses: Addresses, content: str, repository: Repository | None
) -> dict[str, object]:
    name, kind = book.key.id, KINDS["runbook"]
    folder = f"{content}/{name}/{kind.folder}"
    return {
        "id": name,
        "title": title_of(book),
        "zone": str(book.timezone),
        "first": [_way(library, record, addresses) for record in _first(library, name)],
        "home": addresses.url(f"{name}/index.md"),
        "runbooks": addresses.url(list_of(kind.name, name)) if library.of(Runbook, name) else "",
        "new": repository.new(folder) if repository else "",
        "text": beginning(f"{folder}/{_NEW}"),
    }


def _first(library: Library, handbook: str) -> tuple[Record, ...]:
    """Return what to follow when no runbook fits: as the handbook says, and the procedures of its most severe level."""
    worst = library.severities(handbook)[:1]
    procedures = (one for one in library.of(Procedure, handbook) if any(_leads(library, one, level) for level in worst))
    found = {one.key: one for one in (library.first_aid(handbook), *procedures) if one}
    return tuple(found.values())[:_SHOWN]


def _leads(library: Library, procedure: Procedure, level: Severity) -> bool:
    return any(library.find(ref) == level for ref in procedure.severities)


def _way(library: Library, record: Record, addresses: Addresses) -> dict[str, object]:
    """Return a link as the dialog shows it; `rank` is -1 where the record is of no one level."""
    level = next(_levels(library, record), None)
    rank = min(level.origin.index or 0, len(SHAPES) - 1) if level else -1
    words = f"{level.id} {level.name}" if level else ""
    uri, anchor = seat_of(record)
    address = addresses.url(uri) + (f"#{anchor}" if anchor else "")
    return {"title": title_of(record), "address": address, "rank": rank, "level": words}


def _levels(library: Library, record: Record) -> Iterator[Severity]:
    refs = record.severities if isinstance(record, Procedure) else ()
    yield from (found for ref in refs if isinstance(found := library.find(ref), Severity))
