"""The rules of a time zone as iCalendar says them (RFC 5545, 3.6.5).

The library's own begin summer time an hour late: they write the onset in the new time, where it is told in the old.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from generator.records.times import Zone

_LAST_YEAR = 2050
_ONE_DAY, _ONE_MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class _Rule:
    """What the clocks do at a change: to which offset from which, and what the time is called then."""

    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def time_zone(zone: Zone, first: date) -> Timezone:
    """Return the rules of a zone from the year before `first` to 2050."""
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (first.year - 1, _LAST_YEAR))
    onsets: dict[_Rule, list[datetime]] = {}
    at = begin.astimezone(zone.info)
    onsets[_rule(at.utcoffset() or timedelta(), at)] = [_wall(begin, at.utcoffset() or timedelta())]
    for change in _changes(zone.info, begin, end):
        before = (change - _ONE_MINUTE).astimezone(zone.info).utcoffset() or timedelta()
        onsets.setdefault(_rule(before, change.astimezone(zone.info)), []).append(_wall(change, before))
    made = Timezone()
    made.add("tzid", str(zone))
    for rule, times in onsets.items():
        made.add_component(_component(rule, times))
    return made


def _component(rule: _Rule, times: list[datetime]) -> TimezoneDaylight | TimezoneStandard:
    component = TimezoneDaylight() if rule.is_summer else TimezoneStandard()
    component.add("dtstart", times[0])
    if times[1:]:
        component.add("rdate", times[1:])
    component.add("tzoffsetfrom", rule.before)
    component.add("tzoffsetto", rule.after)
    component.add("tzname", rule.name)
    return component


def _rule(before: timedelta, at: datetime) -> _Rule:
    return _Rule(before, at.utcoffset() or timedelta(), at.tzname() or "", bool(at.dst()))


def _wall(instant: datetime, offset: timedelta) -> datetime:
    """Return what a clock with that offset shows, without a zone."""
    return (instant + offset).replace(tzinfo=None)


def _changes(info: tzinfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the instants at which the clocks change, to the minute; at most one a day."""
    day = begin
    while day < end:
        following = day + _ONE_DAY
        if _state(info, day) != _state(info, following):
            yield _first_after(info, day, following)
        day = following


def _first_after(info: tzinfo, before: datetime, after: datetime) -> datetime:
    """Return the first minute that is like `after`, which `before` is not."""
    while after - before > _ONE_MINUTE:
        middle = before + (after - before) // _ONE_MINUTE // 2 * _ONE_MINUTE
        before, after = (before, middle) if _state(info, middle) == _state(info, after) else (middle, after)
    return after


def _state(info: tzinfo, at: datetime) -> tuple[timedelta | None, str | None]:
    local = at.astimezone(info)
    return local.utcoffset(), local.tzname()
