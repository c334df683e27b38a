"""The course of an incident drawn to scale."""

from pathlib import Path

import pytest

from generator.library.reports.incident_times import stages
from generator.pages.scale import Scale, pieces, scale, steps
from tests.small_library import TODAY, small_library


def drawn(folder: Path, incident: str) -> Scale | None:
    """Return the drawing of an incident."""
    library = small_library(folder, {"2025-02-11-payments": f"title: Payments fail\n{incident}"})
    found = library.incidents[0]
    return scale(found, pieces(found), stages(library, found, TODAY))


def told(folder: Path, incident: str) -> list[str]:
    """Return the drawing as lines; nothing when there is none."""
    line = drawn(folder, incident)
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
        pytest.param(
            "status: resolved\nstarted: 2025-02-11 14:00\ndetected: 14:30\nacknowledged: 15:00\n"
            "mitigated: 2025-02-11 14:45\nresolved: 16:00\n",
            [
                "line 2:00:00",
                "detect: detect 0:30:00 inset-inline-start:0.00%;inline-size:25.00%",
                "mitigate: mitigate 0:15:00 inset-inline-start:25.00%;inline-size:12.50%",
                "acknowledge: acknowledge 0:15:00 inset-inline-start:37.50%;inline-size:12.50%",
                "resolve: resolve 1:00:00 inset-inline-start:50.00%;inline-size:50.00%",
            ],
            id="over before anybody took it on",
        ),
        pytest.param(
            "severity: P1\nstatus: resolved\nstarted: 2025-02-11 14:30\ndetected: 2025-02-11 14:00\nresolved: 16:00\n",
            [
                "line 2:00:00",
                "early: before the start 0:30:00 inset-inline-start:0.00%;inline-size:25.00%",
                "several: acknowledge, mitigate, resolve 1:30:00 inset-inline-start:25.00%;inline-size:75.00%",
                "mark response time 15m inset-inline-start:12.50% start",
                "mark resolution target 2h inset-inline-start:100.00% end",
            ],
            id="an alert before the first harm",
        ),
        pytest.param(
            "status: resolved\ndetected: 2025-10-26 01:30\nresolved: 03:30\n",
            [
                "line 3:00:00",
                "several: acknowledge, mitigate, resolve 3:00:00 inset-inline-start:0.00%;inline-size:100.00%",
            ],
            id="no start, and the clocks go back",
        ),
        pytest.param("status: investigating\nstarted: 2025-02-11 14:00\n", [], id="only a start"),
        pytest.param("status: resolved\n", [], id="no time at all"),
        pytest.param("status: resolved\nstarted: 2025-02-11 14:00\nresolved: 14:00\n", [], id="no length"),
    ],
)
def test_pieces_and_marks_stand_to_scale(tmp_path: Path, incident: str, expected: list[str]) -> None:
    """Pieces follow each other as long as they lasted; a target is a mark, or words when it is far away."""
    assert told(tmp_path, incident) == expected


@pytest.mark.parametrize(
    ("incident", "expected"),
    [
        pytest.param(
            "severity: P1\nstatus: resolved\nstarted: 2025-02-11 14:00\ndetected: 14:30\nacknowledged: 14:40\n"
            "mitigated: 15:30\nresolved: 16:00\n",
            "detect 30 min; acknowledge 10 min; mitigate 50 min; resolve 30 min. "
            "response time 15m ends after 45 min; resolution target 2h ends after 2 h 30 min",
            id="with targets",
        ),
        pytest.param(
            "status: monitoring\nstarted: 2025-02-11 14:00\nmitigated: 15:00\n",
            "detect, acknowledge, mitigate 1 h; still open",
            id="open, without targets",
        ),
        pytest.param(
            "severity: P1\nstatus: resolved\nstarted: 2025-02-11 14:00\ndetected: 14:00\nresolved: 14:10\n",
            "acknowledge, mitigate, resolve 10 min. "
            "response time 15m ends after 15 min; resolution target 2h ends after 2 h",
            id="a target too far to be drawn",
        ),
    ],
)
def test_the_drawing_is_said_in_words(tmp_path: Path, incident: str, expected: str) -> None:
    """Who does not see it hears the same pieces and marks."""
    line = drawn(tmp_path, incident)
    assert line is not None
    assert line.said == expected


def test_each_stage_has_a_step_of_its_own(tmp_path: Path) -> None:
    """From the known time before it on the clock; with what is missing between; nothing where its own time is."""
    said = "status: resolved\nstarted: 2025-02-11 14:00\ndetected: 14:00\nmitigated: 15:00\nresolved: 15:10\n"
    found = small_library(tmp_path, {"2025-02-11-payments": f"title: Payments fail\n{said}"}).incidents[0]
    assert [(piece.words, str(piece.length)) for piece in pieces(found)] == [
        ("detect", "0:00:00"),
        ("acknowledge, mitigate", "1:00:00"),
        ("resolve", "0:10:00"),
    ]
    assert {name: piece.words for name, piece in steps(pieces(found)).items()} == {
        "detect": "detect",
        "mitigate": "acknowledge, mitigate",
        "resolve": "resolve",
    }
