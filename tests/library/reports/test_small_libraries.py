"""Reports on libraries with little in them: one handbook, nothing at all, things that are not recorded."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.library.library import Edition
from generator.library.reports import REPORTS
from generator.library.reports.incidents_per_month import incidents_per_month
from generator.library.reports.runbook_coverage import runbook_coverage
from generator.library.reports.table import Unknown
from generator.library.reports.written import rows_of
from tests.small_library import TODAY, small_library

RUNBOOK = "title: Payments\nalerts: [Known]\nservices: [checkout]\nowner: payments\nresolution: [Roll back]\n"
FILES = {
    "content/shop/contacts.yaml": "- {id: payments, role: Payments}\n",
    "content/shop/services.yaml": (
        "- {id: checkout, name: Checkout, tier: 1}\n- {id: search, name: Search, owner: '@who'}\n"
    ),
    "content/shop/runbooks/payments.yaml": RUNBOOK,
    "content/shop/runbooks/search.yaml": "title: Search\nresolution: [Wait]\n",
    "2025-02-11-a": (
        "title: A\nstatus: resolved\nstarted: 2025-02-11 10:00\nservices: [checkout]\nalerts: [Known, Strange]\n"
    ),
    "2025-02-12-b": "title: B\nstatus: resolved\nstarted: 2025-02-12 10:00\nrunbooks: [search]\nalerts: [Strange]\n",
    "2025-02-13-c": (
        "title: C\ntype: drill\nstatus: resolved\nstarted: 2025-02-13 10:00\nalerts: [InADrill]\n"
        "runbooks: [{runbook: payments, helped: no}]\n"
    ),
}


def test_one_handbook_has_one_table_by_severity(tmp_path: Path) -> None:
    """With nobody to compare with there is no table of all handbooks; a quiet month is there."""
    files = {
        "2024-12-30-a": "title: A\nstatus: resolved\nstarted: 2024-12-30 10:00\nseverity: P2\n",
        "2025-02-01-b": "title: B\nstatus: resolved\nstarted: 2025-02-01 00:10\n",
        "2025-02-02-c": "title: C\ntype: drill\nstatus: resolved\nstarted: 2025-02-02 10:00\nseverity: P1\n",
    }
    (table,) = incidents_per_month(small_library(tmp_path, files), TODAY).tables
    assert [column.title for column in table.columns] == [
        "Month",
        "P2",
        "No severity",
        "All incidents",
        "Near misses",
        "Drills",
        "Maintenance",
        "Duplicates",
    ]
    assert table.rows == (
        ("2025-02", 0, 1, 1, 0, 1, 0, 0),
        ("2025-01", 0, 0, 0, 0, 0, 0, 0),
        ("2024-12", 1, 0, 1, 0, 0, 0, 0),
    )
    said = "2024-12 to 2025-02: 2 incidents (1 P2, 1 no severity); at most 1 in a month; 1 month without any."
    assert [chart.description for chart in table.charts] == [said]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        pytest.param(date(2025, 2, 28), "the month 2025-02 is not over: its numbers can still grow.", id="this month"),
        pytest.param(date(2025, 3, 1), "nothing is recorded since 2025-02; the month 2025-03 is not over.", id="next"),
        pytest.param(
            date(2025, 4, 1),
            "nothing is recorded since 2025-02: 1 whole month without any record, and 2025-04 is not over.",
            id="one quiet month",
        ),
        pytest.param(
            date(2026, 1, 31),
            "nothing is recorded since 2025-02: 10 whole months without any record, and 2026-01 is not over.",
            id="over the year",
        ),
    ],
)
def test_what_followed_the_last_month_is_told(tmp_path: Path, today: date, said: str) -> None:
    """Quiet months are news, and a month that is not over is no quiet one; the columns stay as they are."""
    files = {"2025-02-01-b": "title: B\nstatus: resolved\nstarted: 2025-02-01 00:10\n"}
    (table,) = incidents_per_month(small_library(tmp_path, files), today).tables
    assert table.of_today == f"As of {today.isoformat()} {said}"
    assert [row[0] for row in table.rows] == ["2025-02"]


@pytest.mark.parametrize(
    ("edition", "word", "service"),
    [
        pytest.param("internal", "", "an", id="internal"),
        pytest.param("public", "published ", "a published", id="public"),
    ],
)
def test_runbook_coverage_says_what_it_cannot_know(tmp_path: Path, edition: Edition, word: str, service: str) -> None:
    """In public a runbook that no published incident used may have been used in an internal one."""
    report = runbook_coverage(small_library(tmp_path, FILES, edition), TODAY)
    assert [table.title for table in report.tables] == [
        f"Incidents without a {word}runbook",
        "Runbooks that were used",
        f"Runbooks that no {word}incident used",
        f"Alerts that fired and stand in no {word}runbook",
        f"Services without a {word}runbook or without {service} incident",
    ]
    assert report.tables[0].note.startswith(f"1 of 2 incidents had a {word}runbook.")
    assert any("may have been used in an internal one" in note for note in report.notes) is bool(word)


def test_a_level_of_two_handbooks_is_two_things(tmp_path: Path) -> None:
    """Each has its own targets, so each has its own row; a time before the harm stands apart."""
    record = (
        "title: A\nstatus: resolved\nseverity: P1\nstarted: {0} 10:00\ndetected: {0} {1}\nacknowledged: {0} 10:30\n"
    )
    files = {
        "content/other/handbook.yaml": "format: 1\ntitle: Other\n",
        "content/other/severities.yaml": "- {id: P1, name: High, response_time: 1h}\n",
        "incidents/other/2025-02-01-a.yaml": record.format("2025-02-01", "10:05"),
        "2025-02-02-b": record.format("2025-02-02", "10:05"),
        "2025-02-03-c": record.format("2025-02-03", "09:59"),
    }
    tables = {
        table.name: rows_of(table) for table in REPORTS["response-times"](small_library(tmp_path, files), TODAY).tables
    }
    levels = [row for row in tables["time-to-acknowledge"] if row["by"] == "severity"]
    assert [(row["handbook"], row["group"], row["target_met"], row["target_missed"]) for row in levels] == [
        ("Other", "P1", 1, 0),
        ("Shop", "P1", 0, 2),
    ]
    detected = [row for row in tables["time-to-detect"] if row["by"] == "severity"]
    assert [(row["known"], row["unknown"], row["before_harm"], row["median_minutes"]) for row in detected] == [
        (1, 0, 0, 5),
        (1, 0, 1, 5),
    ]


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_runbook_coverage_counts_drills_apart(tmp_path: Path, edition: Edition) -> None:
    """An alert of a drill is no alert, a use in a drill no use; who owns a runbook is not public."""
    tables = {
        table.name: rows_of(table) for table in runbook_coverage(small_library(tmp_path, FILES, edition), TODAY).tables
    }
    owner = "shop/payments" if edition == "internal" else "not public"
    assert tables == {
        "without-runbook": [
            {
                "incident": "shop/2025-02-11-a",
                "severity": None,
                "began": "2025-02-11",
                "alerts": "Known, Strange",
                "services": ["shop/checkout"],
                "fitting": ["shop/payments"],
            }
        ],
        "used": [
            {
                "runbook": "shop/search",
                "used": 1,
                "helped": 0,
                "did_not_help": 0,
                "not_recorded": 1,
                "last_used": "2025-02-12",
                "last_incident": "shop/2025-02-12-b",
                "apart": 0,
            }
        ],
        "never-used": [{"runbook": "shop/payments", "handbook": "Shop", "owner": owner, "reviewed": None, "apart": 1}],
        "alerts": [
            {
                "alert": "Strange",
                "handbook": "Shop",
                "times": 2,
                "last": "2025-02-12",
                "incidents": ["shop/2025-02-12-b", "shop/2025-02-11-a"],
            }
        ],
        "services": [
            {
                "service": "shop/search",
                "handbook": "Shop",
                "tier": None,
                "owner": "@who" if edition == "internal" else "not public",
                "runbooks": None,
                "incidents": 0,
            }
        ],
    }


def test_a_factor_without_a_category_says_so(tmp_path: Path) -> None:
    """It stands last, and an incident without factors is told."""
    files = {
        "2025-02-11-a": (
            "title: A\nstatus: resolved\nstarted: 2025-02-11 10:00\n"
            "contributing_factors: [Luck, {category: on-call, text: Nobody there}]\n"
        ),
        "2025-02-12-b": "title: B\nstatus: resolved\nstarted: 2025-02-12 10:00\n",
    }
    table = REPORTS["factors-and-lessons"](small_library(tmp_path, files), TODAY).tables[0]
    assert [row[0] for row in table.rows] == ["on call", Unknown("no category recorded")]
    assert table.note == "1 incident of 2 has no factor recorded."


@pytest.mark.parametrize("name", REPORTS)
def test_a_library_without_incidents_has_every_report(tmp_path: Path, name: str) -> None:
    """Each says that nothing is recorded, and draws nothing."""
    report = REPORTS[name](small_library(tmp_path, {}), TODAY)
    assert [table.charts for table in report.tables if table.charts] == []
    assert not report.of_examples


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("incidents-per-month", "1 record without any day is in no month."),
        ("response-times", "1 incident without any day is in no quarter."),
        ("calendar", "1 record without any day is in no calendar."),
    ],
)
def test_a_record_without_a_day_is_told(tmp_path: Path, name: str, said: str) -> None:
    """No month, quarter or day is made up for it, and the sums say that it is missing."""
    report = REPORTS[name](small_library(tmp_path, {"someday": "title: A\nstatus: resolved\n"}), date(2025, 3, 1))
    assert report.notes[-1] == said
    groups = [row for table in report.tables for row in table.rows if name != "response-times" or row[0] == "quarter"]
    assert groups == []


def test_a_chart_shows_the_latest_five_hundred_and_the_numbers_count_all(tmp_path: Path) -> None:
    """With thousands of dots nobody sees one, and the page would be slow to open."""
    first = date(2020, 1, 1)
    files = {
        f"{first + timedelta(days=day)}-a": (
            f"title: A\nstatus: resolved\nstarted: {first + timedelta(days=day)} 10:00\nresolved: 11:{day % 60:02}\n"
        )
        for day in range(502)
    }
    table = REPORTS["response-times"](small_library(tmp_path, files), TODAY).tables[3]
    for chart in table.charts:
        days = [dot.incident.day for strip in getattr(chart, "strips", ()) for dot in strip.dots]
        assert (len(days), min(filter(None, days))) == (500, first + timedelta(days=2))
    assert table.rows[0][:5] == ("", "", "All incidents", 502, 0)
    assert table.note.endswith(" The dots are the latest 500 of 502 incidents, the numbers count all.")
    assert table.behind is not None
    assert (len(table.behind.first_rows), table.behind.count) == (500, 502)
