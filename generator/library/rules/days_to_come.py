"""What was done was done by today, and what happened has happened."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.incident import Incident
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
        if isinstance(record, Incident) and record.type != "maintenance":
            yield from _times_to_come(record, last)


def _times_to_come(incident: Incident, last: str) -> Iterator[Finding]:
    """Yield the times with a day of their own in the future: those without one take it from those."""
    for loc, value in incident.each(Moment):
        if value[: len(last)] > last and value.has_day and value.at:
            sentence = f"{value} is still to come, and `{loc[-1]}` is a time that was; write the right day"
            yield Finding(incident, loc, sentence, "not-yet", "warning")
