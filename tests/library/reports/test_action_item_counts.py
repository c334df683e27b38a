"""The ledger in numbers: each counted a second time from the text, spans and quarters at their ends."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml

from generator.library.project import open_project
from generator.library.reports.action_item_counts import (
    Quarter,
    Tally,
    by_age,
    by_handbook,
    by_owner,
    by_purpose,
    by_severity,
    closed_per_quarter,
    done_undated,
    lacking,
    without_actions,
)
from generator.library.reports.ledger import Ledger, ledger
from tests.small_library import TODAY, small_library

FILES = {
    "content/shop/contacts.yaml": "- id: payments\n  role: Payments\n- id: on-call\n  role: On-call\n",
    "content/bank/handbook.yaml": "format: 1\ntitle: A Bank\ntimezone: UTC\n",
    "content/bank/contacts.yaml": "- id: on-call\n  role: On-call\n",
    "2025-02-11-payments": """
title: Payments fail
severity: P1
status: resolved
started: 2025-02-11 14:02
resolved: 2025-02-12 00:30
action_items:
  - {action: One, owner: payments, due: 2025-02-28, purpose: prevent}
  - {action: Two, owner: on-call, due: 2025-03-08, purpose: detect, ticket: "https://example.com/"}
  - {action: Three, owner: payments, status: blocked}
  - {action: Four, purpose: detect}
  - {action: Five, owner: payments, due: 2025-02-20, done: 2025-02-20}
  - {action: Six, owner: payments, due: 2024-07-01, done: 2024-07-02}
  - {action: Seven, status: done}
  - {action: Eight, status: wont-do, why_not: too dear}
""",
    "incidents/bank/2025-01-30-bank.yaml": """
title: Bank fails
status: monitoring
started: 2025-01-30 10:00
action_items:
  - {action: Nine, owner: on-call, due: 2025-03-01}
""",
    "2025-02-13-nothing": "title: Nothing came of it\nstatus: resolved\nstarted: 2025-02-13 10:00\n",
    "2025-02-15-copy": "title: Copy\nstatus: resolved\nduplicate_of: 2025-02-11-payments\n",
    "2025-02-14-drill": "title: Drill\ntype: drill\nstatus: resolved\nstarted: 2025-02-14 10:00\n",
}


@pytest.fixture
def found(tmp_path: Path) -> Ledger:
    """Return the ledger of the incidents above."""
    return ledger(small_library(tmp_path, FILES), TODAY)


def test_who_has_most_open_stands_first(found: Ledger) -> None:
    """Owners of one name in two handbooks are two; nobody stands last, however many."""
    assert by_owner(found) == (
        Tally("shop/payments", "Payments", open=2, overdue=1, soon=0, done=2),
        Tally("bank/on-call", "On-call", open=1, overdue=0, soon=1, done=0),
        Tally("shop/on-call", "On-call", open=1, overdue=0, soon=1, done=0),
        Tally("none", "", open=1, overdue=0, soon=0, done=1),
    )


def test_handbooks_levels_and_purposes(tmp_path: Path) -> None:
    """In the order of the site, of the levels and of the format; what is not recorded stands last."""
    library = small_library(tmp_path, FILES)
    found = ledger(library, TODAY)
    assert [(one.key, one.title, one.open, one.done) for one in by_handbook(found, library)] == [
        ("bank", "A Bank", 1, 0),
        ("shop", "Shop", 4, 3),
    ]
    assert [(one.key, one.open, one.overdue) for one in by_severity(found)] == [("P1", 4, 1), ("none", 1, 0)]
    assert [(one.key, one.open, one.done) for one in by_purpose(found)] == [
        ("prevent", 1, 0),
        ("detect", 2, 0),
        ("none", 2, 3),
    ]


@pytest.mark.parametrize(
    ("today", "ages"),
    [
        pytest.param(date(2025, 3, 1), [5, 0, 0, 0], id="the thirtieth day"),
        pytest.param(date(2025, 3, 2), [4, 1, 0, 0], id="the day after it"),
        pytest.param(date(2025, 4, 30), [0, 5, 0, 0], id="the ninetieth day"),
        pytest.param(date(2025, 5, 1), [0, 4, 1, 0], id="the ninety-first"),
        pytest.param(date(2025, 8, 11), [0, 0, 4, 1], id="the hundred-and-eightieth of the others"),
        pytest.param(date(2025, 8, 12), [0, 0, 0, 5], id="older than any span"),
    ],
)
def test_each_age_is_in_one_span(tmp_path: Path, today: date, ages: list[int]) -> None:
    """Both ends of a span belong to it, and nothing is counted twice."""
    counted = by_age(ledger(small_library(tmp_path, FILES), today))
    assert [name for name, _ in counted] == ["0-30", "31-90", "91-180", "181-"]
    assert [number for _, number in counted] == ages


def test_what_lacks_something(found: Ledger) -> None:
    """Open ones only: what is done needs no ticket."""
    assert lacking(found) == (("owner", 1), ("due", 2), ("ticket", 4))


def test_a_quiet_quarter_is_news(found: Ledger) -> None:
    """From the first to the last quarter, newest first; on the due day is in time; what has no day is counted apart."""
    assert closed_per_quarter(found) == (Quarter("2025 Q1", 1, 0), Quarter("2024 Q4", 0, 0), Quarter("2024 Q3", 1, 1))
    assert done_undated(found) == 1


def test_incidents_that_led_to_nothing(found: Ledger) -> None:
    """A drill may end without an action item, and a duplicate: what is to be done stands at the incident itself."""
    assert [incident.title for incident in without_actions(found)] == ["Nothing came of it"]


def test_numbers_of_the_example_incidents(root: Path) -> None:
    """Each number on the page of this repository's own site, counted from the text of its incidents."""
    today = date(2026, 11, 22)
    library = open_project(root, today).library
    found = ledger(library, today)
    records = [
        (path.relative_to(root / "incidents").parts[0], yaml.load(path.read_text("utf-8"), yaml.BaseLoader))  # noqa: S506
        for path in (root / "incidents").rglob("*.yaml")
    ]
    items = [(book, record, item) for book, record in records for item in record.get("action_items", ())]
    left = [one for one in items if one[2].get("status") not in {"done", "wont-do"} and "done" not in one[2]]
    done = [one for one in items if one[2].get("status") == "done" or "done" in one[2]]
    owners = Counter(f"{book}/{item['owner']}" if "owner" in item else "none" for book, _, item in left)
    assert {one.key: one.open for one in by_owner(found) if one.open} == owners
    assert {one.key: one.open for one in by_handbook(found, library) if one.open} == Counter(book for book, *_ in left)
    levels = Counter(record.get("severity", "none") for _, record, _ in left)
    assert {one.key: one.open for one in by_severity(found) if one.open} == levels
    purposes = Counter(item.get("purpose", "none") for *_, item in left)
    assert {one.key: one.open for one in by_purpose(found) if one.open} == purposes
    assert dict(lacking(found)) == {
        key: sum(key not in item for *_, item in left) for key in ("owner", "due", "ticket")
    }
    quarters = Counter(f"{d[:4]} Q{(int(d[5:7]) + 2) // 3}" for *_, item in done if (d := item.get("done")))
    assert {one.name: one.done for one in closed_per_quarter(found) if one.done} == quarters
    late = sum(item["done"] > item["due"] for *_, item in done if "done" in item and "due" in item)
    assert sum(one.late for one in closed_per_quarter(found)) == late
    assert sum(number for _, number in by_age(found)) == len(left)
    of_type = [record for _, record in records if record.get("type", "incident") == "incident"]
    real = [record for record in of_type if "duplicate_of" not in record]
    bare = sorted(record["title"] for record in real if "action_items" not in record)
    assert sorted(incident.title for incident in without_actions(found)) == bare
