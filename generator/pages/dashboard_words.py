"""What the home page and the lists of incidents ask of the library: ways in, lists cut to size."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from generator.library.library import Library, counted
from generator.library.reports.action_items import Ledger, LedgerRow
from generator.library.reports.census import fires, sort_of
from generator.library.titles import title_of
from generator.pages.addresses import list_of
from generator.records import KINDS
from generator.records.contact import Contact
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.procedure import Procedure
from generator.records.record import Record, references
from generator.records.refs import Key
from generator.records.rotation import Rotation
from generator.records.runbook import Runbook

_RUNBOOKS_SHOWN = 6
_PROCEDURES_SHOWN = 3
_LAST_SHOWN = 5
_OWED_SHOWN = 8
_USED_SHOWN = 20
_FILTERED = frozenset({"runbook", "service"})
_FOLLOWED = frozenset({"procedure", "template"})
_WAYS = ("runbook", "procedure", "severity", "template", "contact", "rotation")


def owed_shown() -> int:
    """Return how many action items the home page names."""
    return _OWED_SHOWN


def used_shown() -> int:
    """Return how many of the incidents that used something its page names."""
    return _USED_SHOWN


def view_of_alike(record: Record) -> str:
    """Return what stands behind the address of the list of incidents to show those that refer to a record.

    The list has a filter for runbooks and services; what else an incident followed or sent is among its words.
    """
    if record.key.kind in _FILTERED:
        return f"?like={record.key.kind}:{record.key.handbook}/{record.key.id}"
    return f"#find={record.key.id}"


def owed_rows(ledger: Ledger) -> tuple[LedgerRow, ...]:
    """Return the action items that the home page may name on any day to come: of each zone those that are due first.

    Days end in one zone before they end in another, so no other order between zones is certain.
    """
    seen: Counter[str] = Counter()
    rows = []
    for row in ledger.with_due_day:
        seen[row.zone] += 1
        if seen[row.zone] <= _OWED_SHOWN:
            rows.append(row)
    return tuple(rows)


def due_days(ledger: Ledger) -> str:
    """Return on which days open action items are due, for a count that follows the reader's clock.

    For each zone a word: its name, the first day, then how many days later the next ones are and how many items are due
    on each: `UTC@2024-02-01:0*3,7,1*2`.
    """
    zones: dict[str, Counter[date]] = {}
    for row in ledger.with_due_day:
        if row.item.due:
            zones.setdefault(row.zone, Counter())[row.item.due.date] += 1
    return " ".join(f"{zone}@{min(days)}:{_steps(days)}" for zone, days in sorted(zones.items()))


def _steps(days: Counter[date]) -> str:
    order = sorted(days)
    steps = (later - day for day, later in pairwise([order[0], *order]))
    return ",".join(
        f"{step.days}*{days[day]}" if days[day] > 1 else str(step.days) for step, day in zip(steps, order, strict=True)
    )


class DashboardWords:
    """What the templates of the home page and the lists of incidents ask the library."""

    def __init__(self, library: Library, today: date) -> None:
        """`today` is the day of the build."""
        self.library = library
        self.today = today

    def words_of(self, incident: Incident) -> str:
        """Return the words by which a list of incidents is searched, in lower case."""
        level = self.library.find(incident.severity)
        words = (
            incident.title,
            incident.id,
            str(incident.severity or ""),
            title_of(level) if level else "",
            incident.status,
            "open" if incident.is_open else "",
            incident.type,
            "example" if incident.example else "",
            "duplicate" if incident.is_duplicate else "",
            self.further_words_of(incident),
            self.library.handbook(incident.key.handbook).title,
        )
        return " ".join(" ".join(words).lower().split())

    def further_words_of(self, incident: Incident) -> str:
        """Return those of them that its row does not show: services, alerts, tags, procedures and templates."""
        services = (found for ref in incident.services if (found := self.library.find(ref)))
        followed = (ref.key.id for _, ref in references(incident) if ref.key.kind in _FOLLOWED)
        return " ".join((*map(title_of, services), *incident.alerts, *incident.tags, *followed))

    def open_now(self, *, burning: bool) -> tuple[Incident, ...]:
        """Return open incidents, newest first; with `burning` false what is open and no fire: drills, duplicates."""
        found = fires(self.library)
        if burning:
            return found
        keys = {one.key for one in found}
        return tuple(one for one in self.library.incidents if one.is_open and one.key not in keys)

    def last_incidents(self) -> tuple[Incident, ...]:
        """Return the latest incidents that are over; examples only while nothing is real."""
        return tuple(one for one in counted(self.library.incidents) if not one.is_open)[:_LAST_SHOWN]

    def rotation_of(self, handbook: Handbook) -> Rotation | None:
        """Return a handbook's rotation."""
        return next(iter(self.library.of(Rotation, handbook.key.id)), None)

    def on_call_contact(self, handbook: Handbook) -> Contact | None:
        """Return the contact whose id is `on-call`."""
        found = self.library.find(Key("contact", handbook.key.id, "on-call"))
        return found if isinstance(found, Contact) else None

    def on_call_is_hidden(self, handbook: Handbook) -> bool:
        """Say whether the public edition leaves out who is on call."""
        keys = (Key(kind, handbook.key.id, "on-call") for kind in ("rotation", "contact"))
        return any(key in self.library.hidden for key in keys)

    def first_runbooks(self, handbook: Handbook) -> tuple[Runbook, ...]:
        """Return the runbooks that the home page names: the most severe ones."""
        return self.library.of(Runbook, handbook.key.id)[:_RUNBOOKS_SHOWN]

    def first_procedures(self, handbook: Handbook) -> tuple[Procedure, ...]:
        """Return the procedures that the home page names: the commander's, then those for the most severe levels."""
        return self.library.of(Procedure, handbook.key.id)[:_PROCEDURES_SHOWN]

    def a_to_z(self, handbook: Handbook) -> tuple[Runbook | Procedure, ...]:
        """Return a handbook's runbooks and procedures by title."""
        name = handbook.key.id
        found: tuple[Runbook | Procedure, ...] = (*self.library.of(Runbook, name), *self.library.of(Procedure, name))
        return tuple(sorted(found, key=lambda one: (one.title.casefold(), one.key)))

    def ways_of(self, handbook: Handbook) -> tuple[tuple[str, str], ...]:
        """Return the lists of a handbook that have something in them: what they are called and where they stand."""
        name = handbook.key.id
        kinds = (KINDS[kind] for kind in _WAYS if self.library.of(KINDS[kind].model, name))
        return (
            *(
                (f"All {kind.plural.lower()}" if kind.folder else kind.plural, list_of(kind.name, name))
                for kind in kinds
            ),
            ("Incidents", list_of("incident", name)),
        )

    def is_owed(self, row: LedgerRow, place: int) -> bool:
        """Say whether the home page shows an action item: overdue or due soon, and among the first."""
        return place <= _OWED_SHOWN and (row.item.is_overdue(self.today) or row.is_due_soon(self.today))

    def words(self) -> dict[str, Callable[..., Any]]:
        """Return what templates call, by name."""
        plain = (owed_shown, owed_rows, due_days, used_shown, view_of_alike, sort_of)
        own = (
            "words_of",
            "open_now",
            "last_incidents",
            "rotation_of",
            "on_call_contact",
            "on_call_is_hidden",
        )
        more = ("first_runbooks", "first_procedures", "a_to_z", "ways_of", "is_owed")
        named = {function.__name__: function for function in plain}
        return {**named, **{name: getattr(self, name) for name in (*own, *more)}}
