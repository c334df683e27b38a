"""What was done was done by today."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.times import Day

_DONE = frozenset({"reviewed", "done", "published"})
_AHEAD = timedelta(days=1)
"""East of the meridian it may be tomorrow by now."""


def days_to_come(library: Library, today: date) -> Iterator[Finding]:
    """A review in the future is never due again, and an action item that will be done counts as done.

    Fails: `reviewed: 2052-01-15`, where 2025 was meant.
    Passes: a day that has come; `due:` and `meeting:` on any day.
    """
    last = (today + _AHEAD).isoformat()
    for record in library.records:
        for loc, value in record.each(Day):
            # Written like this, days have the order of their texts.
            if value > last and loc[-1] in _DONE:
                sentence = f"{value} is still to come, and `{loc[-1]}` is a day that was; write the right one"
                yield Finding(record, loc, sentence, "not-yet", "warning")
