"""Durations as people write them, targets, and offsets from a point in time."""

import re
from datetime import timedelta
from functools import lru_cache
from typing import ClassVar, Self

from generator.problems import nearest, quoted
from generator.records.reading import Scalar, fail

_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)\.?")
_PARTS = re.compile(r"(?:\d+(?:\.\d+)?\s*[a-z]+\.?\s*)+")
_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), timedelta(seconds=1)),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), timedelta(minutes=1)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), timedelta(hours=1)),
    **dict.fromkeys(("d", "day", "days"), timedelta(days=1)),
    **dict.fromkeys(("w", "week", "weeks"), timedelta(weeks=1)),
}
_WORDS = sorted(word for word in _UNITS if len(word) > 3)  # noqa: PLR2004 - what is long enough to be misspelt
_NO_UNIT = re.compile(r"[\d.,:]+")
_LONGEST = timedelta(days=3660)
_LONGEST_TEXT = 60


@lru_cache(maxsize=1024)
def span_of(text: str) -> timedelta | None:
    """Return the length of `15m`, `1h 30m`, `2 days`; None when the words are no duration, or one of over ten years."""
    rest = text.strip().lower().replace(",", " ").replace(" and ", " ")
    if not rest or len(rest) > _LONGEST_TEXT:
        return None
    total = timedelta()
    while rest:
        part = _PART.match(rest)
        if part is None or part[2] not in _UNITS or len(part[1]) > len("99999"):
            return None
        total += float(part[1]) * _UNITS[part[2]]
        rest = rest[part.end() :].strip()
    return total if total <= _LONGEST else None


class Span(Scalar):
    """A duration as people write it: `15m`, `1h 30m`, `2d`, `1w`, `15 minutes`."""

    __slots__ = ()
    wants: ClassVar[str] = "a duration such as 15m, 1h 30m, 2d or 1w"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a duration; it must carry its unit."""
        if span_of(text) is None:
            fail("not-a-duration", f"{quoted(text)} is not a duration; {_hint(text)}")
        return cls(text)

    @property
    def length(self) -> timedelta:
        """The duration to compute with."""
        return span_of(self) or timedelta()


class Target(Scalar):
    """A duration to be met, or words such as `next business day`, which are shown and never computed with."""

    __slots__ = ()
    wants: ClassVar[str] = "a duration such as 15m, or words"
    takes_words: ClassVar[bool] = True

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a target; a number without its unit and a misspelt unit would never be computed with, so they fail."""
        clean = " ".join(text.split())
        if len(clean) > _LONGEST_TEXT * 5:
            fail("too-long", f"a target is a duration or a few words; this one has {len(clean)} characters")
        if span_of(clean) is None and (_NO_UNIT.fullmatch(clean) or _misspelt(clean)):
            fail("not-a-duration", f"{quoted(clean)} is not a duration; {_hint(clean)}")
        return cls(clean)

    @property
    def length(self) -> timedelta | None:
        """The duration to compute with; None for words."""
        return span_of(self)


class Offset(Scalar):
    """When something is due, counted from the alert (`T+15m`, `T+2h`) or from the day of resolution (`D+3`)."""

    __slots__ = ()
    wants: ClassVar[str] = "an offset such as T+15m, T+2h or D+3"
    pattern: ClassVar[str] = r"T\+[0-9][0-9a-z. ]*|D\+[0-9]{1,3}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an offset; minutes and hours carry their unit."""
        if not re.fullmatch(cls.pattern, text) or (text.startswith("T") and span_of(text[2:]) is None):
            fail("not-an-offset", f"{quoted(text)} is not an offset; {_offset_hint(text)}")
        return cls(text)

    @property
    def length(self) -> timedelta:
        """The time from the point it counts from."""
        count = self[2:]
        return timedelta(days=int(count)) if self.startswith("D") else span_of(count) or timedelta()


def _misspelt(text: str) -> str | None:
    """Return the unit that a word behind a number was meant to be, when it nearly is one."""
    if not _PARTS.fullmatch(text.lower()):
        return None
    strange = (word for _, word in _PART.findall(text.lower()) if word not in _UNITS)
    return next((near for word in strange if (near := nearest(word, _WORDS))), None)


def _hint(text: str) -> str:
    if re.fullmatch(r"\d{1,4}", text):
        return f"write it with its unit: {text}m, {text}h or {text}d"
    long = re.fullmatch(r"(\d{1,2})\s*(months?|mos?|quarters?|years?|yrs?|y)", text.lower())
    if long:
        days = int(long[1]) * {"m": 30, "q": 90, "y": 365}[long[2][0]]
        return f"months and years have no fixed length, so write days: {days}d"
    near = _misspelt(text)
    return f'did you mean "{near}"?' if near else "write it with its unit: 15m, 1h 30m, 2d, 1w"


def _offset_hint(text: str) -> str:
    bare = re.fullmatch(r"[Tt] ?\+? ?(\d{1,4})", text)
    if bare:
        return f"write T+{bare[1]}m or T+{bare[1]}h"
    rest = re.fullmatch(r"[Tt] ?\+? ?(.+)", text)
    if rest and span_of(rest[1]) is not None:
        return f"write T+{rest[1]}"
    day = re.fullmatch(r"(?:[Dd]|day) ?\+? ?(\d{1,3}) ?d?", text)
    return f"write D+{day[1]}" if day else "write T+15m, T+2h or D+3"
