"""Which records the numbers of a report count, which stand apart, and the groups that they are compared by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.library.library import Library, counted
from generator.library.reports.series import Look, Part, look_of
from generator.library.titles import title_of
from generator.records.incident import Incident
from generator.records.scalars import Line
from generator.records.severity import Severity

APART = Line(
    "Near misses, drills and maintenance stand apart: no number of incidents counts them. "
    "Nor does it count a record that repeats another one (`duplicate_of`)."
)
NO_SEVERITY = "no severity"
_SORTS = {"near-miss": "near miss"}


@dataclass(frozen=True)
class Census:
    """The records that a report is about, newest first."""

    incidents: tuple[Incident, ...]
    """What numbers count."""
    apart: tuple[Incident, ...]
    """Near misses, drills, maintenance, and records that repeat another one."""
    of_examples: bool
    """Whether these are the examples because there are no real incidents yet."""

    @property
    def every(self) -> tuple[Incident, ...]:
        """What counts, then what stands apart."""
        return (*self.incidents, *self.apart)

    def of(self, handbook: str) -> "Census":
        """Return the records of one handbook."""
        own = tuple(incident for incident in self.incidents if incident.key.handbook == handbook)
        apart = tuple(incident for incident in self.apart if incident.key.handbook == handbook)
        return Census(own, apart, self.of_examples)


class Level(NamedTuple):
    """A level by its name; levels of the same name in two handbooks stand once."""

    name: str
    """`P1`."""
    rank: int | None
    """How severe it is, 0 being most; None for incidents without a level."""

    @property
    def key(self) -> str:
        """What programs call it: `p1`, `no_severity`."""
        return self.name.lower().replace(" ", "_")

    @property
    def title(self) -> str:
        """What people read above a column of it."""
        return self.name.capitalize() if self.rank is None else self.name

    @property
    def look(self) -> Look:
        """How it is drawn."""
        return look_of(self.rank)


def census(library: Library) -> Census:
    """Return the incidents of a library that count, and those apart; examples only while there are no real ones."""
    return library.once(_census)


def _census(library: Library) -> Census:
    every = counted(library.incidents)
    return Census(
        tuple(incident for incident in every if sort_of(incident) == "incident"),
        tuple(incident for incident in every if sort_of(incident) != "incident"),
        any(incident.example for incident in every),
    )


def sort_of(incident: Incident) -> str:
    """Return what a record is in a word: `incident`, `near miss`, `drill`, `maintenance` or `duplicate`."""
    if incident.counts and incident.is_duplicate:
        return "duplicate"
    return _SORTS.get(incident.type, incident.type)


def fires(library: Library) -> tuple[Incident, ...]:
    """Return the open incidents that are fires of their own, newest first; examples only while nothing is real.

    A duplicate is none, unless the incident that it repeats is not public: then nothing else says that something burns.
    """
    is_open = (one for one in counted(library.incidents) if one.is_open and one.counts)
    return tuple(one for one in is_open if library.find(one.duplicate_of) is None)


def level_of(library: Library, incident: Incident) -> Level:
    """Return the worst level that an incident ever had."""
    if incident.severity is None:
        return Level(NO_SEVERITY, None)
    return Level(str(incident.severity.key.id), library.rank(incident.severity))


def levels_of(library: Library, incidents: Iterable[Incident]) -> tuple[Level, ...]:
    """Return the levels that occur, most severe first, what has no level last; the worst rank of a name counts."""
    ranks: dict[str, int | None] = {}
    for incident in incidents:
        level = level_of(library, incident)
        known = ranks.get(level.name)
        ranks[level.name] = level.rank if known is None or level.rank is None else min(level.rank, known)
    levels = (Level(name, rank) for name, rank in ranks.items())
    return tuple(sorted(levels, key=lambda level: (level.rank is None, level.rank or 0, level.name)))


def legend_of(library: Library, incidents: Iterable[Incident]) -> tuple[Part, ...]:
    """Return what the shapes of levels stand for; levels of the same rank share theirs."""
    names: dict[Look, list[str]] = {}
    for level in levels_of(library, incidents):
        names.setdefault(level.look, []).append(level.name)
    return tuple(Part(", ".join(several), look) for look, several in names.items())


def severity_cell(library: Library, incident: Incident) -> Severity | None:
    """Return the level of an incident as a record, to be shown with its shape and a link."""
    found = library.find(incident.severity)
    return found if isinstance(found, Severity) else None


def handbook_of(library: Library, incident: Incident) -> str:
    """Return what people call the handbook of an incident."""
    return title_of(library.handbook(incident.key.handbook))


def quarter_of(day: date) -> str:
    """Return the quarter of a day: `2025 Q1`."""
    return f"{day.year} Q{(day.month + 2) // 3}"


def undated(incidents: Iterable[Incident], word: str, where: str) -> tuple[str, ...]:
    """Return a note on those of which no day is known, where some are: `1 record without any day is in no month.`."""
    without = sum(incident.day is None for incident in incidents)
    if not without:
        return ()
    return (f"{counted_words(without, word)} without any day {'is' if without == 1 else 'are'} {where}.",)


def counted_words(number: int, word: str = "incident") -> str:
    """Return a number of things in words: `1 incident`, `3 incidents`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
