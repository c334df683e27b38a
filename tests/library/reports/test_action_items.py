"""The report of action items: its columns, what can be chosen, what fails a job; all numbers computed a second time."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import cli
from generator.library.library import Library
from generator.library.project import open_project
from generator.library.reports.action_items import (
    Choice,
    Unchosen,
    action_items,
    file_columns,
    file_rows,
    for_people,
)
from generator.library.reports.ledger import ledger
from generator.library.reports.written import as_csv, rows_of
from tests.small_library import TODAY, small_library

CONTACTS = "- id: payments\n  role: Payments team\n  team: Money\n- id: on-call\n  role: On-call\n"
BANK = {
    "content/bank/handbook.yaml": "format: 1\ntitle: Bank\ntimezone: UTC\n",
    "content/bank/contacts.yaml": "- id: on-call\n  role: On-call\n",
}
ITEMS = """
title: Payments fail
severity: P1
status: resolved
started: 2025-02-11 14:02
resolved: 2025-02-12 00:30
action_items:
  - {id: late, action: "=HYPERLINK(1)", owner: payments, due: 2025-02-27, ticket: "https://example.com/1"}
  - {id: soon, action: Soon, owner: "@who", due: 2025-03-08, status: blocked, purpose: prevent, priority: high}
  - {id: begun, action: Begun, status: in-progress}
  - {id: finished, action: Finished, owner: payments, due: 2025-02-20, done: 2025-02-22}
  - {id: dropped, action: Dropped, status: wont-do, why_not: "-1 % of the harm"}
"""
FILES = {"2025-02-11-payments": ITEMS, "content/shop/contacts.yaml": CONTACTS, **BANK}
DAYS = (date(2026, 11, 22), date(2027, 2, 1), date(2025, 11, 14))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return the library of one incident and two handbooks."""
    return small_library(tmp_path, FILES)


def test_each_item_is_a_row_for_programs(library: Library) -> None:
    """Every column by its key; what depends on the day is there because a day is given."""
    (table,) = action_items(library, TODAY).tables
    late = {
        "action": "=HYPERLINK(1)",
        "owner": "shop/payments",
        "due": "2025-02-27",
        "days_late": 2,
        "status": "open",
        "age_days": 17,
        "severity": "P1",
        "incident": "shop/2025-02-11-payments",
        "handbook": "shop",
        "team": "Money",
        "purpose": None,
        "priority": None,
        "ticket": "https://example.com/1",
        "since": "2025-02-12",
        "done": None,
        "why_not": None,
        "id": "late",
    }
    rows = rows_of(table)
    assert rows[0] == late
    assert [row["id"] for row in rows] == ["late", "soon", "begun", "finished", "dropped"]
    assert [row["age_days"] for row in rows] == [17, 17, 17, 10, None]


def test_a_file_holds_nothing_that_is_wrong_tomorrow(library: Library) -> None:
    """Without a day there is neither lateness nor age; all other columns are those of the report."""
    keys = [column.key for column in file_columns()]
    (table,) = action_items(library, TODAY).tables
    assert keys == [column.key for column in table.columns if column.key not in {"days_late", "age_days"}]
    rows = [dict(zip(keys, row, strict=True)) for row in file_rows(library, ledger(library, TODAY).rows)]
    assert [row["id"] for row in rows] == ["late", "soon", "begun", "finished", "dropped"]


def test_a_spreadsheet_runs_nothing(library: Library) -> None:
    """A cell that begins like a formula is text; the csv module reads back what was written."""
    read = list(csv.DictReader(io.StringIO(as_csv(action_items(library, TODAY).tables[0]))))
    assert [row["action"] for row in read] == ["'=HYPERLINK(1)", "Soon", "Begun", "Finished", "Dropped"]
    assert read[1]["owner"] == "'@who"
    assert read[4]["why_not"] == "'-1 % of the harm"
    assert [row["due"] for row in read] == ["2025-02-27", "2025-03-08", "", "2025-02-20", ""]


@pytest.mark.parametrize(
    ("choice", "ids"),
    [
        pytest.param(Choice(), ["late", "soon", "begun", "finished", "dropped"], id="all"),
        pytest.param(Choice("open"), ["late", "soon", "begun"], id="whatever is not finished"),
        pytest.param(Choice("overdue"), ["late"], id="overdue"),
        pytest.param(Choice("soon"), ["soon"], id="due on the seventh day"),
        pytest.param(Choice("in-progress"), ["begun"], id="begun"),
        pytest.param(Choice("blocked"), ["soon"], id="blocked"),
        pytest.param(Choice("done"), ["finished"], id="done"),
        pytest.param(Choice("wont-do"), ["dropped"], id="dropped"),
        pytest.param(Choice(owner="payments"), ["late", "finished"], id="an owner by id"),
        pytest.param(Choice(owner="shop/payments"), ["late", "finished"], id="an owner by key"),
        pytest.param(Choice(owner="@Who"), ["soon"], id="a handle in another case"),
        pytest.param(Choice(owner="nobody"), ["begun", "dropped"], id="no owner"),
        pytest.param(Choice(owner="on-call", handbook="bank"), [], id="an owner of that handbook who has nothing"),
        pytest.param(Choice(handbook="bank"), [], id="a handbook without any"),
        pytest.param(Choice("open", "payments", "shop"), ["late"], id="all three"),
    ],
)
def test_what_can_be_chosen(library: Library, choice: Choice, ids: list[str]) -> None:
    """State, owner and handbook, together and alone."""
    (table,) = action_items(library, TODAY, choice).tables
    assert [row["id"] for row in rows_of(table)] == ids


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        pytest.param(
            Choice(owner="payment"), 'nobody is called "payment"; did you mean "payments"?', id="a slip in the id"
        ),
        pytest.param(
            Choice(owner="shop/payment"),
            'nobody is called "shop/payment"; did you mean "shop/payments"?',
            id="in a key",
        ),
        pytest.param(
            Choice(owner="on-call"),
            'several handbooks have an owner "on-call"; write bank/on-call or shop/on-call',
            id="two of one name",
        ),
        pytest.param(
            Choice(handbook="shpo"), 'there is no handbook "shpo"; did you mean "shop"?', id="a slip in the handbook"
        ),
    ],
)
def test_what_is_not_there_is_not_chosen(library: Library, choice: Choice, sentence: str) -> None:
    """A slip gives a sentence, not an empty table."""
    with pytest.raises(Unchosen) as refused:
        action_items(library, TODAY, choice)
    assert str(refused.value) == sentence


def test_people_see_fewer_columns(library: Library) -> None:
    """A terminal is narrow; what only programs need is left out, and no row is."""
    (table,) = for_people(action_items(library, TODAY)).tables
    titles = ["Action", "Owner", "Due", "Days late", "Status", "Age in days", "Severity", "Incident", "Handbook"]
    assert [column.title for column in table.columns] == titles
    assert [len(row) for row in table.rows] == [len(titles)] * 5


# --- the command ---


def report(root: Path, *arguments: str) -> Result:
    """Return what `runbook-site report` says on the day of the small library."""
    epoch = {"SOURCE_DATE_EPOCH": str(int(datetime.fromisoformat(f"{TODAY}T12:00+00:00").timestamp()))}
    return CliRunner(env=epoch).invoke(cli, ["report", *arguments, "--root", str(root)])


def test_a_job_fails_on_what_is_overdue(library: Library, tmp_path: Path) -> None:
    """The table goes to stdout, the sentence to stderr, whatever state the table was asked for."""
    assert library.handbooks
    made = report(tmp_path, "action-items", "--format", "json", "--status", "blocked", "--fail-on", "overdue")
    sentence = '1 action item is overdue; the first is "=HYPERLINK(1)" of shop/2025-02-11-payments'
    assert made.stderr == f"runbook-site: {sentence} (Payments team), due 2025-02-27\n"
    assert [row["id"] for row in json.loads(made.stdout)["tables"]["action-items"]] == ["soon"]
    assert made.exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--fail-on", "overdue", "--handbook", "bank"], id="of another handbook"),
        pytest.param(["--fail-on", "overdue", "--owner", "@who"], id="of another owner"),
        pytest.param([], id="not asked for"),
    ],
)
def test_a_job_does_not_fail_on_other_peoples_items(library: Library, tmp_path: Path, arguments: list[str]) -> None:
    """Only what was asked about counts."""
    assert library.handbooks
    made = report(tmp_path, "action-items", *arguments)
    assert (made.exit_code, made.stderr) == (0, "")


def test_it_opens_with_what_is_open(library: Library, tmp_path: Path) -> None:
    """Like the page."""
    assert library.handbooks
    made = report(tmp_path, "action-items", "--format", "csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(made.stdout))] == ["late", "soon", "begun"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        pytest.param(
            ["action-items", "--owner", "paymints"],
            'nobody is called "paymints"; did you mean "payments"?',
            id="an owner that is not there",
        ),
        pytest.param(
            ["incidents-per-month", "--fail-on", "overdue"],
            "--fail-on is for the report action-items, not for incidents-per-month",
            id="another report",
        ),
        pytest.param(
            ["incidents-per-month", "--owner", "payments"],
            "--owner is for the report action-items, not for incidents-per-month",
            id="an option of another report",
        ),
    ],
)
def test_a_slip_is_a_usage_error(library: Library, tmp_path: Path, arguments: list[str], error: str) -> None:
    """Exit 2, and the way out."""
    assert library.handbooks
    made = report(tmp_path, *arguments)
    assert made.exit_code == 2
    assert made.stderr.splitlines()[-1] == f"Error: {error}"
    assert made.stdout == ""


# --- the numbers of this repository's own incidents, computed a second time from their text ---


def items_as_written(root: Path) -> Iterator[tuple[str, dict[str, Any], date | None]]:
    """Yield each item's name, its keys as text, and the day its age counts from, read without any code of ours."""
    for path in sorted((root / "incidents").rglob("*.yaml")):
        record = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - BaseLoader makes text only
        name = path.parent.name if path.name == "incident.yaml" else path.stem
        for item in record.get("action_items", ()):
            yield f"{name}#{item.get('id', item['action'])}", item, since(record, name)


def since(record: dict[str, Any], name: str) -> date | None:
    """Return the day of `resolved`, of `started` while there is none, or the one in the name.

    A bare time's day follows from the time before it: half a day back is the next day.
    """
    day, clock, placed = None, timedelta(), {}
    for key in ("started", "detected", "acknowledged", "mitigated", "resolved"):
        written = record.get(key, "")
        if not written:
            continue
        head, _, tail = written.replace("T", " ").rpartition(" ")
        if tail[:1] in "+-Z" or tail == "UTC":  # an offset behind a blank
            head, _, tail = head.rpartition(" ")
        at = timedelta(hours=int(tail[:2]), minutes=int(tail[3:5]))
        if head:
            day = date.fromisoformat(head[:10])
        elif day and clock - at >= timedelta(hours=12):
            day += timedelta(days=1)
        clock, placed[key] = at, day
    return placed.get("resolved") or placed.get("started") or date.fromisoformat(name[:10])


@pytest.mark.parametrize("today", [pytest.param(day, id=str(day)) for day in DAYS])
def test_numbers_of_the_example_incidents(root: Path, today: date) -> None:
    """Open, overdue, due soon, done, and the age of each, on three days."""
    found = ledger(open_project(root, today).library, today)
    written = list(items_as_written(root))
    state = {name: item.get("status") or ("done" if "done" in item else "open") for name, item, _ in written}
    is_open = {name for name in state if state[name] not in {"done", "wont-do"}}
    due = {name: date.fromisoformat(item["due"]) for name, item, _ in written if "due" in item and name in is_open}
    assert len(found.rows) == len(written) > 40
    assert len(found.open) == len(is_open)
    assert len(found.done) == list(state.values()).count("done")
    assert len(found.overdue) == sum(day < today for day in due.values())
    assert len(found.due_soon) == sum(today <= day <= today + timedelta(days=7) for day in due.values())
    ages = {f"{row.incident.id}#{row.item.id or row.item.action}": row.age(today) for row in found.rows}
    for name, item, begun in written:
        end = date.fromisoformat(item["done"]) if "done" in item else (today if name in is_open else None)
        assert ages[name] == (None if end is None or begun is None else max((end - begun).days, 0)), name
