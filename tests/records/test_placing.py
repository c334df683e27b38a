"""The day of a bare time (formats.md, rule 6), through a whole incident."""

from collections.abc import Mapping
from datetime import UTC
from itertools import combinations

import pytest

from generator.records.incident import INCIDENT, Incident
from generator.records.notes import Loc
from generator.records.placing import place_times
from generator.records.post_mortem_form import MILESTONES
from generator.records.times import Zone

BERLIN = "Europe/Berlin"
NEW_YORK = "America/New_York"


def placed(zone: str, said: Mapping[str, object]) -> tuple[Incident, list[tuple[Loc, str]]]:
    """Return the incident with its times placed, and what could not be placed."""
    incident = INCIDENT.model.model_validate({"title": "Down", "status": "resolved", **said})
    assert isinstance(incident, Incident)
    faults = incident.settle(Zone(zone))
    return incident, [(fault.loc, fault.sentence) for fault in faults]


@pytest.mark.parametrize(
    ("zone", "times", "instants"),
    [
        pytest.param(
            "UTC",
            "2025-02-11 14:02 / 14:14 / 14:17 / 15:05 / 15:31",
            "11 14:02 / 11 14:14 / 11 14:17 / 11 15:05 / 11 15:31",
            id="one day",
        ),
        pytest.param(
            "UTC",
            "2025-02-11 23:50 / 00:10 / 00:15 / 02:00 / 02:30",
            "11 23:50 / 12 00:10 / 12 00:15 / 12 02:00 / 12 02:30",
            id="midnight",
        ),
        pytest.param(
            "UTC",
            "2025-02-11 20:00 / 07:59 / 08:00 / 23:00 / 01:00",
            "11 20:00 / 12 07:59 / 12 08:00 / 12 23:00 / 13 01:00",
            id="two midnights",
        ),
        pytest.param(
            "UTC",
            "2025-02-11 10:00 / 2025-02-13 09:00 / 09:30 / 10:00 / 11:00",
            "11 10:00 / 13 09:00 / 13 09:30 / 13 10:00 / 13 11:00",
            id="a day of its own",
        ),
        pytest.param(
            "UTC",
            "2025-02-28 23:59 / 00:00 / 00:00 / 00:01 / 00:02",
            "28 23:59 / 01 00:00 / 01 00:00 / 01 00:01 / 01 00:02",
            id="end of a month",
        ),
        pytest.param(
            BERLIN,
            "2025-10-25 23:30 / 01:30 / 2025-10-26 02:30+02:00 / 2025-10-26 02:30+01:00 / 03:10",
            "25 21:30 / 25 23:30 / 26 00:30 / 26 01:30 / 26 02:10",
            id="the night of the autumn",
        ),
        pytest.param(
            BERLIN,
            "2025-03-29 23:30 / 01:59 / 03:00 / 03:01 / 04:00",
            "29 22:30 / 30 00:59 / 30 01:00 / 30 01:01 / 30 02:00",
            id="the night of the spring",
        ),
        pytest.param(
            NEW_YORK,
            "2025-11-01 23:00 / 00:30 / 2025-11-02 01:30-04:00 / 2025-11-02 01:30-05:00 / 02:00",
            "02 03:00 / 02 04:30 / 02 05:30 / 02 06:30 / 02 07:00",
            id="the autumn in New York",
        ),
        pytest.param(
            NEW_YORK,
            "2025-03-08 23:00 / 01:59 / 03:00 / 03:10 / 04:00",
            "09 04:00 / 09 06:59 / 09 07:00 / 09 07:10 / 09 08:00",
            id="the spring in New York",
        ),
        # Placed at 06:30 in Berlin, so 06:40 is on that day.
        pytest.param(
            BERLIN,
            "2025-02-11 23:30-06:00 / 06:40 / 07:00 / 08:00 / 09:00",
            "12 05:30 / 12 05:40 / 12 06:00 / 12 07:00 / 12 08:00",
            id="a day elsewhere",
        ),
        pytest.param(
            BERLIN,
            "2025-10-25 20:00 / 02:10 / 03:10 / 04:00 / 05:00",
            "25 18:00 / ? / 26 02:10 / 26 03:00 / 26 04:00",
            id="what cannot be placed is passed over",
        ),
    ],
)
def test_milestones_take_the_day_of_the_one_above(zone: str, times: str, instants: str) -> None:
    """The instants in UTC, by day and hour."""
    names = ("started", "detected", "acknowledged", "mitigated", "resolved")
    incident, _ = placed(zone, dict(zip(names, times.split(" / "), strict=True)))
    moments = [getattr(incident, name).at for name in names]
    shown = [f"{at.astimezone(UTC):%d %H:%M}" if at else "?" for at in moments]
    assert " / ".join(shown) == instants


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        pytest.param({"started": "2025-02-11 14:02", "detected": "14:02"}, [], id="at once"),
        pytest.param(
            {"started": "2025-02-11 12:00", "detected": "00:00"},
            ["00:00 is earlier than `started` (2025-02-11 12:00) above it; write the date"],
            id="12 hours before are not more than 12",
        ),
        pytest.param(
            {"started": "2025-02-11 12:01", "detected": "00:00"}, [], id="more than 12 hours before is the next day"
        ),
        pytest.param(
            {"started": "2025-02-11 14:02", "resolved": "14:01"},
            ["14:01 is earlier than `started` (2025-02-11 14:02) above it; write the date"],
            id="a step back",
        ),
        pytest.param(
            {"started": "2025-02-11 14:02", "detected": "2025-02-11 14:00"}, [], id="an alert before anybody noticed"
        ),
        pytest.param(
            {"started": "2025-02-11 14:02", "detected": "2025-02-11 02:02"},
            [],
            id="an alert 12 hours before is believed",
        ),
        pytest.param(
            {"started": "2025-02-11 14:02", "detected": "2025-02-11 02:01", "acknowledged": "02:05"},
            [
                (
                    "2025-02-11 02:01 is more than 12 hours earlier than `started` (2025-02-11 14:02) above it; "
                    "check both dates, or write so early an alert into the timeline only"
                )
            ],
            id="more than 12 hours before, and it is told once",
        ),
        pytest.param(
            {"acknowledged": "2025-02-11 14:02", "mitigated": "2025-02-11 14:00"},
            [],
            id="over before anybody took it on",
        ),
        pytest.param(
            {"started": "2025-02-11 14:02", "mitigated": "2025-02-11 14:00"},
            ["2025-02-11 14:00 is earlier than `started` (2025-02-11 14:02) above it; check both dates"],
            id="over before it began",
        ),
        pytest.param(
            {"detected": "2025-02-11 14:02", "resolved": "2025-02-10 14:02"},
            ["2025-02-10 14:02 is earlier than `detected` (2025-02-11 14:02) above it; check both dates"],
            id="resolved the day before",
        ),
        pytest.param(
            {"detected": "14:02", "resolved": "2025-02-11 15:00"},
            ["no time above says which day this is; write the date"],
            id="no day above",
        ),
        pytest.param(
            {"started": "2025-10-26 02:45+02:00", "detected": "2025-10-26 02:15+01:00"},
            [],
            id="later, though the clock shows less",
        ),
        pytest.param(
            {"started": "2025-10-26 02:45+01:00", "detected": "2025-10-26 02:50+02:00"},
            [],
            id="earlier, and believed of an alert",
        ),
    ],
)
def test_milestones_in_their_order(said: dict[str, str], faults: list[str]) -> None:
    """A step back is told, unless it is believed with its date."""
    assert [sentence for _, sentence in placed(BERLIN, said)[1]] == faults


_PAIRS = tuple(combinations(MILESTONES, 2))
_BELIEVED = {("started", "detected"), ("detected", "mitigated"), ("acknowledged", "mitigated")}


@pytest.mark.parametrize(("one", "other"), _PAIRS, ids=[f"{other} before {one}" for one, other in _PAIRS])
def test_every_pair_has_its_order(one: str, other: str) -> None:
    """Whatever else is recorded; believed with its date are only an early alert and trouble that ended by itself."""
    _, alone = placed("UTC", {one: "2025-02-11 14:02", other: "2025-02-11 14:00"})
    sentence = f"2025-02-11 14:00 is earlier than `{one}` (2025-02-11 14:02) above it; check both dates"
    assert alone == ([] if (one, other) in _BELIEVED else [((other,), sentence)])
    _, bare = placed("UTC", {one: "2025-02-11 14:02", other: "14:00"})
    sentence = f"14:00 is earlier than `{one}` (2025-02-11 14:02) above it; write the date"
    assert bare == [((other,), sentence)]


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        pytest.param(
            {
                "started": "2025-02-11 14:02",
                "detected": "2025-02-11 13:40",
                "acknowledged": "13:50",
                "resolved": "13:55",
            },
            ["13:55 is earlier than `started` (2025-02-11 14:02) above it; write the date"],
            id="not earlier than the one above it, but than the first",
        ),
        pytest.param(
            {
                "started": "2025-02-11 14:02",
                "detected": "2025-02-11 13:40",
                "acknowledged": "13:50",
                "resolved": "14:30",
            },
            [],
            id="taken on before the first harm",
        ),
        pytest.param(
            {"started": "2025-02-11 14:02", "acknowledged": "2025-02-11 13:50"},
            ["2025-02-11 13:50 is earlier than `started` (2025-02-11 14:02) above it; check both dates"],
            id="taken on before anything was seen",
        ),
        pytest.param(
            {
                "started": "2025-02-11 02:50",
                "detected": "08:30",
                "acknowledged": "08:35",
                "mitigated": "2025-02-11 02:40",
                "resolved": "09:00",
            },
            ["2025-02-11 02:40 is earlier than `started` (2025-02-11 02:50) above it; check both dates"],
            id="over before it began, and believed of the two between",
        ),
        pytest.param(
            {
                "started": "2025-02-11 02:50",
                "detected": "08:30",
                "acknowledged": "08:35",
                "mitigated": "2025-02-11 03:12",
                "resolved": "09:00",
            },
            [],
            id="over before anybody saw it",
        ),
        pytest.param(
            {"started": "2025-02-11 14:02", "detected": "14:10", "mitigated": "2025-02-11 14:05", "resolved": "14:07"},
            ["14:07 is earlier than `detected` (14:10) above it; write the date"],
            id="the nearest of several is named",
        ),
    ],
)
def test_what_stands_between_hides_nothing(said: dict[str, str], faults: list[str]) -> None:
    """Each milestone is held against all before it."""
    assert [sentence for _, sentence in placed("UTC", said)[1]] == faults


@pytest.mark.parametrize(
    ("said", "way_out"),
    [
        pytest.param(
            {"started": "2025-02-11 14:02", "acknowledged": "2025-02-11T13:14Z"},
            "check both dates, and look whether 2025-02-11 14:02 is in UTC",
            id="the first one is local time",
        ),
        pytest.param(
            {"started": "2025-02-11 14:02+00:00", "acknowledged": "13:14"},
            "write the date, and look whether 13:14 is in UTC",
            id="the second one is",
        ),
        pytest.param(
            {"started": "2025-02-11 14:02+00:00", "acknowledged": "2025-02-11 14:14+01:00"},
            "check both dates",
            id="both say their zone",
        ),
    ],
)
def test_a_step_back_asks_for_the_zone(said: dict[str, str], way_out: str) -> None:
    """Where only one of two times says its zone, the other may be in another than it is read in."""
    sentence = f"{said['acknowledged']} is earlier than `started` ({said['started']}) above it; {way_out}"
    assert placed("UTC", said)[1] == [(("acknowledged",), sentence)]


@pytest.mark.parametrize(
    ("started", "times", "days", "faults"),
    [
        pytest.param("2025-02-11 14:02", "13:20 / 14:09 / 15:00", "11 / 11 / 11", [], id="events before the start"),
        pytest.param(
            "2025-02-11 23:50", "23:40 / 23:55 / 00:10 / 00:20", "11 / 11 / 12 / 12", [], id="across midnight"
        ),
        pytest.param("2025-02-11 14:00", "02:00 / 02:10", "11 / 11", [], id="first entry 12 hours before"),
        pytest.param("2025-02-11 02:00", "14:00 / 14:10", "11 / 11", [], id="first entry 12 hours after"),
        pytest.param(
            "2025-02-11 02:00",
            "14:01",
            "11",
            ["14:01 would be more than 12 hours after the start (2025-02-11 02:00); write the date"],
            id="probably the evening before",
        ),
        pytest.param(
            "2025-02-11 23:50",
            "00:10",
            "11",
            ["00:10 would be more than 12 hours before the start (2025-02-11 23:50); write the date"],
            id="probably the night after",
        ),
        pytest.param("2025-02-11 23:50", "2025-02-12 00:10 / 00:20", "12 / 12", [], id="the night after, said"),
        pytest.param(
            "2025-02-11 14:00",
            "14:10 / 14:05",
            "11 / 11",
            ["14:05 is earlier than 14:10 above it; write the date"],
            id="a step back",
        ),
        pytest.param(
            "2025-02-11 14:00", "14:10 / 2025-02-11 14:05 / 14:06", "11 / 11 / 11", [], id="a step back with its date"
        ),
        pytest.param(
            "2025-02-11 14:00",
            "2025-02-15 10:00 / 11:00 / 2025-02-11 15:00 / 16:00",
            "15 / 15 / 11 / 11",
            [],
            id="days of their own",
        ),
        pytest.param(
            "2025-10-25 23:00",
            "23:30 / 2025-10-26 02:30+02:00 / 03:00",
            "25 / 26 / 26",
            [],
            id="the night of the autumn",
        ),
    ],
)
@pytest.mark.parametrize("name", ["timeline", "messages"])
def test_a_list_begins_on_the_day_of_the_start(
    name: str, started: str, times: str, days: str, faults: list[str]
) -> None:
    """Each list for itself, whatever stands in the others."""
    parts = [{"at": at, "event": "x"} if name == "timeline" else {"at": at, "text": "x"} for at in times.split(" / ")]
    others = {"severity_changes": [{"at": started, "was": "P1", "became": "P0"}], "severity": "P0"}
    incident, found = placed(BERLIN, {"started": started, name: parts, **others})
    assert [f"{part.at.at:%d}" for part in getattr(incident, name)] == days.split(" / ")
    assert [sentence for _, sentence in found] == faults


def test_changes_of_severity_stand_in_order() -> None:
    """They are a chain, so a date does not excuse a step back."""
    changes = [
        {"at": "2025-02-11 14:30", "was": "P2", "became": "P1"},
        {"at": "2025-02-11 14:20", "was": "P1", "became": "P0"},
    ]
    _, faults = placed("UTC", {"started": "2025-02-11 14:00", "severity": "P0", "severity_changes": changes})
    sentence = "2025-02-11 14:20 is earlier than 2025-02-11 14:30 above it; check both dates"
    assert faults == [(("severity_changes", 1, "at"), sentence)]


def test_the_records_own_zone_counts() -> None:
    """`timezone:` of the record, else of the handbook."""
    incident, _ = placed(BERLIN, {"timezone": NEW_YORK, "started": "2025-02-11 14:02"})
    assert incident.started is not None
    assert f"{incident.started.at:%H:%M %Z}" == "14:02 EST"


def test_durations_across_a_clock_change() -> None:
    """The clocks show two hours; three have passed."""
    incident, faults = placed(BERLIN, {"started": "2025-10-26 01:30", "resolved": "03:30"})
    assert (str(incident.time_to_resolve), faults) == ("3:00:00", [])


def test_nothing_to_place() -> None:
    """An incident without times is fine."""
    assert place_times(dict.fromkeys(MILESTONES), {"timeline": ()}, Zone("UTC")) == ()
