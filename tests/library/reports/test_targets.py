"""What became of targets: a running one is running on any day, and the list says which are over."""

from datetime import date
from pathlib import Path

import pytest

from generator.library.reports.series import Bar, Bars
from generator.library.reports.table import Deadline
from generator.library.reports.targets import targets
from generator.library.reports.written import rows_of
from tests.small_library import TODAY, small_library

OPEN = (
    "title: Open\nstatus: monitoring\nseverity: P1\nstarted: 2025-02-28 10:00\ndetected: 10:05\nacknowledged: 10:30\n"
)
DONE = "title: Done\nstatus: resolved\nseverity: P1\nstarted: 2025-02-20 10:00\ndetected: 10:00\nacknowledged: 10:15\n"
WORDS = (
    "title: Words\nstatus: resolved\nseverity: P2\nstarted: 2025-02-10 10:00\ndetected: 10:05\nacknowledged: 10:09\n"
)
BARE = "title: Bare\nstatus: resolved\nstarted: 2025-02-09 10:00\n"
FILES = {"2025-02-28-open": OPEN, "2025-02-20-done": DONE, "2025-02-10-words": WORDS, "2025-02-09-bare": BARE}


@pytest.mark.parametrize("today", [date(2025, 2, 28), TODAY], ids=["before it is over", "after"])
def test_counts_are_the_same_on_any_day(tmp_path: Path, today: date) -> None:
    """An open incident's target runs until it is reached, late or not."""
    report = targets(small_library(tmp_path, FILES, today=today), today)
    by_severity = report.tables[0]
    assert rows_of(by_severity) == [
        {
            "severity": "shop/P1",
            "handbook": "Shop",
            "measure": "response time",
            "target": "15m",
            "met": 1,
            "missed": 1,
            "running": 0,
            "unknown": 0,
        },
        {
            "severity": "shop/P1",
            "handbook": "Shop",
            "measure": "resolution target",
            "target": "2h",
            "met": 0,
            "missed": 0,
            "running": 1,
            "unknown": 1,
        },
        {
            "severity": "shop/P2",
            "handbook": "Shop",
            "measure": "response time",
            "target": "next business day",
            "met": 0,
            "missed": 0,
            "running": 0,
            "unknown": 1,
        },
    ]
    assert by_severity.note == "1 incident without a severity has no target."
    assert [chart.bars for chart in by_severity.charts if isinstance(chart, Bars)] == [
        (
            Bar("P1 High: response time 15m", (1, 1, 0, 0)),
            Bar("P1 High: resolution target 2h", (0, 0, 1, 1)),
            Bar("P2 Low: response time next business day", (0, 0, 0, 1)),
        )
    ]


@pytest.mark.parametrize(("today", "is_over"), [(date(2025, 2, 28), False), (TODAY, True)])
def test_the_list_of_running_targets_says_until_when(tmp_path: Path, today: date, is_over: bool) -> None:  # noqa: FBT001
    """The build says whether it is over on its day; the browser knows better."""
    running = targets(small_library(tmp_path, FILES, today=today), today).tables[2]
    deadline = running.rows[0][-1]
    assert isinstance(deadline, Deadline)
    assert (deadline.at.isoformat(), deadline.is_over) == ("2025-02-28T12:05:00+01:00", is_over)


@pytest.mark.parametrize("today", [date(2025, 2, 28), TODAY], ids=["before it is over", "after"])
def test_no_word_goes_stale(tmp_path: Path, today: date) -> None:
    """A target that is over is not called running, on the page of the day before either."""
    by_severity, _, running, _ = targets(small_library(tmp_path, FILES, today=today), today).tables
    assert [column.title for column in by_severity.columns[4:]] == ["Met", "Missed", "Not reached yet", "Unknown"]
    assert running.title == "Not reached yet"
    assert running.columns[-1].title == "Due"
    charts = [chart for chart in by_severity.charts if isinstance(chart, Bars)]
    assert [chart.description for chart in charts] == ["All: 1 met, 1 missed, 1 not reached yet, 2 unknown."]
    assert [part.name for part in charts[0].parts] == ["met", "missed", "not reached yet", "unknown"]


def test_what_was_missed_and_why_others_are_unknown(tmp_path: Path) -> None:
    """To the minute is met; a missed one says what it took and by how much that was too long."""
    _, missed, _, unknown = targets(small_library(tmp_path, FILES), TODAY).tables
    assert [(row["incident"], row["took_minutes"], row["over_minutes"]) for row in rows_of(missed)] == [
        ("shop/2025-02-28-open", 25, 10)
    ]
    assert [(row["incident"], row["measure"], row["why"]) for row in rows_of(unknown)] == [
        ("shop/2025-02-20-done", "resolution target", "no resolution time recorded"),
        ("shop/2025-02-10-words", "response time", "these are words, which are not counted"),
    ]


def test_no_incident_no_target(tmp_path: Path) -> None:
    """An empty library draws nothing and says so."""
    tables = targets(small_library(tmp_path, {}), TODAY).tables
    assert [(table.rows, table.charts, table.empty) for table in tables] == [
        ((), (), "No incident has a severity with a target."),
        ((), (), "No target was missed."),
        ((), (), "No open incident has a target still to reach."),
        ((), (), "Nothing is unknown."),
    ]
