"""Stacked columns, one for each month."""

from collections.abc import Iterator

from markupsafe import Markup

from generator.library.reports.series import Columns
from generator.pages.charts.svg import bar, boxed, figure, legend, line, number, percent, picture, shape, text

_UNIT = 16
"""Pixels for one incident: its shape has room in it."""
_HIGHEST = 320
_HEAD, _FOOT = 14, 30
_GAP = 0.16
"""Of a column's width, on each side."""
_LEAST = 11
"""Pixels that a month needs across."""
_NARROW = 270
_SHAPE_FITS = 10
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUARTER = 3
_LAST_WITH_ROOM = 9


def columns(chart: Columns) -> Markup:
    """Draw a column for each month: the most severe level at the bottom, a shape for each incident, the sum on top."""
    unit = min(_UNIT, _HIGHEST / max(chart.top, 1))
    base = _HEAD + unit * max(chart.top, 1)
    height = base + _FOOT
    drawn = picture(chart.name, chart.title, chart.description, height, _pieces(chart, base, unit))
    least = _LEAST * len(chart.months)
    named = legend(chart.parts) if len(chart.parts) > 1 else Markup("")
    return figure(chart.title, named, boxed(chart.title, drawn, is_wide=least > _NARROW, least=least))


def _pieces(chart: Columns, base: float, unit: float) -> Iterator[Markup]:
    step = 100 / len(chart.months)
    for place, (month, stack) in enumerate(zip(chart.months, chart.counts, strict=True)):
        left = place * step
        middle = percent(left + step / 2)
        yield from _column(chart, stack, (left + _GAP * step, (1 - 2 * _GAP) * step), base, unit)
        if sum(stack):
            yield text(str(sum(stack)), middle, base - unit * sum(stack) - 4, "count")
        # The year of the first month has no room beside the year of a January that follows at once.
        says_year = month[5:] == "01" or (place == 0 and int(month[5:]) <= _LAST_WITH_ROOM)
        yield from _labels(month, percent(left), base, says_year=says_year)
    yield Markup('<line class="rb-chart__base" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(number(base))


def _column(
    chart: Columns, stack: tuple[int, ...], across: tuple[float, float], base: float, unit: float
) -> Iterator[Markup]:
    left, width = across
    bottom = base
    for part, count in zip(chart.parts, stack, strict=True):
        if count:
            yield bar(left, bottom - unit * count, width, unit * count, part.look)
        if unit >= _SHAPE_FITS and len(chart.parts) > 1:
            middle = percent(left + width / 2)
            yield from (shape(part.look, middle, bottom - unit * (one + 0.5)) for one in range(count))
        bottom -= unit * count


def _labels(month: str, left: str, base: float, *, says_year: bool) -> Iterator[Markup]:
    """Yield the name of each quarter's first month, and the year below January."""
    place = int(month[5:])
    if place % _QUARTER == 1:
        yield line(left, base, base + 5, "tick")
        yield text(_MONTHS[place - 1], left, base + 14, "month")
    if says_year:
        yield text(month[:4], left, base + 26, "year")
