"""The days of an incident fit its times: the day in its file's name, and those of what came of it."""

from collections.abc import Iterator
from datetime import date, timedelta

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.incident import Incident
from generator.records.post_mortem_form import MILESTONES
from generator.records.times import Day

_ONE_DAY = timedelta(days=1)
_SAID = {
    "meeting": "the meeting",
    "published": "the day it was published",
    "due": "the due day",
    "done": "the day it was done",
}


def days_that_fit(library: Library, today: date) -> Iterator[Finding]:
    """One wrong digit in `started` moves the whole incident by a month or a year, and each day counts from it.

    Fails: `started: 2024-02-11 14:02` in `2025-02-11-checkout.yaml`; `done: 2025-02-01` where it began on 2025-02-11.
    Passes: a day more or less, for a day that is another one in another zone; a file's name without a day.
    """
    del today
    for incident in library.incidents:
        known = [moment.at for moment in incident.milestones.values() if moment.at]
        # What was taken out of a faulty record may have been its beginning.
        if not known or any(loc[0] in MILESTONES for loc in incident.lost):
            continue
        first, last = min(known).date(), max(known).date()
        yield from _named(incident, first, last)
        earliest = (first - _ONE_DAY).isoformat()
        for loc, day in incident.each(Day):
            # Written like this, days have the order of their texts.
            if day < earliest and loc[-1] in _SAID:
                sentence = f"{_SAID[str(loc[-1])]} ({day}) is before the incident, which began on {first}"
                yield Finding(incident, loc, f"{sentence}; check both days", "day-clash", "warning")


def _named(incident: Incident, first: date, last: date) -> Iterator[Finding]:
    """Yield what is wrong with the day in the file's name: it is one on which the incident went on."""
    try:
        named = date.fromisoformat(incident.id[:10])
    except ValueError:
        return
    is_later = incident.resolved is not None and named > last + _ONE_DAY
    if named < first - _ONE_DAY or is_later:
        name, moment = next(iter(incident.milestones.items()))
        sentence = f"{moment} is not near {named}, the day in the file's name; check both days"
        yield Finding(incident, (name,), sentence, "day-clash", "warning")
