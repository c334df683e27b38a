"""Days of the calendar, months, and the weekday on which shifts are handed over."""

import re
from datetime import date, time
from functools import lru_cache
from typing import ClassVar, Final, NamedTuple, Self

from generator.problems import quoted
from generator.records.reading import Scalar, fail

FIRST_YEAR, LAST_YEAR = 1970, 2199
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_YEAR_FIRST = re.compile(r"((?:19|20|21)\d\d)[-/.]?(\d{1,2})[-/.]?(\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})", re.ASCII)
_HANDOFF = re.compile(r"(?:(?P<day>\S+) )?(?P<clock>\d{2}:\d{2})", re.ASCII)
_DAYS: Final = 2**12
"""How many days are remembered: all of some eleven years; ten thousand records name each of them many times."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Day(Scalar):
    """A calendar day, `2025-02-11`."""

    __slots__ = ()
    wants: ClassVar[str] = "a day such as 2025-02-11"
    pattern: ClassVar[str] = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an ISO day; nothing else is a day."""
        if not DAY.fullmatch(text):
            fail("not-a-day", f"{quoted(text)} is {_no_day(text) or 'not a day; write it as 2025-02-11'}")
        day_of(text)
        return cls(text)

    @property
    def date(self) -> date:
        """The day to compute with."""
        return _date(self)


class DayOrMonth(Scalar):
    """A day `2025-02-11` or a month `2025-02`."""

    __slots__ = ()
    wants: ClassVar[str] = "a day such as 2025-02-11 or a month such as 2025-02"
    pattern: ClassVar[str] = "[0-9]{4}-[0-9]{2}(-[0-9]{2})?"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an ISO day or month."""
        if not (DAY.fullmatch(text) or _MONTH.fullmatch(text)):
            no_day = _no_day(text) or "neither a day nor a month; write 2025-02-11 or 2025-02"
            fail("not-a-day", f"{quoted(text)} is {no_day}")
        day_of(text if DAY.fullmatch(text) else f"{text}-01")
        return cls(text)


class Handoff(NamedTuple):
    """A weekday, Monday being 0 and None every day, and a time of day."""

    weekday: int | None
    time: time


class Clock(Scalar):
    """When an on-call shift is handed over: a weekday and a time, `Monday 09:00`; `09:00` on every day."""

    __slots__ = ()
    wants: ClassVar[str] = "a weekday and a time such as Monday 09:00"
    pattern: ClassVar[str] = f"(({'|'.join(_WEEKDAYS)}) )?[0-9]{{2}}:[0-9]{{2}}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a weekday in English and a time of day."""
        if _handoff(text) is None:
            fail("not-a-time", f"{quoted(text)} is not a weekday and a time; write {_meant_handoff(text)}")
        return cls(text)

    @property
    def weekday(self) -> int | None:
        """The day of the week, Monday being 0; None when shifts change on any day."""
        return self._parts.weekday

    @property
    def time(self) -> time:
        """The time of day."""
        return self._parts.time

    @property
    def _parts(self) -> Handoff:
        return _handoff(self) or Handoff(None, time())


@lru_cache(_DAYS)
def _date(day: Day) -> date:
    return date.fromisoformat(day)


def weekday_name(day: date) -> str:
    """Return the English name of a day's weekday."""
    return _WEEKDAYS[day.weekday()]


def day_of(text: str) -> date:
    """Return the day of an ISO text, or `fail` when the calendar has none, or none that an incident can have."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return fail("not-a-day", f"{quoted(text)} is not in the calendar; write a day that is")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        fail("not-a-day", f"{quoted(text)} is not in the years {FIRST_YEAR} to {LAST_YEAR}; write the right year")
    return day


def clock_of(text: str) -> time | None:
    """Return the time of day of `14:02` or `14:02:30`; None when there is none."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def meant_day(text: str) -> str:
    """Return the ISO day that was probably meant, both readings where either is in the calendar; else nothing."""
    return " or ".join(day for day in _readings(text) if _is_in_the_calendar(day))


def _no_day(text: str) -> str:
    """Say what is wrong with a day in another form, and what to write; nothing when it reads like none."""
    if meant := meant_day(text):
        return f"not a day; write {meant}"
    return "not in the calendar, however it is read; write a day that is, as 2025-02-11" if _readings(text) else ""


def _readings(text: str) -> tuple[str, ...]:
    """Return a day in another form as ISO days, in the calendar or not."""
    if DAY.fullmatch(text):
        return (text,)
    found = _YEAR_FIRST.fullmatch(text)
    if found and (len(text) == len("20250211") or not text.isdigit()):
        return (f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}",)
    found = _YEAR_LAST.fullmatch(text)
    if not found:
        return ()
    year, one, other = found[4], int(found[1]), int(found[3])
    day_first = f"{year}-{other:02}-{one:02}"
    return (day_first,) if found[2] == "." else (day_first, f"{year}-{one:02}-{other:02}")


def _is_in_the_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _handoff(text: str) -> Handoff | None:
    found = _HANDOFF.fullmatch(text)
    clock = clock_of(found["clock"]) if found else None
    if found is None or clock is None:
        return None
    if found["day"] is None:
        return Handoff(None, clock)
    return Handoff(_WEEKDAYS.index(found["day"]), clock) if found["day"] in _WEEKDAYS else None


def _meant_handoff(text: str) -> str:
    day, _, clock = text.partition(" ")
    near = next((name for name in _WEEKDAYS if day and name.lower().startswith(day[:3].lower())), "Monday")
    hour = re.fullmatch(r"(\d{1,2}):(\d{2})", clock or day, re.ASCII)
    written = f"{int(hour[1]):02}:{hour[2]}" if hour and clock_of(f"{int(hour[1]):02}:{hour[2]}") else "09:00"
    return f"{near} {written}"
