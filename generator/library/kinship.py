"""Which incidents belong together: what a record says, seen from both sides, what happened before, what came next."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import Final, Literal, NamedTuple

from generator.library.library import Library
from generator.library.titles import title_of
from generator.records.incident import Incident
from generator.records.refs import IncidentRef, Key

NOT_PUBLIC = "an incident that is not public"
"""What the public edition says instead of an internal incident, where it has to say that there is one."""
SEEN_BEFORE_SHOWN: Final = 5
"""How many earlier incidents like it the page of an incident names."""
_REMEMBERED: Final = 2**10
"""Of so many incidents is remembered what was seen before."""
Shared = Literal["runbook", "service", "alert", "factor"]


@dataclass(frozen=True)
class Kin:
    """Incidents that belong to another one in one way."""

    words: str
    """In which way: `caused by`."""
    incidents: tuple[Incident, ...] = ()
    hidden: bool = False
    """Whether there is one that the public edition leaves out."""


class Trait(NamedTuple):
    """One thing that incidents can have in common."""

    kind: Shared
    of: str
    """Whose: the handbook of the runbook or service, or of the incidents that use the same word for a factor."""
    name: str
    """Its id, its name as an alert, or the category."""

    @property
    def mark(self) -> str:
        """What names it in an address: `runbook:shop/api-down`, `alert:ApiDown`; it has no spaces."""
        return f"{self.kind}:{self.of}/{self.name}" if self.of else f"{self.kind}:{self.name}"


class SeenBefore(NamedTuple):
    """An earlier incident that was like this one."""

    incident: Incident
    alike: tuple[str, ...]
    """What both had: `runbook API down`, `factor monitoring`."""


@dataclass(frozen=True)
class Neighbours:
    """The incidents of the same handbook that began before and after this one; None at either end."""

    earlier: Incident | None = None
    later: Incident | None = None


def kin(library: Library, incident: Incident) -> tuple[Kin, ...]:
    """Return the incidents that this one names, and those that name it, by the way they belong together."""
    users = library.users_of(incident, Incident)
    named = [found for ref in incident.related if (found := _incident(library, ref))]
    naming = [user for user in users if _names(user.related, incident)]
    related = tuple({one.key: one for one in (*named, *naming)}.values())
    # The public edition may know only that there is one.
    hidden = incident.is_duplicate and incident.duplicate_of is None
    every = (
        ("duplicate of", _one(library, incident.duplicate_of), hidden),
        ("reported again as", tuple(user for user in users if _names((user.duplicate_of,), incident)), False),
        ("caused by", _one(library, incident.caused_by), False),
        ("led to", tuple(user for user in users if _names((user.caused_by,), incident)), False),
        ("related", related, False),
    )
    return tuple(Kin(*group) for group in every if any(group[1:]))


class History:
    """The incidents of a library in their order and by what they had: gathered once, asked for each page."""

    def __init__(self, library: Library) -> None:
        """Gather nothing yet."""
        self.library = library
        self._said: dict[Trait, str] = {}
        self._seen: dict[tuple[Key, int], tuple[SeenBefore, ...]] = {}

    def seen_before(self, incident: Incident, most: int) -> tuple[SeenBefore, ...]:
        """Return at most `most` earlier incidents with a runbook, service, alert or factor in common, newest first.

        Runbooks, services and alerts are the same across handbooks; the word for a factor is a handbook's own.
        What the record names itself (`related`, `caused_by` …) is said by `kin` and left out here.
        """
        # Who writes pages asks twice: what a page is made of, and for the page.
        asked = (incident.key, most)
        found = self._seen.get(asked)
        if found is None:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            found = self._seen[asked] = self._seen_before(incident, most)
        return found

    def _seen_before(self, incident: Incident, most: int) -> tuple[SeenBefore, ...]:
        known = {one.key for group in kin(self.library, incident) for one in group.incidents}
        # The last ones with a trait: whichever of them is chosen is among those of each trait that it has.
        earlier = {trait: self._earlier(trait, incident, most + len(known)) for trait in self._own[incident.key]}
        ranks = sorted({rank for found in earlier.values() for rank in found})
        incidents = self.library.incidents
        chosen = islice((rank for rank in ranks if incidents[rank].key not in known), most)
        return tuple(SeenBefore(incidents[rank], self._alike(rank, earlier)) for rank in chosen)

    def shared(self, incident: Incident) -> tuple[Trait, ...]:
        """Return what an incident has in common with any other one, earlier or later."""
        return tuple(trait for trait in self._own[incident.key] if len(self._having.get(trait, ())) > 1)

    def neighbours(self, incident: Incident) -> Neighbours:
        """Return the previous and the next incident of the same handbook by their start."""
        return self._neighbours.get(incident.key, Neighbours())

    @cached_property
    def _rank(self) -> dict[Key, int]:
        return {incident.key: rank for rank, incident in enumerate(self.library.incidents)}

    @cached_property
    def _own(self) -> dict[Key, tuple[Trait, ...]]:
        """Return the traits of each incident."""
        # Most have the same few: one object for each, however many incidents there are.
        met: dict[Trait, Trait] = {}
        return {one.key: tuple(met.setdefault(trait, trait) for trait in traits(one)) for one in self.library.incidents}

    @cached_property
    def _having(self) -> dict[Trait, list[int]]:
        """Return the ranks of the incidents with each trait, newest first."""
        found: dict[Trait, list[int]] = {}
        for rank, incident in enumerate(self.library.incidents):
            # Of an incident without any day nobody knows whether it was before.
            for trait in self._own[incident.key] if incident.day else ():
                found.setdefault(trait, []).append(rank)
        return found

    @cached_property
    def _neighbours(self) -> dict[Key, Neighbours]:
        found: dict[Key, Neighbours] = {}
        for handbook in self.library.handbooks:
            # Of an incident without any day nobody knows what came before it.
            every = [one for one in self.library.of(Incident, handbook.key.id) if one.day]
            known: Iterable[Incident | None] = (None, *every, None)
            pairs = tuple(pairwise(known))
            for incident, (later, _), (_, earlier) in zip(every, pairs, pairs[1:], strict=False):
                found[incident.key] = Neighbours(earlier, later)
        return found

    def _earlier(self, trait: Trait, incident: Incident, most: int) -> list[int]:
        """Return the ranks of the last incidents with a trait that began before this one."""
        ranks = self._having.get(trait, []) if incident.day else []
        first = bisect_right(ranks, self._rank[incident.key])
        return ranks[first : first + most]

    def _alike(self, rank: int, earlier: Mapping[Trait, list[int]]) -> tuple[str, ...]:
        """Return what an earlier incident has of the traits of another one, in words."""
        return tuple(self._words(trait) for trait in earlier if rank in earlier[trait])

    def _words(self, trait: Trait) -> str:
        """Return a trait in words; the same few come again on most pages."""
        words = self._said.get(trait)
        if words is None:
            words = self._said[trait] = f"{trait.kind} {called(self.library, trait)}"
        return words


def called(library: Library, trait: Trait) -> str:
    """Return what people call a trait: the title of a runbook or service, an alert's name, the words of a category."""
    if trait.kind == "factor":
        return trait.name.replace("-", " ")
    record = None if trait.kind == "alert" else library.find(Key(trait.kind, trait.of, trait.name))
    return title_of(record) if record else trait.name


def traits(incident: Incident) -> tuple[Trait, ...]:
    """Return what an incident can have in common with others, each once: runbooks, services, alerts, factors."""
    return tuple(dict.fromkeys(_traits(incident)))


def _traits(incident: Incident) -> Iterator[Trait]:
    yield from (Trait("runbook", use.runbook.key.handbook, use.runbook.key.id) for use in incident.runbooks)
    yield from (Trait("service", ref.key.handbook, ref.key.id) for ref in incident.services)
    yield from (Trait("alert", "", name) for name in incident.alerts)
    categories = (factor.category for factor in incident.contributing_factors)
    yield from (Trait("factor", incident.key.handbook, category) for category in categories if category)


def _incident(library: Library, ref: IncidentRef | None) -> Incident | None:
    found = library.find(ref)
    return found if isinstance(found, Incident) else None


def _one(library: Library, ref: IncidentRef | None) -> tuple[Incident, ...]:
    found = _incident(library, ref)
    return (found,) if found else ()


def _names(refs: tuple[IncidentRef | None, ...], incident: Incident) -> bool:
    return any(ref is not None and ref.key == incident.key for ref in refs)
