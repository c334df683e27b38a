"""The day of a bare time: how the times of one incident take their place (formats.md, rule 6)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from generator.problems import Fault
from generator.records.notes import Loc
from generator.records.post_mortem_form import MILESTONES, Milestone
from generator.records.times import HALF_A_DAY, Moment, UnreadMoment, Zone

_ONE_DAY = timedelta(days=1)
_MAY_COME_FIRST: dict[Milestone, tuple[Milestone, ...]] = {
    "detected": ("started",),
    "mitigated": ("detected", "acknowledged"),
}
"""An alert may fire before users notice, trouble may end before anybody sees it: with a date, that is believed.

Of an alert only up to half a day: further off, a wrong date is more likely, and a time until the detection that nobody
could explain.
"""


def place_times(
    milestones: Mapping[Milestone, Moment | None],
    lists: Mapping[str, tuple[Any, ...]],
    zone: Zone,
) -> tuple[Fault, ...]:
    """Place every moment of an incident in `zone`: its milestones and lists; returns what could not be placed.

    The entries of a list are parts with a moment `at`.
    """
    placer = _Placer(zone)
    found = placer.milestones(milestones)
    start = next((moment for moment in found.values() if moment.at), None)
    for name, parts in lists.items():
        placer.listed(parts, start, name)
    return tuple(placer.faults)


class _Placer:
    """Places moments one after the other and collects what cannot be placed."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.faults: list[Fault] = []
        self.begun: datetime | None = None
        """What the clocks showed at the first milestone."""

    def milestones(self, written: Mapping[Milestone, Moment | None]) -> dict[Milestone, Moment]:
        """Place the milestones in their order; each takes its day from the one above it."""
        done: dict[Milestone, Moment] = {}
        clock: datetime | None = None
        for name in MILESTONES:
            moment = written[name]
            if moment is None:
                continue
            day = _day_below(moment, clock)
            self._place(moment, day, (name,))
            done[name] = moment
            self._check_order(name, done)
            clock = _clock(moment, day) or clock
            self.begun = self.begun or clock
        return done

    def listed(self, parts: tuple[Any, ...], start: Moment | None, name: str) -> None:
        """Place the times of a list that begins on the day of the start."""
        above: Moment | None = None
        clock: datetime | None = None
        for index, part in enumerate(parts):
            moment, loc = part.at, (name, index, "at")
            day = _day_below(moment, clock) if clock else self.begun and self.begun.date()
            self._place(moment, day, loc)
            if above is None:
                self._check_first(moment, start, loc)
            elif _is_earlier(moment, above) and (not moment.has_day or name == "severity_changes"):
                self._step_back(moment, above, loc)
            above = moment if moment.at else above
            clock = _clock(moment, day) or clock

    def _check_order(self, name: Milestone, done: dict[Milestone, Moment]) -> None:
        """Report a milestone that is earlier than one of those before it: than the nearest, if there are several."""
        moment = done[name]
        for above in reversed(MILESTONES[: MILESTONES.index(name)]):
            if above not in done or not _is_earlier(moment, done[above]) or self._is_believed(name, above, done):
                continue
            is_early_alert = moment.has_day and (name, above) == ("detected", "started")
            self._step_back(moment, done[above], (name,), f"`{above}` ({done[above]})", is_early_alert=is_early_alert)
            return

    def _is_believed(self, name: Milestone, above: Milestone, done: dict[Milestone, Moment]) -> bool:
        if (name, above) == ("acknowledged", "started"):
            # Who takes on an alert that came before the first harm does so before the harm, too.
            return "detected" in done and _is_earlier(done["detected"], done["started"])
        if (name, above) == ("detected", "started") and _is_earlier(done[name], done[above], HALF_A_DAY):
            # So early an alert was of something else, or one of the dates is wrong.
            return False
        return done[name].has_day and above in _MAY_COME_FIRST.get(name, ())

    def _step_back(
        self, moment: Moment, above: Moment, loc: Loc, named: str = "", *, is_early_alert: bool = False
    ) -> None:
        way_out = "check both dates" if moment.has_day else "write the date"
        if is_early_alert:
            way_out = f"{way_out}, or write so early an alert into the timeline only"
        if (moment.offset is None) != (above.offset is None):
            read = moment if moment.offset is None else above
            way_out = f"{way_out}, and look whether {read} is in {self.zone}"
        far = "more than 12 hours " if is_early_alert else ""
        sentence = f"{moment} is {far}earlier than {named or str(above)} above it; {way_out}"
        self.faults.append(Fault(loc, sentence, "time-steps-back"))

    def _check_first(self, moment: Moment, start: Moment | None, loc: Loc) -> None:
        if moment.has_day or moment.at is None or start is None or start.at is None:
            return
        distance = moment.at - start.at
        if abs(distance) > HALF_A_DAY:
            side = "after" if distance > timedelta() else "before"
            sentence = f"{moment} would be more than 12 hours {side} the start ({start}); write the date"
            self.faults.append(Fault(loc, sentence, "time-steps-back"))

    def _place(self, moment: Moment, day: date | None, loc: Loc) -> None:
        wrong = moment.place(self.zone, day)
        if wrong:
            code = "missing-day" if day is None and not moment.has_day else "ambiguous-time"
            self.faults.append(Fault(loc, wrong, code))


def _clock(moment: Moment, day: date | None) -> datetime | None:
    """Return what the clocks showed at a time; they have shown it also where they show it twice or never."""
    if moment.at:
        # As `replace(tzinfo=None)`, in a sixth of the time.
        return datetime.combine(moment.at, moment.at.time())
    is_read = not isinstance(moment, UnreadMoment) and (moment.has_day or day is not None)
    return moment.wall(day or date.min) if is_read else None


def _day_below(moment: Moment, clock: datetime | None) -> date | None:
    """Return the day of the time above, or the next one when this time is more than 12 hours earlier.

    The rule speaks of clock times: an hour that the clocks skip is no difference between them.
    """
    if clock is None or moment.has_day:
        return None
    return clock.date() + (_ONE_DAY if clock - moment.wall(clock.date()) > HALF_A_DAY else timedelta())


def _is_earlier(moment: Moment, above: Moment, by_more_than: timedelta = timedelta()) -> bool:
    return moment.at is not None and above.at is not None and above.at - moment.at > by_more_than
