"""How people write days, read as a record takes them; one that can be two is said, never guessed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Literal, TypeAlias

from generator.authoring.importers.other_languages import MONTHS
from generator.records.days import FIRST_YEAR, LAST_YEAR

_ENGLISH = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
    "august aug", "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
_MONTHS = {
    name: number for names in (_ENGLISH, MONTHS) for number, said in enumerate(names, 1) for name in said.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_DAYS = tuple(re.compile(rf"{_WEEKDAY}{form}", re.IGNORECASE) for form in (
    r"(?P<year>\d{4})(?P<stroke>[-/.])(?P<number>\d{1,2})(?P=stroke)(?P<day>\d{1,2})(?!\d)",
    r"(?P<year>\d{4})\s*\u5e74\s*(?P<number>\d{1,2})\s*\u6708\s*(?P<day>\d{1,2})\s*\u65e5",
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of\s+|de\s+)?{_MONTH},?[ -](?:de\s+)?(?P<year>\d{{4}})(?!\d)",
    r"(?P<one>\d{1,2})(?P<stroke>[-/.])(?P<other>\d{1,2})(?P=stroke)(?P<year>\d{4})(?!\d)",
    r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<short>\d{2})(?![\d/])",
))  # fmt: skip
_SWAPPED = re.compile(
    r"(?<![^\W_])(?<![./])(?P<one>\d{1,2})(?P<stroke>[-/.])(?P<other>\d{1,2})(?P=stroke)(?:(?P<year>\d{4})|(?P<short>\d{2}))(?![\d/])"
)
_YEARLESS = tuple(re.compile(rf"{_WEEKDAY}{form}", re.IGNORECASE) for form in (
    rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d\w])",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?{_MONTH}(?!\w)",
    r"(?P<month>\d{1,2})\s*\u6708\s*(?P<day>\d{1,2})\s*\u65e5",
))  # fmt: skip
WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF1A: ":", 0xFF0F: "/", 0xFF5E: "~", 0x301C: "~"}
"""Digits and signs that are as wide as a letter of Japanese."""
_AROUND = " -:|,()\u2013\u2014"
_MOST_DAYS = 31
_MOST_MONTHS = 12
_FEWEST = 2
Order: TypeAlias = Literal["", "day-first", "month-first"]
"""In which order days such as `03/04/2025` are written; empty where nobody knows."""
ORDERS: tuple[Order, ...] = ("day-first", "month-first")
_ORDER: ContextVar[Order] = ContextVar("order", default="")
"""That of the document that is read: whoever meets a day in it asks for it here."""


def day_at(text: str) -> tuple[str, str, str]:
    """Return the day that a text begins with, in ISO form, or as it is written when it can be two, and what follows.

    With dots the day stands in front of the month; `days_read` says what of other strokes.
    """
    for form in _DAYS:
        found = form.match(text)
        if not found:
            continue
        parts = found.groupdict()
        left = text[found.end() :]
        if parts.get("one"):
            days = _chosen(found, _readings(found))
            return ("", found[0], left) if len(days) > 1 else ("".join(days), "", left if days else text)
        year = int(parts["year"])
        month = _MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["number"])
        iso = _iso(year, month, int(parts["day"]))
        return iso, "", left if iso else text
    return "", "", text


def yearless_at(text: str) -> tuple[str, str]:
    """Return the day without a year that a text begins with, `03-04`, and what stands behind it; empty for none."""
    for form in _YEARLESS:
        found = form.match(text)
        if found and 1 <= int(found["day"]) <= _MOST_DAYS:
            month = _MONTHS.get(found["month"].lower()) or int(found["month"])
            return f"{month:02}-{int(found['day']):02}", text[found.end() :]
    return "", text


def nearest_day(yearless: str, near: str) -> str:
    """Return a day without a year, `03-04`, in the year in which it is nearest to another day."""
    there = date.fromisoformat(near)
    month, number = map(int, yearless.split("-"))
    days = (_iso(there.year + more, month, number) for more in (0, -1, 1))
    return min((day for day in days if day), key=lambda day: abs(date.fromisoformat(day) - there), default="")


def day_in(text: str) -> str:
    """Return the one day that is written somewhere in a text; empty for none, for several, and for an unclear one."""
    text = text.translate(WIDE)
    found = {day for at in range(len(text)) if _begins_word(text, at) and (day := day_at(text[at:])[0])}
    return found.pop() if len(found) == 1 else ""


def unclear_day_in(text: str) -> str:
    """Return the first day in a text that can be two, as it is written; empty without one."""
    text = text.translate(WIDE)
    found = (day_at(text[at:])[1] for at in range(len(text)) if _begins_word(text, at))
    return next(filter(None, found), "")


def without_day(text: str) -> str:
    """Return a text without the day that it begins or ends with, and without what stands between both."""
    day, _, left = day_at(text)
    text = left.lstrip(_AROUND) if day and left.strip(_AROUND) else text
    for at in range(1, len(text)):
        if _begins_word(text, at) and day_at(text[at:])[0] and not day_at(text[at:])[2].strip(_AROUND):
            return text[:at].rstrip(_AROUND).removesuffix(" on")
    return text


def days_of_order(text: str) -> dict[str, tuple[str, str]]:
    """Return the days in a text whose numbers could change places: as written, in ISO form, and the order that decided.

    None decides of those with dots: every country that writes dots writes the day in front.
    """
    found: dict[str, tuple[str, str]] = {}
    for one in _SWAPPED.finditer(text.translate(WIDE)):
        day, unclear, _ = day_at(one[0])
        if day and not unclear and len(_readings(one)) > 1:
            found[one[0]] = (day, "" if one["stroke"] == "." else _ORDER.get())
    return found


def orders_in(text: str) -> Iterator[tuple[Order, str]]:
    """Yield the order of each day with strokes that can be read in one only, `25/03/2025`, and that day."""
    for one in _SWAPPED.finditer(text.translate(WIDE)):
        if one["stroke"] != "." and len(_readings(one)) == 1 and one["one"].zfill(2) != one["other"].zfill(2):
            yield ("day-first" if int(one["one"]) > _MOST_MONTHS else "month-first"), one[0]


@contextmanager
def days_read(order: Order) -> Iterator[None]:
    """Read days that can be two in this order while the block runs; in none when it is empty."""
    before = _ORDER.set(order)
    try:
        yield
    finally:
        _ORDER.reset(before)


def _readings(found: re.Match[str]) -> list[str]:
    """Return every day that numbers between strokes can be: that with the day in front, that with the month in front.

    A short year may stand in front as well.
    """
    one, other, short = int(found["one"]), int(found["other"]), found.groupdict().get("short") or ""
    year = _year(found)
    days = [_iso(year, other, one), _iso(year, one, other)]
    days += [_iso(2000 + one, other, int(short))] if short else []
    return list(dict.fromkeys(filter(None, days)))


def _chosen(found: re.Match[str], days: list[str]) -> list[str]:
    """Return the one of several days that dots, or the order in which days are read, mean; else all of them."""
    order = "day-first" if found.groupdict().get("stroke") == "." else _ORDER.get()
    if len(days) < _FEWEST or not order:
        return days
    numbers = (int(found["other"]), int(found["one"]))
    day = _iso(_year(found), *(numbers if order == "day-first" else reversed(numbers)))
    return [day] if day else days


def _year(found: re.Match[str]) -> int:
    parts = found.groupdict()
    return int(parts.get("year") or f"20{parts['short']}")


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if FIRST_YEAR <= year <= LAST_YEAR else ""
    except ValueError:
        return ""


def _begins_word(text: str, at: int) -> bool:
    return text[at].isalnum() and not (at and text[at - 1].isalnum())
