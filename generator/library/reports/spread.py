"""How long something took over several incidents: median, 90th percentile, and how many are not known.

There is no mean here: a few long incidents pull it away from all others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from generator.library.reports.incident_times import Stage

FEW = 5
"""Fewer known times than this are too few to summarise."""

HOW = (
    "The median is the middle one of the known times, or halfway between the middle two. The 90th percentile is the "
    "shortest known time that at least nine in ten do not exceed: the nearest rank, so it is always a time that an "
    "incident really took (the first of the nine definitions that Hyndman and Fan compare in “Sample Quantiles in "
    "Statistical Packages”, 1996). Up to nine known times, it is simply the longest. Lengths are "
    "in whole minutes: what is left of a minute is cut."
)
"""How to read the numbers."""


@dataclass(frozen=True)
class Spread:
    """The known lengths of one stage, shortest first, and how many are missing."""

    lengths: tuple[timedelta, ...]
    unknown: int
    """Incidents of which a time was not recorded."""
    awaited: int
    """Incidents that have not come so far yet."""
    before: int = 0
    """Incidents that came so far before the first harm to users: that is no length of time."""

    @property
    def known(self) -> int:
        """How many times are known."""
        return len(self.lengths)

    @property
    def is_small(self) -> bool:
        """Whether there are too few to summarise."""
        return self.known < FEW

    @property
    def median(self) -> timedelta | None:
        """The middle one, or halfway between the middle two; None without any."""
        if not self.lengths:
            return None
        return (self.lengths[(self.known - 1) // 2] + self.lengths[self.known // 2]) / 2

    @property
    def ninetieth(self) -> timedelta | None:
        """The 90th percentile by the nearest rank, `ceil(0.9 n)`; None without any."""
        if not self.lengths:
            return None
        return self.lengths[-(-9 * self.known // 10) - 1]


def spread(stages: Iterable[Stage]) -> Spread:
    """Return how one stage went over several incidents."""
    every = tuple(stages)
    lengths = tuple(sorted(length for stage in every if (length := stage.length) is not None))
    awaited = sum(stage.is_awaited for stage in every)
    before = sum(stage.early is not None for stage in every)
    return Spread(lengths, len(every) - len(lengths) - awaited - before, awaited, before)
