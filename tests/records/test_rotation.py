"""Who is on call: at the edges, over a clock change, with overrides."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from generator.records.rotation import Rotation
from generator.records.times import Zone

WEEKLY = {
    "start": "2025-02-03",
    "handoff": "Monday 09:00",
    "shifts": [{"primary": "ann", "secondary": "ben"}, {"primary": "ben", "secondary": "ann"}, {"primary": "cas"}],
}
DAILY = {"start": "2025-03-28", "handoff": "02:30", "length": "1d", "shifts": [{"primary": "ann"}, {"primary": "ben"}]}
OVERRIDES = {
    **WEEKLY,
    "overrides": [
        {"start": "2025-02-12", "end": "2025-02-14", "primary": "dee", "why": "leave"},
        {"start": "2025-02-20", "end": "2025-02-26", "primary": "eva"},
    ],
}


def on_call(said: Mapping[str, object], zone: str, begin: str, count: int) -> list[str]:
    """Return who is on call from when, in the rotation's zone; `begin` is in UTC."""
    rotation = Rotation.model_validate(said)
    found = rotation.on_call(Zone(zone).info, datetime.fromisoformat(begin).replace(tzinfo=UTC), count)
    assert all(one.end == other.start for one, other in pairwise(found))
    return [f"{one.start:%d %b %H:%M %Z} {one.shift.primary}" for one in found]


@pytest.mark.parametrize(
    ("said", "zone", "begin", "expected"),
    [
        pytest.param(
            WEEKLY,
            "UTC",
            "2025-02-03 09:00",
            ["03 Feb 09:00 UTC ann", "10 Feb 09:00 UTC ben", "17 Feb 09:00 UTC cas", "24 Feb 09:00 UTC ann"],
            id="from the first handoff",
        ),
        pytest.param(
            WEEKLY,
            "UTC",
            "2025-02-10 08:59",
            ["03 Feb 09:00 UTC ann", "10 Feb 09:00 UTC ben"],
            id="a minute before a handoff",
        ),
        pytest.param(
            WEEKLY, "UTC", "2025-02-10 09:00", ["10 Feb 09:00 UTC ben", "17 Feb 09:00 UTC cas"], id="at a handoff"
        ),
        pytest.param(
            WEEKLY, "UTC", "2025-01-01 00:00", ["03 Feb 09:00 UTC ann", "10 Feb 09:00 UTC ben"], id="before the first"
        ),
        pytest.param(
            WEEKLY, "UTC", "2030-01-01 00:00", ["31 Dec 09:00 UTC ben", "07 Jan 09:00 UTC cas"], id="years later"
        ),
        pytest.param(
            WEEKLY,
            "America/New_York",
            "2025-02-10 13:59",
            ["03 Feb 09:00 EST ann", "10 Feb 09:00 EST ben"],
            id="in another zone",
        ),
        pytest.param(
            {**WEEKLY, "handoff": "Monday 00:00"},
            "Asia/Tokyo",
            "2025-02-09 15:00",
            ["10 Feb 00:00 JST ben"],
            id="the day begins there",
        ),
        pytest.param(
            {**WEEKLY, "length": "2w"},
            "UTC",
            "2025-02-20 00:00",
            ["17 Feb 09:00 UTC ben", "03 Mar 09:00 UTC cas"],
            id="two weeks",
        ),
        pytest.param(
            WEEKLY,
            "Europe/Berlin",
            "2025-03-25 00:00",
            ["24 Mar 09:00 CET ben", "31 Mar 09:00 CEST cas"],
            id="over the spring",
        ),
        pytest.param(
            WEEKLY,
            "Europe/Berlin",
            "2025-10-25 00:00",
            ["20 Oct 09:00 CEST ben", "27 Oct 09:00 CET cas"],
            id="over the autumn",
        ),
        pytest.param(
            DAILY,
            "Europe/Berlin",
            "2025-03-29 12:00",
            ["29 Mar 02:30 CET ben", "30 Mar 03:30 CEST ann", "31 Mar 02:30 CEST ben"],
            id="an hour that is skipped",
        ),
        pytest.param(
            DAILY,
            "Europe/Berlin",
            "2025-10-25 12:00",
            ["25 Oct 02:30 CEST ben", "26 Oct 02:30 CEST ann", "27 Oct 02:30 CET ben"],
            id="an hour that comes twice",
        ),
        pytest.param(
            OVERRIDES,
            "UTC",
            "2025-02-11 00:00",
            ["10 Feb 09:00 UTC ben", "12 Feb 09:00 UTC dee", "14 Feb 09:00 UTC ben", "17 Feb 09:00 UTC cas"],
            id="an override within a shift",
        ),
        pytest.param(
            OVERRIDES,
            "UTC",
            "2025-02-14 08:59",
            ["12 Feb 09:00 UTC dee", "14 Feb 09:00 UTC ben"],
            id="the end is exclusive",
        ),
        pytest.param(
            OVERRIDES,
            "UTC",
            "2025-02-21 00:00",
            ["20 Feb 09:00 UTC eva", "24 Feb 09:00 UTC eva", "26 Feb 09:00 UTC ann"],
            id="an override over a handoff",
        ),
        pytest.param(
            {
                **WEEKLY,
                "handoff": "Monday 09:00",
                "start": "2025-02-03",
                "overrides": [{"start": "2025-01-30", "end": "2025-02-05", "primary": "dee"}],
            },
            "UTC",
            "2025-02-04 00:00",
            ["03 Feb 09:00 UTC dee", "05 Feb 09:00 UTC ann"],
            id="an override from before the first",
        ),
    ],
)
def test_who_is_on_call(said: dict[str, object], zone: str, begin: str, expected: list[str]) -> None:
    """The shift that runs, and those after it, with the handoff at its hour."""
    assert on_call(said, zone, begin, len(expected)) == expected


def test_nobody_is_named_without_a_start() -> None:
    """The table shows, and that is all."""
    assert on_call({"shifts": WEEKLY["shifts"]}, "UTC", "2025-02-11 00:00", 3) == []


def test_length_is_one_week_and_midnight_unless_said() -> None:
    """The least that one can write."""
    said = {"start": "2025-02-03", "shifts": [{"primary": "ann"}, {"primary": "ben"}]}
    assert on_call(said, "UTC", "2025-02-09 23:59", 2) == ["03 Feb 00:00 UTC ann", "10 Feb 00:00 UTC ben"]
