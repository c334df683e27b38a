"""A calendar of who is on call: each shift as an event that repeats for ever, and what overrides put in its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Event

from generator.library.titles import title_of
from generator.pages.feeds.calendar import calendar, midnight, text_of, written
from generator.pages.feeds.revision import revision
from generator.pages.feeds.site import Site
from generator.pages.feeds.time_zones import time_zone
from generator.pages.prose import to_text
from generator.records.refs import PersonRef
from generator.records.rotation import Override, Rotation, Shift
from generator.records.times import Zone


@dataclass(frozen=True)
class Stretch:
    """Who is on call from one day to another, both at the hour of the handoff."""

    first: date
    end: date
    shift: Shift | Override

    @property
    def days(self) -> int:
        """How many calendar days it lasts."""
        return (self.end - self.first).days


@dataclass(frozen=True)
class Roster:
    """A rotation that has a start, taken apart: whole shifts repeat, what an override touches stands by itself."""

    rotation: Rotation
    zone: Zone
    begin: date

    @property
    def days(self) -> int:
        """How many days a shift lasts."""
        return self.rotation.length.length.days

    def shifts(self) -> Iterator[Stretch]:
        """Yield each shift of the rotation at its first turn."""
        for number, shift in enumerate(self.rotation.shifts):
            yield self._stretch(number, shift)

    def turns_taken_out(self, number: int) -> tuple[date, ...]:
        """Return the days on which the shift of that number begins and is touched by an override."""
        count = len(self.rotation.shifts)
        return tuple(self._day(turn) for turn in self._touched() if turn % count == number)

    def overrides(self) -> Iterator[Stretch]:
        """Yield what overrides say, from the day on which the rotation begins."""
        for override in self.rotation.overrides:
            if override.end.date > self.begin:
                yield Stretch(max(override.start.date, self.begin), override.end.date, override)

    def rests(self) -> Iterator[Stretch]:
        """Yield what overrides leave of the turns that they touch."""
        overrides = sorted(self.overrides(), key=lambda stretch: stretch.first)
        for turn in self._touched():
            whole = self._stretch(turn, self.rotation.shifts[turn % len(self.rotation.shifts)])
            at = whole.first
            for override in overrides:
                if override.first < whole.end and override.end > whole.first:
                    yield Stretch(at, override.first, whole.shift)
                    at = override.end
            yield Stretch(at, whole.end, whole.shift)

    @property
    def revision(self) -> int:
        """The number of its revision: by the last day that it names, and by how many days overrides take."""
        every = tuple(self.overrides())
        last = max((self.begin, *(stretch.end for stretch in every)))
        return revision(last, sum(stretch.days for stretch in every))

    def at(self, day: date) -> datetime:
        """Return the handoff of a day: wall clock time in the rotation's zone."""
        return datetime.combine(day, self.rotation.handoff.time if self.rotation.handoff else time(), self.zone.info)

    def _touched(self) -> tuple[int, ...]:
        """Return the turns, counted from the beginning, that overrides touch."""
        found: set[int] = set()
        for override in self.overrides():
            last = override.end - timedelta(days=1)
            found |= {
                *range((override.first - self.begin).days // self.days, (last - self.begin).days // self.days + 1)
            }
        return tuple(sorted(found))

    def _stretch(self, turn: int, shift: Shift) -> Stretch:
        return Stretch(self._day(turn), self._day(turn + 1), shift)

    def _day(self, turn: int) -> date:
        return self.begin + timedelta(days=self.days * turn)


def on_call(site: Site, rotation: Rotation) -> str:
    """Return the calendar of a rotation; without a start nobody knows whose turn it is, and it is empty."""
    handbook = site.library.handbook(rotation.key.handbook)
    made = calendar(f"{handbook.title}: on call", "Who is on call.")
    if rotation.start:
        roster = Roster(rotation, site.library.zone(rotation), rotation.start.date)
        if roster.zone != "UTC":
            made.add_component(time_zone(roster.zone, roster.begin))
        return written(made, map(text_of, _events(site, roster)))
    return written(made, ())


def _events(site: Site, roster: Roster) -> Iterator[Event]:
    period = roster.days * len(roster.rotation.shifts)
    for number, stretch in enumerate(roster.shifts()):
        event = _event(site, roster, stretch, f"shift-{number + 1}")
        event.add("rrule", {"freq": "daily", "interval": period})
        if out := roster.turns_taken_out(number):
            event.add("exdate", [roster.at(day) for day in out])
        yield event
    for stretch in roster.overrides():
        yield _event(site, roster, stretch, f"override-{stretch.first}")
    for stretch in roster.rests():
        if stretch.days > 0:
            yield _event(site, roster, stretch, f"rest-{stretch.first}")


def _event(site: Site, roster: Roster, stretch: Stretch, name: str) -> Event:
    event, shift = Event(), stretch.shift
    event.add("uid", f"on-call.{roster.rotation.key.handbook}.{name}@runbook-site")
    # When it was last changed is not known; the beginning of the rotation is never wrong by a build.
    event.add("dtstamp", midnight(roster.begin))
    event.add("sequence", roster.revision)
    event.add("dtstart", roster.at(stretch.first))
    # Days, not an end: with one, programs repeat so many hours, and hand over at another hour after the clocks change.
    event.add("duration", timedelta(days=stretch.days))
    event.add("summary", f"On call: {_name(site, shift.primary)}")
    event.add("description", "\n".join(_about(site, shift)))
    event.add("transp", "TRANSPARENT")
    if url := site.url(roster.rotation):
        event.add("url", url)
    return event


def _about(site: Site, shift: Shift | Override) -> Iterator[str]:
    yield f"First: {_name(site, shift.primary)}"
    if shift.secondary:
        yield f"Second: {_name(site, shift.secondary)}"
    if isinstance(shift, Override) and shift.why:
        yield f"Why: {to_text(str(shift.why))}"


def _name(site: Site, ref: PersonRef) -> str:
    found = None if ref.hidden or ref.is_handle else site.library.find(ref)
    return title_of(found) if found else str(ref)
