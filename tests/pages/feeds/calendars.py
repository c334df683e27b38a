"""A calendar as a library that is not ours reads it, for the tests of calendars."""

from typing import Any

from icalendar import Calendar, Component


def read(text: str) -> Calendar:
    """Return a calendar that is right: no line is too long for a reader, and none is not understood."""
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    return calendar


def raw(component: Component, name: str) -> Any:  # noqa: ANN401 - the library's types depend on the name
    """Return a property as the library reads it; None where there is none."""
    return component.get(name)


def at(component: Component, name: str) -> Any:  # noqa: ANN401 - a day, a time or a length
    """Return the day, the time or the length that a property says."""
    return raw(component, name).dt


def times(component: Component, name: str) -> list[Any]:
    """Return all days or times that a property says, on one line or on several; none where there is none."""
    found = raw(component, name) or []
    return [each.dt for line in (found if isinstance(found, list) else [found]) for each in line.dts]
