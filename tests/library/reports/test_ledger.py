"""The ledger: its order, its ages, what is overdue, whose it is."""

from datetime import date
from pathlib import Path

import pytest

from generator.library.reports.ledger import FINISHED_SHOWN, Ledger, Owner, ledger
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
  - {id: later, action: Due later, owner: "@Who", due: 2025-03-09, status: in-progress}
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
    """Of two that are due on one day the one of the worse incident stands first; of the finished the newest."""
    names = ["late", "index", "today", "week", "later", "someday", "finished", "dropped"]
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


def test_the_order_is_the_same_on_any_day(tmp_path: Path) -> None:
    """What is overdue stands first because it is due first: the page of another day has the rows in the same places."""
    files = {"2025-02-11-payments": ITEMS, "2025-02-20-search": OPEN, "content/shop/contacts.yaml": CONTACTS}
    library = small_library(tmp_path, files)
    orders = {tuple(row.id for row in ledger(library, day).rows) for day in (TODAY, date(2025, 3, 8), date(2026, 1, 1))}
    assert len(orders) == 1


def test_owners_have_the_names_that_people_know(found: Ledger) -> None:
    """A contact by name or role with its team, a handle as it is, nobody as nothing."""
    owners = {row.id: (row.owner.key, row.owner.title, row.owner.team) if row.owner else None for row in found.rows}
    assert owners["late"] == ("shop/payments", "Payments", "Money")
    assert owners["today"] == ("shop/on-call", "On-call", "")
    assert owners["later"] == ("shop/@who", "@Who", "")
    assert owners["week"] is None
    assert [owner.key for owner in found.owners] == ["shop/on-call", "shop/payments", "shop/@who"]
    assert found.severities == ("P1", "P2")
    assert found.handbooks == ("shop",)


def test_owners_of_one_name_in_two_handbooks_are_two(tmp_path: Path) -> None:
    """A contact belongs to its handbook, whichever incident names it; a handle to the incident's."""
    bank = """
title: Bank fails
status: resolved
started: 2025-02-21 10:00
resolved: 2025-02-21 11:00
action_items:
  - {id: own, action: Of the bank, owner: on-call}
  - {id: other, action: Of the shop, owner: shop/on-call}
  - {id: handle, action: Of somebody, owner: "@Who"}
"""
    files = {
        "2025-02-11-payments": ITEMS,
        "content/shop/contacts.yaml": CONTACTS,
        "content/bank/handbook.yaml": "format: 1\ntitle: Bank\ntimezone: UTC\n",
        "content/bank/contacts.yaml": "- id: on-call\n  role: On-call\n",
        "incidents/bank/2025-02-21-bank.yaml": bank,
    }
    found = ledger(small_library(tmp_path, files), TODAY)
    keys = {row.id: row.owner.key for row in found.rows if row.owner}
    assert keys["own"] == "bank/on-call"
    assert keys["other"] == keys["today"] == "shop/on-call"
    assert (keys["handle"], keys["later"]) == ("bank/@who", "shop/@who")
    assert [(owner.key, owner.calendar) for owner in found.owners] == [
        ("bank/on-call", "data/calendars/bank/on-call.ics"),
        ("bank/@who", "data/calendars/bank/@who.ics"),
        ("shop/on-call", "data/calendars/shop/on-call.ics"),
        ("shop/payments", "data/calendars/shop/payments.ics"),
        ("shop/@who", "data/calendars/shop/@who.ics"),
    ]


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        pytest.param("@who", "@who", id="plain"),
        pytest.param("@who.else", "@who~2e~else", id="a dot"),
        pytest.param("@../up", "@~2e~~2e~~2f~up", id="a way out"),
        pytest.param("@İ", "@i~307~", id="letters of elsewhere"),
    ],
)
def test_a_handle_names_a_file_everywhere(handle: str, name: str) -> None:
    """No handle leads out of its folder, and no two handles have one file."""
    assert Owner("shop", handle.lower(), handle).calendar == f"data/calendars/shop/{name}.ics"


def test_what_nobody_recorded(found: Ledger) -> None:
    """Owner, due day and ticket; a finished one may lack them, too."""
    lacks = {row.id: row.lacks for row in found.rows}
    assert lacks["week"] == ("owner", "ticket")
    assert lacks["someday"] == ("due", "ticket")
    assert lacks["dropped"] == ("owner", "ticket")


def test_the_newest_finished_stand_there_and_the_others_by_year(tmp_path: Path) -> None:
    """As many as fit; the rest by the year in which they were done, or in which their incident ended."""
    lines = "\n".join(f"  - {{id: done-{n:02}, action: Done, done: 2025-01-{n:02}}}" for n in range(1, 31))
    more = "\n".join(f"  - {{id: old-{n:02}, action: Done, done: 2024-06-{n:02}}}" for n in range(1, 27))
    dropped = "  - {id: dropped, action: Dropped, status: wont-do, why_not: too dear}"
    head = "title: Old\nstatus: resolved\nstarted: 2023-05-01 10:00\nresolved: 2023-05-01 11:00\naction_items:\n"
    files = {"2023-05-01-old": f"{head}{lines}\n{more}\n{dropped}\n  - {{id: left, action: Left}}\n"}
    found = ledger(small_library(tmp_path, files), TODAY)
    assert [row.id for row in found.shown[:2]] == ["left", "done-30"]
    assert len(found.shown) == 1 + FINISHED_SHOWN
    older = [(part.part.year, [row.id for row in part.part.rows]) for part in found.older]
    assert older == [("2024", [f"old-{n:02}" for n in range(6, 0, -1)]), ("2023", ["dropped"])]


def test_nobody_is_named_in_public(tmp_path: Path) -> None:
    """Contacts and handles are internal unless said: the public ledger names neither."""
    files = {"2025-02-11-payments": ITEMS, "content/shop/contacts.yaml": CONTACTS}
    assert ledger(small_library(tmp_path, files, "public"), TODAY).owners == (Owner("", "not-public", "not public"),)


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
