"""Time zones by their IANA names; abbreviations are refused, because they change with the season or mean several."""

import re
from datetime import UTC, tzinfo
from functools import lru_cache
from typing import ClassVar, Self
from zoneinfo import ZoneInfo, available_timezones

from generator.problems import nearest, quoted
from generator.records.reading import Scalar, fail

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*[+-]\s*\d{1,2}(?::?\d{2})?", re.IGNORECASE)
_ABBREVIATIONS = {
    "ACST": "Australia/Darwin",
    "ADT": "America/Halifax",
    "AEDT": "Australia/Sydney",
    "AEST": "Australia/Sydney or Australia/Brisbane",
    "AKST": "America/Anchorage",
    "AST": "America/Halifax or Asia/Riyadh",
    "AWST": "Australia/Perth",
    "BRT": "America/Sao_Paulo",
    "BST": "Europe/London",
    "CAT": "Africa/Maputo",
    "CDT": "America/Chicago",
    "CEST": "Europe/Berlin",
    "CET": "Europe/Berlin",
    "CST": "America/Chicago or Asia/Shanghai",
    "CT": "America/Chicago",
    "EAT": "Africa/Nairobi",
    "EDT": "America/New_York",
    "EEST": "Europe/Helsinki",
    "EET": "Europe/Helsinki",
    "EST": "America/New_York",
    "ET": "America/New_York",
    "GMT": "UTC or Europe/London",
    "HKT": "Asia/Hong_Kong",
    "HST": "Pacific/Honolulu",
    "IST": "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "MDT": "America/Denver",
    "MET": "Europe/Berlin",
    "MSK": "Europe/Moscow",
    "MST": "America/Denver or America/Phoenix",
    "MT": "America/Denver",
    "NZDT": "Pacific/Auckland",
    "NZST": "Pacific/Auckland",
    "PDT": "America/Los_Angeles",
    "PKT": "Asia/Karachi",
    "PST": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "SAST": "Africa/Johannesburg",
    "SGT": "Asia/Singapore",
    "WAT": "Africa/Lagos",
    "WEST": "Europe/Lisbon",
    "WET": "Europe/Lisbon",
    "Z": "UTC",
}


class Zone(Scalar):
    """A time zone by its IANA name, or `UTC`."""

    __slots__ = ()
    wants: ClassVar[str] = "a time zone such as UTC or Europe/Berlin"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a zone's name; abbreviations are refused with the right name."""
        if text in _zones():
            return cls(text)
        meant = zone_of(text)
        if meant:
            fail("unknown-zone", f"{quoted(text)} is an abbreviation and no zone's name; write {meant}")
        if _OFFSET.fullmatch(text):
            sentence = f"{quoted(text)} is an offset, which knows no summer time; write a name such as Europe/Berlin"
            fail("unknown-zone", sentence)
        near = _near(text)
        hint = f'write "{near}"' if near else "write UTC, or a name such as Europe/Berlin"
        return fail("unknown-zone", f"no time zone is called {quoted(text)}; {hint}")

    @property
    def info(self) -> tzinfo:
        """The zone to compute with."""
        return UTC if self == "UTC" else ZoneInfo(self)


def zone_of(abbreviation: str) -> str:
    """Return the names that an abbreviation may stand for; nothing for what is none."""
    return _ABBREVIATIONS.get(abbreviation.upper(), "")


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(name for name in available_timezones() if "/" in name) | {"UTC"}


def _near(text: str) -> str | None:
    """Return the zone that was probably meant: `Berlin` and `europe/berlin` are Europe/Berlin."""
    if text.strip().upper() == "UTC":
        return "UTC"
    city = text.strip().replace(" ", "_").lower()
    same = sorted(name for name in _zones() if city in {name.lower(), name.lower().rpartition("/")[2]})
    return same[0] if same else nearest(text, _zones())
