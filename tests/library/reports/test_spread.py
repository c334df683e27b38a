"""Median and 90th percentile of lengths of time, and how many are not known."""

from datetime import timedelta

import pytest

from generator.library.reports.incident_times import Stage
from generator.library.reports.spread import Spread, spread


def stage(minutes: int | None, *, awaited: bool = False) -> Stage:
    """Return a stage that took so long; with less than none, one that came before the first harm."""
    length = None if minutes is None or minutes < 0 else timedelta(minutes=minutes)
    early = timedelta(minutes=-minutes) if minutes is not None and minutes < 0 else None
    return Stage("detect", "detected", None, length, "", None, awaited, early)


@pytest.mark.parametrize(
    ("minutes", "median", "ninetieth"),
    [
        pytest.param([], None, None, id="none"),
        pytest.param([7], 7, 7, id="one is both"),
        pytest.param([9, 1], 5, 9, id="two: halfway, the longer"),
        pytest.param([3, 1, 2], 2, 3, id="three: the middle one"),
        pytest.param([10, 2, 4, 100], 7, 100, id="four: halfway between the middle two"),
        pytest.param(range(1, 10), 5, 9, id="up to nine the longest"),
        pytest.param(range(1, 11), 5.5, 9, id="of ten the ninth"),
        pytest.param(range(1, 12), 6, 10, id="of eleven the tenth: the ninth are not nine in ten"),
        pytest.param(range(1, 21), 10.5, 18, id="of twenty the eighteenth"),
        pytest.param([5, 5, 5, 5], 5, 5, id="all the same"),
        pytest.param([0, -3], 0, 0, id="before the first harm is no length of time"),
        pytest.param([-3], None, None, id="and nothing else is known"),
    ],
)
def test_median_and_ninetieth_percentile(minutes: list[int], median: float | None, ninetieth: float | None) -> None:
    """The middle, and the shortest time that nine in ten do not exceed."""
    found = spread(stage(one) for one in minutes)
    assert found.median == (None if median is None else timedelta(minutes=median))
    assert found.ninetieth == (None if ninetieth is None else timedelta(minutes=ninetieth))


def test_what_is_missing_is_counted_apart() -> None:
    """Unknown is what nobody wrote down; what is still to come is awaited."""
    found = spread([stage(4), stage(None), stage(None, awaited=True), stage(2)])
    assert found == Spread((timedelta(minutes=2), timedelta(minutes=4)), unknown=1, awaited=1)


def test_what_came_before_the_first_harm_is_counted_apart() -> None:
    """An alert may fire before anybody is hurt: nobody can say how long that took."""
    found = spread([stage(-115), stage(4), stage(0), stage(None)])
    assert found == Spread((timedelta(), timedelta(minutes=4)), unknown=1, awaited=0, before=1)


@pytest.mark.parametrize(("known", "is_small"), [(0, True), (4, True), (5, False)])
def test_fewer_than_five_are_too_few(known: int, is_small: bool) -> None:  # noqa: FBT001
    """Unknown ones do not help."""
    assert spread([*(stage(one) for one in range(known)), stage(None)]).is_small is is_small
