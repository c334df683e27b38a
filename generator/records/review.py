"""Reviews: a record that somebody checks from time to time."""

from collections.abc import Iterator

from generator.problems import Fault
from generator.records.times import Day, Span


def review_faults(reviewed: Day | None, review_every: Span | None) -> Iterator[Fault]:
    """A review is due some time after the last one, so that one must be known."""
    if review_every and not reviewed:
        sentence = "without `reviewed:` nobody can say when a review is due; write the day of the last one"
        yield Fault(("review_every",), sentence, "one-or-other", "warning")
