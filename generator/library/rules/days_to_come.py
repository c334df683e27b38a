"""What was done was done by today, and what happened has happened."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.incident import Incident
from generator.records.kind import Record
from generator.records.times import Day, Moment

_DONE = frozenset({"reviewed", "done", "published"})
_AHEAD = timedelta(days=1)
"""East of the meridian it may be tomorrow by now."""


def days_to_come(library: Library, today: date) -> Iterator[Finding]:
    """A review in the future is never due again, and an action item that will be done counts as done.

    An incident in the future is in every number. Maintenance may be planned.

    Fails: `reviewed: 2052-01-15`, where 2025 was meant; `started: 2052-02-11 14:02`.
    Passes: a day that has come; `due:` and `meeting:` on any day; maintenance of next week.
    """
    last = (today + _AHEAD).isoformat()
    for record in library.records:
        for loc, value in record.each(Day):
            # Written like this, days have the order of their texts.
            if value > last and loc[-1] in _DONE:
                sentence = f"{value} is still to come, and `{loc[-1]}` is a day that was; write the right one"
                yield Finding(record, loc, sentence, "not-yet", "warning")
            elif isinstance(value, Moment) and _is_to_come(record, value, today):
                sentence = f"{value} is still to come, and `{loc[-1]}` is a time that was; write the right day"
                yield Finding(record, loc, sentence, "not-yet", "warning")


def _is_to_come(record: Record, moment: Moment, today: date) -> bool:
    """Say whether a time with a day of its own lies in the future; those without one take it from those."""
    is_planned = isinstance(record, Incident) and record.type == "maintenance"
    return not is_planned and moment.has_day and moment.at is not None and moment.at.date() > today + _AHEAD
