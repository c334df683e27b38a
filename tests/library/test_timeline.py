"""The timeline: milestones and changes of severity among the events."""

from pathlib import Path

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
