"""How people write times, with or without their day and zone, read as a record takes them."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from generator.authoring.importers.written_days import WIDE, day_at, nearest_day, yearless_at

ZONES = {
    **dict.fromkeys(("UTC", "GMT", "Z"), "UTC"),
    **dict.fromkeys(("PST", "PDT", "PT"), "America/Los_Angeles"),
    **dict.fromkeys(("EST", "EDT", "ET"), "America/New_York"),
    **dict.fromkeys(("MDT", "MT"), "America/Denver"),
    **dict.fromkeys(("CDT", "CT"), "America/Chicago"),
    **dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Berlin"),
    **dict.fromkeys(("EET", "EEST"), "Europe/Helsinki"),
    "BST": "Europe/London",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "SGT": "Asia/Singapore",
}
"""The zone that an abbreviation stands for where it can be only one."""
UNCLEAR = {
    "IST": "India, Ireland or Israel",
    "CST": "America or China",
    "MST": "America with or without summer time",
    "AST": "America or Arabia",
}
"""Abbreviations that mean several zones, and which."""
_ZONE = rf"(?P<zone>{'|'.join((*ZONES, *UNCLEAR))})(?![A-Za-z])"
_CLOCK = re.compile(
    r"(?P<part>\u5348\u524d|\u5348\u5f8c)?(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d+)?\s*(?P<half>[ap]\.?m\.?(?![a-z]))?"
    r"|\u6642(?!\u9593)(?:(?P<minutes>\d{1,2})\u5206(?!\u9593))?"
    r"|(?<=\d\d)h(?P<behind>\d{2})(?!\w)"
    r"|\.(?P<dotted>\d{2})(?=\s*Uhr\b)|(?=\s*Uhr\b)"
    r"|\s*(?P<only>[ap]\.?m\.?(?![a-z])))(?!\d|:\d)",
    re.IGNORECASE,
)
_WEEKDAY = r"(?:\s*[(\uff08][\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5][)\uff09])?"
_OFFSET = re.compile(r"\s*\(?(?:(?:UTC|GMT)\s?)?(?P<offset>[+-]\d{2}:?\d{2})(?!\d)\)?")
_HOURS = re.compile(r"\s*(?:Uhr|h|hrs?)(?!\w)", re.IGNORECASE)
"""What people write behind a time of day, which says nothing more."""
_FARTHEST = {"-": 12 * 60, "+": 14 * 60}
"""The offsets from UTC that there are end here, in minutes."""
_NAMED = re.compile(rf"\s*[(\[]?{_ZONE}[)\]]?")
_ABOUT = re.compile(r"(?:~|\u2248|(?:around|about|approx(?:\.|imately)?|circa|ca\.)\s)\s*", re.IGNORECASE)
_ABOUT_BEHIND = re.compile("\u9803|\u3054\u308d")
_BETWEEN = re.compile(rf"{_WEEKDAY}\s*(?:T|,|at\b|-|\u2013|\||@)?\s*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-{1,2}|\u2013|\u2014|to|until|~|\u301c|\uff5e)\s*", re.IGNORECASE)
_EPOCH = re.compile(r"(?P<seconds>1\d{9})(?:\.\d+)?(?!\d)")
_NOON = 12
_HALVES = {"\u5348\u524d": "am", "\u5348\u5f8c": "pm"}


@dataclass(frozen=True)
class When:
    """A day, a time, or both, as somebody wrote them, and the words behind."""

    day: str = ""
    """`2025-03-04`; empty when none is written."""
    clock: str = ""
    """`14:05` or `14:05:30` in 24 hours."""
    zone: str = ""
    """The abbreviation as it is written; see `ZONES` and `UNCLEAR`."""
    offset: str = ""
    """`+02:00`."""
    until: str = ""
    """The later end of a range, as a record would take it."""
    until_day: str = ""
    """The day of that end, when it says one."""
    is_about: bool = False
    """Whether it says that it is not exact."""
    unclear: str = ""
    """A day that can be two, as it is written."""
    yearless: str = ""
    """`03-04`: a day whose year is not written; see `with_year`."""
    rest: str = ""
    """What stands behind it."""

    @property
    def at(self) -> str:
        """The time as a record takes it, with its day when that is known; empty without a time of day."""
        if not self.clock:
            return ""
        return " ".join(part for part in (self.day, self.clock, self.offset) if part)


def when_of(text: str) -> When | None:
    """Return the day or time that a text begins with; None when it begins with neither."""
    left = text.translate(WIDE)
    about = _ABOUT.match(left)
    left = left[about.end() :] if about else left
    epoch = _EPOCH.match(left)
    if epoch:
        at = datetime.fromtimestamp(int(epoch["seconds"]), UTC)
        return When(f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}".removesuffix(":00"), "UTC", rest=left[epoch.end() :])
    day, unclear, left = day_at(left)
    yearless, left = ("", left) if day or unclear else _yearless(left)
    if (day or unclear or yearless) and (between := _BETWEEN.match(left)) and _CLOCK.match(left[between.end() :]):
        left = left[between.end() :]
    # Behind a day an hour may be about so much as well.
    close = _ABOUT.match(left.lstrip())
    left = left.lstrip()[close.end() :] if close else left
    is_stamp = left[:1].isdigit() and text[: len(text) - len(left)].endswith("T")
    clock, left = _clock(left)
    behind = _ABOUT_BEHIND.match(left) if clock else None
    left = left[behind.end() :] if behind else left
    zone, offset, left = _zone(left, "" if is_stamp else clock) if clock else ("", "", left)
    if not (day or unclear or yearless or clock):
        return None
    until_day, until, later, left = _until(left) if clock else ("", "", "", left)
    return When(day, clock, zone or later, offset, until, until_day, bool(about or close or behind), unclear, yearless,
                text[len(text) - len(left) :])  # fmt: skip


def with_year(when: When, near: str) -> When:
    """Return a time whose day has no year with that of the day nearest to `near`; as it is where that is empty."""
    return replace(when, day=nearest_day(when.yearless, near)) if when.yearless and near else when


def zone_in(text: str) -> str:
    """Return the abbreviation of a zone in a heading or table head: `Time (UTC)`, `All times are PST`."""
    found = re.search(rf"(?<![A-Za-z]){_ZONE}", text)
    return found["zone"] if found else ""


def _yearless(text: str) -> tuple[str, str]:
    """Return a day without a year, and what stands behind it: a time of day, or nothing."""
    day, left = yearless_at(text)
    between = _BETWEEN.match(left)
    has_clock = bool(between and _clock(left[between.end() :])[0])
    return (day, left) if day and (has_clock or not left.strip(" :*_")) else ("", text)


def _clock(text: str) -> tuple[str, str]:
    """Return a time of day in 24 hours and what stands behind it; empty when the text begins with none."""
    found = _CLOCK.match(text)
    if not found:
        return "", text
    hour, half = int(found["hour"]), (found["half"] or found["only"] or _HALVES.get(found["part"] or "", "")).lower()
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    written = (found[name] for name in ("minute", "minutes", "behind", "dotted"))
    minute, second = next(filter(None, written), "00"), found["second"]
    if hour > 23 or int(minute) > 59 or int(second or 0) > 59:  # noqa: PLR2004 -- what a clock shows
        return "", text
    left = text[found.end() :]
    said = _HOURS.match(left)
    return f"{hour:02}:{minute:0>2}" + (f":{second}" if second else ""), left[said.end() :] if said else left


def _zone(text: str, clock: str = "") -> tuple[str, str, str]:
    """Return the zone or the offset that a text begins with, and what stands behind it.

    Behind `14:05` is `-14:40` the end of a range; `clock` is empty where it cannot be one.
    """
    offset = _OFFSET.match(text)
    if offset and not _ends_range(offset["offset"], clock):
        digits = offset["offset"].replace(":", "")
        return "", f"{digits[:3]}:{digits[3:]}", text[offset.end() :]
    named = _NAMED.match(text)
    return (named["zone"], "", text[named.end() :]) if named else ("", "", text)


def _ends_range(written: str, clock: str) -> bool:
    """Say whether what looks like an offset is none: there is none like it, or it is a later time of day."""
    hours, minutes = int(written[1:3]), int(written[-2:])
    is_none = hours * 60 + minutes > _FARTHEST[written[0]] or minutes % 15 != 0
    return is_none or (written[0] == "-" and ":" in written and clock.count(":") == 1 and written[1:] > clock)


def _until(text: str) -> tuple[str, str, str, str]:
    """Return the later end of a range: its day, its time and its zone, and what stands behind."""
    to = _TO.match(text)
    day, unclear, left = day_at(text[to.end() :]) if to else ("", "", text)
    between = _BETWEEN.match(left) if day else None
    clock, left = _clock(left[between.end() :] if between else left)
    if not to or unclear or not clock:
        return "", "", "", text
    zone, offset, left = _zone(left)
    return day, " ".join(part for part in (day, clock, offset) if part), zone, left
