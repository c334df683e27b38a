"""Recurring trouble: an earlier incident of the handbook had the same runbook, or a factor of the same category."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple, TypeAlias

from generator.library.library import Library
from generator.library.titles import title_of
from generator.problems import any_of
from generator.records.incident import Incident
from generator.records.record import Record
from generator.records.refs import Key

_Trait: TypeAlias = Key | str
"""What incidents can have in common: a runbook's key, or the category of a factor."""


@dataclass(frozen=True)
class Recurrence:
    """An earlier incident, and what an incident has in common with it: the last one before it that had each."""

    earlier: Incident
    shared: tuple[Record | str, ...]
    """Runbooks that both used, and categories of a factor in both."""
    days: int
    """From the day on which the earlier one began to the day on which this one did."""

    @property
    def ago(self) -> str:
        """How long before, in words: `12 days before`."""
        if not self.days:
            return "earlier on the same day"
        return f"{self.days} day{'' if self.days == 1 else 's'} before"

    @property
    def words(self) -> str:
        """The whole in words: `runbook API down and factor capacity 12 days before in Paymaster out of funds`."""
        return f"{any_of([_named(one) for one in self.shared], 'and')} {self.ago} in {self.earlier.title}"


class _Begun(NamedTuple):
    at: datetime
    incident: Incident


class Recurrences:
    """Which trouble is recurring in a library: the incidents by what they had, gathered once, asked for each incident.

    Only incidents count: a drill, a near miss and a maintenance are no trouble that came back, a duplicate is the same
    trouble twice, and what an example tells did not happen to the handbook's users.
    """

    def __init__(self, library: Library) -> None:
        """Gather nothing yet."""
        self.library = library

    def of(self, incident: Incident, within: timedelta | None) -> tuple[Recurrence, ...]:
        """Return what an incident has in common with earlier ones, the last one first; runbooks before categories.

        `within` is the longest time from start to start, to the second; None sets no end to it.
        """
        began = self.began(incident)
        if began is None:
            return ()
        found: dict[Key, tuple[Incident, list[Record | str]]] = {}
        for trait in _traits(incident):
            last, shared = self._last(trait, incident, began), self._shared(trait)
            if last and shared and (within is None or began - last.at <= within):
                found.setdefault(last.incident.key, (last.incident, []))[1].append(shared)
        every = (Recurrence(other, tuple(shared), _days_between(other, incident)) for other, shared in found.values())
        return tuple(sorted(every, key=lambda one: (one.days, one.earlier.id)))

    def began(self, incident: Incident) -> datetime | None:
        """Return when an incident began: its first known milestone, else the beginning of the day in its id."""
        first = next(iter(incident.milestones.values()), None)
        if first is not None and first.at is not None:
            return first.at
        zone = self.library.zone(incident).info
        return datetime.combine(incident.day, time(), zone) if incident.day else None

    @cached_property
    def _having(self) -> dict[tuple[str, bool, _Trait], list[_Begun]]:
        """Return the incidents with each trait by handbook, examples apart, earliest first."""
        found: dict[tuple[str, bool, _Trait], list[_Begun]] = {}
        for incident in reversed(self.library.incidents):
            began = self.began(incident)
            if began is not None and incident.counts and not incident.is_duplicate:
                for trait in _traits(incident):
                    found.setdefault(_shelf(incident, trait), []).append(_Begun(began, incident))
        return {shelf: sorted(begun, key=lambda one: one.at) for shelf, begun in found.items()}

    def _last(self, trait: _Trait, incident: Incident, began: datetime) -> _Begun | None:
        """Return the last incident before this one that had a trait."""
        every = self._having.get(_shelf(incident, trait), [])
        first = bisect_left(every, began, key=lambda one: one.at)
        earlier = (every[place] for place in range(first - 1, -1, -1))
        return next((one for one in earlier if not _same_trouble(one.incident, incident)), None)

    def _shared(self, trait: _Trait) -> Record | str | None:
        """Return what a trait names; None for a runbook that is not there."""
        return self.library.find(trait) if isinstance(trait, Key) else trait


def _shelf(incident: Incident, trait: _Trait) -> tuple[str, bool, _Trait]:
    return incident.key.handbook, bool(incident.example), trait


def _traits(incident: Incident) -> Iterator[_Trait]:
    yield from dict.fromkeys(use.runbook.key for use in incident.runbooks)
    yield from dict.fromkeys(str(factor.category) for factor in incident.contributing_factors if factor.category)


def _same_trouble(one: Incident, other: Incident) -> bool:
    """Say whether one is a duplicate of the other, or both are of a third one."""
    named = [incident.duplicate_of.key if incident.duplicate_of else incident.key for incident in (one, other)]
    return named[0] == named[1]


def _days_between(earlier: Incident, later: Incident) -> int:
    """Return how many days after one incident the other began, each day in its own zone."""
    return max((later.day - earlier.day).days, 0) if earlier.day and later.day else 0


def _named(shared: Record | str) -> str:
    return f"runbook {title_of(shared)}" if isinstance(shared, Record) else f"factor {shared}"
