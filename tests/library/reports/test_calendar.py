"""What happened a year ago, and the days of a calendar."""

from datetime import date
from pathlib import Path

import pytest

from generator.library.library import Library
from generator.library.reports.calendar import a_year_ago, anniversary, calendar
from generator.library.reports.series import Year
from generator.library.reports.table import Unknown
from generator.library.reports.written import value_of
from tests.small_library import TODAY, small_library


def record(day: str, more: str = "") -> str:
    """Return an incident that began on a day."""
    return f"title: Of {day}\nstatus: resolved\nstarted: {day} 23:30\nresolved: {day} 23:50\nseverity: P1\n{more}"


@pytest.mark.parametrize(
    ("day", "year", "expected"),
    [
        pytest.param(date(2025, 2, 11), 2026, date(2026, 2, 11), id="an ordinary day"),
        pytest.param(date(2024, 2, 29), 2028, date(2028, 2, 29), id="a leap day in a leap year"),
        pytest.param(date(2024, 2, 29), 2025, date(2025, 2, 28), id="a leap day in another year"),
        pytest.param(date(2096, 2, 29), 2100, date(2100, 2, 28), id="2100 has no leap day"),
        pytest.param(date(1996, 2, 29), 2000, date(2000, 2, 29), id="2000 had one"),
    ],
)
def test_the_same_day_of_another_year(day: date, year: int, expected: date) -> None:
    """A leap day comes back on the 28th."""
    assert anniversary(day, year) == expected


@pytest.mark.parametrize(
    ("began", "today", "expected"),
    [
        pytest.param("2024-03-01", date(2025, 3, 1), ["1 year ago"], id="on the day"),
        pytest.param("2024-03-01", date(2025, 3, 8), ["1 year ago"], id="seven days after"),
        pytest.param("2024-03-01", date(2025, 3, 9), [], id="eight days after"),
        pytest.param("2024-03-08", date(2025, 3, 1), ["1 year ago"], id="seven days before"),
        pytest.param("2024-03-09", date(2025, 3, 1), [], id="eight days before"),
        pytest.param("2022-03-01", date(2025, 3, 1), ["3 years ago"], id="three years"),
        pytest.param("2025-03-01", date(2025, 3, 1), [], id="today is no year ago"),
        pytest.param("2023-12-30", date(2025, 1, 3), ["1 year ago"], id="over the new year"),
        pytest.param("2024-01-03", date(2024, 12, 30), ["1 year ago"], id="the new year ahead"),
        pytest.param("2024-02-29", date(2025, 3, 7), ["1 year ago"], id="a leap day counts as the 28th"),
        pytest.param("2024-02-29", date(2025, 3, 8), [], id="and no longer"),
    ],
)
def test_a_year_ago(tmp_path: Path, began: str, today: date, expected: list[str]) -> None:
    """Within seven days of this day, in any earlier year."""
    library = small_library(tmp_path, {f"{began}-one": record(began)})
    assert [row[0] for row in a_year_ago(library, today).rows] == expected


def test_a_browser_finds_the_next_hundred_days(tmp_path: Path) -> None:
    """Each row with the days on which it belongs there; what comes later needs another build."""
    days = ("2024-02-22", "2024-03-05", "2024-06-16", "2024-06-17")
    library = small_library(tmp_path, {f"{day}-one": record(day) for day in days})
    windows = a_year_ago(library, TODAY).windows
    assert [(window.first, window.last, value_of(window.row[1])) for window in windows or ()] == [
        (date(2025, 6, 9), date(2025, 6, 23), "shop/2024-06-16-one"),
        (date(2025, 2, 26), date(2025, 3, 12), "shop/2024-03-05-one"),
        (date(2025, 2, 15), date(2025, 3, 1), "shop/2024-02-22-one"),
    ]


def test_the_worst_of_a_day_gives_the_shape_and_all_are_named(tmp_path: Path) -> None:
    """A drill never stands before an incident; quiet years between are drawn."""
    files = {
        "2023-05-05-old": record("2023-05-05", "type: near-miss\n"),
        "2025-02-11-drill": record("2025-02-11", "type: drill\n"),
        "2025-02-11-low": record("2025-02-11").replace("P1", "P2"),
    }
    table = calendar(small_library(tmp_path, files), TODAY).tables[1]
    years = [chart for chart in table.charts if isinstance(chart, Year)]
    assert [(year.title, year.description) for year in years] == [
        ("2025", "1 incident in 2025, on 1 day, and 1 other record."),
        ("2024", "0 incidents in 2024, on 0 days."),
        ("2023", "0 incidents in 2023, on 0 days, and 1 other record."),
    ]
    assert [(mark.day, mark.look, mark.words) for year in years for mark in year.marks] == [
        (date(2025, 2, 11), "level-1", "P2: Of 2025-02-11 (20 min); drill: Of 2025-02-11 (20 min)"),
        (date(2023, 5, 5), "apart", "near miss: Of 2023-05-05 (20 min)"),
    ]


def test_a_day_is_a_day_where_it_happened(tmp_path: Path) -> None:
    """Half past eleven at night in Berlin is not yet the next day, and in UTC not the day before."""
    library = small_library(tmp_path, {"2025-02-11-one": record("2025-02-11", "timezone: Asia/Tokyo\n")})
    assert [row[0] for row in calendar(library, TODAY).tables[1].rows] == [date(2025, 2, 11)]


def test_nothing_recorded_nothing_drawn(tmp_path: Path) -> None:
    """An empty library has an empty calendar."""
    tables = calendar(small_library(tmp_path, {}), TODAY).tables
    assert [(table.rows, table.charts) for table in tables] == [((), ()), ((), ())]


def test_an_end_before_the_start_is_no_length(tmp_path: Path) -> None:
    """Nobody can say how long it lasted, in the table and in the picture; `check` says that the record is wrong."""
    library = small_library(tmp_path, {"2025-02-11-a": record("2025-02-11")})
    (right,) = library.incidents
    wrong = right.model_copy(update={"started": right.resolved, "resolved": right.started})
    records = tuple(wrong if one is right else one for one in library.records)
    table = calendar(Library(records), TODAY).tables[1]
    assert table.rows[0][5] == Unknown("before the first harm to users")
    (year,) = table.charts
    assert isinstance(year, Year)
    assert [mark.words for mark in year.marks] == ["P1: Of 2025-02-11"]
