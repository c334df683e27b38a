"""A calendar of incidents by day, and what happened around this day a year ago or longer."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from generator.library.lengths import duration
from generator.library.library import Library
from generator.library.reports.census import (
    APART,
    census,
    counted_words,
    handbook_of,
    legend_of,
    level_of,
    severity_cell,
    sort_of,
    undated,
)
from generator.library.reports.incident_times import EARLY, lasted
from generator.library.reports.series import Mark, Part, Year
from generator.library.reports.table import Cell, Column, Report, Row, Table, Topic, Unknown, Window
from generator.records.days import weekday_name
from generator.records.incident import Incident

TOPIC = Topic("calendar", "Calendar", "When does something break, and what happened around this day in earlier years?")
NEAR = timedelta(days=7)
"""A year ago means: a week around this day."""
AHEAD = timedelta(days=100)
"""For so long a browser finds what the list will show, without a new build."""
_AT_ONCE = 40
"""As many rows of earlier years stand on a page at once."""

_APART_MARK = Part("near miss, drill, maintenance, duplicate", "apart")
_HOW = (
    "An incident stands on the day it began, in the zone of its record, however long it lasted. Of several on one day "
    "the worst gives the shape."
)
_LEAP_MONTH, _LEAP_DAY = 2, 29


def calendar(library: Library, today: date) -> Report:
    """Return every year with its days, each day's incidents in words, and those of around this day in earlier years."""
    found = census(library)
    dated = tuple(incident for incident in found.every if incident.day)
    return Report(
        *TOPIC,
        (a_year_ago(library, today), _days(library, dated)),
        (_HOW, APART, *undated(found.every, "record", "in no calendar")),
        found.of_examples,
    )


def a_year_ago(library: Library, today: date, at_once: int = _AT_ONCE) -> Table:
    """Return the incidents that began within seven days of today one or more years ago, latest first.

    Near misses, drills and maintenance are among them: they are worth a thought, not a number. `windows` holds these
    and those of the next hundred days, each with the days on which it belongs there; of more than `at_once` on one day
    the worst.
    """
    is_known = any(incident.day for incident in census(library).every)
    every = sorted(_windows(library, today), key=lambda window: (window.last, window.row[3]), reverse=True)
    weights = sorted(range(len(every)), key=lambda place: (every[place].weight, place))
    ranked = {place: weight for weight, place in enumerate(weights)}
    windows = tuple(replace(window, weight=ranked[place]) for place, window in enumerate(every))
    table = Table(
        "a-year-ago",
        "A year ago",
        (
            Column("years_ago", "Ago"),
            Column("incident", "Incident"),
            Column("severity", "Severity"),
            Column("began", "Began"),
            Column("handbook", "Handbook"),
        ),
        tuple(window.row for window in windows if window.holds(today)),
        "What began within seven days of this day, one year ago or more.",
        "Nothing is recorded for this week in an earlier year.",
        windows=windows,
        known_until=today + AHEAD if is_known else None,
    )
    return _cut(table, today, at_once) if len(windows) > at_once else table


def _cut(table: Table, today: date, at_once: int) -> Table:
    """Return the table with the windows that a page shows on any of the days ahead."""
    cut = replace(table, at_once=at_once)
    days = (today + timedelta(days=ahead) for ahead in range(AHEAD.days + 1))
    shown = {window.weight for day in days for window in cut.shown_on(day)}
    windows = tuple(window for window in table.windows or () if window.weight in shown)
    if len(windows) == len(table.windows or ()):
        return table
    return replace(cut, windows=windows, note=f"{table.note} At most {at_once} stand here, the worst of them.")


def anniversary(day: date, year: int) -> date:
    """Return the same day of another year; of a 29 February it is the 28th where there is no 29th."""
    leap = (day.month, day.day) == (_LEAP_MONTH, _LEAP_DAY)
    return date(year, day.month, day.day - 1) if leap and not _is_leap(year) else date(year, day.month, day.day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _windows(library: Library, today: date) -> Iterator[Window]:
    for incident in census(library).every:
        day = incident.day
        if day is None:
            continue
        for year in range(max(today.year - 1, day.year + 1), today.year + 2):
            again = anniversary(day, year)
            if today - NEAR <= again <= today + NEAR + AHEAD:
                years = counted_words(year - day.year, "year")
                row = (f"{years} ago", incident, _severity(library, incident), day, handbook_of(library, incident))
                yield Window(again - NEAR, again + NEAR, row, library.rank(incident.severity))


def _days(library: Library, incidents: tuple[Incident, ...]) -> Table:
    newest_first = sorted(incidents, key=lambda one: (one.day or date.min, one.key), reverse=True)
    columns = (
        Column("day", "Day"),
        Column("weekday", "Weekday"),
        Column("incident", "Incident"),
        Column("severity", "Severity"),
        Column("sort", "Kind"),
        Column("lasted_minutes", "Lasted"),
        Column("handbook", "Handbook"),
    )
    rows = tuple(_day_row(library, incident) for incident in newest_first)
    charts = tuple(_years(library, incidents)) if incidents else ()
    return Table("days", "Day by day", columns, rows, empty="No incident is recorded yet.", charts=charts, since="day")


def _day_row(library: Library, incident: Incident) -> Row:
    length = _length(incident)
    return (
        incident.day,
        weekday_name(incident.day) if incident.day else None,
        incident,
        _severity(library, incident),
        sort_of(incident),
        Unknown(_why_unknown(incident)) if length is None else length,
        handbook_of(library, incident),
    )


def _length(incident: Incident) -> timedelta | None:
    """Return how long it lasted; None where nobody can say, also where its end stands before its start."""
    length = lasted(incident)
    return length if length is not None and length >= timedelta() else None


def _why_unknown(incident: Incident) -> str:
    if lasted(incident) is not None:
        return EARLY
    return "still open" if incident.is_open else "a time is not recorded"


def _years(library: Library, incidents: tuple[Incident, ...]) -> Iterator[Year]:
    """Yield the years from the last to the first, quiet ones too."""
    years: dict[int, list[Incident]] = {}
    for incident in incidents:
        if incident.day:
            years.setdefault(incident.day.year, []).append(incident)
    real = [incident for incident in incidents if sort_of(incident) == "incident"]
    apart = (_APART_MARK,) if len(real) < len(incidents) else ()
    parts = (*legend_of(library, real), *apart)
    for year in range(max(years), min(years) - 1, -1):
        began = years.get(year, [])
        days = [one.day for one in began if sort_of(one) == "incident"]
        others = f", and {counted_words(len(began) - len(days), 'other record')}" if len(began) > len(days) else ""
        said = f"{counted_words(len(days))} in {year}, on {counted_words(len(set(days)), 'day')}{others}."
        yield Year(f"year-{year}", str(year), said, parts, year, tuple(_marks(library, began)))


def _marks(library: Library, incidents: Iterable[Incident]) -> Iterator[Mark]:
    by_day: dict[date, list[Incident]] = {}
    for incident in incidents:
        if incident.day:
            by_day.setdefault(incident.day, []).append(incident)
    for day, began in sorted(by_day.items()):
        began.sort(key=lambda one: (sort_of(one) != "incident", library.rank(one.severity), one.key))
        worst = began[0]
        look = level_of(library, worst).look if sort_of(worst) == "incident" else "apart"
        yield Mark(day, look, worst, "; ".join(_words(library, incident) for incident in began))


def _words(library: Library, incident: Incident) -> str:
    sort = sort_of(incident)
    kind = level_of(library, incident).name if sort == "incident" else sort
    length = _length(incident)
    return f"{kind}: {incident.title}" if length is None else f"{kind}: {incident.title} ({duration(length)})"


def _severity(library: Library, incident: Incident) -> Cell:
    return severity_cell(library, incident) or Unknown("severity not recorded")
