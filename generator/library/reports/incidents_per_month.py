"""Incidents per month by severity: how often something breaks, and how bad it is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.library.library import Library
from generator.library.reports.census import Census, census, counted_words, level_of, levels_of, sort_of, undated
from generator.library.reports.series import Columns, Part
from generator.library.reports.table import Column, Report, Row, Table, Topic
from generator.records.handbook import Handbook
from generator.records.incident import Incident

TOPIC = Topic("incidents-per-month", "Incidents per month", "How often does something break, and how badly?")
_SORTS = {
    "near miss": Column("near_misses", "Near misses"),
    "drill": Column("drills", "Drills"),
    "maintenance": Column("maintenance", "Maintenance"),
    "duplicate": Column("duplicates", "Duplicates"),
}
_HOW = (
    "An incident belongs to the month in which it began, in the zone of its record, and to the worst severity it ever "
    "had. Near misses, drills and maintenance are counted apart, and so is a record that repeats another one: no "
    "number of incidents counts them. The tables begin with the latest month, the columns end with it."
)
_EMPTY = "No incident is recorded yet."


@dataclass(frozen=True)
class Months:
    """The months from the first incident of a library to its last, none left out: a quiet month is news, too."""

    names: tuple[str, ...]
    """`2025-02`."""

    def sorted(self, incidents: Iterable[Incident]) -> tuple[tuple[Incident, ...], ...]:
        """Return for each month what began in it."""
        began: dict[str, list[Incident]] = {}
        for incident in incidents:
            began.setdefault(str(incident.day)[:7], []).append(incident)
        return tuple(tuple(began.get(name, ())) for name in self.names)


def incidents_per_month(library: Library, today: date) -> Report:
    """Return how many incidents began in each month: of every handbook by its own levels, and all of them together."""
    found = census(library)
    months = Months(tuple(_months(found.every)))
    books = tuple(book for book in library.handbooks if found.of(book.key.id).every)
    # One scale for all, so that the columns of two handbooks can be compared.
    top = max((len(began) for book in books for began in months.sorted(found.of(book.key.id).incidents)), default=0)
    tables = [_handbook(library, book, found, months, top, alone=len(books) == 1) for book in books]
    if len(books) != 1:
        tables.insert(0, _overall(books, found, months))
    if months.names:
        tables[0] = replace(tables[0], of_today=_of_today(months.names[-1], today))
    return Report(
        *TOPIC,
        tuple(tables),
        (_HOW, *undated(found.every, "record", "in no month")),
        found.of_examples,
    )


def _months(incidents: Iterable[Incident]) -> Iterator[str]:
    days = [incident.day for incident in incidents if incident.day]
    if not days:
        return
    first, last = min(days), max(days)
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{number // 12:04}-{number % 12 + 1:02}"


def _of_today(last: str, today: date) -> str:
    """Return what the latest month on the page is on the day of the build: not over yet, or followed by quiet ones."""
    as_of = f"As of {today.isoformat()}"
    now = f"{today:%Y-%m}"
    if last >= now:
        return f"{as_of} the month {now} is not over: its numbers can still grow."
    quiet = _number(now) - _number(last) - 1
    if not quiet:
        return f"{as_of} nothing is recorded since {last}; the month {now} is not over."
    since = f"{counted_words(quiet, 'whole month')} without any record"
    return f"{as_of} nothing is recorded since {last}: {since}, and {now} is not over."


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def _overall(books: tuple[Handbook, ...], found: Census, months: Months) -> Table:
    columns = (
        Column("month", "Month"),
        Column("incidents", "All incidents"),
        *(Column(f"handbook_{book.key.id}", str(book.title)) for book in books),
        *_SORTS.values(),
    )
    each = tuple(zip(months.names, months.sorted(found.incidents), months.sorted(found.apart), strict=True))
    rows: list[Row] = [(name, len(began), *_by_book(books, began), *_by_sort(apart)) for name, began, apart in each]
    counts = tuple((len(began),) for _, began, _ in each)
    charts = _chart(TOPIC.name, "Incidents per month, all handbooks", (Part("incidents", "plain"),), months, counts)
    return Table(
        TOPIC.name,
        "All handbooks",
        columns,
        tuple(rows[::-1]),
        empty=_EMPTY,
        charts=charts,
        figures=True,
        folded=bool(charts),
    )


def _handbook(  # noqa: PLR0913 - one handbook's table, and what it shares with the others
    library: Library, book: Handbook, found: Census, months: Months, top: int, *, alone: bool
) -> Table:
    own = found.of(book.key.id)
    levels = levels_of(library, own.incidents)
    columns = (
        Column("month", "Month"),
        *(Column(level.key, level.title) for level in levels),
        Column("incidents", "All incidents"),
        *_SORTS.values(),
    )
    rows: list[Row] = []
    counts = []
    for name, began, apart in zip(months.names, months.sorted(own.incidents), months.sorted(own.apart), strict=True):
        by_level = Counter(level_of(library, incident).name for incident in began)
        stack = tuple(by_level[level.name] for level in levels)
        rows.append((name, *stack, len(began), *_by_sort(apart)))
        counts.append(stack)
    address = TOPIC.name if alone else f"{TOPIC.name}-{book.key.id}"
    parts = tuple(Part(level.name, level.look) for level in levels)
    charts = _chart(address, f"Incidents per month by severity, {book.title}", parts, months, tuple(counts), top=top)
    return Table(
        address,
        "By severity" if alone else str(book.title),
        columns,
        tuple(rows[::-1]),
        charts=charts,
        figures=True,
        folded=bool(charts),
    )


def _by_book(books: tuple[Handbook, ...], began: tuple[Incident, ...]) -> tuple[int, ...]:
    counts = Counter(incident.key.handbook for incident in began)
    return tuple(counts[book.key.id] for book in books)


def _by_sort(apart: tuple[Incident, ...]) -> tuple[int, ...]:
    counts = Counter(map(sort_of, apart))
    return tuple(counts[sort] for sort in _SORTS)


def _chart(  # noqa: PLR0913 - what a chart is made of
    name: str,
    title: str,
    parts: tuple[Part, ...],
    months: Months,
    counts: tuple[tuple[int, ...], ...],
    *,
    top: int = 0,
) -> tuple[Columns, ...]:
    """Return the chart of a table; none where no incident stands in any month."""
    most = max(map(sum, counts), default=0)
    if not most:
        return ()
    description = _description(parts, months, counts, most)
    return (Columns(f"{name}-chart", title, description, parts, months.names, counts, max(top, most)),)


def _description(parts: tuple[Part, ...], months: Months, counts: tuple[tuple[int, ...], ...], most: int) -> str:
    sums = tuple(map(sum, counts))
    kinds = ", ".join(f"{sum(stack[place] for stack in counts)} {part.name}" for place, part in enumerate(parts))
    split = f" ({kinds})" if len(parts) > 1 else ""
    busiest = [month for month, number in zip(months.names, sums, strict=True) if number == most]
    peak = f", in {busiest[0]}" if len(busiest) == 1 else ""
    return (
        f"{months.names[0]} to {months.names[-1]}: {counted_words(sum(sums))}{split}; at most {most} in a month{peak}; "
        f"{counted_words(sums.count(0), 'month')} without any."
    )
