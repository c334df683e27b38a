"""The months of a year, each with its weeks as rows."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date

from markupsafe import Markup

from generator.library.reports.series import Mark, Year
from generator.pages.charts.svg import Hit, figure, hits, legend, number, percent, picture, shape, text
from generator.pages.safe import safe
from generator.records.incident import Incident

_DAYS = "MTWTFSS"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEK = 7
_HEAD, _ROW = 32, 20
_HIT = 9.5

Address = Callable[[Incident], str]


def year(chart: Year, address: Address) -> Markup:
    """Draw twelve months: a number for a quiet day, the shape of its worst incident for another."""
    months = Markup("\n").join(_month(chart, month, address) for month in range(1, 13))
    drawn = Markup('<ul class="rb-year">\n{}\n</ul>').format(months)
    return figure(
        chart.title, Markup('<p class="rb-note">{}</p>').format(chart.description), legend(chart.parts), drawn
    )


def _month(chart: Year, month: int, address: Address) -> Markup:
    marks = {mark.day: mark for mark in chart.marks if mark.day.month == month}
    said = "; ".join(f"{day.day} {_MONTHS[month - 1]}: {mark.words}" for day, mark in marks.items())
    title = f"{_MONTHS[month - 1]} {chart.year}"
    pieces = [*_head(month), *(piece for day in _days(chart.year, month) for piece in _day(day, marks.get(day)))]
    height = _HEAD + _ROW * (_week(date(chart.year, month, monthrange(chart.year, month)[1])) + 1)
    drawn = picture(f"{chart.name}-{month}", title, said or "nothing", height, pieces)
    over = hits((Hit(*_place(mark.day), address(mark.incident), mark.words) for mark in marks.values()), height, _HIT)
    return Markup('<li><div class="rb-chart__box">{}{}</div></li>').format(drawn, over)


def _head(month: int) -> Iterator[Markup]:
    yield text(_MONTHS[month - 1], "0", 12, "name")
    yield from (text(letter, percent(_across(place)), 26, "weekday") for place, letter in enumerate(_DAYS))


def _days(year: int, month: int) -> Iterator[date]:
    yield from (date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1))


def _day(day: date, mark: Mark | None) -> Iterator[Markup]:
    x, y = _place(day)
    if mark is None:
        yield text(str(day.day), percent(x), y + 3.5, "day")
    else:
        yield safe(f'<circle class="rb-chart__busy rb-look--{mark.look}" cx="{percent(x)}" cy="{number(y)}" r="9"/>')
        yield shape(mark.look, percent(x), y)


def _place(day: date) -> tuple[float, float]:
    """Return the middle of a day's field: its weekday across, its week of the month down."""
    return _across(day.weekday()), _HEAD + _ROW * (_week(day) + 0.5)


def _week(day: date) -> int:
    return (day.day - 1 + day.replace(day=1).weekday()) // _WEEK


def _across(weekday: int) -> float:
    return (weekday + 0.5) * 100 / _WEEK
