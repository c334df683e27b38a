"""Points in time: what is one, and which instant it is."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from generator.records.times import Moment, Zone, pinned

DAY = date(2025, 2, 11)


def placed(text: str, zone: Zone, day: date | None = None) -> tuple[Moment, str]:
    """Return a time in a zone, and what keeps it from having a place there."""
    moment = Moment.read(text)
    return moment, moment.place(zone, day)


@pytest.mark.parametrize(
    ("text", "zone", "instant", "shown"),
    [
        pytest.param("2025-02-11 14:02", "UTC", "2025-02-11T14:02", "14:02 UTC", id="UTC"),
        pytest.param("14:02", "UTC", "2025-02-11T14:02", "14:02 UTC", id="bare"),
        pytest.param("2025-02-11T14:02:30", "Europe/Berlin", "2025-02-11T13:02:30", "14:02 CET", id="with seconds"),
        pytest.param("2025-07-11 14:02", "Europe/Berlin", "2025-07-11T12:02", "14:02 CEST", id="summer"),
        pytest.param("2025-02-11 14:02+05:30", "Europe/Berlin", "2025-02-11T08:32", "09:32 CET", id="an offset"),
        pytest.param("2025-02-11T14:02Z", "America/New_York", "2025-02-11T14:02", "09:02 EST", id="Z"),
        pytest.param("2025-02-11 14:02 UTC", "Asia/Kolkata", "2025-02-11T14:02", "19:32 IST", id="UTC behind it"),
        pytest.param("2025-02-11 00:30+0200", "UTC", "2025-02-10T22:30", "22:30 UTC", id="another day there"),
        pytest.param("2025-10-26 02:30+02:00", "Europe/Berlin", "2025-10-26T00:30", "02:30 CEST", id="first of two"),
        pytest.param("2025-10-26 02:30+01:00", "Europe/Berlin", "2025-10-26T01:30", "02:30 CET", id="second of two"),
        pytest.param("2025-03-30 02:30+01:00", "Europe/Berlin", "2025-03-30T01:30", "03:30 CEST", id="skipped, offset"),
        pytest.param("00:00", "Europe/Berlin", "2025-02-10T23:00", "00:00 CET", id="midnight"),
        pytest.param("2025-02-11 14:02-03", "America/Sao_Paulo", "2025-02-11T17:02", "14:02 -03", id="hours only"),
    ],
)
def test_moment_is_placed(text: str, zone: str, instant: str, shown: str) -> None:
    """An instant, shown by the clocks of the record's zone."""
    moment, wrong = placed(text, Zone(zone), DAY)
    assert not wrong
    assert moment.at is not None
    assert moment.at == datetime.fromisoformat(f"{instant}+00:00")
    assert f"{moment.at:%H:%M %Z}" == shown
    assert moment == text


@pytest.mark.parametrize(
    ("text", "zone", "sentence"),
    [
        pytest.param(
            "2025-03-30 02:00",
            "Europe/Berlin",
            "2025-03-30 02:00 does not exist in Europe/Berlin, where the clocks go forward; "
            "write the offset: 2025-03-30 02:00+01:00",
            id="first minute that is skipped",
        ),
        pytest.param(
            "2025-11-02 01:59",
            "America/New_York",
            "2025-11-02 01:59 occurs twice in America/New_York, where the clocks go back; "
            "write the offset: 2025-11-02 01:59-04:00 the first time, 2025-11-02 01:59-05:00 the second",
            id="last minute that comes twice",
        ),
        pytest.param("14:02", "UTC", "no time above says which day this is; write the date", id="no day"),
    ],
)
def test_moment_that_cannot_be_placed(text: str, zone: str, sentence: str) -> None:
    """What is wrong, and what to write."""
    moment, wrong = placed(text, Zone(zone))
    assert (moment.at, wrong) == (None, sentence)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        pytest.param("2025-03-30 01:59", "Europe/Berlin", id="before the spring"),
        pytest.param("2025-03-30 03:00", "Europe/Berlin", id="after the spring"),
        pytest.param("2025-10-26 01:59", "Europe/Berlin", id="before the autumn"),
        pytest.param("2025-10-26 03:00", "Europe/Berlin", id="after the autumn"),
        pytest.param("2025-03-09 03:00", "America/New_York", id="after the spring over there"),
        pytest.param("2025-11-02 02:00", "America/New_York", id="after the autumn over there"),
    ],
)
def test_moment_beside_a_clock_change(text: str, zone: str) -> None:
    """A minute before and after, nothing is in doubt."""
    moment, wrong = placed(text, Zone(zone))
    assert not wrong
    assert moment.at


@given(
    st.datetimes(datetime.fromisoformat("1970-01-01"), datetime.fromisoformat("2199-12-31")).map(
        lambda at: at.replace(microsecond=0)
    ),
    st.sampled_from(sorted(name for name in available_timezones() if "/" in name)),
)
def test_every_time_is_placed_by_its_zone(local: datetime, zone: str) -> None:
    """Also on the days on which clocks change, at midnight among them, and where names change and clocks do not."""
    assert_by_its_zone(local, zone)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "Africa/Casablanca"])
def test_every_half_hour_is_placed_by_its_zone(zone: str) -> None:
    """Of a year, in zones whose clocks change at night, at midnight, and four times a year."""
    for half_hours in range(2 * 24 * 365):
        assert_by_its_zone(datetime.fromisoformat("2017-01-01") + timedelta(minutes=30 * half_hours), zone)


def assert_by_its_zone(local: datetime, zone: str) -> None:
    """Hold that a time is at the instant that its zone has for it, under the zone's name, or is asked about."""
    moment, wrong = placed(str(local), Zone(zone))
    aware = local.replace(tzinfo=Zone(zone).info)
    if aware.utcoffset() != aware.replace(fold=1).utcoffset():
        assert wrong
        assert moment.at is None
        return
    assert not wrong
    assert moment.at is not None
    right = pinned(aware)
    assert (moment.at, moment.at.tzname(), moment.at.utcoffset()) == (right, right.tzname(), right.utcoffset())


def test_differences_stay_right_across_a_clock_change() -> None:
    """From 01:30 to 03:30 on the night of the autumn are three hours."""
    (one, _), (other, _) = (placed(f"2025-10-26 {clock}", Zone("Europe/Berlin")) for clock in ("01:30", "03:30"))
    assert one.at is not None
    assert other.at is not None
    assert other.at - one.at == timedelta(hours=3)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kolkata"])
def test_pinned_is_the_same_instant(zone: str) -> None:
    """Only the offset is fixed; its name stays."""
    info: tzinfo = Zone(zone).info
    at = datetime(2025, 7, 1, 12, 0, tzinfo=UTC).astimezone(info)
    assert (pinned(at), pinned(at).tzname(), pinned(at).utcoffset()) == (at, at.tzname(), at.utcoffset())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("9:30", '"9:30" is not a time; write 09:30', id="one digit"),
        pytest.param("2025-02-11 9:30", '"2025-02-11 9:30" is not a time; write 2025-02-11 09:30', id="one digit, day"),
        pytest.param("2:15 PM", '"2:15 PM" is not a time; write 14:15', id="afternoon"),
        pytest.param("12:15am", '"12:15am" is not a time; write 00:15', id="after midnight"),
        pytest.param("12:15pm", '"12:15pm" is not a time; write 12:15', id="after noon"),
        pytest.param("14.02", '"14.02" is not a time; write 14:02', id="a dot"),
        pytest.param("11.02.2025 14:02", '"11.02.2025 14:02" is not a time; write 2025-02-11 14:02', id="day first"),
        pytest.param(
            "03/04/2025 2pm",
            '"03/04/2025 2pm" is not a time; write 2025-04-03 14:00 or 2025-03-04 14:00',
            id="day or month first",
        ),
        pytest.param(
            "14:02 EST",
            '"14:02 EST" is not a time; name the zone once for all times: '
            "write `timezone: America/New_York` and leave EST out",
            id="a zone",
        ),
        pytest.param("24:00", '"24:00" is not a time of day; it goes from 00:00 to 23:59', id="midnight at the end"),
        pytest.param("23:59:60", '"23:59:60" is not a time of day; it goes from 00:00 to 23:59', id="leap second"),
        pytest.param("2025-02-30 10:00", '"2025-02-30" is not in the calendar; write a day that is', id="30 February"),
        pytest.param(
            "0001-01-01 00:00",
            '"0001-01-01" is not in the years 1970 to 2199; write the right year',
            id="a year before all incidents",
        ),
        pytest.param(
            "2025-02-11 10:00+15:00",
            '"+15:00" is not an offset from UTC; write one such as +01:00',
            id="no such offset",
        ),
        pytest.param(
            "10:00+01:00",
            '"10:00+01:00" has an offset and no day; write the date, too: 2025-02-11 10:00+01:00',
            id="an offset without a day",
        ),
        pytest.param(
            "1733184000",
            '"1733184000" is not a time; write 2025-02-11 14:02, or 14:02 with two digits each',
            id="epoch",
        ),
        pytest.param(
            "14:5", '"14:5" is not a time; write 2025-02-11 14:02, or 14:02 with two digits each', id="no minutes"
        ),
        pytest.param(
            "٠٩:٣٠", '"٠٩:٣٠" is not a time; write 2025-02-11 14:02, or 14:02 with two digits each', id="other digits"
        ),
    ],
)
def test_text_that_is_no_time(text: str, sentence: str) -> None:
    """What was probably meant is written out."""
    with pytest.raises(PydanticCustomError) as refused:
        Moment.read(text)
    assert refused.value.message() == sentence
