"""The report of post-mortem duty, whole: its rows, their order, its counts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.library.library import Library
from generator.library.reports.post_mortems import post_mortem_duty
from generator.library.reports.written import rows_of
from generator.output.reports import as_text
from tests.small_library import TODAY, small_library

SEVERITIES = """
- id: P1
  name: High
  post_mortem_policy:
    required: always
    meeting_within: 48h
    publish_within: 3d
- id: P2
  name: Low
  post_mortem_policy:
    required: never
- id: P3
  name: Lower
"""
TIMES = "title: {}\nseverity: P1\nstatus: resolved\nstarted: 2025-02-{:02} 14:02\nresolved: 15:31\n"
STATE = "post_mortem: {{status: {}, meeting: {}, published: {}}}\n"
FILES = {
    "content/shop/severities.yaml": SEVERITIES,
    "2025-02-10-late": TIMES.format("Nobody began", 10),
    "2025-02-20-draft": TIMES.format("Late draft", 20) + "post_mortem: {status: draft, meeting: 2025-02-23}\n",
    "2025-02-27-review": TIMES.format("In review", 27) + "post_mortem: {status: in-review}\n",
    "2025-02-28-open": "title: Still open\nseverity: P1\nstatus: monitoring\nstarted: 2025-02-28 14:02\n",
    "2025-02-03-in-time": TIMES.format("In time", 3) + STATE.format("published", "2025-02-05", "2025-02-06"),
    "2025-02-04-too-late": TIMES.format("Too late", 4) + STATE.format("published", "2025-02-07", "2025-02-10"),
    "2025-02-05-no-day": TIMES.format("No day", 5) + "post_mortem: {status: published}\n",
    "2025-02-06-low": TIMES.format("Low", 6).replace("P1", "P2"),
    "2025-02-07-no-policy": TIMES.format("No policy", 7).replace("P1", "P3"),
    "2025-02-08-drill": TIMES.format("Drill", 8) + "type: drill\n",
    "2025-02-09-example": TIMES.format("Example", 9) + "example: true\n",
}


def tables(library: Library, today: date = TODAY) -> str:
    """Return the tables of the report as a terminal shows them, without their notes."""
    return "\n".join(as_text(replace(table, note="")) for table in post_mortem_duty(library, today).tables)


def test_the_whole_report(tmp_path: Path) -> None:
    """What is due first stands on top; drills that nobody wrote about and examples are left out."""
    assert tables(small_library(tmp_path, FILES)) == (
        "Owed\n"
        "Incident      State        Why                     Meeting due  Meeting     Meeting days late  Publication due  Publication days late\n"  # noqa: E501
        "------------  -----------  ----------------------  -----------  ----------  -----------------  ---------------  ---------------------\n"  # noqa: E501
        "Nobody began  late         P1 always requires one  2025-02-12   —           17                 2025-02-13       16\n"  # noqa: E501
        "Late draft    late         P1 always requires one  2025-02-22   2025-02-23  1                  2025-02-23       6\n"  # noqa: E501
        "In review     in review    P1 always requires one  2025-03-01   —           0                  2025-03-02       0\n"  # noqa: E501
        "Still open    not due yet  P1 always requires one  —            —           —                  —                —\n"  # noqa: E501
        "\n"
        "Published\n"
        "Incident  Why                     Meeting due  Meeting     Meeting days late  Publication due  Published   Publication days late\n"  # noqa: E501
        "--------  ----------------------  -----------  ----------  -----------------  ---------------  ----------  ---------------------\n"  # noqa: E501
        "Too late  P1 always requires one  2025-02-06   2025-02-07  1                  2025-02-07       2025-02-10  3\n"
        "In time   P1 always requires one  2025-02-05   2025-02-05  0                  2025-02-06       2025-02-06  0\n"
        "No day    P1 always requires one  2025-02-07   —           —                  2025-02-08       —           —\n"
        "\n"
        "How many stand where\n"
        "State         Incidents  Late  Meeting late\n"
        "------------  ---------  ----  ------------\n"
        "missing       1          1     1\n"
        "draft         1          1     1\n"
        "in review     1          0     0\n"
        "published     3          1     1\n"
        "not due yet   1          0     0\n"
        "not required  1          0     0\n"
        "not known     1          0     0\n"
        "\n"
        "Begun and not owed\n"
        "Nobody began one that is not owed.\n"
    )


def test_what_is_apart_is_in_no_number_of_incidents(tmp_path: Path) -> None:
    """A drill owes nothing; one that somebody wrote about stands in a table of its own, by the days of its severity."""
    files = {
        "2025-02-11-real": TIMES.format("Real", 11),
        "2025-02-12-drill": TIMES.format("Drill", 12) + "type: drill\npost_mortem: {status: draft}\n",
        "2025-02-13-near": TIMES.format("Near", 13)
        + "type: near-miss\n"
        + STATE.format("published", "2025-02-16", "2025-02-16"),
        "2025-02-14-again": TIMES.format("Again", 14) + "duplicate_of: 2025-02-11-real\npost_mortem: {status: draft}\n",
        "2025-02-15-quiet": TIMES.format("Quiet", 15) + "type: maintenance\n",
    }
    owed, published, states, apart = post_mortem_duty(small_library(tmp_path, files), TODAY).tables
    assert [row["incident"] for row in rows_of(owed)] == ["shop/2025-02-11-real"]
    assert published.rows == ()
    assert sum(int(str(row["incidents"])) for row in rows_of(states)) == 1
    assert apart.note == "Of 4 records that stand apart: near misses, drills, maintenance, duplicates."
    assert as_text(replace(apart, note="")) == (
        "Begun and not owed\n"
        "Incident  Sort       State      Meeting due  Meeting     Meeting days late  Publication due  Published   Publication days late\n"  # noqa: E501
        "--------  ---------  ---------  -----------  ----------  -----------------  ---------------  ----------  ---------------------\n"  # noqa: E501
        "Drill     drill      late       2025-02-14   —           15                 2025-02-15       —           14\n"
        "Again     duplicate  late       2025-02-16   —           13                 2025-02-17       —           12\n"
        "Near      near miss  published  2025-02-15   2025-02-16  1                  2025-02-16       2025-02-16  0\n"
    )


def test_the_day_changes_states_and_counts_and_no_order(tmp_path: Path) -> None:
    """A browser corrects the cells; rows that would have to move it could not."""
    library = small_library(tmp_path, FILES)
    days = [date(2025, 2, 11), date(2025, 2, 14), date(2025, 3, 2), date(2025, 3, 3), date(2026, 1, 1)]
    found = [post_mortem_duty(library, day).tables for day in days]
    assert [[row["state"] for row in rows_of(owed)] for owed, *_ in found] == [
        ["missing", "draft", "in review", "not due yet"],
        ["late", "draft", "in review", "not due yet"],
        ["late", "late", "in review", "not due yet"],
        ["late", "late", "late", "not due yet"],
        ["late", "late", "late", "not due yet"],
    ]
    assert [[row["late"] for row in rows_of(states)][:4] for _, _, states, _ in found] == [
        [0, 0, 0, 1],
        [1, 0, 0, 1],
        [1, 1, 0, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
    ]
    assert [[row["meeting_late"] for row in rows_of(states)][:4] for _, _, states, _ in found] == [
        [0, 1, 0, 1],
        [1, 1, 0, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
        [1, 1, 1, 1],
    ]
    assert len({tuple(row["incident"] for row in rows_of(owed)) for owed, *_ in found}) == 1


def test_programs_read_what_people_read(tmp_path: Path) -> None:
    """Days as ISO, numbers as numbers, what nobody knows as nothing."""
    owed, published, _, _ = post_mortem_duty(small_library(tmp_path, FILES), TODAY).tables
    assert rows_of(owed)[1] == {
        "incident": "shop/2025-02-20-draft",
        "state": "late",
        "why": "P1 always requires one",
        "meeting_due": "2025-02-22",
        "meeting": "2025-02-23",
        "publication_due": "2025-02-23",
        "meeting_days_late": 1,
        "publication_days_late": 6,
    }
    assert rows_of(published)[2] == {
        "incident": "shop/2025-02-05-no-day",
        "why": "P1 always requires one",
        "meeting_due": "2025-02-07",
        "meeting": None,
        "meeting_days_late": None,
        "publication_due": "2025-02-08",
        "published": None,
        "publication_days_late": None,
    }


def test_nothing_to_say(tmp_path: Path) -> None:
    """Without incidents the tables say so."""
    report = post_mortem_duty(small_library(tmp_path, {}), TODAY)
    owed, published, _, apart = report.tables
    assert [(table.rows, table.empty) for table in (owed, published, apart)] == [
        ((), "No incident owes a post-mortem."),
        ((), "No post-mortem is published yet."),
        ((), "Nobody began one that is not owed."),
    ]
    assert [row["incidents"] for row in rows_of(report.tables[2])] == [0] * 7
    assert not report.of_examples
