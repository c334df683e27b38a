"""What a chart shows, as plain values in the order to draw them; the table under it says the same in words."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from generator.records.incident import Incident

Look: TypeAlias = Literal[
    "level-0",
    "level-1",
    "level-2",
    "level-3",
    "level-4",
    "no-level",
    "apart",
    "plain",
    "met",
    "missed",
    "running",
    "unknown",
]
"""A colour and a shape: of a level by its rank, of what is counted apart, or of what became of a target."""

_LOOKS: tuple[Look, ...] = ("level-0", "level-1", "level-2", "level-3", "level-4")


@dataclass(frozen=True)
class Part:
    """One thing that the marks of a chart stand for, as its legend names it."""

    name: str
    look: Look


@dataclass(frozen=True)
class Columns:
    """A column for each month, stacked from the parts."""

    name: str
    """Unique on its page."""
    title: str
    description: str
    """The chart in a sentence or two, for those who do not see it."""
    parts: tuple[Part, ...]
    """From the bottom to the top."""
    months: tuple[str, ...]
    """`2025-02`, without a gap."""
    counts: tuple[tuple[int, ...], ...]
    """For each month the number of each part."""
    top: int
    """The highest column that the drawing has room for: charts that are compared share it."""


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of, and the number of each part."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Bars:
    """Bars under each other, all on one scale."""

    name: str
    title: str
    description: str
    parts: tuple[Part, ...]
    bars: tuple[Bar, ...]
    top: int
    """What the longest bar would count: charts that are compared share it."""


@dataclass(frozen=True)
class Dot:
    """One incident on a strip of time."""

    incident: Incident
    length: timedelta
    look: Look
    is_missed: bool
    """Whether its target was missed."""
    words: str
    """What it stands for: `Payments fail, SEV1: 12 min`."""


@dataclass(frozen=True)
class Strip:
    """The dots of one group of incidents."""

    name: str
    note: str
    """How many are known, and how many are not."""
    dots: tuple[Dot, ...]
    median: timedelta | None
    ninetieth: timedelta | None
    """Both None where there are too few to summarise."""


@dataclass(frozen=True)
class Dots:
    """A strip for each group on one logarithmic scale of time."""

    name: str
    title: str
    description: str
    parts: tuple[Part, ...]
    strips: tuple[Strip, ...]


@dataclass(frozen=True)
class Mark:
    """What began on one day of a calendar."""

    day: date
    look: Look
    """Of the worst."""
    incident: Incident
    """The worst."""
    words: str
    """All of them."""


@dataclass(frozen=True)
class Year:
    """The months of one year with their weeks."""

    name: str
    title: str
    description: str
    parts: tuple[Part, ...]
    year: int
    marks: tuple[Mark, ...]


Chart: TypeAlias = Columns | Bars | Dots | Year


def look_of(rank: int | None) -> Look:
    """Return how a level is drawn, 0 being most severe; None is an incident without a level."""
    return "no-level" if rank is None else _LOOKS[min(rank, len(_LOOKS) - 1)]
