"""The times of an incident as its page writes them: in its own zone, and marked so that the reader may choose another.

`data-rb-clock` says what an element shows beside the hour: nothing, its `day`, or its day where that is not the day of
the instant named there. timeline.js writes them anew; without it they stay as they are, with UTC beside the timeline's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup, escape

from generator.pages.clocks import clock_words, stamp
from generator.pages.safe import safe
from generator.pages.values import day_words, zone_name
from generator.records.incident import Incident
from generator.records.times import Moment


@dataclass(frozen=True)
class Period:
    """From when to when an incident lasted, as its line of facts says it."""

    start: Moment | None
    end: Moment | None
    one_zone: bool
    """Whether both ends have the same zone's name: it is said once."""


def period(incident: Incident) -> Period:
    """Return from when to when an incident lasted."""
    start, end = incident.started, incident.resolved
    if not (start and end and start.at and end.at):
        return Period(start, end, one_zone=False)
    return Period(start, end, zone_name(start.at) == zone_name(end.at))


def has_two_zones(incident: Incident) -> bool:
    """Say whether the clocks changed between its milestones: then an hour alone may be either of two."""
    return len({zone_name(moment.at) for moment in incident.milestones.values() if moment.at}) > 1


def hour_clock(moment: Moment) -> Markup:
    """Return the time of day of a moment whose day stands above it."""
    return _clock(moment, "", with_day=False)


def day_clock(moment: Moment) -> Markup:
    """Return the day and the time of a moment without its zone, which stands behind it."""
    return _clock(moment, "day", with_day=True)


def clock_after(moment: Moment, first: Moment | None) -> Markup:
    """Return the time of day of a moment, with its day when that is not the day of the first one."""
    if moment.at is None or first is None or first.at is None:
        return day_clock(moment)
    return _clock(moment, stamp(first.at), with_day=moment.at.date() != first.at.date())


def zone_mark(moment: Moment) -> Markup:
    """Return the short name of a moment's zone; nothing for one that has no place."""
    if moment.at is None:
        return Markup("")
    return safe(f"<span data-rb-zone-name>{escape(zone_name(moment.at))}</span>")


def utc_beside(at: datetime) -> str:
    """Return the same moment in UTC, `13:02 UTC`; with its day where that is another; nothing where it is UTC."""
    if not at.utcoffset():
        return ""
    there = at - (at.utcoffset() or timedelta())
    clock = f"{clock_words(there)} UTC"
    # It stands in a narrow column, near the heading that names the year.
    return clock if there.date() == at.date() else f"{day_words(there).rpartition(' ')[0]} {clock}"


def _clock(moment: Moment, beside: str, *, with_day: bool) -> Markup:
    if moment.at is None:
        return escape(str(moment))
    words = clock_words(moment.at)
    shown = f"{day_words(moment.at)} {words}" if with_day else words
    return safe(f'<time datetime="{stamp(moment.at)}" data-rb-clock="{beside}">{shown}</time>')


ZONE_WORDS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (period, has_two_zones, hour_clock, day_clock, clock_after, zone_mark, zone_name, utc_beside)
}
"""What templates call, by name."""
