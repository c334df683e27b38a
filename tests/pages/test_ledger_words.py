"""What the ledger offers: the choices of its filters, owners told apart, addresses of views."""

from pathlib import Path

import pytest

from generator.library.reports.ledger import Ledger, ledger
from generator.pages.ledger_words import (
    LedgerWords,
    age_options,
    age_words,
    calendars_of,
    severity_options,
    status_options,
    team_of,
    view_of,
)
from tests.small_library import TODAY, small_library

FILES = {
    "content/shop/contacts.yaml": """
- {id: on-call, role: On-Call, team: Platform}
- {id: one, role: Engineer}
- {id: two, role: Engineer}
- {id: search, role: Search team, team: search}
""",
    "content/bank/handbook.yaml": "format: 1\ntitle: Bank & Co\ntimezone: UTC\n",
    "content/bank/contacts.yaml": "- {id: on-call, role: On-call}\n",
    "2025-02-11-payments": """
title: Payments fail
severity: P1
status: resolved
started: 2025-02-11 14:02
resolved: 2025-02-11 15:02
action_items:
  - {action: A, owner: on-call, due: 2025-03-02}
  - {action: B, owner: one}
  - {action: C, owner: two, done: 2025-02-12}
  - {action: D, owner: bank/on-call, due: 2025-03-04}
  - {action: E, owner: "@who", due: 2025-03-05}
  - {action: F, owner: search}
  - {action: G}
""",
}
FOUND_OWNERS = (
    ("", (("", "all"), ("none", "nobody"))),
    ("Bank & Co", (("bank/on-call", "On-call"),)),
    (
        "Shop",
        (
            ("shop/one", "Engineer (one)"),
            ("shop/two", "Engineer (two)"),
            ("shop/on-call", "On-Call"),
            ("shop/search", "Search team"),
            ("shop/@who", "@who"),
        ),
    ),
)


@pytest.fixture
def words(tmp_path: Path) -> LedgerWords:
    """Return what templates ask about the incident above."""
    return LedgerWords(small_library(tmp_path, FILES))


@pytest.fixture
def found(words: LedgerWords) -> Ledger:
    """Return its ledger."""
    return ledger(words.library, TODAY)


def test_owners_stand_under_their_handbook(words: LedgerWords, found: Ledger) -> None:
    """Two of one name are two choices, told apart by their handbook or by their id; nobody is a choice, too."""
    assert words.owner_groups(found) == FOUND_OWNERS


def test_owners_of_one_title_are_told_apart_in_a_table(words: LedgerWords, found: Ledger) -> None:
    """There no handbook stands above them; names that differ by a capital only are alike."""
    assert words.owner_titles(found) == {
        "bank/on-call": "On-call, Bank & Co",
        "shop/on-call": "On-Call, Shop",
        "shop/one": "Engineer (one), Shop",
        "shop/two": "Engineer (two), Shop",
        "shop/search": "Search team",
        "shop/@who": "@who",
        "none": "nobody",
    }


def test_other_choices(words: LedgerWords, found: Ledger) -> None:
    """Only levels and handbooks that some row has; every state and every span of ages."""
    assert severity_options(found) == (("", "all"), ("P1", "P1"))
    assert words.handbook_options(found) == (("", "all"), ("shop", "Shop"))
    assert [words for _, words in status_options()] == [
        "open", "overdue", "due in 7 days", "in progress", "blocked", "done", "won't do", "all",
    ]  # fmt: skip
    assert [value for value, _ in age_options()] == ["", "0-30", "31-90", "91-180", "181-", "none"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("0-30", "0\N{EN DASH}30 days"), ("181-", "over 180 days"), ("none", "for an unknown time")],
)
def test_ages_in_words(name: str, said: str) -> None:
    """As people say them."""
    assert age_words(name) == said


def test_a_view_is_a_piece_of_the_address() -> None:
    """Whatever an owner is called, the address says it and nothing else."""
    assert view_of(status="overdue", owner="shop/@a&b") == "status=overdue&owner=shop%2F%40a%26b"


def test_who_has_a_calendar(found: Ledger) -> None:
    """Everybody with something due; who has nothing due has nothing to subscribe to."""
    assert calendars_of(found) == {
        "shop/on-call": "data/calendars/shop/on-call.ics",
        "bank/on-call": "data/calendars/bank/on-call.ics",
        "shop/@who": "data/calendars/shop/@who.ics",
    }


def test_a_team_stands_beside_an_owner_that_does_not_say_it(found: Ledger) -> None:
    """The search team is of the search team: once is enough."""
    teams = {row.item.action: team_of(row) for row in found.rows}
    assert teams == {"A": "Platform", "B": "", "C": "", "D": "", "E": "", "F": "", "G": ""}


def test_in_public_owners_are_not_told_apart(tmp_path: Path) -> None:
    """Contacts and handles are internal: one choice for all of them, and no calendar."""
    words = LedgerWords(small_library(tmp_path, FILES, "public"))
    found = ledger(words.library, TODAY)
    assert words.owner_groups(found) == (("", (("", "all"), ("none", "nobody"), ("not-public", "not public"))),)
    assert words.owner_titles(found) == {"not-public": "not public", "none": "nobody"}
    assert calendars_of(found) == {}
