"""The pages of reports: what the day may change on them, and the line of a year ago."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import html5lib
import pytest
from markupsafe import Markup

from generator.library.lengths import duration
from generator.library.library import Edition, Library
from generator.library.project import open_project
from generator.library.reports import REPORTS
from generator.library.reports.dated import DaysLate, LateCount
from generator.library.reports.table import Cell, Column, Report, Table, Unknown
from generator.library.reports.written import as_csv
from generator.pages.addresses import report_uri
from generator.pages.book import book
from generator.pages.render import Renderer
from generator.pages.report_pages import year_uri
from tests.incidents_by_hand import ROOT
from tests.small_library import small_library

LATER = date(2027, 9, 20)
"""A day on which targets are over and other incidents are a year old."""
DATED = ("data-rb-dated", "data-rb-deadline", "data-rb-due", "data-rb-age-from")
ITEM = '{% import "macros/report.html" as parts with context %}{{ parts.year_ago_line(a_year_ago()) }}'
GRID = '{% import "macros/report.html" as parts with context %}{{ parts.grid(table, report, year_uri) }}'
RECORD = "title: Day {day}\nstatus: resolved\nseverity: P1\nstarted: {day} 10:00\n"


def report_pages(today: date) -> dict[str, str]:
    """Return the reports' pages of the repository's own site as built on a day, without what is marked as dated."""
    pages = book(Renderer(open_project(ROOT, today).library, today)).pages
    return {page.uri: undated(page.html) for page in pages if page.uri.startswith("reports/")}


def undated(html: Markup) -> str:
    """Return HTML without the elements that the day may change."""
    tree: Element = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    for parent in list(tree.iter()):
        for child in list(parent):
            if any(mark in child.attrib for mark in DATED):
                parent.remove(child)
    return tostring(tree, encoding="unicode")


def test_another_day_changes_dated_elements_only() -> None:
    """Two builds of the same records on two days differ nowhere else."""
    now = report_pages(date(2026, 11, 22))
    assert sorted(now) == sorted(
        ["reports/index.md", *(f"reports/{name}.md" for name in REPORTS if name != "action-items")]
    )
    assert report_pages(LATER) == now


def test_something_is_dated() -> None:
    """What the test above leaves out is there: a running target, and what happened a year ago."""
    pages = {page.uri: str(page.html) for page in book(_renderer(date(2026, 11, 22))).pages}
    assert "data-rb-deadline" in pages["reports/targets.md"]
    assert "data-rb-windows" in pages["reports/calendar.md"]


def _renderer(today: date) -> Renderer:
    return Renderer(open_project(ROOT, today).library, today)


NOT_KNOWN = (
    "<li data-rb-not-known hidden>What happened a year ago is not known: this page was built too long ago.</li>\n"
    "</ul>\n"
)


@pytest.mark.parametrize(
    ("days", "line"),
    [
        pytest.param(
            ["2024-03-01"],
            '<ul class="rb-year-ago" data-rb-dated data-rb-windows data-rb-known-until="2025-06-09">\n'
            '<li data-rb-first="2025-02-22" data-rb-last="2025-03-08">1 year ago, '
            '<time datetime="2024-03-01">1 Mar 2024</time>: '
            '<a class="rb-chip rb-chip--0" href="shop/severities/#p1"><span aria-hidden="true">■</span> P1 High</a> '
            '<a href="shop/incidents/2024-03-01-a/">Day 2024-03-01</a></li>\n' + NOT_KNOWN,
            id="of this week",
        ),
        pytest.param(
            ["2024-04-01"],
            '<ul class="rb-year-ago" data-rb-dated data-rb-windows data-rb-known-until="2025-06-09" hidden>\n'
            '<li data-rb-first="2025-03-25" data-rb-last="2025-04-08" hidden>1 year ago, '
            '<time datetime="2024-04-01">1 Apr 2024</time>: '
            '<a class="rb-chip rb-chip--0" href="shop/severities/#p1"><span aria-hidden="true">■</span> P1 High</a> '
            '<a href="shop/incidents/2024-04-01-a/">Day 2024-04-01</a></li>\n' + NOT_KNOWN,
            id="of a later week, hidden until then",
        ),
        pytest.param(
            ["2024-10-01"],
            '<ul class="rb-year-ago" data-rb-dated data-rb-windows data-rb-known-until="2025-06-09" hidden>\n'
            + NOT_KNOWN,
            id="of a week that is far: a browser says when it no longer knows",
        ),
        pytest.param([], "", id="nothing recorded"),
    ],
)
def test_the_line_of_a_year_ago(tmp_path: Path, days: list[str], line: str) -> None:
    """For the home page: one line for each, hidden where no such day is near; nothing where nothing is recorded."""
    library = small_library(tmp_path, {f"{day}-a": RECORD.format(day=day) for day in days})
    renderer = Renderer(library, date(2025, 3, 1))
    assert renderer.environment.from_string(ITEM).render().lstrip("\n") == line


@pytest.mark.parametrize(
    ("number", "note"),
    [
        pytest.param(500, [], id="all"),
        pytest.param(
            501, ["The first 500 of 501 rows; the command runbook-site report r prints all."], id="one too many"
        ),
    ],
)
def test_a_page_shows_the_first_five_hundred_rows(tmp_path: Path, number: int, note: list[str]) -> None:
    """And says how many there are; of a table without days the command prints the others."""
    table = Table("t", "T", (Column("a", "A"),), tuple((place,) for place in range(number)))
    template = Renderer(small_library(tmp_path, {}), date(2025, 3, 1)).environment.from_string(GRID)
    html = template.render(table=table, report=Report("r", "R", "", (table,)), year_uri=year_uri)
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    assert len(list(tree.find("table").find("tbody"))) == 500
    assert ["".join(one.itertext()) for one in tree.iter("p")] == note


def rendered(library: Library, today: date) -> dict[str, Element]:
    """Return the pages of the reports as trees, by the name of the report."""
    pages = {page.uri: page.html for page in book(Renderer(library, today)).pages}
    names = [name for name in REPORTS if name != "action-items"]
    texts = {name: pages[f"reports/{name}.md"] for name in names}
    return {
        name: html5lib.parseFragment(text, treebuilder="etree", namespaceHTMLElements=False)
        for name, text in texts.items()
    }


def table_on(page: Element, title: str) -> Element:
    """Return the table of that caption; there is one."""
    tables = page.iter("table")
    (found,) = [one for one in tables if [shown_by(caption) for caption in one.findall("caption")] == [title]]
    return found


def rows_on(page: Element, title: str) -> list[list[Element]]:
    """Return the cells of the table of that caption, row by row, without the rows that name groups."""
    rows = [list(row) for row in table_on(page, title).iter("tr") if "hidden" not in row.attrib]
    return [cells for cells in rows[1:] if cells[0].get("scope") != "rowgroup"]


def as_page_says(cell: Cell, written: str) -> str:
    """Return what a page says where a CSV cell of that type says `written`."""
    if isinstance(cell, timedelta):
        return duration(timedelta(minutes=int(written)))
    if isinstance(cell, DaysLate | LateCount | int | str):
        return written
    if isinstance(cell, Unknown) or cell is None:
        return written or f"— {cell.reason}" if isinstance(cell, Unknown) else "— not recorded"
    return ""


def shown_by(element: Element) -> str:
    """Return the words of a cell."""
    return " ".join("".join(element.itertext()).split())


def seconds_in(library: Library) -> bool:
    """Say whether a number of these is not a whole minute: what rounding and cutting tell apart."""
    tables = [table for make in REPORTS.values() for table in make(library, date(2026, 11, 22)).tables]
    cells = [cell for table in tables for row in table.rows for cell in row if isinstance(cell, timedelta)]
    return any(cell % timedelta(minutes=1) for cell in cells)


def test_a_page_and_its_csv_never_say_two_numbers() -> None:
    """Every number, length and text of every table of every report: what the CSV says is what the page says."""
    library = open_project(ROOT, date(2026, 11, 22)).library
    assert seconds_in(library)
    pages = rendered(library, date(2026, 11, 22))
    compared = 0
    for name, page in pages.items():
        for table in REPORTS[name](library, date(2026, 11, 22)).tables:
            written = list(csv.reader(io.StringIO(as_csv(table))))[1:]
            if not table.rows:
                continue
            shown = rows_on(page, table.title)
            assert len(shown) == len(written) == len(table.rows), (name, table.name)
            for row, cells, texts in zip(table.rows, shown, written, strict=True):
                triples = list(zip(row, texts, strict=True))[table.heads :]
                for (cell, text), element in zip(triples, cells, strict=True):
                    expected = as_page_says(cell, text.removeprefix("'"))
                    if expected:
                        assert shown_by(element) == expected, (name, table.name, row)
                        compared += 1
    assert compared > 500


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_the_public_edition_says_what_it_counts(tmp_path: Path, edition: Edition) -> None:
    """On every report, on the ledger, and nowhere in the internal edition."""
    library = small_library(tmp_path, {"2024-03-01-a": RECORD.format(day="2024-03-01")}, edition)
    pages = {page.uri: page.html for page in book(Renderer(library, date(2025, 3, 1))).pages}
    said = {name: "Counts only what is published here" in pages[report_uri(name)] for name in REPORTS}
    assert said == dict.fromkeys(REPORTS, edition == "public")


def test_no_sign_of_markdown_is_left_on_a_page() -> None:
    """A note that is written as Markdown is shown as such."""
    pages = rendered(open_project(ROOT, date(2026, 11, 22)).library, date(2026, 11, 22))
    assert [name for name, page in pages.items() if "`" in "".join(page.itertext())] == []


def test_rows_that_belong_together_stand_under_what_they_share(tmp_path: Path) -> None:
    """Two handbooks with a P1 each: two groups, and the heads are no columns."""
    files = {
        "content/other/handbook.yaml": "format: 1\ntitle: Other\n",
        "content/other/severities.yaml": "- {id: P1, name: High, response_time: 1h}\n",
        "incidents/other/2024-03-02-b.yaml": RECORD.format(day="2024-03-02"),
        "2024-03-01-a": RECORD.format(day="2024-03-01"),
    }
    page = rendered(small_library(tmp_path, files), date(2025, 3, 1))["response-times"]
    table = table_on(page, "Time to acknowledge")
    bodies = [["".join(row[0].itertext()) for row in body] for body in table.iter("tbody")]
    assert bodies == [
        ["All incidents"],
        ["Handbook", "Other", "Shop"],
        ["Severity, Other", "P1"],
        ["Severity, Shop", "P1"],
        ["Quarter", "2024 Q1"],
    ]
    widths = {sum(int(cell.get("colspan", "1")) for cell in row) for row in table.iter("tr")}
    assert len(widths) == 1


def test_without_incidents_nothing_is_folded_away(tmp_path: Path) -> None:
    """A table of no rows is no table: the page says in words that nothing is recorded."""
    pages = book(Renderer(small_library(tmp_path, {}), date(2025, 3, 1))).pages
    folded = [page.uri for page in pages if page.uri.startswith("reports/") and "0 rows</summary>" in str(page.html)]
    assert folded == []


def test_reports_of_wide_tables_have_the_room_of_the_table_of_contents() -> None:
    """It is said by hand, so that a preview need not make them: those with rows of eight columns and no picture."""
    renderer = _renderer(date(2026, 11, 22))
    wide = {
        name
        for name, make in REPORTS.items()
        if any(len(one.columns) >= 8 and not one.charts for one in make(renderer.library, renderer.today).tables)
    }
    hidden = {uri for uri, leaf in book(renderer).leaves.items() if uri.count("/") == 1 and "toc" in leaf.face.hide}
    assert {report_uri(name) for name in wide} - {report_uri("action-items")} == {
        uri for uri in hidden if uri.startswith("reports/") and uri != "reports/index.md"
    }
