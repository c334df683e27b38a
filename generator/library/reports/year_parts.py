"""Long lists cut by year: what no page could hold stands on a page for each year, and in parts where a year is long."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

PART = 1_000
"""As many rows a page of one year holds; a longer year has several."""
UNDATED = "undated"
"""What is of no known year."""

T = TypeVar("T")


@dataclass(frozen=True)
class YearPart(Generic[T]):
    """One year of a list, or a part of it."""

    year: str
    """`2024`, or `undated`."""
    number: int
    """1 for the first part of a year."""
    of: int
    """How many parts the year has."""
    rows: tuple[T, ...]

    @property
    def name(self) -> str:
        """What its files are called: `2024`, `2024-2`."""
        return self.year if self.number == 1 else f"{self.year}-{self.number}"

    @property
    def title(self) -> str:
        """What people read: `2024`, `2024, part 2 of 3`, `no known day`."""
        year = "no known day" if self.year == UNDATED else self.year
        return year if self.of == 1 else f"{year}, part {self.number} of {self.of}"


def by_year(rows: Iterable[T], year_of: Callable[[T], int | None]) -> tuple[YearPart[T], ...]:
    """Return rows by year, the latest first and what is undated last; within a year in the order given."""
    years: dict[int | None, list[T]] = {}
    for row in rows:
        years.setdefault(year_of(row), []).append(row)
    order = sorted(years, key=lambda year: (year is None, -(year or 0)))
    return tuple(part for year in order for part in _parts(year, years[year]))


def _parts(year: int | None, rows: list[T]) -> Iterable[YearPart[T]]:
    name = UNDATED if year is None else f"{year:04}"
    starts = range(0, len(rows), PART)
    for number, start in enumerate(starts, 1):
        yield YearPart(name, number, len(starts), tuple(rows[start : start + PART]))
