"""A rotation: who is on call when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from pydantic import Field

from generator.problems import Fault
from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.record import Record
from generator.records.refs import PersonRef
from generator.records.scalars import Line
from generator.records.times import Clock, Day, Span, Zone, pinned, weekday_name

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(weeks=1)


class Shift(Part):
    """Who is on call together."""

    primary: PersonRef = Field(examples=["payments"])
    """Who is called first."""
    secondary: PersonRef | None = None
    """Who is called when the first does not answer."""


class Override(Part):
    """A change to the rotation for some days."""

    start: Day
    """The first day."""
    end: Day
    """The day it ends; that day is no longer part of it."""
    primary: PersonRef = Field(examples=["payments"])
    """Who is called first."""
    secondary: PersonRef | None = None
    """Who is called when the first does not answer."""
    why: Line | None = Field(default=None, examples=["leave"])
    """The reason."""

    def faults(self) -> Iterator[Fault]:
        """An override ends after it starts."""
        if self.end <= self.start:
            sentence = f"`end` is the first day after the override, so it is later than {self.start}; write a later day"
            yield Fault(("end",), sentence, "ends-before-start")


@dataclass(frozen=True)
class OnCall:
    """Who is on call from one moment to another, both with their zone."""

    start: datetime
    end: datetime
    shift: Shift | Override


class Rotation(Record):
    """The order of shifts, and who is on call now."""

    timezone: Zone | None = None
    """The zone of handoffs; the handbook's unless said."""
    start: Day | None = Field(default=None, examples=["2025-02-03"])
    """The day the first shift began; without it nobody is named as on call now."""
    handoff: Clock | None = Field(default=None, examples=["Monday 09:00"])
    """When shifts and overrides change."""
    length: Span = Field(default=Span("1w"), examples=["1w"])
    """How long a shift lasts, in whole days."""
    shifts: tuple[Shift, ...] = Field(min_length=1, examples=[[{"primary": "payments", "secondary": "platform"}]])
    """The shifts in order; they repeat from the top."""
    overrides: tuple[Override, ...] = ()
    """Days on which somebody else is on call."""
    responsibilities: tuple[Line, ...] = Field(default=(), examples=[["Acknowledge alerts within 15 minutes"]])
    """What being on call means."""

    def faults(self) -> Iterator[Fault]:
        """The start falls on the weekday of the handoff, shifts last whole days, and overrides do not overlap."""
        if self.length.length % ONE_DAY or not self.length.length:
            sentence = f"a shift lasts whole days or weeks, not {self.length}; write 1w, or 1d"
            yield Fault(("length",), sentence, "not-the-handoff-day")
        elif self.weekday is not None and self.length.length % ONE_WEEK:
            sentence = (
                f"shifts of {self.length} end on other weekdays; write whole weeks, or a handoff without a weekday"
            )
            yield Fault(("length",), sentence, "not-the-handoff-day")
        if self.start and self.weekday not in {None, self.start.date.weekday()}:
            day, handoff = weekday_name(self.start.date), str(self.handoff).partition(" ")[0]
            sentence = f"{self.start} is a {day}, but shifts are handed over on {handoff}; write a {handoff}"
            yield Fault(("start",), sentence, "not-the-handoff-day")
        for index, override in enumerate(self.overrides):
            for other in self.overrides[:index]:
                if override.start < other.end and other.start < override.end:
                    sentence = f"the override from {other.start} to {other.end} covers these days, too; leave one out"
                    yield Fault(("overrides", index, "start"), sentence, "overlap")

    @property
    def weekday(self) -> int | None:
        """The day of the week on which shifts change, Monday being 0; None when that is not said."""
        return self.handoff.weekday if self.handoff else None

    def on_call(self, zone: tzinfo, begin: datetime, count: int) -> tuple[OnCall, ...]:
        """Return who is on call at `begin` and at the `count - 1` handoffs after it; empty without a start.

        Shifts are calendar days in `zone`: a handoff stays at its hour through a clock change.
        """
        if self.start is None:
            return ()
        edges = self._edges(zone, begin, count)
        return tuple(OnCall(start, end, self._who(start, zone)) for start, end in pairwise(edges))

    def _edges(self, zone: tzinfo, begin: datetime, count: int) -> list[datetime]:
        """Return the handoffs around and after `begin`, those of overrides among them."""
        first, days = self._first(), self._days
        today = begin.astimezone(zone).date()
        number = max((today - first).days // days - 1, 0)
        starts = {first + timedelta(days=days * step) for step in range(number, number + count + 2)}
        last = max(starts)
        for override in self.overrides:
            starts |= {day for day in (override.start.date, override.end.date) if first <= day <= last}
        edges = sorted(self._handed_over(day, zone) for day in starts)
        current = [edge for edge in edges if edge <= begin][-1:]
        return (current + [edge for edge in edges if edge > begin])[: count + 1]

    def _who(self, moment: datetime, zone: tzinfo) -> Shift | Override:
        for override in self.overrides:
            start, end = (self._handed_over(day.date, zone) for day in (override.start, override.end))
            if start <= moment < end:
                return override
        day = moment.astimezone(zone).date()
        return self.shifts[(day - self._first()).days // self._days % len(self.shifts)]

    @property
    def _days(self) -> int:
        return max(self.length.length.days, 1)

    def _first(self) -> date:
        return self.start.date if self.start else date.min

    def _handed_over(self, day: date, zone: tzinfo) -> datetime:
        clock = self.handoff.time if self.handoff else time()
        # Through UTC: an hour that the clocks skip is the one after it.
        return pinned(datetime.combine(day, clock, tzinfo=zone).astimezone(UTC).astimezone(zone))


ROTATION = Kind("rotation", "On call", Rotation, file="on-call", internal=True)
