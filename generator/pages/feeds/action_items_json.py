"""`data/action-items.json` and `.csv`: every action item of every incident, as the ledger lists them."""

from collections.abc import Iterable, Iterator

from generator.library.reports.action_items import file_columns, file_rows
from generator.library.reports.ledger import LedgerRow
from generator.library.reports.table import Row
from generator.library.reports.written import csv_lines
from generator.pages.addresses import seat_of
from generator.pages.feeds.collection import Collection, Fact, plain
from generator.pages.feeds.fields import or_null, refer
from generator.pages.feeds.shapes import Node, Value, person, reference
from generator.pages.feeds.site import Site
from generator.pages.page import DataFile
from generator.pages.prose import to_text
from generator.records.action_item import ActionItem
from generator.records.refs import IncidentRef, PersonRef, SeverityRef
from generator.records.times import Zone

CSV_ADDRESS = "data/action-items.csv"
_PROSE = frozenset({"action", "why_not"})


def anchor_of(row: LedgerRow) -> str:
    """Return the place of an action item on the page of its incident."""
    return f"action-{row.id}"


def rows_of(site: Site) -> tuple[LedgerRow, ...]:
    """Return the rows of the ledger."""
    return site.ledger.rows


def csv_file(site: Site) -> DataFile:
    """Return the same as a table for a spreadsheet, without the columns that would be wrong tomorrow."""
    return DataFile(CSV_ADDRESS, lambda: csv_of(site, site.ledger.rows))


def csv_of(site: Site, rows: Iterable[LedgerRow]) -> Iterator[str]:
    """Yield the lines of that table with some rows of the ledger, the heading first.

    Prose is plain text there: a spreadsheet shows no links, and the public edition leads none to internal records.
    """
    columns = file_columns()
    prose = [number for number, column in enumerate(columns) if column.key in _PROSE]
    return csv_lines(columns, (_in_words(row, prose) for row in file_rows(site.library, rows)))


def _in_words(row: Row, prose: Iterable[int]) -> Row:
    """Return a row with plain text at the places of prose."""
    said = [*row]
    for place in prose:
        said[place] = to_text(str(row[place])) if row[place] else row[place]
    return tuple(said)


def identify(fields: dict[str, Value], name: str, item: ActionItem) -> None:
    """Put in what an action item may leave out: the id, which is its `name` on the page, and the state."""
    fields["id"], fields["status"] = str(name), item.state


def _team(_site: Site, row: LedgerRow) -> Value:
    return row.owner.team or None if row.owner else None


_TEXT: Node = {"type": "string"}
_FACTS = (
    Fact(
        "incident",
        lambda definitions: {"description": "The incident that it comes from.", **refer(IncidentRef, definitions)},
        lambda _site, row: f"{row.incident.key.handbook}/{row.incident.key.id}",
    ),
    Fact(
        "handbook",
        plain({**_TEXT, "description": "The id of its incident's handbook.", "examples": ["shop"]}),
        lambda _site, row: row.incident.key.handbook,
    ),
    Fact(
        "page",
        plain(
            {
                **_TEXT,
                "description": "Where it stands on the page of its incident, relative to the site's root.",
                "examples": ["shop/incidents/2025-02-11-checkout-errors/#action-raise-threshold"],
            }
        ),
        lambda site, row: f"{site.page(row.incident)}#{anchor_of(row)}",
    ),
    Fact(
        "url",
        plain(
            {
                "type": ["string", "null"],
                "format": "uri",
                "description": "The whole address of that place; null when nobody has said where the site is.",
            }
        ),
        lambda site, row: site.addresses.whole(seat_of(row.incident)[0], anchor_of(row)) if site.has_address else None,
    ),
    Fact(
        "severity",
        lambda definitions: {
            "description": "How bad the incident was at its worst.",
            **or_null(refer(SeverityRef, definitions)),
        },
        lambda _site, row: reference(row.incident.severity) if row.incident.severity else None,
    ),
    Fact(
        "example",
        plain({"type": "boolean", "description": "Whether the incident is made up."}),
        lambda _site, row: bool(row.incident.example),
    ),
    Fact(
        "owner",
        lambda definitions: {"description": "Who does it.", **or_null(refer(PersonRef, definitions))},
        lambda _site, row: person(row.item.owner) if row.item.owner else None,
    ),
    Fact(
        "owner_title",
        plain(
            {"type": ["string", "null"], "description": "What people call the owner.", "examples": ["Payments team"]}
        ),
        lambda _site, row: row.owner.title if row.owner else None,
    ),
    Fact(
        "team",
        plain({"type": ["string", "null"], "description": "The owner's team.", "examples": ["Payments"]}),
        _team,
    ),
    Fact(
        "since",
        plain(
            {
                "type": ["string", "null"],
                "format": "date",
                "description": "The day its age counts from: on which the incident was resolved, or began while it is "
                "open; null when unknown.",
                "examples": ["2025-02-11"],
            }
        ),
        lambda _site, row: row.since.isoformat() if row.since else None,
    ),
    Fact(
        "timezone",
        lambda definitions: {
            "description": "It is overdue when its due day is over in this zone.",
            **refer(Zone, definitions),
        },
        lambda _site, row: str(row.zone),
    ),
)
ACTION_ITEMS = Collection(
    "action-items",
    "Action items",
    "Every action item with its owner, its due day and its state; for a reminder or a chart of your own.",
    ActionItem,
    rows_of,
    _FACTS,
    part_of=lambda row: row.item,
    complete=lambda fields, row: identify(fields, row.id, row.item),
    record_of=lambda row: row.incident,
    order="the open ones by due day, then the finished ones, the latest first",
)
