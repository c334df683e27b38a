"""The course of an incident drawn to scale."""

from pathlib import Path

import pytest

from generator.library.reports.incident_times import stages
from generator.pages.scale import scale
from tests.small_library import TODAY, small_library


def told(folder: Path, incident: str) -> list[str]:
    """Return the drawing as lines; nothing when there is none."""
    library = small_library(folder, {"2025-02-11-payments": f"title: Payments fail\n{incident}"})
    found = library.incidents[0]
    line = scale(found, stages(library, found, TODAY))
    if line is None:
        return []
    pieces = [f"{part.look}: {part.words} {part.length} {part.style}" for part in line.segments]
    marks = [f"mark {mark.name} {mark.target} {mark.style} {mark.side}" for mark in line.marks]
    return [f"line {line.length}", *pieces, *marks, *(f"beyond {mark.name} {mark.target}" for mark in line.beyond)]


@pytest.mark.parametrize(
    ("incident", "expected"),
    [
        pytest.param(
            "severity: P1\nstatus: resolved\nstarted: 2025-02-11 14:00\ndetected: 14:30\nacknowledged: 14:40\n"
            "mitigated: 15:30\nresolved: 16:00\n",
            [
                "line 2:30:00",
                "detect: detect 0:30:00 inset-inline-start:0.00%;inline-size:20.00%",
                "acknowledge: acknowledge 0:10:00 inset-inline-start:20.00%;inline-size:6.67%",
                "mitigate: mitigate 0:50:00 inset-inline-start:26.67%;inline-size:33.33%",
                "resolve: resolve 0:30:00 inset-inline-start:60.00%;inline-size:20.00%",
                "mark response time 15m inset-inline-start:30.00% start",
                "mark resolution target 2h inset-inline-start:100.00% end",
            ],
            id="a target behind the end makes the line longer",
        ),
        pytest.param(
            "severity: P1\nstatus: resolved\nstarted: 2025-02-11 14:00\ndetected: 14:00\nacknowledged: 14:01\n"
            "resolved: 14:10\n",
            [
                "line 0:15:00",
                "acknowledge: acknowledge 0:01:00 inset-inline-start:0.00%;inline-size:6.67%",
                "several: mitigate, resolve 0:09:00 inset-inline-start:6.67%;inline-size:60.00%",
                "mark response time 15m inset-inline-start:100.00% end",
                "beyond resolution target 2h",
            ],
            id="a missing time, nothing between two, a target far away",
        ),
        pytest.param(
            "status: monitoring\nstarted: 2025-02-11 14:00\nmitigated: 15:00\n",
            [
                "line 1:12:00",
                "several: detect, acknowledge, mitigate 1:00:00 inset-inline-start:0.00%;inline-size:83.33%",
                "open: still open None inset-inline-start:83.33%;inline-size:16.67%",
            ],
            id="still open",
        ),
        pytest.param("status: investigating\nstarted: 2025-02-11 14:00\n", [], id="only a start"),
        pytest.param("status: resolved\n", [], id="no time at all"),
        pytest.param("status: resolved\nstarted: 2025-02-11 14:00\nresolved: 14:00\n", [], id="no length"),
    ],
)
def test_pieces_and_marks_stand_to_scale(tmp_path: Path, incident: str, expected: list[str]) -> None:
    """Pieces follow each other as long as they lasted; a target is a mark, or words when it is far away."""
    assert told(tmp_path, incident) == expected
