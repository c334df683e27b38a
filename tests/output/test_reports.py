"""Reports in a terminal and for programs: the whole text of one in each format, and cells that could do harm."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli
from generator.library.reports.table import Column, Deadline, Report, Said, Table, Unknown
from generator.library.reports.targets import targets
from generator.library.reports.written import as_csv
from generator.output.reports import TABLE_FORMATS, as_markdown, as_text, printed_report
from generator.records.scalars import Line, Prose
from tests.expected import assert_as_in
from tests.small_library import TODAY, small_library

HERE = Path(__file__).parent / "expected"
INCIDENTS = {
    "2025-02-28-open": (
        "title: Open | still\nstatus: monitoring\nseverity: P1\nstarted: 2025-02-28 10:00\ndetected: 10:05\n"
        "acknowledged: 10:30\n"
    ),
    "2025-02-10-words": (
        'title: "=1+1, and ünïcode 停止"\nstatus: resolved\nseverity: P2\nstarted: 2025-02-10 10:00\ndetected: 10:05\n'
        "acknowledged: 10:09\n"
    ),
}


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_a_report_is_printed_whole(tmp_path: Path, form: str) -> None:
    """Every table, every note, in each format, as its file."""
    report = targets(small_library(tmp_path, INCIDENTS), TODAY)
    ending = {"table": "txt", "markdown": "md"}.get(form, form)
    assert_as_in(HERE / f"targets.{ending}", printed_report(report, form).replace("\r\n", "\n"))


@pytest.mark.parametrize("form", TABLE_FORMATS)
def test_the_command_prints_the_same(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`runbook-site report` is the report of the project on this day."""
    report = targets(small_library(tmp_path, INCIDENTS), TODAY)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2025, 3, 1, tzinfo=UTC).timestamp())))
    done = CliRunner().invoke(cli, ["report", "targets", "--root", str(tmp_path), "--format", form])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout_bytes.decode() == printed_report(report, form)


def test_one_csv_holds_every_table(tmp_path: Path) -> None:
    """A row says which table it is of; a column that its table has not is empty, and no key stands twice."""
    report = targets(small_library(tmp_path, INCIDENTS), TODAY)
    reader = csv.DictReader(io.StringIO(printed_report(report, "csv")))
    said = list(reader)
    columns = list(reader.fieldnames or ())
    assert columns == list(dict.fromkeys(columns))
    assert columns[0] == "table"
    for table in report.tables:
        keys = {column.key for column in table.columns}
        mine = [row for row in said if row["table"] == table.name]
        own = [{key: cell for key, cell in row.items() if key in keys} for row in mine]
        assert own == list(csv.DictReader(io.StringIO(as_csv(table))))
        assert {row[key] for row in mine for key in columns[1:] if key not in keys} <= {""}
    assert len(said) == sum(len(table.rows) for table in report.tables)


def test_the_csv_of_one_table_is_the_table() -> None:
    """There is nothing to tell apart."""
    assert printed_report(Report("r", "R", "Why?", (rows("x"),)), "csv") == as_csv(rows("x")) == "c0\r\nx\r\n"


def test_the_public_edition_says_what_it_counts() -> None:
    """Under the question, in each format that people read and in JSON."""
    report = Report("r", "R", "Why?", (), scope="Counts only *this*.")
    assert printed_report(report, "table") == "R: Why?\n\nCounts only *this*.\n"
    assert printed_report(report, "markdown") == "## R\n\nWhy?\n\nCounts only \\*this\\*\\.\n"
    assert json.loads(printed_report(report, "json"))["scope"] == "Counts only *this*."


def test_what_is_true_today_stands_under_its_table() -> None:
    """It names the day."""
    table = replace(rows("x"), note="How.", of_today="As of today nothing more.")
    assert as_text(table).splitlines()[-2:] == ["How.", "As of today nothing more."]
    assert as_markdown(table).splitlines()[-3:] == ["How\\.", "", "As of today nothing more\\."]


def test_programs_read_what_people_read(tmp_path: Path) -> None:
    """CSV and JSON hold the same rows under the same keys."""
    report = targets(small_library(tmp_path, INCIDENTS), TODAY)
    told = json.loads(printed_report(report, "json"))["tables"]
    for table in report.tables:
        rows = list(csv.DictReader(io.StringIO(as_csv(table))))
        assert [
            {key: "" if value is None else str(value) for key, value in row.items()} for row in told[table.name]
        ] == rows


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(1)"]
)
def test_no_cell_is_a_formula(text: str) -> None:
    """A spreadsheet shows what was written, and runs nothing."""
    table = Table("t", "T", (Column("a", "A"),), ((text,),))
    assert next(iter(csv.reader(io.StringIO(as_csv(table).partition("\r\n")[2])))) == [f"'{text}"]


def rows(*cells: str) -> Table:
    """Return a table of one row."""
    return Table("t", "Title", tuple(Column(f"c{place}", f"C{place}") for place in range(len(cells))), (cells,))


def test_a_table_that_is_too_wide_is_printed_row_by_row() -> None:
    """Each cell on a line of its own, what has nothing to say left out."""
    table = rows("short", "word " * 40, "", "last")
    assert as_text(table).splitlines() == [
        "Title",
        "",
        "C0  short",
        "C1  word word word word word word word word word word word word word word word word word word word",
        "    word word word word word word word word word word word word word word word word word word word",
        "    word word",
        "C3  last",
    ]


def test_nothing_of_a_record_moves_the_cursor() -> None:
    """Line breaks and control characters are blanks in a terminal."""
    assert as_text(rows("a\nb", "c\x1b[2Jd")).splitlines()[-1] == "a b  c [2Jd"


def test_wide_letters_keep_the_columns() -> None:
    """A letter of two cells counts as two."""
    table = Table("t", "T", (Column("a", "A"), Column("b", "B")), (("停止", "x"), ("ab", "y")))
    assert as_text(table).splitlines()[1:] == ["A     B", "----  -", "停止  x", "ab    y"]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        pytest.param(timedelta(minutes=89), "1 h 29 min", id="a length"),
        pytest.param(date(2025, 2, 11), "2025-02-11", id="a day"),
        pytest.param(datetime(2025, 2, 11, 14, 2, tzinfo=UTC), "2025-02-11 14:02 UTC", id="an instant"),
        pytest.param(
            Deadline(datetime(2025, 2, 11, 14, 2, tzinfo=UTC), is_over=True), "2025-02-11 14:02 UTC, over", id="over"
        ),
        pytest.param(
            Deadline(datetime(2025, 2, 11, 14, 2, tzinfo=UTC), is_over=False), "2025-02-11 14:02 UTC", id="not yet"
        ),
        pytest.param(Unknown("no day recorded"), "—", id="unknown"),
        pytest.param(None, "—", id="empty"),
        pytest.param((), "—", id="no records"),
        pytest.param("", "", id="nothing to say"),
        pytest.param(0, "0", id="zero"),
    ],
)
def test_how_cells_read(cell: object, words: str) -> None:
    """Lengths in words, days as ISO, a dash for what is not known."""
    table = Table("t", "T", (Column("a", "A"), Column("b", "B")), ((cell, "|"),))  # type: ignore[arg-type]
    assert as_text(table).splitlines()[-1].split("|")[0].rstrip() == words


def test_levels_and_texts_of_records(tmp_path: Path) -> None:
    """A level is its id and its name; a text of a record is its Markdown."""
    library = small_library(tmp_path, INCIDENTS)
    level = library.severities("shop")[0]
    said = Said(Prose("One **two**\n\nthree"), library.incidents[0])
    table = Table("t", "T", (Column("a", "A"), Column("b", "B")), ((level, said),))
    assert as_text(table).splitlines()[-1] == "P1 High  One **two** three"
    assert as_csv(table) == 'a,b\r\nshop/P1,"One **two**\n\nthree"\r\n'


def test_a_note_that_is_markdown_keeps_its_links() -> None:
    """In a terminal the address stands behind the words; in Markdown it is a link; other notes show every sign."""
    notes = (Line("Read [the report](https://example.com/report) first."), "Not *this*.")
    report = Report("r", "R", "Why?", (), notes)
    assert (
        printed_report(report, "table")
        == "R: Why?\n\nRead the report (https://example.com/report) first.\n\nNot *this*.\n"
    )
    assert printed_report(report, "markdown") == (
        "## R\n\nWhy?\n\nRead [the report](https://example.com/report) first.\n\nNot \\*this\\*\\.\n"
    )


def test_a_table_without_rows_says_so() -> None:
    """As text and as Markdown."""
    table = Table("t", "T", (Column("a", "A"),), (), empty="None yet.")
    assert as_text(table) == "T\nNone yet.\n"
    assert as_markdown(table) == "### T\n\nNone yet.\n"
