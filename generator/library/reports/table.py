"""What a report is: tables of plain values, which pages draw, a terminal prints and programs read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, TypeAlias

from generator.library.reports.dated import Dated
from generator.library.reports.series import Chart
from generator.library.reports.year_parts import YearPart, by_year
from generator.records.record import Record
from generator.records.scalars import Line, Prose
from generator.records.times import Zone

MOST_ROWS = 500
"""As many rows a page shows, and as many incidents a chart; programs get all."""


@dataclass(frozen=True)
class Unknown:
    """A value that nobody recorded; it is shown as `—`."""

    reason: str
    """Why it is unknown, in words: `no detection time recorded`."""


@dataclass(frozen=True)
class DueDay:
    """The day on which something open is due; the browser corrects how late it is by the reader's clock."""

    day: date
    zone: Zone
    """Where the day has to be over for it to be late."""
    days_late: int
    """On the day of the build; 0 when it is not late."""


@dataclass(frozen=True)
class Deadline:
    """When the time for something that has not happened is over; the browser says by the reader's clock if it is."""

    at: datetime
    is_over: bool
    """On the day of the build."""


@dataclass(frozen=True)
class Said:
    """A text of a record: its links lead from there."""

    text: Line | Prose
    record: Record


Cell: TypeAlias = (
    Record
    | str
    | int
    | date
    | datetime
    | timedelta
    | Unknown
    | DueDay
    | Deadline
    | Said
    | Dated
    | tuple[Record, ...]
    | None
)
"""A value in its own type: a record is shown as a link, a length of time in words. None is an empty cell."""

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    key: str
    """What programs call it: a name in JSON and the first line of CSV. Lengths of time end in `_minutes`."""
    title: str
    """What people read above it."""


@dataclass(frozen=True)
class Window:
    """A row that is true on some days only: a browser shows it while the reader's day is one of them."""

    first: date
    last: date
    row: Row
    weight: int = 0
    """Its place among all of them, what weighs most being 0: where only some can be shown at once."""

    def holds(self, day: date) -> bool:
        """Say whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class RowGroup:
    """Rows that a page shows together."""

    name: str
    """What stands above them; nothing where a table has no groups."""
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells under named columns."""

    name: str
    """What programs call it, and its anchor on the page."""
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    """How to read it."""
    empty: str = "Nothing is recorded yet."
    """What stands there without rows."""
    charts: tuple[Chart, ...] = ()
    """The same as pictures, above it."""
    behind: "Table | None" = None
    """What the rows were made from, folded away on the page; a table of the report says it to programs."""
    windows: tuple[Window, ...] | None = None
    """The rows again where the day decides which there are, and those that will be there soon; `rows` are today's."""
    known_until: date | None = None
    """The last day for which `windows` are whole; later nobody can say. None when there is nothing to say at all."""
    at_once: int = 0
    """As many windows a page shows on one day, those that weigh most; 0 for all of them."""
    figures: bool = False
    """Whether it is a table of numbers: such a one stays a table on a phone, where the rows of others become cards."""
    folded: bool = False
    """Whether the page folds it away, because its chart or another table says it in less room."""
    heads: int = 0
    """How many of the first columns name a group of rows, in words: the page shows each group under them."""
    of_today: str = ""
    """What is to be said of it on the day of the build; it names the day, so that it stays true."""
    since: str = ""
    """The key of the column whose day gives a row its year: a table too long for its page has one for each year."""
    whole: str = ""
    """The table of the same report that says all of it, when this one is too long for its page."""
    more: int = 0
    """How many rows there are beside these, where that other table says them all."""

    @property
    def row_groups(self) -> tuple[RowGroup, ...]:
        """The rows that a page shows by the words of their heads; all of them without a name when there are none."""
        groups = groupby(self.first_rows, lambda row: ", ".join(str(cell) for cell in row[: self.heads] if cell))
        return tuple(RowGroup(name, tuple(row[self.heads :] for row in rows)) for name, rows in groups)

    @property
    def shown_columns(self) -> tuple[Column, ...]:
        """The columns that a page shows: those that name groups stand above their rows."""
        return self.columns[self.heads :]

    def shown_on(self, day: date) -> tuple[Window, ...]:
        """Return the windows that a page shows on a day."""
        holding = [window for window in self.windows or () if window.holds(day)]
        if not self.at_once or len(holding) <= self.at_once:
            return tuple(holding)
        return tuple(sorted(holding, key=lambda window: window.weight)[: self.at_once])

    @property
    def first_rows(self) -> tuple[Row, ...]:
        """The rows that a page shows: with thousands of them it would be slow to open and no better to read."""
        return self.rows[:MOST_ROWS]

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows) + self.more

    @property
    def is_cut(self) -> bool:
        """Whether its page cannot show all rows."""
        return self.count > MOST_ROWS

    @cached_property
    def years(self) -> tuple[YearPart[Row], ...]:
        """Every row by its year where a page cannot show all of them; nothing where no column tells the year."""
        if not self.is_cut or not self.since:
            return ()
        place = [column.key for column in self.columns].index(self.since)
        return by_year(self.rows, lambda row: cell.year if isinstance(cell := row[place], date) else None)


class Topic(NamedTuple):
    """What a report is about, as it is known before the report is made."""

    name: str
    """Its address, `/reports/NAME/`, and its name for the command."""
    title: str
    question: str
    """What it answers, in a sentence."""


@dataclass(frozen=True)
class Report:
    """One question about the library, answered by tables."""

    name: str
    """Its address, `/reports/NAME/`, and its name for the command."""
    title: str
    question: str
    """What it answers, in a sentence."""
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()
    """Definitions and cautions, a paragraph each."""
    of_examples: bool = False
    """Whether it counts the example incidents because there are no real ones yet."""
    scope: str = ""
    """What it counts, where that is not everything: the public edition knows only what is published."""
