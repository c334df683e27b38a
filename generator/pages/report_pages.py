"""The pages of reports: the list of them, each by itself, and a page for each year of a table that is too long."""

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from generator.library.reports import REPORTS
from generator.library.reports.series import Chart, Year
from generator.library.reports.table import Report, Row, Table
from generator.library.reports.year_parts import YearPart
from generator.pages.addresses import ACTION_ITEMS, REPORTS_HOME, report_uri
from generator.pages.page import Hidden, Leaf, Page, Section, described
from generator.pages.render import Renderer

_BOOST = 0.3
_WIDE = 8
"""From so many columns on a report's table needs the room of the table of contents."""


def report_pages(renderer: Renderer) -> Iterator[Leaf]:
    """Yield the list of reports, each of them, and the years of its long tables."""
    reports = tuple(make(renderer.library, renderer.today) for make in REPORTS.values())
    yield _leaf(
        Page(REPORTS_HOME, "Reports", (), hide=("navigation", "toc")),
        partial(renderer.sections, "reports.html", REPORTS_HOME, reports=reports),
    )
    for report in reports:
        if report_uri(report.name) != ACTION_ITEMS:
            yield _report(renderer, report)
            yield from (_year(renderer, report, table, part) for table in report.tables for part in table.years)


def year_uri(report: Report, table: Table, part: YearPart[Row]) -> str:
    """Return the page of one year of a table: `reports/calendar/days-2024.md`."""
    return f"reports/{report.name}/{table.name}-{part.name}.md"


def shown_charts(table: Table) -> tuple[Chart, ...]:
    """Return the charts that stand on the report's own page: of a long table no year but the latest two."""
    years = [chart for chart in table.charts if isinstance(chart, Year)]
    left_out = years[2:] if table.years else []
    return tuple(chart for chart in table.charts if chart not in left_out)


def charts_of_year(table: Table, part: YearPart[Row]) -> tuple[Chart, ...]:
    """Return the charts of one year; a year in parts has them on its first page."""
    if part.number > 1:
        return ()
    return tuple(chart for chart in table.charts if isinstance(chart, Year) and str(chart.year) == part.year)


def _report(renderer: Renderer, report: Report) -> Leaf:
    uri = report_uri(report.name)
    is_wide = any(len(table.columns) >= _WIDE and not table.charts for table in report.tables)
    hide: tuple[Hidden, ...] = ("toc",) if is_wide else ()
    return _leaf(
        Page(uri, report.title, (), description=report.question, tags=("Report",), boost=_BOOST, hide=hide),
        partial(renderer.sections, "report.html", uri, report=report, year_uri=year_uri, shown_charts=shown_charts),
    )


def _year(renderer: Renderer, report: Report, table: Table, part: YearPart[Row]) -> Leaf:
    uri = year_uri(report, table, part)
    charts = charts_of_year(table, part)
    return _leaf(
        Page(uri, f"{report.title}: {table.title}, {part.title}", (), boost=_BOOST, hide=("navigation", "toc")),
        lambda: renderer.sections(
            "report-year.html", uri, report=report, table=table, part=part, charts=charts, year_uri=year_uri
        ),
    )


def _leaf(face: Page, make: Callable[[], tuple[Section, ...]]) -> Leaf:
    return described(face, lambda _: (Section("title", 1, face.title, Markup("")), *make()))
