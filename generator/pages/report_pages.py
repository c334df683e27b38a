"""The pages of reports: the list of them, each by itself, and a page for each year of a table that is too long."""

from collections.abc import Callable, Iterator
from functools import partial

from markupsafe import Markup

from generator.library.reports import REPORTS, TOPICS
from generator.library.reports.series import Chart, Year
from generator.library.reports.table import Report, Row, Table, Topic
from generator.library.reports.year_parts import YearPart
from generator.pages.addresses import ACTION_ITEMS, REPORTS_HOME, report_uri
from generator.pages.leaves import Bough
from generator.pages.page import Hidden, Leaf, Page, Section, described
from generator.pages.render import Renderer

_BOOST = 0.3
_WIDE = frozenset({"freshness", "post-mortem-duty", "runbook-coverage"})
"""The reports that need the room of the table of contents: rows of eight columns and more, with words in them."""


def report_pages(renderer: Renderer) -> Iterator[Leaf | Bough]:
    """Yield the list of reports, each of them, and the years of its long tables.

    No report is made for it: who saves a record in a preview does not wait for numbers that nobody looks at.
    """
    yield _leaf(
        Page(REPORTS_HOME, "Reports", (), hide=("navigation", "toc")),
        partial(renderer.sections, "reports.html", REPORTS_HOME, reports=TOPICS),
    )
    for topic in TOPICS:
        uri = report_uri(topic.name)
        if uri != ACTION_ITEMS:
            yield _report(renderer, topic)
            yield Bough(f"{uri.removesuffix('.md')}/", partial(_years, renderer, topic))


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


def _made(renderer: Renderer, topic: Topic) -> Report:
    """Return a report, made once for all its pages."""
    return renderer.library.once(REPORTS[topic.name], renderer.today)


def _report(renderer: Renderer, topic: Topic) -> Leaf:
    uri = report_uri(topic.name)
    hide: tuple[Hidden, ...] = ("toc",) if topic.name in _WIDE else ()
    return _leaf(
        Page(uri, topic.title, (), description=topic.question, tags=("Report",), boost=_BOOST, hide=hide),
        lambda: renderer.sections(
            "report.html", uri, report=_made(renderer, topic), year_uri=year_uri, shown_charts=shown_charts
        ),
    )


def _years(renderer: Renderer, topic: Topic) -> Iterator[Leaf]:
    report = _made(renderer, topic)
    return (_year(renderer, report, table, part) for table in report.tables for part in table.years)


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
