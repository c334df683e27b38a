"""Days, months and the hour of the handoff."""

from datetime import date, time

import pytest
from pydantic_core import PydanticCustomError

from generator.records.days import Clock, Day, DayOrMonth, weekday_name


def test_days_and_months() -> None:
    """ISO only."""
    assert Day.read("2024-02-29").date == date(2024, 2, 29)
    assert DayOrMonth.read("2024-12") == "2024-12"
    assert DayOrMonth.read("2024-12-31") == "2024-12-31"
    assert weekday_name(date(2025, 2, 3)) == "Monday"


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        pytest.param(Day, "2025-02-29", '"2025-02-29" is not in the calendar; write a day that is', id="no leap year"),
        pytest.param(Day, "2025-2-3", '"2025-2-3" is not a day; write 2025-02-03', id="one digit"),
        pytest.param(Day, "2025/02/03", '"2025/02/03" is not a day; write 2025-02-03', id="strokes"),
        pytest.param(Day, "20250203", '"20250203" is not a day; write 2025-02-03', id="without hyphens"),
        pytest.param(Day, "03.02.2025", '"03.02.2025" is not a day; write 2025-02-03', id="dots"),
        pytest.param(Day, "03/02/2025", '"03/02/2025" is not a day; write 2025-02-03 or 2025-03-02', id="either"),
        pytest.param(Day, "2026", '"2026" is not a day; write it as 2025-02-11', id="a year"),
        pytest.param(Day, "1733184000", '"1733184000" is not a day; write it as 2025-02-11', id="epoch"),
        pytest.param(Day, "tomorrow", '"tomorrow" is not a day; write it as 2025-02-11', id="words"),
        pytest.param(
            Day, "2925-02-03", '"2925-02-03" is not in the years 1970 to 2199; write the right year', id="year"
        ),
        pytest.param(
            DayOrMonth, "2024", '"2024" is neither a day nor a month; write 2025-02-11 or 2025-02', id="month"
        ),
        pytest.param(
            DayOrMonth, "2024-13", '"2024-13-01" is not in the calendar; write a day that is', id="13th month"
        ),
        pytest.param(Clock, "Mon 9:00", '"Mon 9:00" is not a weekday and a time; write Monday 09:00', id="short"),
        pytest.param(Clock, "tuesday", '"tuesday" is not a weekday and a time; write Tuesday 09:00', id="no time"),
        pytest.param(
            Clock, "Monday 24:00", '"Monday 24:00" is not a weekday and a time; write Monday 09:00', id="late"
        ),
    ],
)
def test_text_that_is_none(kind: type[Day | DayOrMonth | Clock], text: str, sentence: str) -> None:
    """What was probably meant is written out."""
    with pytest.raises(PydanticCustomError) as refused:
        kind.read(text)
    assert refused.value.message() == sentence


@pytest.mark.parametrize(
    ("text", "weekday", "clock"),
    [
        pytest.param("Monday 09:00", 0, time(9), id="Monday"),
        pytest.param("Sunday 23:30", 6, time(23, 30), id="Sunday"),
        pytest.param("07:45", None, time(7, 45), id="any day"),
    ],
)
def test_handoff(text: str, weekday: int | None, clock: time) -> None:
    """A weekday and an hour, or the hour alone."""
    handoff = Clock.read(text)
    assert (handoff.weekday, handoff.time) == (weekday, clock)
