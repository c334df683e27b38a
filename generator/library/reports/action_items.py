"""The ledger: every action item of every incident, and where each stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from generator.library.library import Library, counted
from generator.records.action_item import ActionItem
from generator.records.contact import Contact
from generator.records.incident import Incident
from generator.records.times import Zone

SOON = timedelta(days=7)


@dataclass(frozen=True)
class LedgerRow:
    """One action item with the incident it comes from."""

    incident: Incident
    id: str
    item: ActionItem
    owner: str
    """What people call its owner; empty when nobody owns it."""
    team: str
    """The team of its owner; empty when nobody owns it or the owner names none."""
    rank: int
    """How severe the incident was, 0 being most."""
    zone: Zone
    """The handbook's zone: an item is overdue when its due day is over there."""

    @property
    def since(self) -> date | None:
        """The day its age counts from: of `resolved`, or of `started` while the incident is open."""
        moment = self.incident.resolved or self.incident.started
        return moment.at.date() if moment and moment.at else self.incident.day

    def age(self, today: date) -> int | None:
        """Return its age in days: until it was done, or until today; None when it ended on a day that is not known."""
        done = self.item.done.date if self.item.done else None
        if self.since is None or (done is None and not self.item.is_open):
            return None
        return max(((done or today) - self.since).days, 0)

    def days_late(self, today: date) -> int:
        """Return how many days its due day is over; 0 when it is not overdue."""
        due = self.item.due
        return (today - due.date).days if due and self.item.is_overdue(today) else 0

    def is_due_soon(self, today: date) -> bool:
        """Say whether it is due today or within seven days."""
        due = self.item.due
        return self.item.is_open and due is not None and today <= due.date <= today + SOON


@dataclass(frozen=True)
class Ledger:
    """All rows: overdue first, then by due day; those without one after them, the finished ones last."""

    rows: tuple[LedgerRow, ...]
    today: date
    of_examples: bool
    """Whether these are the examples' because there are no real ones yet."""

    @cached_property
    def open(self) -> tuple[LedgerRow, ...]:
        """Rows with something still to do."""
        return tuple(row for row in self.rows if row.item.is_open)

    @cached_property
    def overdue(self) -> tuple[LedgerRow, ...]:
        """Rows whose due day is over."""
        return tuple(row for row in self.rows if row.item.is_overdue(self.today))

    @cached_property
    def due_soon(self) -> tuple[LedgerRow, ...]:
        """Rows due today or within seven days."""
        return tuple(row for row in self.rows if row.is_due_soon(self.today))

    @cached_property
    def with_due_day(self) -> tuple[LedgerRow, ...]:
        """Open rows with a due day, earliest first: those that are overdue or will be."""
        return tuple(row for row in self.open if row.item.due)

    @cached_property
    def done(self) -> tuple[LedgerRow, ...]:
        """Rows that were done."""
        return tuple(row for row in self.rows if row.item.state == "done")

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """What people call everybody who owns a row, by name; the same role of two handbooks stands once."""
        return tuple(sorted({row.owner for row in self.rows if row.owner}, key=lambda name: (name.casefold(), name)))

    @cached_property
    def handbooks(self) -> tuple[str, ...]:
        """The handbooks that have rows, by id."""
        return tuple(sorted({row.incident.key.handbook for row in self.rows}))

    @cached_property
    def severities(self) -> tuple[str, ...]:
        """The levels of the rows' incidents, most severe first; levels of the same name stand once."""
        ranks: dict[str, int] = {}
        for row in self.rows:
            if row.incident.severity:
                level = str(row.incident.severity.key.id)
                ranks[level] = min(row.rank, ranks.get(level, row.rank))
        return tuple(sorted(ranks, key=lambda level: (ranks[level], level)))


def ledger(library: Library, today: date) -> Ledger:
    """Return every action item of the library; examples count only while there are no real incidents."""
    incidents = counted(library.incidents)
    rows = [row for incident in incidents for row in rows_of(library, incident)]
    ordered = sorted(rows, key=lambda row: _order(row, today))
    return Ledger(tuple(ordered), today, bool(incidents) and all(incident.example for incident in incidents))


def rows_of(library: Library, incident: Incident) -> Iterator[LedgerRow]:
    """Yield the action items of one incident in the order written."""
    zone = library.handbook(incident.key.handbook).timezone
    rank = library.rank(incident.severity)
    for name, item in incident.actions:
        yield LedgerRow(incident, name, item, *_owner(library, item), rank, zone)


def _owner(library: Library, item: ActionItem) -> tuple[str, str]:
    """Return what people call the owner of an item, and the team."""
    if item.owner is None:
        return "", ""
    found = None if item.owner.is_handle or item.owner.hidden else library.find(item.owner)
    return (found.title, str(found.team or "")) if isinstance(found, Contact) else (str(item.owner), "")


def _order(row: LedgerRow, today: date) -> tuple[bool, bool, bool, str, int, str, str]:
    item = row.item
    due = str(item.due or "9999")
    return (not item.is_open, not item.is_overdue(today), not item.due, due, row.rank, row.incident.id, row.id)
