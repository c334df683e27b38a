"""What a change leaves late: a review, a post-mortem. What was late before it is nobody's news."""

from collections.abc import Iterator
from datetime import date

from generator.library.library import Library
from generator.library.post_mortem_duty import Duties
from generator.records.incident import Incident
from generator.records.record import Record
from generator.records.review import review_due
from generator.records.reviewed import Reviewed


def now_late(was: Record | None, before: Library, now: Record, after: Library, today: date) -> Iterator[str]:
    """Yield a sentence for what is late after a change and was not before it; `was` is None for a new record."""
    if isinstance(now, Reviewed):
        due = review_due(now.reviewed, now.review_every)
        if due and due < today and not (isinstance(was, Reviewed) and _is_overdue(was, today)):
            yield f"its review is now overdue, since {due}"
    # For the post-mortem of an example nobody waits.
    if isinstance(now, Incident) and not now.example:
        duty = after.once(Duties).of(now)
        if duty.is_late(today) and not (isinstance(was, Incident) and before.once(Duties).of(was).is_late(today)):
            yield f"its post-mortem is now overdue, since {duty.publication.due}"


def _is_overdue(record: Reviewed, today: date) -> bool:
    due = review_due(record.reviewed, record.review_every)
    return due is not None and due < today
