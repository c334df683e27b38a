"""Digits of points in time are what Python itself writes in those forms."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as some

from generator.pages.clocks import clock_words, stamp

ZONES = some.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = some.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=ZONES)  # noqa: DTZ001 - zones are drawn


@given(MOMENTS)
def test_a_point_in_time_is_written_as_python_writes_it(at: datetime) -> None:
    """To the minute as its own clock shows it, and to the second in UTC for machines."""
    assert clock_words(at) == at.strftime("%H:%M")
    assert stamp(at) == at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
