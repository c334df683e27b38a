"""Days and times as people write them."""

import pytest

from generator.authoring.importers.action_states import action_state_of
from generator.authoring.importers.moments import when_of, with_year, zone_in
from generator.authoring.importers.written_days import day_in, unclear_day_in, without_day


@pytest.mark.parametrize(
    ("text", "at", "zone", "until", "rest"),
    [
        ("2025-03-04 14:05 UTC - thing", "2025-03-04 14:05", "UTC", "", " - thing"),
        ("2025-03-04T14:05:00Z", "2025-03-04 14:05:00", "Z", "", ""),
        ("2025-03-04T14:05:00+0100 x", "2025-03-04 14:05:00 +01:00", "", "", " x"),
        ("2025/03/04 9:05", "2025-03-04 09:05", "", "", ""),
        ("2:05 pm PST: y", "14:05", "PST", "", ": y"),
        ("12:10 a.m. ET", "00:10", "ET", "", ""),
        ("12pm", "12:00", "", "", ""),
        ("14:10: x", "14:10", "", "", ": x"),
        ("1:05 PM: x", "13:05", "", "", ": x"),
        ("9:55 am, x", "09:55", "", "", ", x"),
        ("10am ET", "10:00", "ET", "", ""),
        ("March 4, 2025 at 2:05pm", "2025-03-04 14:05", "", "", ""),
        ("Tuesday, 4th March 2025, 14:05 CET", "2025-03-04 14:05", "CET", "", ""),
        ("2025年3月4日(火) 14:05 JST x", "2025-03-04 14:05", "JST", "", " x"),
        ("2025年3月4日 午後2時5分", "2025-03-04 14:05", "", "", ""),
        ("14h05 x", "14:05", "", "", " x"),
        ("2025年3月4日 14:05 JST", "2025-03-04 14:05", "JST", "", ""),
        ("22:10-22:40 x", "22:10", "", "22:40", "x"),
        ("09:00-10:00", "09:00", "", "10:00", ""),
        ("2025-03-04 09:00-10:00", "2025-03-04 09:00", "", "10:00", ""),
        ("2025-03-04T09:00-10:00", "2025-03-04 09:00 -10:00", "", "", ""),
        ("2025-03-04 14:05-05:00", "2025-03-04 14:05 -05:00", "", "", ""),
        ("2025-03-04 02:05:00-05:00", "2025-03-04 02:05:00 -05:00", "", "", ""),
        ("09:00 -0930 x", "09:00 -09:30", "", "", " x"),
        ("14:05 +14:30 x", "14:05", "", "", "+14:30 x"),
        ("14:05 Uhr MESZ - x", "14:05", "MESZ", "", " - x"),
        ("04.03.2025, 9 Uhr x", "2025-03-04 09:00", "", "", " x"),
        ("8.40 Uhr - 9.15 Uhr: x", "08:40", "", "09:15", ": x"),
        ("14:05h x", "14:05", "", "", " x"),
        ("04.03.2025 14:05 x", "2025-03-04 14:05", "", "", "x"),
        ("3.4.2025, 10:00", "2025-04-03 10:00", "", "", ""),
        ("04.25.2025 10:00", "2025-04-25 10:00", "", "", ""),
        ("13/04/2025 08:00", "2025-04-13 08:00", "", "", ""),
        ("14:00\u201314:20 UTC foo", "14:00", "UTC", "14:20", " foo"),
        ("7/31/23 10:00", "2023-07-31 10:00", "", "", ""),
        ("4 de março de 2025 14:05", "2025-03-04 14:05", "", "", ""),
        ("4 березня 2025 14:05", "2025-03-04 14:05", "", "", ""),
        ("4 marzo 2025, 14:05 CET", "2025-03-04 14:05", "CET", "", ""),
        ("2025-03-04 23:50 to 2025-03-05 00:10 BST", "2025-03-04 23:50", "BST", "2025-03-05 00:10", ""),
        ("1741097100 alert", "2025-03-04 14:05", "UTC", "", " alert"),
    ],
)
def test_time_is_read(text: str, at: str, zone: str, until: str, rest: str) -> None:
    """Every usual form becomes the one that a record takes; the words behind stay."""
    when = when_of(text)
    assert when is not None
    assert (when.at, when.zone, when.until, when.rest) == (at, zone, until, rest)
    assert not when.is_about
    assert not when.unclear


@pytest.mark.parametrize("text", ["~14:05 x", "around 14:05 x", "approx. 14:05 x", "≈ 14:05 x", "14時5分頃 x"])
def test_time_that_is_about_right_says_so(text: str) -> None:
    """What is not exact is known as that."""
    when = when_of(text)
    assert when is not None
    assert (when.at, when.is_about) == ("14:05", True)


@pytest.mark.parametrize("text", ["03/04/2025", "3/4/2025 10:00", "03-04-2025", "7/6/23 10:00"])
def test_day_that_can_be_two_is_not_guessed(text: str) -> None:
    """The fourth of March or the third of April: no day is read, and its words are kept."""
    when = when_of(text)
    assert when is not None
    assert when.day == ""
    assert when.unclear == text.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    ("text", "near", "at"),
    [
        ("Mar 4, 10:18 AM", "2025-03-02", "2025-03-04 10:18"),
        ("4th of March 10:18", "2025-03-02", "2025-03-04 10:18"),
        ("Tuesday, March 4 10:18 UTC", "2025-03-02", "2025-03-04 10:18"),
        ("Dec 31, 23:50", "2025-01-01", "2024-12-31 23:50"),
        ("Jan 1 00:10", "2024-12-31", "2025-01-01 00:10"),
        ("Mar 4, 10:18", "", "10:18"),
    ],
)
def test_day_without_a_year_is_that_nearest_to_the_incident(text: str, near: str, at: str) -> None:
    """At the turn of the year the next or the last one; without a day to be near to, none."""
    when = when_of(text)
    assert when is not None
    assert when.yearless
    assert with_year(when, near).at == at


@pytest.mark.parametrize("text", ["March 4 hosts fail", "May 12 be enough", "4 march on"])
def test_month_and_number_in_words_are_no_day(text: str) -> None:
    """Without a year a day stands in front of a time, or alone."""
    assert when_of(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2025-03-04 - Gate stuck", "Gate stuck"),
        ("Gate stuck (March 4, 2025)", "Gate stuck"),
        ("Gate stuck on 4 March 2025", "Gate stuck"),
        ("The gate of 2025-03-04 stuck", "The gate of 2025-03-04 stuck"),
        ("2025-03-04", "2025-03-04"),
    ],
)
def test_title_without_its_day(text: str, rest: str) -> None:
    """A day goes where it stands at an end and something else is left."""
    assert without_day(text) == rest


@pytest.mark.parametrize(
    "text", ["Three things", "12 hosts", "25:00", "2025-02-30", "14:65", "v1.2.3", "May be", "3時間後", "1h30 down", ""]
)
def test_other_words_are_no_time(text: str) -> None:
    """A number, a version and a day that no calendar has are none."""
    assert when_of(text) is None


def test_day_and_zone_inside_words() -> None:
    """A file's name has its day, a table's head its zone; two days are none."""
    assert day_in("post-mortem-2025-03-04-search") == "2025-03-04"
    assert day_in("from 2025-03-04 to 2025-03-05") == ""
    assert unclear_day_in("_7/5/23_ and 2025-03-05") == "7/5/23"
    assert unclear_day_in("7/31/23") == ""
    assert zone_in("Time (PDT)") == "PDT"
    assert zone_in("UTCB events") == ""


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Done", "done"),
        ("✅", "done"),
        ("✅ Completed", "done"),
        ("対応済み", "done"),
        ("Виконано", "done"),
        ("Concluído", "done"),
        ("🔄 In Progress", "in-progress"),
        ("Backlog", "open"),
        ("❌ Tell support", "open"),
        ("Split the shard (pending)", "open"),
        ("Split the shard (soon)", ""),
        ("Next month", ""),
    ],
)
def test_state_of_an_action_item(text: str, state: str) -> None:
    """Words of several languages, signs, and words in brackets behind an item say where it stands."""
    assert action_state_of(text) == state
