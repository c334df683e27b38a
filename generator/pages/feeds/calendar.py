"""iCalendar (RFC 5545): a calendar to subscribe to, and the events that stand in one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Component, Timezone, TimezoneStandard, vDuration, vText

from generator.pages.feeds.event_lines import event_lines, text_value, utc_value

_UTC_BEGINS = datetime(1970, 1, 1)  # noqa: DTZ001 - RFC 5545 writes it as a local time
_END = "END:VCALENDAR\r\n"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dated:
    """Something that is due on a day: an event that takes the whole day and blocks nobody's time."""

    uid: str
    """What names it for good, among all calendars of the site."""
    day: date
    title: str
    about: tuple[str, ...]
    """Lines of plain text."""
    changed: datetime
    """The latest known change, in UTC; never when the file was made."""
    revision: int
    """Its SEQUENCE."""
    url: str | None = None
    """The whole address of its page."""


def calendar(title: str, about: str) -> Calendar:
    """Return an empty calendar under a title; programs that subscribe ask for it once a day."""
    made = Calendar()
    made.add("prodid", "-//Runbook Site//Calendars//EN")
    made.add("version", "2.0")
    # Newer programs read the names of RFC 7986, older ones those with an X. Plain texts are not escaped by themselves.
    for name in ("name", "x-wr-calname"):
        made.add(name, vText(title))
    for name in ("description", "x-wr-caldesc"):
        made.add(name, vText(about))
    made.add("refresh-interval", vDuration(_ONE_DAY), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(_ONE_DAY))
    return made


def dated(it: Dated) -> str:
    """Return the event of something that is due on a day, as text."""
    properties = [
        ("SUMMARY", text_value(it.title)),
        ("DTSTART;VALUE=DATE", _day(it.day)),
        ("DTEND;VALUE=DATE", _day(it.day + _ONE_DAY)),
        ("DTSTAMP", utc_value(it.changed)),
        ("UID", f"{it.uid}@runbook-site"),
        ("SEQUENCE", str(it.revision)),
        ("DESCRIPTION", text_value("\n".join(it.about))),
        ("TRANSP", "TRANSPARENT"),
    ]
    return event_lines([*properties, *([("URL", it.url)] if it.url else [])])


def midnight(day: date) -> datetime:
    """Return the beginning of a day in UTC."""
    return datetime.combine(day, time(), tzinfo=UTC)


def text_of(component: Component) -> str:
    """Return a calendar, or a piece of one, as text: lines end in CR LF and are folded."""
    return str(component.to_ical().decode())


def written(made: Calendar, events: Iterable[str]) -> str:
    """Return a calendar with events, which are text already, as the text of its file."""
    pieces = "".join(events)
    if not pieces and not made.subcomponents:
        # RFC 5545 (3.6) wants at least one component; a zone says nothing and is one.
        pieces = text_of(_utc())
    return f"{text_of(made).removesuffix(_END)}{pieces}{_END}"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _utc() -> Timezone:
    zone, always = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    always.add("dtstart", _UTC_BEGINS)
    always.add("tzoffsetfrom", timedelta())
    always.add("tzoffsetto", timedelta())
    zone.add_component(always)
    return zone
