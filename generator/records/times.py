"""Points in time as people write them, and which instant each is; all types of times can be imported from here."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import ClassVar, Self

from generator.problems import quoted
from generator.records.days import (
    FIRST_YEAR,
    LAST_YEAR,
    Clock,
    Day,
    DayOrMonth,
    clock_of,
    day_of,
    meant_day,
    weekday_name,
)
from generator.records.durations import Offset, Span, Target, span_of
from generator.records.reading import Scalar, fail
from generator.records.zones import Zone, zone_of

__all__ = [
    "HALF_A_DAY",
    "Clock",
    "Day",
    "DayOrMonth",
    "Moment",
    "Offset",
    "Span",
    "Target",
    "UnreadMoment",
    "Zone",
    "pinned",
    "span_of",
    "weekday_name",
]

HALF_A_DAY = timedelta(hours=12)
_FARTHEST = 14
_WITHOUT_OFFSET = frozenset(map(len, ("14:02", "14:02:30", "2025-02-11 14:02", "2025-02-11 14:02:30")))
"""How long a time is that ends with minutes or seconds and has no offset behind them."""
_BARE = len("14:02")
_MOMENT = re.compile(
    r"(?:(?P<day>\d{4}-\d{2}-\d{2})[ T])?(?P<clock>\d{2}:\d{2}(?::\d{2})?)"
    r"(?: ?(?P<offset>Z|UTC|[+-]\d{2}(?::?\d{2})?))?",
    re.ASCII,
)
_ALMOST = re.compile(
    r"(?P<day>.*[ T])?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?(?: ?(?P<half>[ap])\.?m\.?)?",
    re.ASCII | re.IGNORECASE,
)
_HOUR_ONLY = re.compile(r"(?P<day>.*[ T])?(?P<hour>\d{1,2}) ?(?P<half>[ap])\.?m\.?", re.ASCII | re.IGNORECASE)
_WITH_ZONE = re.compile(r"(.*\d)\s*\(?([A-Za-z]{1,5})\)?", re.ASCII)


class Moment(Scalar):
    """A point in time as written: `2025-02-11 14:02`, `14:02`, `2025-02-11T14:02+01:00`.

    A bare time has no day until its record gives it one (formats.md, rule 6); `at` is None until then. `at` carries a
    fixed offset, so that differences and comparisons stay right across a clock change.
    """

    wants: ClassVar[str] = "a time such as 2025-02-11 14:02 or 14:02"
    pattern: ClassVar[str] = (
        r"([0-9]{4}-[0-9]{2}-[0-9]{2}[ T])?[0-9]{2}:[0-9]{2}(:[0-9]{2})?( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?"
    )
    comes_again: ClassVar[bool] = False
    # A record has dozens of them: without slots each takes three times as much room.
    __slots__ = ("at",)
    at: datetime | None

    def __new__(cls, text: str, at: datetime | None = None) -> Self:
        """Return a time, at an instant if that is known."""
        moment = super().__new__(cls, text)
        moment.at = at
        return moment

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a time; it stays unplaced."""
        if _is_iso(text) or (len(text) == _BARE and _is_bare(text)):
            # Nearly all are written so, and known sooner than by a pattern.
            return cls(text)
        found = _MOMENT.fullmatch(text)
        if not found:
            fail("not-a-time", f"{quoted(text)} is not a time; {_meant(text)}")
        if found["day"]:
            day_of(found["day"])
        if clock_of(found["clock"]) is None:
            fail("not-a-time", f'"{found["clock"]}" is not a time of day; it goes from 00:00 to 23:59')
        if found["offset"] and _offset(found["offset"]) is None:
            fail("not-a-time", f'"{found["offset"]}" is not an offset from UTC; write one such as +01:00')
        if found["offset"] and not found["day"]:
            fail("not-a-time", f"{quoted(text)} has an offset and no day; write the date, too: 2025-02-11 {text}")
        return cls(text)

    @property
    def has_day(self) -> bool:
        """Whether its own day is written."""
        return self[4:5] == "-"

    @property
    def offset(self) -> timedelta | None:
        """The offset from UTC that is written behind it; None where its zone is its record's."""
        if self[-3:-2] == ":" and len(self) in _WITHOUT_OFFSET:
            return None
        found = _MOMENT.fullmatch(self)
        return _offset(found["offset"]) if found else None

    def wall(self, day: date) -> datetime:
        """Return what the clocks on the wall show at this time on `day`, or on its own day."""
        if self[-3:-2] == ":" and len(self) in _WITHOUT_OFFSET:
            return datetime.fromisoformat(self) if self.has_day else datetime.combine(day, time.fromisoformat(self))
        found = _MOMENT.fullmatch(self)
        own = found["day"] if found else None
        clock = clock_of(found["clock"]) if found else None
        return datetime.combine(date.fromisoformat(own) if own else day, clock or datetime.min.time())

    def place(self, zone: Zone, day: date | None) -> str:
        """Give this moment its place on its own day or `day`, in `zone`; returns a sentence when it has none."""
        if day is None and not self.has_day:
            return "no time above says which day this is; write the date"
        local, offset = self.wall(day or date.min), self.offset
        if offset is not None:
            self.at = pinned((local - offset).replace(tzinfo=UTC).astimezone(zone.info))
            return ""
        fixed = _all_day(zone, local.date())
        if fixed is not None:
            self.at = datetime.combine(local, local.time(), fixed)
            return ""
        aware = local.replace(tzinfo=zone.info)
        early, late = aware.utcoffset() or timedelta(), aware.replace(fold=1).utcoffset() or timedelta()
        if early != late:
            return _ambiguous(local, zone, early, late)
        self.at = pinned(aware)
        return ""


class UnreadMoment(Moment):
    """A time that nobody can read. It stands in for one, so that the rest of its entry is checked, and has no place."""

    __slots__ = ()

    def place(self, zone: Zone, day: date | None) -> str:
        """Stay without a place, whatever stands above."""
        del zone, day
        return ""


def pinned(at: datetime) -> datetime:
    """Return the same instant with its offset fixed, under the name that its zone has for it then: `CET`."""
    # Two datetimes of one ZoneInfo are subtracted by their wall clocks: an hour is lost in autumn and won in spring.
    offset = at.utcoffset() or timedelta()
    zone = UTC if at.tzinfo is UTC else fixed(offset, at.tzname() or _written(offset))
    return at.replace(tzinfo=zone, fold=0)


def _is_iso(text: str) -> bool:
    """Say whether a text is a day and a time that are there, to the minute or second; False is no answer."""
    if len(text) not in _WITHOUT_OFFSET or text[4:5] + text[7:8] + text[13:14] + text[-3:-2] != "--::":
        return False
    if text[10] not in " T" or text[11:13] > "23":
        return False
    try:
        return FIRST_YEAR <= datetime.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False


@lru_cache(maxsize=1_440)
def _is_bare(text: str) -> bool:
    """Say whether a text is a time of day in hours and minutes: there are not many."""
    return _MOMENT.fullmatch(text) is not None and clock_of(text) is not None


@lru_cache(maxsize=4_096)
def _all_day(zone: Zone, day: date) -> tzinfo | None:
    """Return the one offset that a zone has on a day, as `pinned` does; None on a day on which its clocks change."""
    if zone.info is UTC:
        return UTC
    hours = (datetime.combine(day, time(hour, minute), zone.info) for hour in range(24) for minute in (0, 30, 59))
    moments = [moment.replace(fold=fold) for moment in hours for fold in (0, 1)]
    is_fixed = len({(moment.utcoffset(), moment.tzname()) for moment in moments}) == 1
    return pinned(moments[0]).tzinfo if is_fixed else None


@lru_cache(maxsize=256)
def fixed(offset: timedelta, name: str) -> timezone:
    """Return a zone with one offset for ever, under a name; the same for all times."""
    return timezone(offset, name)


def _ambiguous(local: datetime, zone: Zone, early: timedelta, late: timedelta) -> str:
    said = f"{local:%Y-%m-%d %H:%M}"
    if early > late:
        way_out = f"write the offset: {said}{_written(early)} the first time, {said}{_written(late)} the second"
        return f"{said} occurs twice in {zone}, where the clocks go back; {way_out}"
    return f"{said} does not exist in {zone}, where the clocks go forward; write the offset: {said}{_written(early)}"


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text in {"Z", "UTC"}:
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    if hours > _FARTHEST or minutes >= 60:  # noqa: PLR2004 - minutes of an hour
        return None
    return (1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes)


def _written(offset: timedelta) -> str:
    minutes = round(offset / timedelta(minutes=1))
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _meant(text: str) -> str:
    """Say how to write what was probably meant."""
    found = _ALMOST.fullmatch(text) or _HOUR_ONLY.fullmatch(text)
    if found:
        day = meant_day((found["day"] or "").strip(" T,")) if found["day"] else ""
        clock = _clock(found["hour"], found.groupdict().get("minute") or "00", found["half"])
        if (day or not found["day"]) and clock:
            return f"write {' or '.join(f'{one} {clock}'.strip() for one in day.split(' or '))}"
    zoned = _WITH_ZONE.fullmatch(text)
    if zoned and zone_of(zoned[2]):
        return f"name the zone once for all times: write `timezone: {zone_of(zoned[2])}` and leave {zoned[2]} out"
    return "write 2025-02-11 14:02, or 14:02 with two digits each"


def _clock(hour: str, minute: str, half: str | None) -> str:
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.lower() == "p" else 0)
    clock = f"{number:02}:{minute}"
    return clock if clock_of(clock) else ""
