"""The ledger in numbers: by owner, handbook, severity and purpose, by age, by quarter; and what has no action item."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import compress
from typing import get_args

from generator.library.library import Library
from generator.library.reports.census import sort_of
from generator.library.reports.ledger import Ledger, LedgerRow
from generator.records.action_item import Purpose
from generator.records.incident import Incident

NONE = "none"
"""What a filter says for rows to which nobody gave a value."""
LACKS = ("owner", "due", "ticket")
AGES: tuple[tuple[int, int | None], ...] = ((0, 30), (31, 90), (91, 180), (181, None))
"""Spans of days that an item has been open, both ends included."""


@dataclass(frozen=True)
class Tally:
    """How many items fall to one owner, handbook, level or purpose."""

    key: str
    """What a filter calls it."""
    title: str
    open: int
    overdue: int
    soon: int
    done: int


@dataclass(frozen=True)
class Quarter:
    """What was done in three months."""

    name: str
    """`2025 Q3`."""
    done: int
    late: int
    """Those of them that were done after their due day."""


def age_name(span: tuple[int, int | None]) -> str:
    """Return what a filter calls a span of ages: `31-90`, `181-`."""
    return f"{span[0]}-{'' if span[1] is None else span[1]}"


def by_owner(ledger: Ledger) -> tuple[Tally, ...]:
    """Count by owner, who has most open first; nobody last."""
    tallies = _tallies(ledger, _owner, [(owner.key, owner.title) for owner in ledger.owners])
    return tuple(sorted(tallies, key=lambda tally: (tally.key == NONE, -tally.open)))


def by_handbook(ledger: Ledger, library: Library) -> tuple[Tally, ...]:
    """Count by handbook in the order of the site."""
    books = [(book.key.id, str(book.title)) for book in library.handbooks]
    return _tallies(ledger, lambda row: row.incident.key.handbook, books)


def by_severity(ledger: Ledger) -> tuple[Tally, ...]:
    """Count by level, most severe first; incidents without one last."""
    return _tallies(ledger, severity_key, [(level, level) for level in ledger.severities])


def by_purpose(ledger: Ledger) -> tuple[Tally, ...]:
    """Count by what the items are good for, in the order of the format; those that do not say last."""
    return _tallies(ledger, lambda row: row.item.purpose or NONE, [(name, name) for name in get_args(Purpose)])


def by_age(ledger: Ledger) -> tuple[tuple[str, int], ...]:
    """Count the open items by how long they have been open today; those of an unknown day last, as `none`."""
    ages = [row.age(ledger.today) for row in ledger.open]
    known = [age for age in ages if age is not None]
    spans = [(age_name((low, high)), sum(low <= age and (high is None or age <= high) for age in known))
             for low, high in AGES]  # fmt: skip
    return (*spans, *([(NONE, len(ages) - len(known))] if len(known) < len(ages) else []))


def lacking(ledger: Ledger) -> tuple[tuple[str, int], ...]:
    """Count the open items that have no owner, no due day or no ticket."""
    found = Counter(name for row in ledger.open for name in row.lacks)
    return tuple((name, found[name]) for name in LACKS)


def closed_per_quarter(ledger: Ledger) -> tuple[Quarter, ...]:
    """Count what was done in each quarter from the first to the last: a quiet one is news, too. Newest first."""
    done: Counter[int] = Counter()
    late: Counter[int] = Counter()
    for row in ledger.done:
        if row.item.done:
            day = row.item.done.date
            number = day.year * 4 + (day.month - 1) // 3
            done[number] += 1
            late[number] += bool(row.item.due and day > row.item.due.date)
    if not done:
        return ()
    numbers = range(max(done), min(done) - 1, -1)
    return tuple(Quarter(f"{number // 4} Q{number % 4 + 1}", done[number], late[number]) for number in numbers)


def done_undated(ledger: Ledger) -> int:
    """Count what was done on a day that nobody recorded."""
    return sum(row.item.done is None for row in ledger.done)


def without_actions(ledger: Ledger) -> tuple[Incident, ...]:
    """Return the incidents that led to no action item, newest first; what stands apart may end without one."""
    counted = (incident for incident in ledger.incidents if sort_of(incident) == "incident")
    return tuple(incident for incident in counted if not incident.action_items)


def severity_key(row: LedgerRow) -> str:
    """Return what a filter calls the level of a row's incident."""
    return str(row.incident.severity.key.id) if row.incident.severity else NONE


def _tallies(ledger: Ledger, key_of: Callable[[LedgerRow], str], named: Iterable[tuple[str, str]]) -> tuple[Tally, ...]:
    """Count the rows by key, in the order of `named` and then those without a value; what has no row is left out."""
    # Asked once of each row: what is open stands first, and of that what is overdue, then what is due soon.
    keys = [*map(key_of, ledger.rows)]
    number, late = len(ledger.open), len(ledger.overdue)
    soon = late + len(ledger.due_soon)
    done = compress(keys[number:], (row.item.state == "done" for row in ledger.rows[number:]))
    counts = [Counter(some) for some in (keys[:number], keys[:late], keys[late:soon], done)]
    present = set(keys)
    every = [*named, (NONE, "")]
    return tuple(Tally(key, title, *(count[key] for count in counts)) for key, title in every if key in present)


def _owner(row: LedgerRow) -> str:
    return row.owner.key if row.owner else NONE
