"""The library: every record by its id, who refers to whom, and the orders that pages show. No I/O, no clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar, cast

from generator.records import KINDS
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.kind import Kind
from generator.records.procedure import Procedure
from generator.records.record import Document, Record, references
from generator.records.refs import Key, Ref
from generator.records.runbook import Runbook
from generator.records.severity import Severity
from generator.records.times import Zone

Edition = Literal["internal", "public"]
R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True)
class Library:
    """All records of a project, linked."""

    records: tuple[Record, ...]
    edition: Edition = "internal"
    order: Sequence[str] = ()
    """The handbooks in the order to show them; those left out follow by title."""
    broken: frozenset[Key] = frozenset()
    hidden: frozenset[Key] = frozenset()
    """Internal records that the public edition leaves out."""
    pages: tuple[tuple[str, str], ...] = ()
    """Hand-written Markdown pages: path and address."""
    _lists: dict[tuple[str, str], tuple[Record, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    _found: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, find: Callable[..., T], *given: object) -> T:
        """Return what a function finds in this library, found once for what is given: many reports ask for the same."""
        asked = (find, *given)
        if asked not in self._found:
            self._found[asked] = find(self, *given)
        return cast("T", self._found[asked])

    @cached_property
    def by_key(self) -> dict[Key, Record]:
        """Every record by what names it."""
        return {record.key: record for record in self.records}

    def find(self, ref: Ref | Key | None) -> Record | None:
        """Return the record that a reference names; None for a handle or for nothing."""
        if ref is None:
            return None
        return self.by_key.get(ref.key if isinstance(ref, Ref) else ref)

    @cached_property
    def handbooks(self) -> tuple[Handbook, ...]:
        """The handbooks in the order to show them."""
        rank = {name: number for number, name in enumerate(self.order)}
        found = [record for record in self.records if isinstance(record, Handbook)]
        last = len(rank)
        return tuple(sorted(found, key=lambda book: (rank.get(book.key.id, last), book.title.lower(), book.key.id)))

    def handbook(self, name: str) -> Handbook:
        """Return the handbook of that name; every record of a library has one."""
        return self._handbooks[name]

    @cached_property
    def _handbooks(self) -> dict[str, Handbook]:
        return {record.key.id: record for record in self.records if isinstance(record, Handbook)}

    def of(self, model: type[R], handbook: str) -> tuple[R, ...]:
        """Return a handbook's records of one model in their order: files by severity and title, rows as written."""
        name = (model.__name__, handbook)
        if name not in self._lists:
            found = [record for record in self.records if type(record) is model and record.key.handbook == handbook]
            self._lists[name] = tuple(sorted(found, key=self._shown_at))
        return tuple(record for record in self._lists[name] if isinstance(record, model))

    def kind_of(self, record: Record) -> Kind:
        """Return a record's kind."""
        return KINDS[record.key.kind]

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """Every incident, newest first."""
        found = [record for record in self.records if isinstance(record, Incident)]
        return tuple(sorted(found, key=newest_first))

    @cached_property
    def users(self) -> dict[Key, tuple[Record, ...]]:
        """Who refers to each record: documents first, incidents newest first."""
        found: dict[Key, dict[Key, Record]] = {}
        for record in self.records:
            for _, ref in references(record):
                if ref.key != record.key:
                    found.setdefault(ref.key, {})[record.key] = record
        rank = {incident.key: place for place, incident in enumerate(self.incidents)}
        return {
            key: tuple(sorted(users.values(), key=lambda user: (rank.get(user.key, -1), user.key.kind, user.key.id)))
            for key, users in found.items()
        }

    def users_of(self, record: Record, model: type[R]) -> tuple[R, ...]:
        """Return the records of one model that refer to this one."""
        return tuple(user for user in self.users.get(record.key, ()) if isinstance(user, model))

    def severities(self, handbook: str) -> tuple[Severity, ...]:
        """Return a handbook's levels, most severe first."""
        return self.of(Severity, handbook)

    def rank(self, ref: Ref | None) -> int:
        """Return how severe a level is, 0 being most; a large number for no level."""
        record = self.find(ref)
        return record.origin.index or 0 if isinstance(record, Severity) else 99

    def zone(self, record: Record) -> Zone:
        """Return the zone of a record's times and days."""
        own = getattr(record, "timezone", None)
        return own or self.handbook(record.key.handbook).timezone

    def first_aid(self, handbook: str) -> Record | None:
        """Return what to follow when no runbook fits: as the handbook says, else the commander's checklist."""
        said = self.find(self.handbook(handbook).if_nothing_fits)
        if said:
            return said
        return next((p for p in self.of(Procedure, handbook) if p.role == "commander"), None)

    def _shown_at(self, record: Record) -> tuple[int, int, str, str]:
        if isinstance(record, Incident):
            return (0, -instant_of(record), record.title.lower(), record.id)
        if isinstance(record, Runbook):
            return (self.rank(record.severity), 0, record.title.lower(), record.id)
        if isinstance(record, Procedure):
            ranks = [self.rank(ref) for ref in record.severities]
            return (-1 if record.role else min(ranks, default=98), 0, record.title.lower(), record.id)
        if isinstance(record, Document):
            return (0, 0, record.title.lower(), record.id)
        return (0, record.origin.index or 0, "", record.key.id)


def newest_first(incident: Incident) -> tuple[int, str, str]:
    """Order incidents: latest start first, then by handbook and id."""
    return (-instant_of(incident), incident.key.handbook, incident.id)


def counted(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return the incidents that reports count: real ones, or the examples while there are no real ones."""
    every = tuple(incidents)
    real = tuple(incident for incident in every if not incident.example)
    return real or every


def instant_of(incident: Incident) -> int:
    """Return when an incident began, in seconds since 1970: its first milestone, else its day, else 0."""
    return incident.instant
