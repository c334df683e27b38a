"""The four durations and the targets."""

from datetime import date
from pathlib import Path

import pytest

from generator.library.reports.incident_times import stages
from tests.small_library import TODAY, small_library

FULL = """
title: Payments fail
severity: P1
status: resolved
started: 2025-02-11 14:02
detected: 14:14
acknowledged: 14:17
mitigated: 15:05
resolved: 15:31
"""


def told(tmp_path: Path, incident: str, today: date = TODAY) -> list[str]:
    """Return each duration in a line: its length or why there is none, and what became of its target."""
    library = small_library(tmp_path, {"2025-02-11-payments": incident})
    lines = []
    for stage in stages(library, library.incidents[0], today):
        goal = (
            f" | {stage.goal.target} {stage.goal.verdict} {stage.goal.took} {stage.goal.reason}" if stage.goal else ""
        )
        took = stage.reason if stage.length is None else stage.length
        early = f", by {stage.early}" if stage.early else ""
        lines.append(f"{stage.name} {took}{early}{goal}".rstrip())
    return lines


@pytest.mark.parametrize(
    ("incident", "expected"),
    [
        pytest.param(
            FULL,
            [
                "detect 0:12:00",
                "acknowledge 0:15:00 | 15m met 0:03:00",
                "mitigate 1:03:00",
                "resolve 1:29:00 | 2h met 1:17:00",
            ],
            id="all known, targets count from the detection",
        ),
        pytest.param(
            FULL.replace("14:17", "14:29").replace("15:31", "16:15"),
            [
                "detect 0:12:00",
                "acknowledge 0:27:00 | 15m met 0:15:00",
                "mitigate 1:03:00",
                "resolve 2:13:00 | 2h missed 2:01:00",
            ],
            id="to the minute is met, a minute more is missed",
        ),
        pytest.param(
            FULL.replace("started: 2025-02-11 14:02\ndetected: 14:14", "started: 2025-02-11 14:02"),
            [
                "detect no detection time recorded",
                "acknowledge 0:15:00 | 15m unknown None no detection time recorded, and targets count from it",
                "mitigate 1:03:00",
                "resolve 1:29:00 | 2h unknown None no detection time recorded, and targets count from it",
            ],
            id="no detection",
        ),
        pytest.param(
            FULL.replace("started: 2025-02-11 14:02\ndetected: 14:14", "detected: 2025-02-11 14:14"),
            [
                "detect no start recorded",
                "acknowledge no start recorded | 15m met 0:03:00",
                "mitigate no start recorded",
                "resolve no start recorded | 2h met 1:17:00",
            ],
            id="no start: durations unknown, targets known",
        ),
        pytest.param(
            FULL.replace("acknowledged: 14:17\n", ""),
            [
                "detect 0:12:00",
                "acknowledge no acknowledgement time recorded | 15m unknown None no acknowledgement time recorded",
                "mitigate 1:03:00",
                "resolve 1:29:00 | 2h met 1:17:00",
            ],
            id="no acknowledgement",
        ),
        pytest.param(
            FULL.replace("P1", "P2"),
            [
                "detect 0:12:00",
                "acknowledge 0:15:00 | next business day unknown None these are words, which are not counted",
                "mitigate 1:03:00",
                "resolve 1:29:00",
            ],
            id="a target in words, and none",
        ),
        pytest.param(
            FULL.replace("severity: P1\n", ""),
            ["detect 0:12:00", "acknowledge 0:15:00", "mitigate 1:03:00", "resolve 1:29:00"],
            id="no severity",
        ),
        pytest.param(
            FULL.replace("14:14", "2025-02-11 13:40").replace("14:17", "13:50"),
            [
                "detect before the first harm to users, by 0:22:00",
                "acknowledge before the first harm to users, by 0:12:00 | 15m met 0:10:00",
                "mitigate 1:03:00",
                "resolve 1:29:00 | 2h met 1:51:00",
            ],
            id="seen before the first harm: no length, and targets all the same",
        ),
        pytest.param(
            FULL.replace("14:14", "14:02"),
            [
                "detect 0:00:00",
                "acknowledge 0:15:00 | 15m met 0:15:00",
                "mitigate 1:03:00",
                "resolve 1:29:00 | 2h met 1:29:00",
            ],
            id="seen at once",
        ),
        pytest.param(
            """
title: Invoices twice
severity: P1
status: resolved
started: 2025-10-26 02:30+02:00
detected: 2025-10-26 02:45+01:00
acknowledged: 03:00
mitigated: 03:10
resolved: 03:30
""",
            [
                "detect 1:15:00",
                "acknowledge 1:30:00 | 15m met 0:15:00",
                "mitigate 1:40:00",
                "resolve 2:00:00 | 2h met 0:45:00",
            ],
            id="the clocks go back in between",
        ),
    ],
)
def test_durations_and_targets(tmp_path: Path, incident: str, expected: list[str]) -> None:
    """A duration counts from the start, a target from the detection; what is missing is said."""
    assert told(tmp_path, incident) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2025, 2, 11), "running", id="on its day"),
        pytest.param(date(2025, 2, 12), "missed", id="the day after"),
    ],
)
def test_a_target_of_an_open_incident_runs_until_it_is_over(tmp_path: Path, today: date, expected: str) -> None:
    """What has not happened yet is awaited; a target whose end lies before today is missed."""
    incident = "title: Fails\nseverity: P1\nstatus: investigating\nstarted: 2025-02-11 14:02\ndetected: 14:14\n"
    assert told(tmp_path, incident, today) == [
        "detect 0:12:00",
        f"acknowledge not yet | 15m {expected} None",
        "mitigate not yet",
        f"resolve not yet | 2h {expected} None",
    ]
