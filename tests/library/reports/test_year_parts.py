"""Long lists by year."""

import pytest

from generator.library.reports.year_parts import PART, by_year


def test_years_stand_latest_first_and_keep_their_order() -> None:
    """What has no year comes last; within a year nothing moves."""
    rows = [("b", 2024), ("x", None), ("a", 2024), ("c", 2025), ("d", 983)]
    parts = by_year(rows, lambda row: row[1])
    assert [(part.name, part.title, [name for name, _ in part.rows]) for part in parts] == [
        ("2025", "2025", ["c"]),
        ("2024", "2024", ["b", "a"]),
        ("0983", "0983", ["d"]),
        ("undated", "no known day", ["x"]),
    ]


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        pytest.param(0, [], id="nothing"),
        pytest.param(PART, [("2024", "2024", PART)], id="as many as fit"),
        pytest.param(
            PART + 1, [("2024", "2024, part 1 of 2", PART), ("2024-2", "2024, part 2 of 2", 1)], id="one too many"
        ),
    ],
)
def test_a_long_year_has_parts(number: int, parts: list[tuple[str, str, int]]) -> None:
    """No page holds more than a part, whatever a year brings."""
    found = by_year(range(number), lambda _: 2024)
    assert [(part.name, part.title, len(part.rows)) for part in found] == parts
    assert [row for part in found for row in part.rows] == list(range(number))
