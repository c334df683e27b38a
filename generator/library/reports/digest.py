"""The digest: what waits for somebody today, short enough for a mail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from generator.library.library import Library, counted
from generator.library.post_mortem_duty import Duties, Duty
from generator.library.reports.census import fires
from generator.library.reports.ledger import SOON, LedgerRow, ledger
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.review import review_due
from generator.records.reviewed import Reviewed
from generator.records.rotation import OnCall, Rotation

_HANDOFFS = 9
"""Shifts and overrides of a day each: more than change in a week."""


@dataclass(frozen=True)
class Digest:
    """What waits on one day; each list in the order in which it is to be looked at."""

    today: date
    burning: tuple[Incident, ...]
    """Open incidents, newest first."""
    overdue: tuple[tuple[str, tuple[LedgerRow, ...]], ...]
    """Overdue action items by owner (empty: nobody), who has the latest first."""
    soon: tuple[LedgerRow, ...]
    """What is due today or within seven days."""
    owed: tuple[Duty, ...]
    """Post-mortems to be written: late ones first, then by due day."""
    reviews: tuple[tuple[Reviewed, date], ...]
    """Runbooks, procedures and templates whose review is overdue, and since when."""
    on_call: tuple[tuple[Handbook, tuple[OnCall, ...]], ...]
    """Who is on call now and until a week from now, for each handbook that says it."""
    of_examples: bool = False
    """Whether the incidents are examples, because there are no real ones yet."""


def digest(library: Library, today: date) -> Digest:
    """Return what waits on a day, of what the library's edition holds."""
    rows = ledger(library, today)
    return Digest(
        today,
        fires(library),
        tuple(_by_owner(rows.overdue)),
        tuple(sorted(rows.due_soon, key=_due)),
        _owed(library, today),
        _reviews(library, today),
        tuple(_on_call(library, today)),
        rows.of_examples,
    )


def _by_owner(rows: Iterable[LedgerRow]) -> Iterator[tuple[str, tuple[LedgerRow, ...]]]:
    owners: dict[str, list[LedgerRow]] = {}
    for row in sorted(rows, key=_due):
        owners.setdefault(row.owner.key if row.owner else "", []).append(row)
    for mine in owners.values():
        yield mine[0].owner.title if mine[0].owner else "", tuple(mine)


def _due(row: LedgerRow) -> tuple[date, int, str, str]:
    due = row.item.due
    return (due.date if due else date.max, row.rank, row.incident.key.handbook, row.id)


def _owed(library: Library, today: date) -> tuple[Duty, ...]:
    duties = Duties(library)
    every = (duties.of(incident) for incident in counted(library.incidents) if not incident.is_open)
    owed = [duty for duty in every if duty.publication.is_awaited]
    return tuple(sorted(owed, key=lambda duty: (not duty.is_late(today), duty.publication.due or date.max)))


def _reviews(library: Library, today: date) -> tuple[tuple[Reviewed, date], ...]:
    found = [
        (record, due)
        for record in library.records
        if isinstance(record, Reviewed) and (due := review_due(record.reviewed, record.review_every)) and due < today
    ]
    return tuple(sorted(found, key=lambda one: (one[1], one[0].key)))


def _on_call(library: Library, today: date) -> Iterator[tuple[Handbook, tuple[OnCall, ...]]]:
    begin = datetime.combine(today, time(), tzinfo=UTC)
    for handbook in library.handbooks:
        for rotation in library.of(Rotation, handbook.key.id):
            shifts = rotation.on_call(library.zone(rotation).info, begin, _HANDOFFS)
            near = tuple(shift for shift in shifts if shift.start < begin + SOON + timedelta(days=1))
            if near:
                yield handbook, near
