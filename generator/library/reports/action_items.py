"""The ledger: every action item of every incident, and where each stands."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from generator.library.library import Library, counted
from generator.records.action_item import ActionItem
from generator.records.contact import Contact
from generator.records.incident import Incident

SOON = timedelta(days=7)


@dataclass(frozen=True)
class LedgerRow:
    """One action item with the incident it comes from."""

    incident: Incident
    id: str
    item: ActionItem
    team: str
    """The team of its owner; empty when nobody owns it or the owner names none."""
    rank: int
    """How severe the incident was, 0 being most."""

    @property
    def since(self) -> date | None:
        """The day its age counts from: of `resolved`, or of `started` while the incident is open."""
        moment = self.incident.resolved or self.incident.started
        return moment.at.date() if moment and moment.at else self.incident.day

    def age(self, today: date) -> int | None:
        """Return its age in days: until it was done, or until today."""
        until = self.item.done.date if self.item.done else today
        return max((until - self.since).days, 0) if self.since else None


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
        return tuple(
            row for row in self.open if row.item.due and self.today <= row.item.due.date <= self.today + SOON
        )

    @cached_property
    def done(self) -> tuple[LedgerRow, ...]:
        """Rows that were done."""
        return tuple(row for row in self.rows if row.item.state == "done")

    @cached_property
    def owners(self) -> tuple[str, ...]:
        """Everybody who owns a row, most rows first."""
        counts = Counter(str(row.item.owner) for row in self.rows if row.item.owner)
        return tuple(sorted(counts, key=lambda owner: (-counts[owner], owner)))


def ledger(library: Library, today: date) -> Ledger:
    """Return every action item of the library; examples count only while there are no real incidents."""
    incidents = counted(library.incidents)
    rows = [
        LedgerRow(incident, name, item, _team(library, item), library.rank(incident.severity))
        for incident in incidents
        for name, item in incident.actions
    ]
    ordered = sorted(rows, key=lambda row: _order(row, today))
    return Ledger(tuple(ordered), today, bool(incidents) and all(incident.example for incident in incidents))


def _team(library: Library, item: ActionItem) -> str:
    owner = library.find(item.owner) if item.owner and not item.owner.is_handle else None
    return str(owner.team or "") if isinstance(owner, Contact) else ""


def _order(row: LedgerRow, today: date) -> tuple[bool, bool, bool, str, int, str, str]:
    item = row.item
    due = str(item.due or "9999")
    return (not item.is_open, not item.is_overdue(today), not item.due, due, row.rank, row.incident.id, row.id)
