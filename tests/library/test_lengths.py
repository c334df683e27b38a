"""Lengths of time in words, as a person says them."""

from datetime import timedelta

import pytest

from generator.library.lengths import duration


@pytest.mark.parametrize(
    ("length", "words"),
    [
        pytest.param(timedelta(), "0 min", id="nothing"),
        pytest.param(timedelta(seconds=59), "0 min", id="what is left of a minute is cut"),
        pytest.param(timedelta(seconds=-59), "-0 min", id="before something, by less than a minute"),
        pytest.param(timedelta(minutes=59, seconds=59), "59 min", id="an hour is not full"),
        pytest.param(timedelta(hours=1), "1 h", id="a whole hour"),
        pytest.param(timedelta(minutes=89), "1 h 29 min", id="two units"),
        pytest.param(timedelta(hours=-1, minutes=-29), "-1 h 29 min", id="before something"),
        pytest.param(timedelta(hours=24), "1 d", id="a whole day"),
        pytest.param(timedelta(days=3, hours=4, minutes=59), "3 d 4 h", id="the two largest units"),
        pytest.param(timedelta(days=-2, minutes=-5), "-2 d", id="days before something"),
        pytest.param(timedelta(minutes=1, microseconds=-1), "0 min", id="a moment too short"),
    ],
)
def test_a_length_is_said_in_its_two_largest_units(length: timedelta, words: str) -> None:
    """Nothing is rounded up, on either side of nothing."""
    assert duration(length) == words
