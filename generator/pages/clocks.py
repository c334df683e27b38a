"""Points in time as digits: on a page there are a hundred, and what takes any form takes ten times as long."""

from datetime import UTC, datetime
from typing import Final

_TWO: Final = tuple(f"{number:02}" for number in range(60))
"""Each number of a clock or a calendar with two digits."""


def clock_words(at: datetime) -> str:
    """Return a time of day: `14:02`."""
    return f"{_TWO[at.hour]}:{_TWO[at.minute]}"


def stamp(at: datetime) -> str:
    """Return an instant for machines, to the second and in UTC: `2025-02-11T13:02:00Z`."""
    at = at.astimezone(UTC)
    return f"{at.year}-{_TWO[at.month]}-{_TWO[at.day]}T{_TWO[at.hour]}:{_TWO[at.minute]}:{_TWO[at.second]}Z"
