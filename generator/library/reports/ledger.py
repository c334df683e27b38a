"""The ledger: every action item of every incident, and where each stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile
from typing import Literal, NamedTuple

from generator.library.library import Library, counted
from generator.library.reports.year_parts import UNDATED, YearPart, by_year
from generator.records.action_item import ActionItem
from generator.records.contact import Contact
from generator.records.incident import Incident
from generator.records.refs import PersonRef
from generator.records.times import Zone

SOON = timedelta(days=7)
FINISHED_SHOWN = 50
"""How many of the finished items stand in the ledger itself; the older ones come by year when somebody asks."""
OPEN_SHOWN = 500
"""How many of the open items, those that are due first; the others come by the year they are due in."""
NOT_PUBLIC = "not-public"


@dataclass(frozen=True)
class Owner:
    """Who owns an item: a contact, or a handle, which is nobody's record. Two handbooks never share one by its name."""

    handbook: str
    """A contact's own handbook; for a handle that of the incident; empty for whom the public edition does not name."""
    id: str
    """A contact's id, or a handle in lower case with its `@`."""
    title: str
    """What people call it; two owners may have the same."""
    contact: Contact | None = None

    @property
    def key(self) -> str:
        """What names the owner among all handbooks: `vlossom/on-call`, `vlossom/@who`, `not-public`."""
        return f"{self.handbook}/{self.id}" if self.handbook else self.id

    @property
    def team(self) -> str:
        """The team of a contact, or nothing."""
        return str(self.contact.team or "") if self.contact else ""

    @property
    def calendar(self) -> str:
        """The address of the calendar of what it has to do: `data/calendars/vlossom/on-call.ics`; none for the unnamed.

        A handle's letters that a file's name cannot hold everywhere are written as their numbers.
        """
        if not self.handbook:
            return ""
        name = re.sub(r"[^a-z0-9@_-]", lambda letter: f"~{ord(letter[0]):x}~", self.id)
        return f"data/calendars/{self.handbook}/{name}.ics"


class LedgerRow(NamedTuple):
    """One action item with the incident it comes from; of fifty thousand the first thing is that they are small."""

    incident: Incident
    id: str
    item: ActionItem
    owner: Owner | None
    rank: int
    """How severe the incident was, 0 being most."""
    zone: Zone
    """The handbook's zone: an item is overdue when its due day is over there."""
    since: date | None
    """The day its age counts from: of `resolved`, or of `started` while the incident is open."""

    @property
    def closed(self) -> date | None:
        """The day a finished one was done; where that is not recorded, the day its age counts from."""
        return self.item.done.date if self.item.done else self.since

    @property
    def lacks(self) -> tuple[str, ...]:
        """What nobody recorded about it: `owner`, `due`, `ticket`."""
        known = {"owner": self.owner, "due": self.item.due, "ticket": self.item.ticket}
        return tuple(name for name, value in known.items() if not value)

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
class LedgerPart:
    """A year of what the ledger itself has no room for."""

    kind: Literal["open", "older"]
    """Open items by the year they are due in, or finished ones by the year they were closed in."""
    part: YearPart[LedgerRow]

    @property
    def name(self) -> str:
        """What its files are called: `open-2027`, `older-2024-2`."""
        return f"{self.kind}-{self.part.name}"

    @property
    def title(self) -> str:
        """What its page is called."""
        if self.part.year == UNDATED:
            days = (
                "Open action items without a due day"
                if self.kind == "open"
                else "Action items closed on an unknown day"
            )
            return days if self.part.of == 1 else f"{days}, part {self.part.number} of {self.part.of}"
        return f"{'Open action items due' if self.kind == 'open' else 'Action items closed'} in {self.part.title}"


@dataclass(frozen=True)
class Ledger:
    """All rows: the open ones by due day, those without one after them, then the finished ones, newest first.

    What is overdue stands first, and the order does not depend on the day.
    """

    rows: tuple[LedgerRow, ...]
    today: date
    of_examples: bool
    """Whether these are the examples' because there are no real ones yet."""
    incidents: tuple[Incident, ...] = ()
    """Every incident that the rows come from, also those without an action item; newest first."""

    @cached_property
    def open(self) -> tuple[LedgerRow, ...]:
        """Rows with something still to do."""
        return tuple(takewhile(lambda row: row.item.is_open, self.rows))

    @cached_property
    def overdue(self) -> tuple[LedgerRow, ...]:
        """Rows whose due day is over."""
        return tuple(takewhile(lambda row: row.item.is_overdue(self.today), self.open))

    @cached_property
    def due_soon(self) -> tuple[LedgerRow, ...]:
        """Rows due today or within seven days."""
        not_late = self.open[len(self.overdue) :]
        return tuple(takewhile(lambda row: row.is_due_soon(self.today), not_late))

    @cached_property
    def with_due_day(self) -> tuple[LedgerRow, ...]:
        """Open rows with a due day, earliest first: those that are overdue or will be."""
        return tuple(takewhile(lambda row: row.item.due, self.open))

    @cached_property
    def done(self) -> tuple[LedgerRow, ...]:
        """Rows that were done."""
        return tuple(row for row in self.rows[len(self.open) :] if row.item.state == "done")

    @cached_property
    def shown(self) -> tuple[LedgerRow, ...]:
        """The rows that the ledger shows at once: the open ones that are due first and the newest finished ones."""
        finished = self.rows[len(self.open) :]
        return (*self.open[:OPEN_SHOWN], *finished[:FINISHED_SHOWN])

    @cached_property
    def elsewhere(self) -> tuple["LedgerPart", ...]:
        """The other rows: the open ones by the year they are due in, earliest first, then the finished ones."""
        return (*self.later, *self.older)

    @cached_property
    def later(self) -> tuple["LedgerPart", ...]:
        """The other open rows by the year they are due in, earliest first; those without a due day last."""
        parts = by_year(self.open[OPEN_SHOWN:], lambda row: row.item.due.date.year if row.item.due else None)
        order = sorted(parts, key=lambda part: (part.year == UNDATED, part.year, part.number))
        return tuple(LedgerPart("open", part) for part in order)

    @cached_property
    def older(self) -> tuple["LedgerPart", ...]:
        """The other finished rows by the year they were closed in, newest first; `undated` where no day is known."""
        rest = self.rows[len(self.open) + FINISHED_SHOWN :]
        return tuple(
            LedgerPart("older", part) for part in by_year(rest, lambda row: row.closed.year if row.closed else None)
        )

    @cached_property
    def owners(self) -> tuple[Owner, ...]:
        """Everybody who owns a row, by handbook and name; handles after contacts."""
        found = {row.owner.key: row.owner for row in reversed(self.rows) if row.owner}
        return tuple(sorted(found.values(), key=_owner_order))

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
    return library.once(_ledger, today)


def _ledger(library: Library, today: date) -> Ledger:
    incidents = counted(library.incidents)
    of_examples = bool(incidents) and all(incident.example for incident in incidents)
    return Ledger(library.once(_rows), today, of_examples, incidents)


def _rows(library: Library) -> tuple[LedgerRow, ...]:
    """Return the rows of all incidents that count, in their order, which does not depend on the day."""
    rows = [row for incident in counted(library.incidents) for row in rows_of(library, incident)]
    return tuple(sorted(rows, key=_order))


def rows_of(library: Library, incident: Incident) -> Iterator[LedgerRow]:
    """Yield the action items of one incident in the order written."""
    zone = library.handbook(incident.key.handbook).timezone
    rank = library.rank(incident.severity)
    moment = incident.resolved or incident.started
    since = moment.at.date() if moment and moment.at else incident.day
    for name, item in incident.actions:
        owner = library.once(_owner, incident.key.handbook, item.owner, item.owner.hidden) if item.owner else None
        yield LedgerRow(incident, name, item, owner, rank, zone, since)


def _owner(library: Library, handbook: str, ref: PersonRef, hidden: bool) -> Owner:  # noqa: FBT001 - `once` has no names
    """Return who owns an item of an incident of a handbook; the same few people own all of them."""
    if hidden:
        return Owner("", NOT_PUBLIC, str(ref))
    if ref.is_handle:
        return Owner(handbook, ref.lower(), str(ref))
    found = library.find(ref)
    contact = found if isinstance(found, Contact) else None
    return Owner(ref.key.handbook, ref.key.id, contact.title if contact else str(ref), contact)


def _order(row: LedgerRow) -> tuple[bool, int, str, int, str, str, str]:
    item = row.item
    due, ended = ("", row.closed) if not item.is_open else (str(item.due or "9999"), None)
    newest = -ended.toordinal() if ended else 0
    return (not item.is_open, newest, due, row.rank, row.incident.key.handbook, row.incident.id, row.id)


def _owner_order(owner: Owner) -> tuple[bool, str, bool, str, str]:
    return (not owner.handbook, owner.handbook, owner.contact is None, owner.title.casefold(), owner.key)
