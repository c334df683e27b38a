"""Bars under each other, each with its numbers in words."""

from collections.abc import Iterator

from markupsafe import Markup

from generator.library.reports.series import Bar, Bars
from generator.pages.charts.svg import bar, figure, legend, percent, picture, shape

_HEIGHT = 14
_ROOM = 100
_SHAPE_FITS = 5
"""Hundredths of the width that a shape needs on the narrowest phone."""


def bars(chart: Bars) -> Markup:
    """Draw a bar for each row on one scale, under its name, and behind it what its pieces count."""
    rows = Markup("\n").join(_row(chart, place, one) for place, one in enumerate(chart.bars, 1))
    named = legend(chart.parts) if len(chart.parts) > 1 else Markup("")
    listed = Markup('<ul class="rb-bars">\n{}\n</ul>').format(rows)
    return figure(chart.title, named, Markup('<p class="rb-only-read">{}</p>').format(chart.description), listed)


def _row(chart: Bars, place: int, one: Bar) -> Markup:
    said = ", ".join(
        f"{count} {part.name}" if len(chart.parts) > 1 else str(count)
        for part, count in zip(chart.parts, one.counts, strict=True)
        if count
    )
    drawn = picture(f"{chart.name}-{place}", one.name, said or "none", _HEIGHT, _pieces(chart, one))
    return Markup('<li><span class="rb-bars__name">{}</span> <span class="rb-bars__said">{}</span>\n{}</li>').format(
        one.name, said or "none", drawn
    )


def _pieces(chart: Bars, one: Bar) -> Iterator[Markup]:
    left = 0.0
    for part, count in zip(chart.parts, one.counts, strict=True):
        width = _ROOM * count / chart.top
        if count:
            yield bar(left, 0, width, _HEIGHT, part.look)
        if count and width >= _SHAPE_FITS and len(chart.parts) > 1:
            yield shape(part.look, percent(left + width / 2), _HEIGHT / 2)
        left += width
