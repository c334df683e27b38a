"""An incident's timeline: what was written, with its milestones and changes of severity merged in."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from generator.library.library import Library
from generator.records.incident import Incident
from generator.records.incident_parts import Event, SeverityChange
from generator.records.post_mortem_form import Milestone, PostMortemForm
from generator.records.scalars import Line
from generator.records.times import Moment

_SAID: dict[Milestone, Line] = {
    "started": Line("Started"),
    "detected": Line("Detected"),
    "acknowledged": Line("Acknowledged"),
    "mitigated": Line("Mitigated"),
    "resolved": Line("Resolved"),
}
_BEFORE_EVENTS = frozenset({"started", "detected", "acknowledged"})


class Entry(NamedTuple):
    """One line: an event, a milestone or a change of severity."""

    moment: Moment
    at: datetime
    said: Line | None = None
    """What happened; None for a change of severity, which says it with its levels."""
    milestone: Milestone | None = None
    event: Event | None = None
    change: SeverityChange | None = None
    silence: timedelta | None = None
    """How long before it nothing is written, where that is more than a quarter of the incident."""

    @property
    def is_key(self) -> bool:
        """Whether it stays when only the key events are shown: they stand between milestones and levels."""
        return not self.event or bool(self.event.key)

    @property
    def day(self) -> date:
        """Its day in the incident's zone."""
        return self.at.date()


def days(library: Library, incident: Incident) -> tuple[tuple[date, tuple[Entry, ...]], ...]:
    """Return the timeline by day, earliest first; what happened at the same minute stays in the order written.

    A beginning stands before what happened at its minute, a fix behind it: it is what the fix did.
    """
    entries = _with_silences(incident, sorted(_entries(library, incident), key=_order))
    return tuple((day, tuple(lines)) for day, lines in groupby(entries, key=attrgetter("day")))


def _entries(library: Library, incident: Incident) -> Iterator[Entry]:
    names = library.once(_names, incident.key.handbook)
    for milestone, moment in incident.milestones.items():
        if moment.at:
            yield Entry(moment, moment.at, names.get(milestone, _SAID[milestone]), milestone=milestone)
    for event in incident.timeline:
        if event.at.at:
            yield Entry(event.at, event.at.at, event.event, event=event)
    for change in incident.severity_changes:
        if change.at.at:
            yield Entry(change.at, change.at.at, change=change)


def _with_silences(incident: Incident, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries, each with the silence before it: from the first milestone to the last, or on while it is open.

    What lies before or behind is no silence: nobody has to write down what happens when there is no incident.
    """
    known = [moment.at for moment in incident.milestones.values() if moment.at]
    written = tuple(entries)
    if not known:
        yield from written
        return
    begin, end = min(known), written[-1].at if incident.is_open else max(known)
    above: datetime | None = None
    for entry in written:
        length = entry.at - above if above and begin <= above and entry.at <= end else timedelta()
        yield entry._replace(silence=length) if length > (end - begin) / 4 else entry
        above = entry.at


def _names(library: Library, handbook: str) -> dict[Milestone, Line]:
    """Return what the handbook's own form calls the milestones."""
    rows = (row for form in library.of(PostMortemForm, handbook) for part in form.sections for row in part.rows)
    return {row.milestone: row.text for row in rows if row.milestone}


def _order(entry: Entry) -> tuple[datetime, int]:
    if entry.milestone:
        return (entry.at, 0 if entry.milestone in _BEFORE_EVENTS else 2)
    return (entry.at, 1)
