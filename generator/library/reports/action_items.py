"""The report of action items: the ledger as a table, all of it or what somebody chose."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.library.library import Library
from generator.library.reports.ledger import Ledger, LedgerRow, ledger, rows_of
from generator.library.reports.table import Column, DueDay, Report, Row, Table, Topic, Unknown
from generator.problems import any_of, did_you_mean, quoted
from generator.records.contact import Contact

__all__ = ["Ledger", "LedgerRow", "ledger", "rows_of"]

TOPIC = Topic(
    "action-items",
    "Action items",
    "What is still to be done so that it does not happen again, by whom, and what is late?",
)
STATUSES = ("open", "overdue", "soon", "in-progress", "blocked", "done", "wont-do", "all")
"""What can be asked for: `open` is everything still to do, whether begun, blocked or neither."""

_COLUMNS = (
    Column("action", "Action"),
    Column("owner", "Owner"),
    Column("due", "Due"),
    Column("days_late", "Days late"),
    Column("status", "Status"),
    Column("age_days", "Age in days"),
    Column("severity", "Severity"),
    Column("incident", "Incident"),
    Column("handbook", "Handbook"),
    Column("team", "Team"),
    Column("purpose", "Purpose"),
    Column("priority", "Priority"),
    Column("ticket", "Ticket"),
    Column("since", "Since"),
    Column("done", "Done on"),
    Column("why_not", "Why not"),
    Column("id", "Id"),
)
_OF_TODAY = frozenset({"days_late", "age_days"})
_FOR_PEOPLE = 9
"""As many columns as a terminal shows side by side; the others are for programs."""


NOBODY = "nobody"
"""The owner of what has none."""


class Unchosen(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """What was asked for is not there; the sentence says so and what could be meant."""


@dataclass(frozen=True)
class Choice:
    """Which action items somebody wants, as typed; what is empty was not said."""

    status: str = "all"
    """One of `STATUSES`."""
    owner: str = ""
    """`vlossom/on-call`, `on-call` where only one handbook has it, a handle, or `nobody`."""
    handbook: str = ""


EVERYTHING = Choice()


def action_items(library: Library, today: date, choice: Choice = EVERYTHING) -> Report:
    """Return the action items that were chosen, with what depends on the day. Raises `Unchosen`."""
    every = ledger(library, today)
    rows = tuple(row for row in chosen(library, every, choice) if _stands(row, choice.status, today))
    return Report(
        *TOPIC,
        (_table(library, rows, today),),
        of_examples=every.of_examples,
    )


def file_columns() -> tuple[Column, ...]:
    """Return the columns of a file: without those that would be wrong tomorrow."""
    return tuple(column for column in _COLUMNS if column.key not in _OF_TODAY)


def file_rows(library: Library, rows: Iterable[LedgerRow]) -> Iterator[Row]:
    """Yield rows of the ledger with these columns, one by one: there are tens of thousands."""
    return (_lasting_cells(library, row) for row in rows)


def for_people(report: Report) -> Report:
    """Return the report with the columns that a person reads in a terminal."""
    tables = (
        replace(table, columns=table.columns[:_FOR_PEOPLE], rows=tuple(row[:_FOR_PEOPLE] for row in table.rows))
        for table in report.tables
    )
    return replace(report, tables=tuple(tables))


def chosen(library: Library, every: Ledger, choice: Choice) -> tuple[LedgerRow, ...]:
    """Return the rows of the chosen owner and handbook in any state. Raises `Unchosen`."""
    books = {book.key.id for book in library.handbooks}
    if choice.handbook and choice.handbook not in books:
        raise Unchosen(f"there is no handbook {quoted(choice.handbook)}{did_you_mean(choice.handbook, books)}")
    owner = _owner_called(library, every, choice) if choice.owner else ""
    return tuple(
        row
        for row in every.rows
        if (not choice.handbook or row.incident.key.handbook == choice.handbook)
        and (not owner or (row.owner.key if row.owner else NOBODY) == owner)
    )


def overdue_sentence(library: Library, today: date, choice: Choice) -> str:
    """Return how many of the chosen items are overdue and which is the first, whatever their state; or nothing."""
    late = [row for row in chosen(library, ledger(library, today), choice) if row.item.is_overdue(today)]
    if not late:
        return ""
    first = late[0]
    count = "1 action item is" if len(late) == 1 else f"{len(late)} action items are"
    named = f"{quoted(first.item.action)} of {first.incident.key.handbook}/{first.incident.id}"
    whose = first.owner.title if first.owner else "nobody's"
    return f"{count} overdue; the first is {named} ({whose}), due {first.item.due}"


def _owner_called(library: Library, every: Ledger, choice: Choice) -> str:
    """Return the key of the owner of that name: any contact, also one that owns nothing, or a handle of the ledger."""
    name = choice.owner.lower()
    known = {f"{record.key.handbook}/{record.key.id}" for record in library.records if isinstance(record, Contact)}
    known |= {owner.key for owner in every.owners}
    if name in known or name == NOBODY:
        return name
    alike = sorted(key for key in known if key.rpartition("/")[2] == name)
    here = [key for key in alike if key.startswith(f"{choice.handbook}/")] or alike
    if len(here) > 1:
        raise Unchosen(f"several handbooks have an owner {quoted(name)}; write {any_of(here)}")
    if not here:
        raise Unchosen(f"nobody is called {quoted(choice.owner)}{_meant(name, known)}")
    return here[0]


def _meant(name: str, known: set[str]) -> str:
    """Return what could be meant, with a handbook only where one was written."""
    return did_you_mean(name, known if "/" in name else {key.rpartition("/")[2] for key in known})


def _stands(row: LedgerRow, status: str, today: date) -> bool:
    if status == "open":
        return row.item.is_open
    if status == "overdue":
        return row.item.is_overdue(today)
    if status == "soon":
        return row.is_due_soon(today)
    # An item that nobody has begun is asked for as `open`, with all that is not finished.
    return status in {"all", row.item.state}


def _table(library: Library, rows: tuple[LedgerRow, ...], today: date) -> Table:
    return Table(
        TOPIC.name,
        TOPIC.title,
        _COLUMNS,
        tuple(_cells(library, row, today) for row in rows),
        "An item is overdue when its due day is over in the time zone of its handbook. Its age counts from the day the "
        "incident was resolved, from the day it began while it is open, to the day it was done or today.",
        "No action item fits.",
    )


def _cells(library: Library, row: LedgerRow, today: date) -> Row:
    action, owner, due, status, *rest = _lasting_cells(library, row)
    days_late, age = row.days_late(today), row.age(today)
    if isinstance(due, date) and row.item.is_open:
        due = DueDay(due, row.zone, days_late)
    how_old = Unknown("the day it ended is not recorded") if age is None else age
    return (action, owner, due, days_late or None, status, how_old, *rest)


def _lasting_cells(library: Library, row: LedgerRow) -> Row:
    """Return the cells that the day does not change, in the order of `file_columns`."""
    item, incident = row.item, row.incident
    return (
        str(item.action),
        (row.owner.contact or row.owner.title) if row.owner else None,
        item.due.date if item.due else None,
        item.state,
        str(incident.severity.key.id) if incident.severity else None,
        incident,
        library.handbook(incident.key.handbook),
        row.owner.team or None if row.owner else None,
        item.purpose,
        item.priority,
        str(item.ticket) if item.ticket else None,
        row.since,
        item.done.date if item.done else None,
        str(item.why_not) if item.why_not else None,
        row.id,
    )
