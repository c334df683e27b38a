"""Recurring trouble: what counts as the same, how far back, and what never counts."""

from datetime import timedelta
from pathlib import Path

import pytest

from generator.library.recurrence import Recurrences
from tests.small_library import small_library

FILES = {
    "content/shop/runbooks/payments.yaml": "title: Payments\nresolution: [Roll back]\n",
    "content/shop/runbooks/queue.yaml": "title: Queue\nresolution: [Wait]\n",
    "content/other/handbook.yaml": "format: 1\ntitle: Other\n",
}
FIRST = """
title: First
status: resolved
started: 2025-02-01 10:00
runbooks: [payments, queue]
contributing_factors:
  - {category: capacity, text: Too small}
"""
SECOND = """
title: Second
status: resolved
started: 2025-02-11 14:02
runbooks: [payments]
contributing_factors:
  - {category: capacity, text: Still too small}
  - {category: capacity, text: And again}
  - A factor without a category
"""


def told(folder: Path, more: dict[str, str], within: timedelta | None = timedelta(days=30)) -> list[str]:
    """Return what the newest incident has in common with earlier ones, in words."""
    library = small_library(folder, {**FILES, **more})
    return [found.words for found in Recurrences(library).of(library.incidents[0], within)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(FIRST, SECOND, ["runbook Payments and factor capacity 10 days before in First"], id="both"),
        pytest.param(
            FIRST.replace("capacity", "clock"), SECOND, ["runbook Payments 10 days before in First"], id="the runbook"
        ),
        pytest.param(
            FIRST.replace("payments, ", ""), SECOND, ["factor capacity 10 days before in First"], id="the category"
        ),
        pytest.param(FIRST.replace("payments, ", "").replace("capacity", "clock"), SECOND, [], id="neither"),
        pytest.param(
            FIRST.replace("02-01 10:00", "02-11 09:00"),
            SECOND,
            ["runbook Payments and factor capacity earlier on the same day in First"],
            id="on the same day",
        ),
        pytest.param(
            FIRST.replace("02-01 10:00", "02-10 23:59"),
            SECOND,
            ["runbook Payments and factor capacity 1 day before in First"],
            id="the day before",
        ),
        pytest.param(FIRST.replace("02-01 10:00", "02-11 14:02"), SECOND, [], id="at the same minute is not before"),
        pytest.param(
            FIRST.replace("02-01 10:00", "01-12 14:02"),
            SECOND,
            ["runbook Payments and factor capacity 30 days before in First"],
            id="as long ago as the span",
        ),
        pytest.param(FIRST.replace("02-01 10:00", "01-12 14:01"), SECOND, [], id="a minute longer ago"),
        pytest.param(
            FIRST.replace("started: 2025-02-01 10:00", "detected: 2025-02-01 10:00"),
            SECOND,
            ["runbook Payments and factor capacity 10 days before in First"],
            id="no start: the first time that is known",
        ),
        pytest.param(
            FIRST.replace("started: 2025-02-01 10:00\n", ""),
            SECOND,
            ["runbook Payments and factor capacity 10 days before in First"],
            id="no time at all: the day in its id",
        ),
        pytest.param(f"{FIRST}type: drill\n", SECOND, [], id="a drill is no trouble"),
        pytest.param(f"{FIRST}type: near-miss\n", SECOND, [], id="nor is a near miss"),
        pytest.param(f"{FIRST}type: maintenance\n", SECOND, [], id="nor maintenance"),
        pytest.param(f"{FIRST}example: true\n", SECOND, [], id="an example did not happen"),
        pytest.param(FIRST, f"{SECOND}example: true\n", [], id="what happened is not before an example"),
        pytest.param(
            f"{FIRST}example: true\n",
            f"{SECOND}example: true\n",
            ["runbook Payments and factor capacity 10 days before in First"],
            id="an example is before an example",
        ),
        pytest.param(FIRST, f"{SECOND}duplicate_of: 2025-02-01-first\n", [], id="the same trouble twice"),
        pytest.param(
            f"{FIRST}duplicate_of: 2025-02-11-second\n", SECOND, [], id="the same trouble twice, said by the other"
        ),
    ],
)
def test_what_is_recurring(tmp_path: Path, first: str, second: str, expected: list[str]) -> None:
    """The same runbook or category, in the same handbook, within the span from start to start."""
    assert told(tmp_path, {"2025-02-01-first": first, "2025-02-11-second": second}) == expected


@pytest.mark.parametrize(
    ("started", "later", "is_within"),
    [
        pytest.param("2025-03-10 09:00", "2025-04-09 10:00", True, id="spring: 30 days by the hour end an hour later"),
        pytest.param("2025-03-10 09:00", "2025-04-09 10:01", False, id="spring: a minute more"),
        pytest.param(
            "2025-10-10 09:00", "2025-11-09 08:00", True, id="autumn: 30 days by the hour end an hour earlier"
        ),
        pytest.param("2025-10-10 09:00", "2025-11-09 08:01", False, id="autumn: a minute more"),
    ],
)
def test_the_span_is_counted_by_the_hour(tmp_path: Path, started: str, later: str, is_within: bool) -> None:  # noqa: FBT001
    """A change of the clocks in between makes it neither longer nor shorter."""
    first, second = FIRST.replace("2025-02-01 10:00", started), SECOND.replace("2025-02-11 14:02", later)
    assert bool(told(tmp_path, {"2025-02-01-first": first, "2025-02-11-second": second})) == is_within


def test_without_a_span_anything_earlier_counts(tmp_path: Path) -> None:
    """A policy that sets none looks back to the beginning."""
    files = {"2020-02-01-first": FIRST.replace("2025", "2020"), "2025-02-11-second": SECOND}
    assert told(tmp_path, files, None) == ["runbook Payments and factor capacity 1837 days before in First"]


def test_of_several_the_last_one_counts(tmp_path: Path) -> None:
    """Each runbook and category with the last incident before that had it, the last one first."""
    third = SECOND.replace("Second", "Third").replace("02-11", "02-20").replace("[payments]", "[payments, queue]")
    files = {"2025-02-01-first": FIRST, "2025-02-11-second": SECOND, "2025-02-20-third": third}
    assert told(tmp_path, files) == [
        "runbook Payments and factor capacity 9 days before in Second",
        "runbook Queue 19 days before in First",
    ]


def test_before_a_duplicate_the_one_before_it_counts(tmp_path: Path) -> None:
    """Two duplicates of one incident are not recurring, an incident before all of them is."""
    again = SECOND.replace("Second", "Again").replace("14:02", "14:30") + "duplicate_of: 2025-02-11-second\n"
    more = SECOND.replace("Second", "More").replace("14:02", "15:00") + "duplicate_of: 2025-02-11-second\n"
    files = {
        "2025-02-01-first": FIRST,
        "2025-02-11-second": SECOND,
        "2025-02-11-again": again,
        "2025-02-11-more": more,
    }
    assert told(tmp_path, files) == ["runbook Payments and factor capacity 10 days before in First"]


def test_a_duplicate_makes_nothing_recurring(tmp_path: Path) -> None:
    """It is in no number, and what it repeats says what was used: here, nothing that was used again."""
    calm = FIRST.partition("runbooks:")[0]
    assert "started" in calm
    files = {
        "2025-02-01-calm": calm,
        "2025-02-01-copy": FIRST.replace("First", "Copy") + "duplicate_of: 2025-02-01-calm\n",
        "2025-02-11-second": SECOND,
    }
    assert told(tmp_path, files) == []


def test_another_handbook_is_another_story(tmp_path: Path) -> None:
    """The same category elsewhere, even the same runbook, is not this team's trouble again."""
    first = FIRST.replace("[payments, queue]", "[shop/payments]")
    assert told(tmp_path, {"incidents/other/2025-02-01-first.yaml": first, "2025-02-11-second": SECOND}) == []


def test_only_earlier_ones_count(tmp_path: Path) -> None:
    """The first of two is not recurring because of the second."""
    library = small_library(tmp_path, {**FILES, "2025-02-01-first": FIRST, "2025-02-11-second": SECOND})
    found = {one.id: bool(Recurrences(library).of(one, None)) for one in library.incidents}
    assert found == {"2025-02-01-first": False, "2025-02-11-second": True}
