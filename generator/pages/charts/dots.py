"""Strips of time with a dot for each incident, on one logarithmic scale: minutes and weeks are seen side by side."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from math import log

from markupsafe import Markup

from generator.library.lengths import duration
from generator.library.reports.series import Dot, Dots, Strip
from generator.pages.charts.svg import (
    Hit,
    boxed,
    entry,
    figure,
    hits,
    legend,
    line,
    number,
    percent,
    picture,
    shape,
    text,
)
from generator.pages.safe import safe
from generator.records.incident import Incident

_TICKS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(days=1),
    timedelta(days=7),
    timedelta(days=28),
    timedelta(days=364),
    timedelta(days=3640),
)
_EDGE = 3
"""Hundredths of the width that stay free on each side, so that no mark is cut."""
_ROW, _LABEL, _DODGE, _FOOT = 30, 14, 11, 20
_NEAR = 3
"""Two dots that are closer than this, in hundredths of the width, stand above each other."""

Place = Callable[[timedelta], float]
Address = Callable[[Incident], str]


def dots(chart: Dots, address: Address) -> Markup:
    """Draw a strip for each group: a shape for each incident, a ring where its target was missed, median and 90 %."""
    ticks = _scale(chart)
    place = _placing(ticks)
    pieces: list[Markup] = []
    found: list[Hit] = []
    top = 0.0
    for strip in chart.strips:
        levels = _dodged(strip, place)
        height = _ROW + _LABEL + _DODGE * max(levels, default=0)
        pieces += _strip(strip, levels, place, top)
        for dot, level in zip(_ordered(strip), levels, strict=True):
            middle = top + height - _ROW / 2 - _DODGE * level
            pieces += _dot(dot, place(dot.length), middle)
            found.append(Hit(place(dot.length), middle, address(dot.incident), dot.words))
        top += height
    grid = [line(percent(place(tick)), 0, top, "grid") for tick in ticks]
    named = [text(duration(tick), percent(place(tick)), top + 14, _side(tick, ticks)) for tick in ticks]
    drawn = picture(chart.name, chart.title, chart.description, top + _FOOT, [*grid, *pieces, *named])
    over = hits(found, top + _FOOT)
    return figure(chart.title, _legend(chart), boxed(chart.title, drawn + over))


def _scale(chart: Dots) -> tuple[timedelta, ...]:
    """Return the lines of the scale, from the last below the shortest time to the first above the longest."""
    lengths = [dot.length for strip in chart.strips for dot in strip.dots]
    first = max((place for place, tick in enumerate(_TICKS) if tick <= min(lengths)), default=0)
    last = next((place for place, tick in enumerate(_TICKS) if tick >= max(lengths)), len(_TICKS) - 1)
    return _TICKS[min(first, len(_TICKS) - 2) : max(last, first + 1) + 1]


def _placing(ticks: tuple[timedelta, ...]) -> Place:
    """Return where a length stands, in hundredths of the width; what is outside the scale stands at its edge."""
    first, last = (log(tick / timedelta(minutes=1)) for tick in (ticks[0], ticks[-1]))

    def place(length: timedelta) -> float:
        inside = min(max(length, ticks[0]), ticks[-1])
        share = (log(inside / timedelta(minutes=1)) - first) / (last - first)
        return _EDGE + (100 - 2 * _EDGE) * share

    return place


def _ordered(strip: Strip) -> list[Dot]:
    return sorted(strip.dots, key=lambda dot: (dot.length, dot.incident.key))


def _dodged(strip: Strip, place: Place) -> list[int]:
    """Return on which level each dot stands, shortest first: the lowest on which none is too near."""
    taken: list[float] = []
    levels = []
    for dot in _ordered(strip):
        here = place(dot.length)
        level = next((number for number, last in enumerate(taken) if here - last >= _NEAR), len(taken))
        taken[level : level + 1] = [here]
        levels.append(level)
    return levels


def _strip(strip: Strip, levels: list[int], place: Place, top: float) -> Iterator[Markup]:
    bottom = top + _ROW + _LABEL + _DODGE * max(levels, default=0)
    middle = number(bottom - _ROW / 2)
    yield Markup('<text class="rb-chart__name" x="0" y="{}">{} <tspan class="rb-chart__note">{}</tspan></text>').format(
        number(top + 11), strip.name, strip.note
    )
    yield Markup('<line class="rb-chart__strip" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(middle)
    for length, look in ((strip.median, "median"), (strip.ninetieth, "ninetieth")):
        if length is not None:
            yield line(percent(place(length)), top + _LABEL + 2, bottom - 3, look)


def _dot(dot: Dot, x: float, y: float) -> Iterator[Markup]:
    if dot.is_missed:
        yield safe(f'<circle class="rb-chart__ring" cx="{percent(x)}" cy="{number(y)}" r="8.5"/>')
    yield shape(dot.look, percent(x), y)


def _side(tick: timedelta, ticks: tuple[timedelta, ...]) -> str:
    return "tick-first" if tick == ticks[0] else "tick-last" if tick == ticks[-1] else "tick-name"


def _legend(chart: Dots) -> Markup:
    more = []
    if any(dot.is_missed for strip in chart.strips for dot in strip.dots):
        ring = Markup('<circle class="rb-chart__ring" cx="7" cy="7" r="6"/>')
        more.append(entry(ring, "target missed"))
    if any(strip.median is not None for strip in chart.strips):
        more.append(entry(line("7", 0, 14, "median"), "median"))
        more.append(entry(line("7", 0, 14, "ninetieth"), "90th percentile"))
    return legend(chart.parts, more)
