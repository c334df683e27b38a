"""The ledger: its order, its ages, what is overdue, whose it is."""

from datetime import date
from pathlib import Path

import pytest

from generator.library.reports.action_items import Ledger, ledger
from tests.small_library import TODAY, small_library

CONTACTS = """
- id: payments
  role: Payments
  team: Money
- id: on-call
  role: On-call
"""
ITEMS = """
title: Payments fail
severity: P1
status: resolved
started: 2025-02-11 14:02
resolved: 2025-02-12 00:30
action_items:
  - {id: late, action: A late one, owner: payments, due: 2025-02-28}
  - {id: today, action: Due today, owner: on-call, due: 2025-03-01, status: blocked}
  - {id: week, action: Due in a week, due: 2025-03-08}
  - {id: later, action: Due later, owner: "@who", due: 2025-03-09, status: in-progress}
  - {id: someday, action: No day, owner: payments}
  - {id: finished, action: Finished, owner: payments, due: 2025-02-20, done: 2025-02-22}
  - {id: dropped, action: Dropped, status: wont-do, why_not: too dear, due: 2025-02-15}
"""
OPEN = """
title: Search is slow
severity: P2
status: monitoring
started: 2025-02-20 10:00
action_items:
  - {id: index, action: Look at the index, due: 2025-02-28}
"""


@pytest.fixture
def found(tmp_path: Path) -> Ledger:
    """Return the ledger of two incidents."""
    files = {"2025-02-11-payments": ITEMS, "2025-02-20-search": OPEN, "content/shop/contacts.yaml": CONTACTS}
    return ledger(small_library(tmp_path, files), TODAY)


def test_overdue_first_then_by_day_finished_last(found: Ledger) -> None:
    """Of two that are due on one day the one of the worse incident stands first."""
    names = ["late", "index", "today", "week", "later", "someday", "dropped", "finished"]
    assert [row.id for row in found.rows] == names


def test_an_item_is_late_when_its_day_is_over(found: Ledger) -> None:
    """Due today is due soon, not overdue; a finished one is never late."""
    assert [(row.id, row.days_late(TODAY)) for row in found.overdue] == [("late", 1), ("index", 1)]
    assert [row.id for row in found.due_soon] == ["today", "week"]
    assert [row.id for row in found.done] == ["finished"]
    assert [row.id for row in found.with_due_day] == ["late", "index", "today", "week", "later"]


def test_age_counts_from_the_resolution_to_the_end(found: Ledger) -> None:
    """From the day of `resolved`, of `started` while open; to `done` or today; none when the end is not known."""
    ages = {
        "late": 17,
        "today": 17,
        "week": 17,
        "later": 17,
        "someday": 17,
        "finished": 10,
        "dropped": None,
        "index": 9,
    }
    assert {row.id: row.age(TODAY) for row in found.rows} == ages


def test_owners_have_the_names_that_people_know(found: Ledger) -> None:
    """A contact by name or role with its team, a handle as it is, nobody as nothing."""
    owners = {row.id: (row.owner, row.team) for row in found.rows}
    assert owners["late"] == ("Payments", "Money")
    assert owners["today"] == ("On-call", "")
    assert owners["later"] == ("@who", "")
    assert owners["week"] == ("", "")
    assert found.owners == ("@who", "On-call", "Payments")
    assert found.severities == ("P1", "P2")
    assert found.handbooks == ("shop",)


def test_nobody_is_named_in_public(tmp_path: Path) -> None:
    """Contacts and handles are internal unless said: the public ledger names neither."""
    files = {"2025-02-11-payments": ITEMS, "content/shop/contacts.yaml": CONTACTS}
    assert ledger(small_library(tmp_path, files, "public"), TODAY).owners == ("not public",)


def test_examples_count_while_there_are_no_real_incidents(tmp_path: Path) -> None:
    """The first real incident sends the examples' items out of the ledger."""
    example = small_library(
        tmp_path, {"2025-02-11-payments": f"{ITEMS}example: true\n", "content/shop/contacts.yaml": CONTACTS}
    )
    assert ledger(example, TODAY).of_examples
    both = small_library(tmp_path, {"2025-02-20-search": OPEN})
    assert [row.id for row in ledger(both, TODAY).rows] == ["index"]
    assert not ledger(both, TODAY).of_examples


def test_no_incident_no_row(tmp_path: Path) -> None:
    """An empty ledger is of no examples."""
    assert ledger(small_library(tmp_path, {}), date(2025, 3, 1)) == Ledger((), TODAY, of_examples=False)
