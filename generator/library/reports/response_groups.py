"""The groups of incidents whose response times are compared: by handbook, by its own severities, by quarter."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from generator.library.library import Library
from generator.library.reports.census import level_of, levels_of, quarter_of
from generator.library.reports.incident_times import Stage
from generator.library.reports.spread import Spread, spread
from generator.records.handbook import Handbook
from generator.records.incident import Incident

By = Literal["all", "handbook", "severity", "quarter"]
_Placed: TypeAlias = tuple[int, Incident]


class Timed(NamedTuple):
    """One incident and one of its stages."""

    incident: Incident
    stage: Stage


@dataclass(frozen=True)
class Group:
    """Incidents that are compared with others: of one handbook, severity or quarter."""

    by: By
    handbook: str
    """Whose severity it is; empty for what is of all handbooks."""
    name: str
    times: tuple[Timed, ...]

    @cached_property
    def spread(self) -> Spread:
        """How long they took."""
        return spread(one.stage for one in self.times)


class Grouping(NamedTuple):
    """Which incidents are compared with each other: the same ones for each of their stages."""

    by: By
    handbook: str
    name: str
    places: tuple[int, ...]
    """Where they stand among all incidents."""

    def of(self, times: tuple[Timed, ...]) -> Group:
        """Return the group with one stage of each, from that stage of all incidents."""
        return Group(self.by, self.handbook, self.name, tuple([times[place] for place in self.places]))


def groupings(library: Library, incidents: tuple[Incident, ...]) -> Iterator[Grouping]:
    """Yield all incidents, those of each handbook and its severities (worst first), of each quarter (latest first).

    A level belongs to its handbook: a P1 of two handbooks is two things with targets of their own.
    """
    every = [*enumerate(incidents)]
    yield Grouping("all", "", "All incidents", tuple(range(len(incidents))))
    by_book = _grouped(every, lambda incident: incident.key.handbook)
    books = [book for book in library.handbooks if book.key.id in by_book]
    if len(books) > 1:
        yield from (Grouping("handbook", "", str(book.title), _places(by_book[book.key.id])) for book in books)
    for book in books:
        yield from _severities(library, book, by_book[book.key.id])
    quarters = _grouped(every, lambda incident: quarter_of(incident.day) if incident.day else "")
    for name in sorted(filter(None, quarters), reverse=True):
        yield Grouping("quarter", "", name, _places(quarters[name]))


def _severities(library: Library, book: Handbook, own: list[_Placed]) -> Iterator[Grouping]:
    levels = _grouped(own, lambda incident: level_of(library, incident).name)
    for level in levels_of(library, (incident for _, incident in own)):
        yield Grouping("severity", str(book.title), level.name, _places(levels[level.name]))


def _grouped(placed: Iterable[_Placed], name_of: Callable[[Incident], str]) -> dict[str, list[_Placed]]:
    """Return the incidents by a word of each, in one pass: there may be thousands."""
    groups: dict[str, list[_Placed]] = {}
    for one in placed:
        groups.setdefault(name_of(one[1]), []).append(one)
    return groups


def _places(placed: Iterable[_Placed]) -> tuple[int, ...]:
    return tuple([place for place, _ in placed])
