"""What people follow at night was looked at lately."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.review import review_due
from generator.records.reviewed import Reviewed


def overdue_reviews(library: Library, today: date) -> Iterator[Finding]:
    """A runbook that nobody has looked at for long leads to hosts, commands and people that are gone.

    It is advice: a day that passes must not fail the pull request of somebody who mends another runbook.
    Fails: `reviewed: 2024-01-15` with `review_every: 90d`, a year later.
    Passes: the same with a `reviewed:` of last week; a record without `review_every:`.
    """
    for record in library.records:
        if not isinstance(record, Reviewed) or record.lost:
            continue
        due = review_due(record.reviewed, record.review_every)
        if due and due < today:
            way_out = f"look it through, then run: runbook-site reviewed {record.key.handbook}/{record.id}"
            sentence = f"its review was due on {due}; {way_out}"
            yield Finding(record, ("reviewed",), sentence, "review-overdue", "advice")
