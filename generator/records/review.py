"""Reviews: a record that somebody checks from time to time."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.problems import Fault
from generator.records.times import Day, Span


def review_faults(reviewed: Day | None, review_every: Span | None) -> Iterator[Fault]:
    """A review is due some time after the last one, so that one must be known."""
    if review_every and not reviewed:
        sentence = "without `reviewed:` nobody can say when a review is due; write the day of the last one"
        yield Fault(("review_every",), sentence, "one-or-other", "warning")


def review_due(reviewed: Day | None, review_every: Span | None) -> date | None:
    """Return the day on which the next review is due: so many whole days after the last one; None without both."""
    if not reviewed or not review_every:
        return None
    return reviewed.date + timedelta(days=review_every.length.days)
