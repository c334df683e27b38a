"""How people write days and times, read as a record takes them; what can mean two days is said, never guessed."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from generator.authoring.importers.other_languages import MONTHS
from generator.records.days import FIRST_YEAR, LAST_YEAR

ZONES = {
    **dict.fromkeys(("UTC", "GMT", "Z"), "UTC"),
    **dict.fromkeys(("PST", "PDT", "PT"), "America/Los_Angeles"),
    **dict.fromkeys(("EST", "EDT", "ET"), "America/New_York"),
    **dict.fromkeys(("MDT", "MT"), "America/Denver"),
    **dict.fromkeys(("CDT", "CT"), "America/Chicago"),
    **dict.fromkeys(("CET", "CEST"), "Europe/Berlin"),
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
_ENGLISH = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
_MONTHS = {
    name: number for names in (_ENGLISH, MONTHS) for number, said in enumerate(names, 1) for name in said.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_DAY_FORMS = (
    r"(?P<year>\d{4})(?P<stroke>[-/.])(?P<number>\d{1,2})(?P=stroke)(?P<day>\d{1,2})(?!\d)",
    r"(?P<year>\d{4})\s*\u5e74\s*(?P<number>\d{1,2})\s*\u6708\s*(?P<day>\d{1,2})\s*\u65e5",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of\s+|de\s+)?{_MONTH},?[ -](?:de\s+)?(?P<year>\d{{4}})(?!\d)",
    r"(?P<one>\d{1,2})(?P<stroke>[-/.])(?P<other>\d{1,2})(?P=stroke)(?P<year>\d{4})(?!\d)",
    r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<short>\d{2})(?![\d/])",
)
_DAYS = tuple(re.compile(rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?{form}",
                         re.IGNORECASE) for form in _DAY_FORMS)  # fmt: skip
_YEARLESS = tuple(re.compile(rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?{form}",
                             re.IGNORECASE) for form in (
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d\w])",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?{_MONTH}(?!\w)",
))  # fmt: skip
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:[.,]\d+)?\s*(?P<half>[ap]\.?m\.?(?![a-z]))?"
    r"|\s*(?P<only>[ap]\.?m\.?(?![a-z])))(?!\d|:\d)",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"\s*\(?(?:(?:UTC|GMT)\s?)?(?P<offset>[+-]\d{2}:?\d{2})(?!\d)\)?")
_NAMED = re.compile(rf"\s*[(\[]?{_ZONE}[)\]]?")
_ABOUT = re.compile(r"(?:~|\u2248|(?:around|about|approx(?:\.|imately)?|circa|ca\.)\s)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:T|,|at\b|-|\u2013|\||@)?\s*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:-{1,2}|\u2013|\u2014|to|until|~|\u301c|\uff5e)\s*", re.IGNORECASE)
_EPOCH = re.compile(r"(?P<seconds>1\d{9})(?:\.\d+)?(?!\d)")
_NOON = 12
_MOST_DAYS = 31
_AROUND_DAYS = " -:|,()\u2013\u2014"


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
    about = _ABOUT.match(text)
    left = text[about.end() :] if about else text
    epoch = _EPOCH.match(left)
    if epoch:
        at = datetime.fromtimestamp(int(epoch["seconds"]), UTC)
        return When(f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}".removesuffix(":00"), "UTC", rest=left[epoch.end() :])
    day, unclear, left = _day(left)
    yearless, left = ("", left) if day or unclear else _yearless(left)
    if (day or unclear or yearless) and (between := _BETWEEN.match(left)) and _CLOCK.match(left[between.end() :]):
        left = left[between.end() :]
    # Behind a day an hour may be about so much as well.
    close = _ABOUT.match(left.lstrip())
    left = left.lstrip()[close.end() :] if close else left
    clock, left = _clock(left)
    zone, offset, left = _zone(left) if clock else ("", "", left)
    if not (day or unclear or yearless or clock):
        return None
    until_day, until, later, left = _until(left) if clock else ("", "", "", left)
    return When(day, clock, zone or later, offset, until, until_day, bool(about or close), unclear, yearless, left)


def _readings(one: int, other: int, year: str, short: str) -> set[str]:
    """Return every day that numbers between strokes can be; a short year may stand in front as well."""
    years = int(year or f"20{short}")
    days = {_iso(years, one, other), _iso(years, other, one)}
    days |= {_iso(2000 + one, other, int(short))} if short else set()
    return days - {""}


def with_year(when: When, near: str) -> When:
    """Return a time whose day has no year with that of the day nearest to `near`; as it is where that is empty."""
    if not when.yearless or not near:
        return when
    there = date.fromisoformat(near)
    month, number = map(int, when.yearless.split("-"))
    days = (_iso(there.year + more, month, number) for more in (0, -1, 1))
    nearest = min((day for day in days if day), key=lambda day: abs(date.fromisoformat(day) - there), default="")
    return replace(when, day=nearest)


def day_in(text: str) -> str:
    """Return the one day that is written somewhere in a text; empty for none, for several, and for an unclear one."""
    found = {day for at in range(len(text)) if _begins_word(text, at) and (day := _day(text[at:])[0])}
    return found.pop() if len(found) == 1 else ""


def unclear_day_in(text: str) -> str:
    """Return the first day in a text that can be two, as it is written; empty without one."""
    found = (_day(text[at:])[1] for at in range(len(text)) if _begins_word(text, at))
    return next(filter(None, found), "")


def without_day(text: str) -> str:
    """Return a text without the day that it begins or ends with, and without what stands between both."""
    day, _, left = _day(text)
    text = left.lstrip(_AROUND_DAYS) if day and left.strip(_AROUND_DAYS) else text
    for at in range(1, len(text)):
        if _begins_word(text, at) and _day(text[at:])[0] and not _day(text[at:])[2].strip(_AROUND_DAYS):
            return text[:at].rstrip(_AROUND_DAYS).removesuffix(" on")
    return text


def zone_in(text: str) -> str:
    """Return the abbreviation of a zone in a heading or table head: `Time (UTC)`, `All times are PST`."""
    found = re.search(rf"(?<![A-Za-z]){_ZONE}", text)
    return found["zone"] if found else ""


def _begins_word(text: str, at: int) -> bool:
    return text[at].isalnum() and not (at and text[at - 1].isalnum())


def _day(text: str) -> tuple[str, str, str]:
    """Return a day in ISO form or as it is written when it can be two, and what stands behind it."""
    for form in _DAYS:
        found = form.match(text)
        if not found:
            continue
        parts = found.groupdict()
        left = text[found.end() :]
        if parts.get("one"):
            days = _readings(int(parts["one"]), int(parts["other"]), parts.get("year") or "", parts.get("short") or "")
            return ("", found[0], left) if len(days) > 1 else (next(iter(days), ""), "", left if days else text)
        year = int(parts["year"])
        month = _MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["number"])
        iso = _iso(year, month, int(parts["day"]))
        return iso, "", left if iso else text
    return "", "", text


def _yearless(text: str) -> tuple[str, str]:
    """Return a day without a year, and what stands behind it: a time of day, or nothing."""
    for form in _YEARLESS:
        found = form.match(text)
        left = text[found.end() :] if found else ""
        between = _BETWEEN.match(left)
        has_clock = bool(between and _clock(left[between.end() :])[0])
        if found and (has_clock or not left.strip(" :*_")) and 1 <= int(found["day"]) <= _MOST_DAYS:
            return f"{_MONTHS[found['month'].lower()]:02}-{int(found['day']):02}", left
    return "", text


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else ""
    except ValueError:
        return ""


def _clock(text: str) -> tuple[str, str]:
    """Return a time of day in 24 hours and what stands behind it; empty when the text begins with none."""
    found = _CLOCK.match(text)
    if not found:
        return "", text
    hour, half = int(found["hour"]), (found["half"] or found["only"] or "").lower()
    if half and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if half.startswith("p") else 0)
    minute, second = found["minute"] or "00", found["second"]
    if hour > 23 or int(minute) > 59 or int(second or 0) > 59:  # noqa: PLR2004 -- what a clock shows
        return "", text
    return f"{hour:02}:{minute}" + (f":{second}" if second else ""), text[found.end() :]


def _zone(text: str) -> tuple[str, str, str]:
    offset = _OFFSET.match(text)
    if offset:
        digits = offset["offset"].replace(":", "")
        return "", f"{digits[:3]}:{digits[3:]}", text[offset.end() :]
    named = _NAMED.match(text)
    return (named["zone"], "", text[named.end() :]) if named else ("", "", text)


def _until(text: str) -> tuple[str, str, str, str]:
    """Return the later end of a range: its day, its time and its zone, and what stands behind."""
    to = _TO.match(text)
    day, unclear, left = _day(text[to.end() :]) if to else ("", "", text)
    between = _BETWEEN.match(left) if day else None
    clock, left = _clock(left[between.end() :] if between else left)
    if not to or unclear or not clock:
        return "", "", "", text
    zone, offset, left = _zone(left)
    return day, " ".join(part for part in (day, clock, offset) if part), zone, left
