"""Days, moments, spans and zones: how people write time, and what it means."""

import re

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import ClassVar, Self
from zoneinfo import ZoneInfo, available_timezones

from generator.problems import did_you_mean
from generator.records.scalars import Scalar, fail

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_CLOCK = re.compile(r"\d{2}:\d{2}(?::\d{2})?")
_MOMENT = re.compile(
    r"(?:(?P<day>\d{4}-\d{2}-\d{2})(?:[ T]))?(?P<clock>\d{2}:\d{2}(?::\d{2})?)\s*(?P<offset>Z|UTC|[+-]\d{2}:?\d{2})?",
)
_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)")
_OFFSET = re.compile(r"(T)\+(\d+(?:\.\d+)?[a-z]+)|(D)\+(\d+)")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), timedelta(seconds=1)),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("w", "week", "weeks"), timedelta(weeks=1)),
}
_AMBIGUOUS_ZONES = {
    "BST": "Europe/London",
    "CET": "Europe/Berlin",
    "CEST": "Europe/Berlin",
    "CST": "America/Chicago or Asia/Shanghai",
    "EDT": "America/New_York",
    "EET": "Europe/Helsinki",
    "EST": "America/New_York",
    "ET": "America/New_York",
    "GMT": "UTC or Europe/London",
    "IST": "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem",
    "JST": "Asia/Tokyo",
    "MST": "America/Denver",
    "PDT": "America/Los_Angeles",
    "PST": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "WET": "Europe/Lisbon",
}
_LONGEST = timedelta(days=3660)
HALF_A_DAY = timedelta(hours=12)


class Zone(Scalar):
    """A time zone by its IANA name, or `UTC`."""

    wants: ClassVar[str] = "a time zone such as UTC or Europe/Berlin"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a zone's name; abbreviations are refused with the right name."""
        if text in _AMBIGUOUS_ZONES:
            fail("unknown-zone", f'"{text}" changes or is ambiguous; write {_AMBIGUOUS_ZONES[text]}')
        if text != "UTC" and ("/" not in text or text not in _zones()):
            fail("unknown-zone", f'no time zone is called "{text}"{did_you_mean(text, _zones())}')
        return cls(text)

    @property
    def info(self) -> tzinfo:
        """The zone to compute with."""
        return UTC if self == "UTC" else ZoneInfo(self)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if "/" in name) | {"UTC"}


class Day(Scalar):
    """A calendar day, `2025-02-11`."""

    wants: ClassVar[str] = "a day such as 2025-02-11"
    pattern: ClassVar[str] = _DAY.pattern

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an ISO day; nothing else is a day."""
        if not _DAY.fullmatch(text):
            fail("not-a-day", f'"{text}" is not a day; write it as 2025-02-11')
        _date(text)
        return cls(text)

    @property
    def date(self) -> date:
        """The day to compute with."""
        return date.fromisoformat(self)


class DayOrMonth(Scalar):
    """A day `2025-02-11` or a month `2025-02`."""

    wants: ClassVar[str] = "a day such as 2025-02-11 or a month such as 2025-02"
    pattern: ClassVar[str] = r"\d{4}-\d{2}(-\d{2})?"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an ISO day or month."""
        if not (_DAY.fullmatch(text) or _MONTH.fullmatch(text)):
            fail("not-a-day", f'"{text}" is neither a day nor a month; write 2025-02-11 or 2025-02')
        _date(text if _DAY.fullmatch(text) else f"{text}-01")
        return cls(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return fail("not-a-day", f'"{text}" is not in the calendar')




def span_of(text: str) -> timedelta | None:
    """Return the length of `15m`, `1h 30m`, `2 days`; None when the words are no duration."""
    rest = text.strip().lower().replace(",", " ").replace(" and ", " ")
    total = timedelta()
    if not rest:
        return None
    while rest:
        part = _PART.match(rest)
        if part is None or part[2] not in _UNITS:
            return None
        if len(part[1]) > len("99999"):
            return None
        total += float(part[1]) * _UNITS[part[2]]
        rest = rest[part.end() :].strip()
    return total if total <= _LONGEST else None


class Span(Scalar):
    """A duration as people write it: `15m`, `1h 30m`, `2d`, `1w`, `15 minutes`."""

    wants: ClassVar[str] = "a duration such as 15m, 1h 30m, 2d or 1w"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a duration; it must carry its unit."""
        if span_of(text) is None:
            fail("not-a-duration", f'"{text}" is not a duration; write it with its unit: 15m, 1h 30m, 2d, 1w')
        return cls(text)

    @property
    def length(self) -> timedelta:
        """The duration to compute with."""
        return span_of(self) or timedelta()


class Target(Scalar):
    """A duration to be met, or words such as `next business day`, which are shown and never computed with."""

    wants: ClassVar[str] = "a duration such as 15m, or words"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a target; a lone number has no unit and is refused."""
        if re.fullmatch(r"[\d.,:]+", text):
            fail("not-a-duration", f'"{text}" has no unit; write 15m, 4h, 2d, or words')
        return cls(text)

    @property
    def length(self) -> timedelta | None:
        """The duration to compute with; None for words."""
        return span_of(self)


class Offset(Scalar):
    """When something is due, counted from the alert (`T+15m`, `T+2h`) or from the day of resolution (`D+3`)."""

    wants: ClassVar[str] = "an offset such as T+15m, T+2h or D+3"
    pattern: ClassVar[str] = r"T\+[0-9.]+[a-z]+|D\+[0-9]+"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an offset; minutes and hours carry their unit."""
        found = _OFFSET.fullmatch(text)
        if not found or (found[2] and span_of(found[2]) is None):
            hint = f"; write {text}m or {text}h" if re.fullmatch(r"T\+\d+", text) else "; write T+15m, T+2h or D+3"
            fail("not-an-offset", f'"{text}" is not an offset{hint}')
        return cls(text)

    @property
    def length(self) -> timedelta:
        """The time from the point it counts from."""
        found = _OFFSET.fullmatch(self)
        if found is None:
            return timedelta()
        return timedelta(days=int(found[4])) if found[3] else span_of(found[2]) or timedelta()


class Clock(Scalar):
    """A weekday and a time of day, `Monday 09:00`: when an on-call shift is handed over."""

    wants: ClassVar[str] = "a weekday and a time such as Monday 09:00"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a weekday in English and a time of day."""
        day, _, clock = text.partition(" ")
        if day not in _WEEKDAYS or not _CLOCK.fullmatch(clock) or _time(clock) is None:
            fail("not-a-time", f'"{text}" is not a weekday and a time; write Monday 09:00')
        return cls(text)

    @property
    def weekday(self) -> int:
        """The day of the week, Monday being 0."""
        return _WEEKDAYS.index(self.partition(" ")[0])

    @property
    def time(self) -> time:
        """The time of day."""
        return time.fromisoformat(self.partition(" ")[2])


def weekday_name(day: date) -> str:
    """Return the English name of a day's weekday."""
    return _WEEKDAYS[day.weekday()]


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


class Moment(Scalar):
    """A point in time as written: `2025-02-11 14:02`, `14:02`, `2025-02-11T14:02+01:00`.

    A bare time has no day until its record gives it one (formats.md, rule 6); `at` is None until then.
    """

    wants: ClassVar[str] = "a time such as 2025-02-11 14:02 or 14:02"
    at: datetime | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a time; it stays unplaced."""
        found = _MOMENT.fullmatch(text)
        if not found:
            fail("not-a-time", f'"{text}" is not a time; write 2025-02-11 14:02, or 14:02 with two digits each')
        if found["day"]:
            _date(found["day"])
        if _time(found["clock"]) is None:
            fail("not-a-time", f'"{found["clock"]}" is not a time of day')
        if _offset(found["offset"]) is None and found["offset"]:
            fail("not-a-time", f'"{found["offset"]}" is not an offset from UTC; write +01:00')
        return cls(text)

    @property
    def has_day(self) -> bool:
        """Whether its own day is written."""
        return bool(_DAY.match(self))

    def placed(self, zone: Zone, day: date | None) -> "Moment | str":
        """Return this moment on its own day or `day`, in `zone`; a sentence when it cannot be placed."""
        found = _MOMENT.fullmatch(self)
        if found is None:
            return f'"{self}" is not a time'
        day = date.fromisoformat(found["day"]) if found["day"] else day
        if day is None:
            return "no time above says which day this is; write the date"
        local = datetime.combine(day, time.fromisoformat(found["clock"]))
        offset = _offset(found["offset"])
        if offset is not None:
            return self._at((local - offset).replace(tzinfo=UTC).astimezone(zone.info))
        aware = local.replace(tzinfo=zone.info)
        early, late = aware.utcoffset(), aware.replace(fold=1).utcoffset()
        if early != late:
            what = "occurs twice" if early and late and early > late else "does not exist"
            return f"{local:%Y-%m-%d %H:%M} {what} in {zone}, where the clocks change; write the offset"
        return self._at(aware)

    def _at(self, at: datetime) -> "Moment":
        moment = Moment(self)
        moment.at = at
        return moment


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text in {"Z", "UTC"}:
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:  # noqa: PLR2004 - no zone is further than 14 hours from UTC
        return None
    return (1 if text[0] == "+" else -1) * timedelta(hours=hours, minutes=minutes)
