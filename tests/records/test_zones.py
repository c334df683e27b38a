"""Zones: IANA names pass, abbreviations get theirs."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from pydantic_core import PydanticCustomError

from generator.records.zones import Zone


@pytest.mark.parametrize(
    "name", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT-3", "Asia/Kolkata"]
)
def test_zone_by_its_name(name: str) -> None:
    """The zone to compute with is the one of that name."""
    assert Zone.read(name).info == (UTC if name == "UTC" else ZoneInfo(name))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("EST", '"EST" is an abbreviation and no zone\'s name; write America/New_York', id="EST"),
        pytest.param("CET", '"CET" is an abbreviation and no zone\'s name; write Europe/Berlin', id="CET"),
        pytest.param("cest", '"cest" is an abbreviation and no zone\'s name; write Europe/Berlin', id="small letters"),
        pytest.param(
            "IST",
            '"IST" is an abbreviation and no zone\'s name; write Asia/Kolkata, Europe/Dublin or Asia/Jerusalem',
            id="ambiguous",
        ),
        pytest.param("GMT", '"GMT" is an abbreviation and no zone\'s name; write UTC or Europe/London', id="GMT"),
        pytest.param("Z", '"Z" is an abbreviation and no zone\'s name; write UTC', id="Z"),
        pytest.param("utc", 'no time zone is called "utc"; write "UTC"', id="utc"),
        pytest.param("Berlin", 'no time zone is called "Berlin"; write "Europe/Berlin"', id="a city"),
        pytest.param(
            "new york", 'no time zone is called "new york"; write "America/New_York"', id="a city of two words"
        ),
        pytest.param("Europe/Berln", 'no time zone is called "Europe/Berln"; write "Europe/Berlin"', id="misspelt"),
        pytest.param(
            "UTC+1",
            '"UTC+1" is an offset, which knows no summer time; write a name such as Europe/Berlin',
            id="an offset",
        ),
        pytest.param(
            "+01:00",
            '"+01:00" is an offset, which knows no summer time; write a name such as Europe/Berlin',
            id="bare offset",
        ),
        pytest.param(
            "../etc/passwd",
            'no time zone is called "../etc/passwd"; write UTC, or a name such as Europe/Berlin',
            id="a path",
        ),
    ],
)
def test_text_that_is_no_zone(text: str, sentence: str) -> None:
    """The right name is written out."""
    with pytest.raises(PydanticCustomError) as refused:
        Zone.read(text)
    assert refused.value.message() == sentence
