"""Cells that the day changes: what they say on the day of the build, and the due days that a browser corrects it by."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from generator.records.times import Zone


@dataclass(frozen=True)
class Due:
    """A day on which something is due, and the zone in which it has to be over for it to be late."""

    day: date
    zone: Zone

    def days_late(self, today: date) -> int:
        """Return how many days it is late; 0 when it is not."""
        return max((today - self.day).days, 0)


class Dated(ABC):
    """A cell that says something else when due days are over."""

    @property
    @abstractmethod
    def value(self) -> str | int:
        """What it says on the day of the build."""


@dataclass(frozen=True)
class DaysLate(Dated):
    """How many days something that is still to be done is late; 0 when it is not."""

    due: Due
    days: int

    @classmethod
    def on(cls, today: date, due: Due) -> Self:
        """Return the cell as it stands on a day."""
        return cls(due, due.days_late(today))

    @property
    def value(self) -> int:
        """The number of days."""
        return self.days


@dataclass(frozen=True)
class LateState(Dated):
    """Where something stands: a state such as `draft`, and `late` when its due day is over."""

    state: str
    due: Due
    is_late: bool

    @classmethod
    def on(cls, today: date, state: str, due: Due) -> Self:
        """Return the cell as it stands on a day."""
        return cls(state, due, due.days_late(today) > 0)

    @property
    def value(self) -> str:
        """The state in a word."""
        return "late" if self.is_late else self.state


@dataclass(frozen=True)
class LateCount(Dated):
    """How many of several things are late."""

    dues: tuple[Due, ...]
    """Of what is still to be done."""
    over: int
    """How many were done late, which no day changes."""
    late: int
    """Both together."""

    @classmethod
    def on(cls, today: date, dues: Iterable[Due], over: int = 0) -> Self:
        """Return the cell as it stands on a day."""
        every = tuple(dues)
        return cls(every, over, over + sum(due.days_late(today) > 0 for due in every))

    @property
    def value(self) -> int:
        """The number of those that are late."""
        return self.late
