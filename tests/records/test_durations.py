"""Durations, targets and offsets as people write them."""

from datetime import timedelta

import pytest
from pydantic_core import PydanticCustomError

from generator.records.durations import Offset, Span, Target, span_of

GENERAL = "write it with its unit: 15m, 1h 30m, 2d, 1w"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("15m", timedelta(minutes=15), id="minutes"),
        pytest.param("1h 30m", timedelta(minutes=90), id="two parts"),
        pytest.param("1h30m", timedelta(minutes=90), id="without a space"),
        pytest.param("2d", timedelta(days=2), id="days"),
        pytest.param("1w", timedelta(weeks=1), id="a week"),
        pytest.param("15 minutes", timedelta(minutes=15), id="words"),
        pytest.param("15 min.", timedelta(minutes=15), id="abbreviated"),
        pytest.param("1 hour and 29 minutes", timedelta(minutes=89), id="and"),
        pytest.param("1 Hour, 29 Minutes", timedelta(minutes=89), id="comma and capitals"),
        pytest.param("1.5h", timedelta(minutes=90), id="a fraction"),
        pytest.param("0m", timedelta(), id="none"),
        pytest.param("3660d", timedelta(days=3660), id="the longest"),
        pytest.param("3661d", None, id="too long"),
        pytest.param("999999999999h", None, id="far too long"),
        pytest.param("15", None, id="no unit"),
        pytest.param("", None, id="nothing"),
        pytest.param("m", None, id="no number"),
        pytest.param("15 parsecs", None, id="no such unit"),
        pytest.param("-15m", None, id="negative"),
        pytest.param("1h" * 100, None, id="too many parts"),
    ],
)
def test_span_of(text: str, length: timedelta | None) -> None:
    """The length, or None."""
    assert span_of(text) == length


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        pytest.param(Span, "15", '"15" is not a duration; write it with its unit: 15m, 15h or 15d', id="span, no unit"),
        pytest.param(Span, "often", f'"often" is not a duration; {GENERAL}', id="span, words"),
        pytest.param(Span, "15 minuts", '"15 minuts" is not a duration; did you mean "minutes"?', id="span, misspelt"),
        pytest.param(Target, "15", '"15" is not a duration; write it with its unit: 15m, 15h or 15d', id="no unit"),
        pytest.param(Target, "4 huors", '"4 huors" is not a duration; did you mean "hours"?', id="misspelt"),
        pytest.param(Target, "1:30", f'"1:30" is not a duration; {GENERAL}', id="clock"),
        pytest.param(Offset, "T+15", '"T+15" is not an offset; write T+15m or T+15h', id="offset, no unit"),
        pytest.param(Offset, "t+2h", '"t+2h" is not an offset; write T+2h', id="small letter"),
        pytest.param(Offset, "D3", '"D3" is not an offset; write D+3', id="day without a plus"),
        pytest.param(Offset, "D+3d", '"D+3d" is not an offset; write D+3', id="day with a unit"),
        pytest.param(Offset, "T-15m", '"T-15m" is not an offset; write T+15m, T+2h or D+3', id="before"),
        pytest.param(Offset, "15m", '"15m" is not an offset; write T+15m, T+2h or D+3', id="no letter"),
    ],
)
def test_text_that_is_none(kind: type[Span | Target | Offset], text: str, sentence: str) -> None:
    """What was probably meant is written out."""
    with pytest.raises(PydanticCustomError) as refused:
        kind.read(text)
    assert refused.value.message() == sentence


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("15m", timedelta(minutes=15), id="a duration"),
        pytest.param("next business day", None, id="words"),
        pytest.param("2 business days", None, id="words with a number"),
        pytest.param("24/7", None, id="signs"),
        pytest.param("within 4 hours", None, id="a duration among words"),
    ],
)
def test_target(text: str, length: timedelta | None) -> None:
    """Words are kept and never computed with."""
    target = Target.read(text)
    assert (target, target.length) == (text, length)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        pytest.param("T+0m", timedelta(), id="at once"),
        pytest.param("T+15m", timedelta(minutes=15), id="minutes"),
        pytest.param("T+1h 30m", timedelta(minutes=90), id="two parts"),
        pytest.param("D+0", timedelta(), id="the same day"),
        pytest.param("D+3", timedelta(days=3), id="days"),
    ],
)
def test_offset(text: str, length: timedelta) -> None:
    """The time from what it counts from."""
    assert Offset.read(text).length == length
