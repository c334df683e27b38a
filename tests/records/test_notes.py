"""How many problems of one file are told: as many as can be read, the worst of them, in the order of the file."""

import pytest

from generator.problems import Level, Place, Problem
from generator.records.notes import MAX_PROBLEMS, told


def problems(level: Level, count: int, first: int = 1) -> list[Problem]:
    """Return problems on consecutive lines."""
    return [Problem(Place("a.yaml", line), level, "x", "placeholder") for line in range(first, first + count)]


@pytest.mark.parametrize(
    ("found", "kept", "last"),
    [
        pytest.param(problems("advice", MAX_PROBLEMS), problems("advice", MAX_PROBLEMS), None, id="not too many"),
        pytest.param(problems("advice", 501), problems("advice", 500), "advice", id="too much advice is no error"),
        pytest.param(problems("error", 501), problems("error", 500), "error", id="errors are left out"),
        pytest.param(
            [*problems("advice", 501), *problems("error", 1, first=502)],
            [*problems("advice", 499), *problems("error", 1, first=502)],
            "advice",
            id="an error below hundreds of advices is told",
        ),
    ],
)
def test_the_worst_are_told(found: list[Problem], kept: list[Problem], last: Level | None) -> None:
    """That there are more stands at the last place, and is as bad as the worst of those that are not told."""
    sentence = "this file has more than 500 problems; mend those above, then check again"
    more = [Problem(kept[-1].place, last, sentence, "too-large")] if last else []
    assert list(told(found)) == [*kept, *more]
