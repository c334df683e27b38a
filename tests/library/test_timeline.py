"""The timeline: milestones and changes of severity among the events."""

from pathlib import Path

import pytest

from generator.library.timeline import days
from tests.small_library import small_library

FORM = """
sections:
  - key: timeline
    heading: Timeline
    rows:
      - text: First alert received
        milestone: detected
      - Cause understood
"""
INCIDENT = """
title: Orders wait
severity: P1
severity_changes:
  - {at: 23:55, was: P2, became: P1, why: All regions}
status: resolved
started: 2025-06-17 23:38
detected: 23:52
acknowledged: 00:27
mitigated: 01:05
resolved: 01:48
timeline:
  - {at: 23:31, event: A bank is silent}
  - {at: 23:52, event: The page goes out}
  - {at: 01:05, event: Retries are off}
  - {at: 01:05, event: The queue shrinks}
"""


def told(folder: Path, files: dict[str, str]) -> list[str]:
    """Return the timeline as lines, a day as a line of its own."""
    library = small_library(folder, files)
    lines = []
    for day, entries in days(library, library.incidents[0]):
        lines.append(f"{day}")
        for entry in entries:
            what = f"{entry.change.was} to {entry.change.became}" if entry.change else entry.said
            lines.append(f"{entry.at:%H:%M} {what}{f' [{entry.milestone}]' if entry.milestone else ''}")
    return lines


def test_everything_stands_at_its_time(tmp_path: Path) -> None:
    """A beginning stands before what happened at its minute, a fix behind it; the day changes at midnight."""
    assert told(tmp_path, {"2025-06-17-orders": INCIDENT}) == [
        "2025-06-17",
        "23:31 A bank is silent",
        "23:38 Started [started]",
        "23:52 Detected [detected]",
        "23:52 The page goes out",
        "23:55 P2 to P1",
        "2025-06-18",
        "00:27 Acknowledged [acknowledged]",
        "01:05 Retries are off",
        "01:05 The queue shrinks",
        "01:05 Mitigated [mitigated]",
        "01:48 Resolved [resolved]",
    ]


def test_the_form_names_the_milestones(tmp_path: Path) -> None:
    """What the handbook's own form calls a milestone stands in the timeline."""
    files = {"2025-06-17-orders": INCIDENT, "content/shop/post-mortem.yaml": FORM}
    assert "23:52 First alert received [detected]" in told(tmp_path, files)


def test_instants_decide_when_the_clocks_go_back(tmp_path: Path) -> None:
    """02:40 the second time comes after 02:50 the first time."""
    incident = """
title: Mailed twice
status: resolved
started: 2025-10-26 02:40+01:00
timeline:
  - {at: "2025-10-26 02:40+01:00", event: second}
  - {at: "2025-10-26 02:50+02:00", event: first}
"""
    lines = ["2025-10-26", "02:50 first", "02:40 Started [started]", "02:40 second"]
    assert told(tmp_path, {"2025-10-26-mail": incident}) == lines


def test_only_the_key_events_may_stay(tmp_path: Path) -> None:
    """Milestones and changes of severity are the frame in which the key events stand."""
    incident = """
title: Orders wait
severity: P1
severity_changes: [{at: 14:10, was: P2, became: P1}]
status: resolved
started: 2025-06-17 14:00
timeline:
  - {at: 14:01, event: Said}
  - {at: 14:02, event: Key, key: true}
  - {at: 14:03, event: Not key, key: no}
"""
    library = small_library(tmp_path, {"2025-06-17-orders": incident})
    lines = [line for _, entries in days(library, library.incidents[0]) for line in entries]
    assert [(str(line.said or "level"), line.is_key) for line in lines] == [
        ("Started", True),
        ("Said", False),
        ("Key", True),
        ("Not key", False),
        ("level", True),
    ]


@pytest.mark.parametrize(
    ("said", "silences"),
    [
        pytest.param(
            "status: resolved\nstarted: 2025-06-17 14:00\nresolved: 15:00\ntimeline:\n"
            "  - {at: 14:15, event: After a quarter}\n  - {at: 14:31, event: After more than a quarter}\n"
            "  - {at: 14:45, event: Less}\n",
            ["14:31 0:16:00"],
            id="longer than a quarter",
        ),
        pytest.param(
            "status: resolved\nstarted: 2025-06-17 14:00\nresolved: 15:00\ntimeline:\n"
            "  - {at: 10:00, event: Long before}\n  - {at: 19:00, event: Long after}\n",
            ["15:00 1:00:00"],
            id="before and after it nobody has to write",
        ),
        pytest.param(
            "status: resolved\nstarted: 2025-06-17 14:30\ndetected: 2025-06-17 14:00\nresolved: 15:00\n",
            ["14:30 0:30:00", "15:00 0:30:00"],
            id="from the first milestone, whichever that is",
        ),
        pytest.param(
            "status: monitoring\nstarted: 2025-06-17 14:00\ntimeline:\n"
            "  - {at: 14:10, event: Looked}\n  - {at: 2025-06-18 09:00, event: Looked again}\n",
            ["09:00 18:50:00"],
            id="while it is open, up to the last entry",
        ),
        pytest.param(
            "status: resolved\nstarted: 2025-10-26 01:30\nresolved: 03:30\ntimeline:\n"
            "  - {at: 2025-10-26 02:15+02:00, event: Forty-five minutes later}\n"
            "  - {at: 2025-10-26 02:15+01:00, event: An hour later}\n",
            ["02:15 1:00:00", "03:30 1:15:00"],
            id="by instants when the clocks go back",
        ),
        pytest.param(
            "status: resolved\nstarted: 2025-06-17 14:00\ntimeline:\n"
            "  - {at: 15:00, event: Late}\n  - {at: 18:00, event: Later}\n",
            [],
            id="nobody knows how long it was",
        ),
        pytest.param(
            "status: resolved\ntimeline:\n  - {at: 2025-06-17 15:00, event: One}\n  - {at: 18:00, event: Two}\n",
            [],
            id="no milestone",
        ),
    ],
)
def test_silences_are_found(tmp_path: Path, said: str, silences: list[str]) -> None:
    """The time before an entry, where it is longer than a quarter of the incident."""
    library = small_library(tmp_path, {"2025-06-17-orders": f"title: Orders wait\n{said}"})
    lines = [line for _, entries in days(library, library.incidents[0]) for line in entries]
    assert [f"{line.at:%H:%M} {line.silence}" for line in lines if line.silence] == silences
