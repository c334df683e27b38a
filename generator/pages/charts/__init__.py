"""Charts: what a report says as a picture, drawn when the site is built; no script, no random number, no other host."""

from collections.abc import Callable

from markupsafe import Markup

from generator.library.reports.series import Bars, Chart, Columns, Dots
from generator.pages.charts.bars import bars
from generator.pages.charts.columns import columns
from generator.pages.charts.dots import dots
from generator.pages.charts.year import year
from generator.records.incident import Incident


def draw(chart: Chart, address: Callable[[Incident], str]) -> Markup:
    """Return a chart as HTML; `address` leads from the page to an incident."""
    if isinstance(chart, Columns):
        return columns(chart)
    if isinstance(chart, Bars):
        return bars(chart)
    if isinstance(chart, Dots):
        return dots(chart, address)
    return year(chart, address)
