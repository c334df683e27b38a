"""The groups of incidents whose response times are compared: by handbook, by its own severities, by quarter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from generator.library.library import Library
from generator.library.reports.census import level_of, levels_of, quarter_of
from generator.library.reports.incident_times import Stage
from generator.library.reports.spread import Spread, spread
from generator.records.handbook import Handbook
from generator.records.incident import Incident

By = Literal["all", "handbook", "severity", "quarter"]


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


def groups_of(library: Library, times: tuple[Timed, ...]) -> Iterator[Group]:
    """Yield all incidents, those of each handbook and its severities (worst first), of each quarter (latest first).

    A level belongs to its handbook: a P1 of two handbooks is two things with targets of their own.
    """
    yield Group("all", "", "All incidents", times)
    by_book = _grouped(times, lambda incident: incident.key.handbook)
    books = [book for book in library.handbooks if book.key.id in by_book]
    if len(books) > 1:
        yield from (Group("handbook", "", str(book.title), by_book[book.key.id]) for book in books)
    for book in books:
        yield from _severities(library, book, by_book[book.key.id])
    quarters = _grouped(times, lambda incident: quarter_of(incident.day) if incident.day else "")
    for name in sorted(filter(None, quarters), reverse=True):
        yield Group("quarter", "", name, quarters[name])


def _severities(library: Library, book: Handbook, times: tuple[Timed, ...]) -> Iterator[Group]:
    levels = _grouped(times, lambda incident: level_of(library, incident).name)
    for level in levels_of(library, (one.incident for one in times)):
        yield Group("severity", str(book.title), level.name, levels[level.name])


def _grouped(times: tuple[Timed, ...], name_of: Callable[[Incident], str]) -> dict[str, tuple[Timed, ...]]:
    """Return the incidents by a word of each, in one pass: there may be thousands."""
    groups: dict[str, list[Timed]] = {}
    for one in times:
        groups.setdefault(name_of(one.incident), []).append(one)
    return {name: tuple(group) for name, group in groups.items()}
