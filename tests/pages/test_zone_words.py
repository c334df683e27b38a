"""The times of an incident as its page writes them, before the reader chooses another zone."""

from pathlib import Path

import pytest

from generator.pages.zone_words import clock_after, day_clock, hour_clock, period, utc_beside, zone_mark
from generator.records.incident import Incident
from generator.records.times import Moment
from tests.small_library import small_library


def incident(folder: Path, times: str) -> Incident:
    """Return an incident in Berlin."""
    files = {"2025-02-11-payments": f"title: Payments fail\nstatus: resolved\n{times}\n"}
    return small_library(folder, files).incidents[0]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        pytest.param("started: 2025-02-11 14:02\nresolved: 15:31", True, id="one day"),
        pytest.param("started: 2025-02-11 23:02\nresolved: 00:31", True, id="over midnight"),
        pytest.param(
            "started: 2025-10-26 02:30+02:00\nresolved: 2025-10-26 02:45+01:00", False, id="over a clock change"
        ),
        pytest.param("resolved: 2025-02-11 14:02", False, id="no start"),
    ],
)
def test_a_zone_is_said_once_where_there_is_one(tmp_path: Path, times: str, expected: bool) -> None:  # noqa: FBT001
    """Both ends of a period have the same, or each says its own."""
    assert period(incident(tmp_path, times)).one_zone == expected


def test_a_time_carries_its_instant(tmp_path: Path) -> None:
    """People read the incident's clock, machines read UTC."""
    started = incident(tmp_path, "started: 2025-02-11 14:02").started
    assert started is not None
    assert [hour_clock(started), day_clock(started), zone_mark(started)] == [
        '<time datetime="2025-02-11T13:02:00Z" data-rb-clock="">14:02</time>',
        '<time datetime="2025-02-11T13:02:00Z" data-rb-clock="day">11 Feb 2025 14:02</time>',
        "<span data-rb-zone-name>CET</span>",
    ]


def test_a_later_time_says_its_day_when_that_is_another(tmp_path: Path) -> None:
    """A bare clock would be read as the incident's own day; without a start nobody knows which day that is."""
    found = incident(tmp_path, "started: 2025-02-11 23:02\ndetected: 23:30\nresolved: 00:31")
    assert found.detected is not None
    assert found.resolved is not None
    assert [clock_after(found.detected, found.started), clock_after(found.resolved, found.started)] == [
        '<time datetime="2025-02-11T22:30:00Z" data-rb-clock="2025-02-11T22:02:00Z">23:30</time>',
        '<time datetime="2025-02-11T23:31:00Z" data-rb-clock="2025-02-11T22:02:00Z">12 Feb 2025 00:31</time>',
    ]
    assert clock_after(found.detected, None) == day_clock(found.detected)


@pytest.mark.parametrize(
    ("zone", "time", "expected"),
    [
        pytest.param("UTC", "2025-02-11 14:02", "", id="it is UTC"),
        pytest.param("Europe/London", "2025-02-11 14:02", "", id="London in winter is UTC"),
        pytest.param("Europe/London", "2025-07-11 14:02", "13:02 UTC", id="and an hour ahead in summer"),
        pytest.param("Asia/Tokyo", "2025-02-11 08:59", "10 Feb 23:59 UTC", id="still the day before"),
        pytest.param("America/New_York", "2025-02-11 19:00", "12 Feb 00:00 UTC", id="already the day after"),
        pytest.param("Asia/Kathmandu", "2025-02-11 14:02", "08:17 UTC", id="no whole hour"),
        pytest.param("Europe/Berlin", "2025-10-26 02:30+01:00", "01:30 UTC", id="the second time"),
    ],
)
def test_utc_stands_beside(tmp_path: Path, zone: str, time: str, expected: str) -> None:
    """With its day where that is another one."""
    started = incident(tmp_path, f"timezone: {zone}\nstarted: {time}").started
    assert started is not None
    assert started.at is not None
    assert utc_beside(started.at) == expected


def test_what_has_no_place_is_said_as_written() -> None:
    """A time whose day nobody knows changes in no zone."""
    assert [day_clock(Moment("14:02")), zone_mark(Moment("14:02"))] == ["14:02", ""]
