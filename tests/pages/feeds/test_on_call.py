"""The calendar of a rotation, read by a calendar library: at every hour it names who the rotation names."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component, Event

from generator.library.library import Library
from generator.pages.feeds.on_call import on_call
from generator.records.rotation import Rotation
from tests.pages.feeds.calendars import at, raw, read, times
from tests.pages.feeds.sites import site_of
from tests.small_library import small_library

CONTACTS = "".join(f"- id: {name}\n  role: {name.capitalize()}\n" for name in ("ann", "bea", "cid", "dot"))
WEEKS = """
timezone: {zone}
start: 2025-02-03
handoff: Monday 09:00
shifts:
  - primary: ann
    secondary: bea
  - primary: bea
  - primary: cid
"""
ROTATIONS = [
    pytest.param(WEEKS.format(zone="UTC"), id="weeks in UTC"),
    pytest.param(WEEKS.format(zone="Europe/Berlin"), id="weeks through clock changes"),
    pytest.param(WEEKS.format(zone="Australia/Lord_Howe"), id="a clock change of half an hour"),
    pytest.param(
        "timezone: America/New_York\nstart: 2025-03-01\nlength: 1d\nshifts: [{primary: ann}]\n", id="one alone"
    ),
    pytest.param(
        "timezone: Europe/Berlin\nstart: 2025-03-01\nlength: 3d\nhandoff: 17:30\n"
        "shifts: [{primary: ann}, {primary: bea}]\n",
        id="three days",
    ),
    pytest.param(
        f"{WEEKS.format(zone='Europe/Berlin')}overrides:\n"
        "  - {start: 2025-03-29, end: 2025-03-31, primary: dot}\n"  # the end of a shift, and the night of the change
        "  - {start: 2025-04-02, end: 2025-04-04, primary: dot}\n"  # within one
        "  - {start: 2025-04-04, end: 2025-04-06, primary: cid}\n"  # right behind it
        "  - {start: 2025-04-10, end: 2025-05-08, primary: dot}\n"  # several whole ones and parts of two
        "  - {start: 2025-05-12, end: 2025-05-19, primary: dot}\n",  # exactly one
        id="overrides",
    ),
    pytest.param(
        f"{WEEKS.format(zone='UTC')}overrides:\n"
        "  - {start: 2025-01-01, end: 2025-01-08, primary: dot}\n"  # over before the rotation begins
        "  - {start: 2025-01-20, end: 2025-02-05, primary: dot}\n",  # begins before it
        id="overrides before the beginning",
    ),
]


def calendar_of(folder: Path, rotation: str) -> tuple[Library, Rotation, Calendar]:
    """Return a rotation, and its calendar as a calendar library reads it."""
    files = {"content/shop/contacts.yaml": CONTACTS, "content/shop/on-call.yaml": rotation}
    library = small_library(folder, files)
    (found,) = library.of(Rotation, "shop")
    return library, found, read(on_call(site_of(library), found))


def turns(event: Component, until: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield when an event takes place, begin and end in UTC, by the rules of RFC 5545; days are days on the wall."""
    start, length = at(event, "dtstart"), at(event, "duration")
    rule = raw(event, "rrule") or {}
    out = times(event, "exdate")
    assert rule.get("freq", ["DAILY"]) == ["DAILY"]
    step = timedelta(days=rule["interval"][0]) if rule else timedelta.max
    while start.date() < until:
        if start not in out:
            # Of an aware time and a length Python makes the same time on the wall so many days later.
            yield start.astimezone(UTC), (start + length).astimezone(UTC)
        if not rule:
            return
        start += step


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_calendar_names_who_is_on_call(tmp_path: Path, rotation: str) -> None:
    """For fifteen months, hour by hour; nobody twice, and nobody missing."""
    library, found, calendar = calendar_of(tmp_path, rotation)
    events = [
        (begin, end, str(event["summary"]))
        for event in calendar.walk("VEVENT")
        for begin, end in turns(event, date(2026, 6, 1))
    ]
    events.sort()
    assert [(one, other) for one, other in pairwise(events) if one[1] != other[0]] == []
    zone = library.zone(found).info
    said = [
        (on.start.astimezone(UTC), on.end.astimezone(UTC), f"On call: {str(on.shift.primary).capitalize()}")
        for on in found.on_call(zone, datetime(2025, 1, 1, tzinfo=UTC), 700)
    ]
    end = min(events[-1][1], said[-1][1])
    assert merged(events, end) == merged(said, end)


def merged(stretches: list[tuple[datetime, datetime, str]], end: datetime) -> list[tuple[datetime, datetime, str]]:
    """Return the stretches until `end`, those of the same person one after the other as one."""
    found: list[tuple[datetime, datetime, str]] = []
    for begin, stop, who in sorted(stretches):
        if begin >= end:
            break
        if found and found[-1][1:] == (begin, who):
            found[-1] = (found[-1][0], min(stop, end), who)
        else:
            found.append((begin, min(stop, end), who))
    return found


def test_event_says_who_is_second_and_why(tmp_path: Path) -> None:
    """Whole words, in the order in which people are called; no number to call stands in a calendar."""
    overrides = (
        'overrides:\n  - {start: 2025-02-11, end: 2025-02-12, primary: dot, why: "Leave; it, was \\\\ planned"}\n'
    )
    _, _, calendar = calendar_of(tmp_path, WEEKS.format(zone="UTC") + overrides)
    events = calendar.walk("VEVENT")
    assert [(str(event["uid"]), str(event["summary"]), str(event["description"])) for event in events] == [
        ("on-call.shop.shift-1@runbook-site", "On call: Ann", "First: Ann\nSecond: Bea"),
        ("on-call.shop.shift-2@runbook-site", "On call: Bea", "First: Bea"),
        ("on-call.shop.shift-3@runbook-site", "On call: Cid", "First: Cid"),
        (
            "on-call.shop.override-2025-02-11@runbook-site",
            "On call: Dot",
            "First: Dot\nWhy: Leave; it, was \\ planned",
        ),
        ("on-call.shop.rest-2025-02-10@runbook-site", "On call: Bea", "First: Bea"),
        ("on-call.shop.rest-2025-02-12@runbook-site", "On call: Bea", "First: Bea"),
    ]
    assert {event["url"] for event in events} == {"https://shop.example/runbooks/shop/on-call/"}


def test_public_calendar_names_nobody_internal(tmp_path: Path) -> None:
    """A rotation that is made public names the public contacts, and of the others only that they are not public."""
    contacts = CONTACTS.replace("role: Ann\n", "role: Ann\n  visibility: public\n")
    rotation = f"visibility: public\n{WEEKS.format(zone='UTC')}"
    files = {"content/shop/contacts.yaml": contacts, "content/shop/on-call.yaml": rotation}
    library = small_library(tmp_path, files, "public")
    (found,) = library.of(Rotation, "shop")
    calendar = read(on_call(site_of(library), found))
    assert [str(event["description"]) for event in calendar.walk("VEVENT")] == [
        "First: Ann\nSecond: not public",
        "First: not public",
        "First: not public",
    ]


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"])
def test_zone_changes_when_the_clocks_do(tmp_path: Path, name: str) -> None:
    """Each onset, told in the time before it, is the very minute at which the zone's offset changes."""
    _, _, calendar = calendar_of(tmp_path, WEEKS.format(zone=name))
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["tzid"]) == name
    offsets: dict[datetime, timedelta] = {}
    for rule in zone.subcomponents:
        before, after = (raw(rule, name).td for name in ("tzoffsetfrom", "tzoffsetto"))
        for local in (at(rule, "dtstart"), *times(rule, "rdate")):
            offsets[(local - before).replace(tzinfo=UTC)] = after
    minute = timedelta(minutes=1)
    first, *changes = sorted(offsets)
    assert first == datetime(2024, 1, 1, tzinfo=UTC)
    for change in changes:
        before, after = ((change + step).astimezone(ZoneInfo(name)).utcoffset() for step in (-minute, timedelta()))
        assert (before != after, after) == (True, offsets[change])
    every_day = (datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=number) for number in range(365 * 25))
    for noon in every_day:
        told = offsets[max(change for change in offsets if change <= noon)]
        assert noon.astimezone(ZoneInfo(name)).utcoffset() == told


def test_rotation_without_a_start_has_no_calendar(tmp_path: Path) -> None:
    """Nobody can say whose turn it is; what is asked for all the same is a calendar without events."""
    _, _, calendar = calendar_of(tmp_path, "shifts:\n  - primary: ann\n")
    assert [type(component) for component in calendar.subcomponents if isinstance(component, Event)] == []
