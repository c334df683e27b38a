"""A report of more than a page holds: its years are pages of their own, and nothing is lost on the way."""

from datetime import date, timedelta
from xml.etree.ElementTree import Element

import html5lib
import pytest

from generator.library.library import Library
from generator.library.reports.calendar import a_year_ago
from generator.library.reports.table import Window
from generator.pages.leaves import Leaves
from generator.pages.page import Page
from generator.pages.render import Renderer
from generator.pages.report_pages import report_pages
from generator.records.severity import Severity
from tests.small_library import small_library

FIRST = date(2023, 10, 1)
NUMBER = 502
RECORD = "title: Day {number}\nstatus: resolved\nseverity: P{level}\nstarted: {day} 10:00\nresolved: 11:{minute:02}\n"
DAYS = [FIRST + timedelta(days=number) for number in range(NUMBER)]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return 502 incidents, one a day, in three years."""
    files = {
        f"{day}-a": RECORD.format(number=number, level=1 + number % 2, day=day, minute=number % 60)
        for number, day in enumerate(DAYS)
    }
    return small_library(tmp_path_factory.mktemp("years"), files)


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, Page]:
    """Return the pages of its reports by address."""
    return {uri: leaf.page() for uri, leaf in Leaves(report_pages(Renderer(library, date(2025, 3, 1)))).items()}


def tree(page: Page) -> Element:
    """Return a page as a tree."""
    found: Element = html5lib.parseFragment(page.html, treebuilder="etree", namespaceHTMLElements=False)
    return found


def incidents_in(element: Element) -> list[str]:
    """Return the ids of the incidents to which the first cells with such a link lead, row by row."""
    rows = [row for body in element.iter("tbody") for row in body]
    links = ([link.get("href", "") for link in row.iter("a")] for row in rows)
    return [next(href.split("/")[-2] for href in hrefs if "/incidents/" in href) for hrefs in links if hrefs]


def test_which_pages_there_are(pages: dict[str, Page]) -> None:
    """One for each year of each table with too many rows, and no other."""
    assert sorted(uri for uri in pages if uri.count("/") > 1) == [
        f"reports/{table}-{year}.md"
        for table in (
            "calendar/days",
            "response-times/incidents",
            "runbook-coverage/without-runbook",
            "targets/unknown",
        )
        for year in (2023, 2024, 2025)
    ]


@pytest.mark.parametrize("name", ["calendar/days", "response-times/incidents"])
def test_the_years_hold_every_row(pages: dict[str, Page], name: str) -> None:
    """Together all incidents, newest first, each once."""
    found = [one for year in (2025, 2024, 2023) for one in incidents_in(tree(pages[f"reports/{name}-{year}.md"]))]
    assert found == [f"{day}-a" for day in reversed(DAYS)]


def test_a_page_without_scripts_leads_to_the_years_and_back(pages: dict[str, Page]) -> None:
    """Plain links with the number of rows; the year that one reads is named and no link."""
    report = tree(pages["reports/calendar.md"])
    (years,) = [one for one in report.iter("ul") if one.get("aria-label") == "Day by day by year"]
    assert "".join(years.itertext()).split() == ["2025", "(44)", "2024", "(366)", "2023", "(92)"]
    assert [link.get("href") for link in years.iter("a")] == ["days-2025/", "days-2024/", "days-2023/"]
    year = tree(pages["reports/calendar/days-2024.md"])
    assert [link.get("href") for link in year.iter("a")][:3] == ["../#days", "../days-2025/", "../days-2023/"]
    assert [one.text for one in year.iter("strong") if one.get("aria-current") == "page"] == ["2024"]


def test_a_year_is_drawn_where_its_rows_are(pages: dict[str, Page]) -> None:
    """The latest two on the report, each on its own page; no year is drawn nowhere."""

    def drawn(uri: str) -> list[str | None]:
        return [one.text for one in tree(pages[uri]).iter("figcaption")]

    assert drawn("reports/calendar.md") == ["2025", "2024"]
    assert [drawn(f"reports/calendar/days-{year}.md") for year in (2023, 2024, 2025)] == [["2023"], ["2024"], ["2025"]]


def test_what_another_table_says_whole_leads_there(pages: dict[str, Page]) -> None:
    """The four tables of one time each are cut, and the table of all times has the years."""
    notes = [" ".join("".join(one.itertext()).split()) for one in tree(pages["reports/response-times.md"]).iter("p")]
    said = "The first 500 of 502 rows; all of them by year stand below, and the command runbook-site report "
    assert notes.count(f"{said}response-times prints all.") == 4
    assert notes.count("The first 500 of 502 rows; all of them by year:") == 1


def test_of_many_earlier_years_the_worst_stand_there_on_each_day(library: Library) -> None:
    """What the build shows and what a browser will find on a later day are both the worst of their day."""
    whole = a_year_ago(library, date(2025, 3, 1), at_once=10_000)
    cut = a_year_ago(library, date(2025, 3, 1), at_once=5)
    assert cut.rows == whole.rows
    assert cut.note.endswith(" At most 5 stand here, the worst of them.")
    for ahead in (0, 30, 100):
        day = date(2025, 3, 1) + timedelta(days=ahead)
        holding = [window for window in whole.windows or () if window.holds(day)]
        assert len(holding) >= 15
        worst = sorted(holding, key=lambda window: window.weight)[:5]
        assert {window.row for window in cut.shown_on(day)} == {window.row for window in worst}
        assert {level_in(window) for window in worst} == {"P1"}


def level_in(window: Window) -> str:
    """Return the level that a row of an earlier year names."""
    level = window.row[2]
    return str(level.key.id) if isinstance(level, Severity) else ""
