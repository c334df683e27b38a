"""Which records numbers count, and the groups that they are compared by."""

from datetime import date
from pathlib import Path

import pytest

from generator.library.post_mortem_duty import Duties
from generator.library.reports.census import (
    Level,
    census,
    counted_words,
    legend_of,
    level_of,
    levels_of,
    quarter_of,
    sort_of,
)
from generator.library.reports.series import Part
from tests.small_library import small_library

OTHER = {
    "content/other/handbook.yaml": "format: 1\ntitle: Other\n",
    "content/other/severities.yaml": "- {id: S0, name: Worst}\n- {id: S1, name: Bad}\n- {id: P1, name: Fair}\n",
}


def record(more: str, day: int = 1) -> str:
    """Return an incident of February 2025."""
    return f"title: One\nstatus: resolved\nstarted: 2025-02-{day:02} 10:00\n{more}"


def test_an_incident_is_counted_once_and_others_stand_apart(tmp_path: Path) -> None:
    """A near miss, a drill, maintenance and a record that repeats another are no incidents more."""
    files = {
        "2025-02-01-real": record(""),
        "2025-02-02-same": record("duplicate_of: 2025-02-01-real\n", 2),
        "2025-02-03-near": record("type: near-miss\n", 3),
        "2025-02-04-drill": record("type: drill\nduplicate_of: 2025-02-01-real\n", 4),
        "2025-02-05-work": record("type: maintenance\n", 5),
        "2025-02-06-example": record("example: true\n", 6),
    }
    found = census(small_library(tmp_path, files))
    assert [one.id for one in found.incidents] == ["2025-02-01-real"]
    assert [sort_of(one) for one in found.apart] == ["maintenance", "drill", "near miss", "duplicate"]
    assert not found.of_examples


def test_a_duplicate_of_an_internal_incident_is_no_incident_more_in_public(tmp_path: Path) -> None:
    """The public edition does not say of what it is a duplicate, and counts it apart all the same."""
    files = {
        "2025-02-01-hidden": record("visibility: internal\n"),
        "2025-02-02-same": record("duplicate_of: 2025-02-01-hidden\n", 2),
        "2025-02-03-other": record("", 3),
    }
    library = small_library(tmp_path, files, "public")
    found = census(library)
    assert [one.id for one in found.incidents] == ["2025-02-03-other"]
    assert [(one.id, one.duplicate_of, sort_of(one)) for one in found.apart] == [("2025-02-02-same", None, "duplicate")]
    duty = Duties(library).of(found.apart[0])
    assert (duty.standing, duty.why) == ("not required", "it is a duplicate of another incident, which owes it")


def test_examples_count_while_nothing_is_real(tmp_path: Path) -> None:
    """A real drill is a real record: then no example counts."""
    example = {"2025-02-06-example": record("example: true\n", 6)}
    assert census(small_library(tmp_path, example)).of_examples
    found = census(small_library(tmp_path, {**example, "2025-02-04-drill": record("type: drill\n", 4)}))
    assert ([one.id for one in found.every], found.of_examples) == (["2025-02-04-drill"], False)


def test_levels_of_one_name_stand_once_by_their_worst_rank(tmp_path: Path) -> None:
    """What has no level comes last; levels of one rank share a shape."""
    files = {
        **OTHER,
        "2025-02-01-a": record("severity: P2\n"),
        "2025-02-02-b": record("severity: P1\n", 2),
        "2025-02-03-c": record("", 3),
        "incidents/other/2025-02-04-d.yaml": record("severity: P1\n", 4),
        "incidents/other/2025-02-05-e.yaml": record("severity: S0\n", 5),
    }
    library = small_library(tmp_path, files)
    levels = levels_of(library, library.incidents)
    assert levels == (Level("P1", 0), Level("S0", 0), Level("P2", 1), Level("no severity", None))
    assert [(level.key, level.title, level.look) for level in levels[1:]] == [
        ("s0", "S0", "level-0"),
        ("p2", "P2", "level-1"),
        ("no_severity", "No severity", "no-level"),
    ]
    assert legend_of(library, library.incidents) == (
        Part("P1, S0", "level-0"),
        Part("P2", "level-1"),
        Part("no severity", "no-level"),
    )
    assert level_of(library, library.incidents[0]) == Level("S0", 0)


def test_the_fifth_level_and_all_below_it_look_alike() -> None:
    """There are five shapes."""
    assert [Level("X", rank).look for rank in (3, 4, 7)] == ["level-3", "level-4", "level-4"]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2025, 1, 1), "2025 Q1"),
        (date(2025, 3, 31), "2025 Q1"),
        (date(2025, 4, 1), "2025 Q2"),
        (date(2025, 12, 31), "2025 Q4"),
    ],
)
def test_the_quarter_of_a_day(day: date, quarter: str) -> None:
    """Three months each."""
    assert quarter_of(day) == quarter


@pytest.mark.parametrize(("number", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_numbers_agree_with_their_words(number: int, words: str) -> None:
    """One day, two days."""
    assert counted_words(number, "day") == words
