"""The day of a bare time: how the times of one incident take their place (formats.md, rule 6)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from generator.problems import Fault
from generator.records.post_mortem_form import MILESTONES
from generator.records.times import HALF_A_DAY, Moment, Zone

if TYPE_CHECKING:
    from generator.records.incident import Incident

_Incident = TypeVar("_Incident", bound="Incident")
_LISTS = ("timeline", "severity_changes", "messages")


def place_incident(incident: _Incident, zone: Zone) -> tuple[_Incident, tuple[Fault, ...]]:
    """Return a copy of the incident with every moment placed in `zone`, and what could not be placed."""
    placer = _Placer(zone)
    update: dict[str, Any] = {}
    above: Moment | None = None
    for name in MILESTONES:
        moment: Moment | None = getattr(incident, name)
        if moment is None:
            continue
        update[name] = placed = placer.after(moment, above, (name,))
        above = placed if placed.at else above
    start = next((update[name] for name in MILESTONES if name in update and update[name].at), None)
    for name in _LISTS:
        update[name] = placer.listed(getattr(incident, name), start, name)
    return incident.model_copy(update=update), tuple(placer.faults)


class _Placer:
    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.faults: list[Fault] = []

    def after(self, moment: Moment, above: Moment | None, loc: tuple[str | int, ...]) -> Moment:
        """Place a milestone after the one above it."""
        placed = self._placed(moment, above, loc)
        if above and above.at and placed.at and placed.at < above.at:
            way_out = "; write the date" if not moment.has_day else "; check the dates"
            sentence = f"{moment} is earlier than {above} above it{way_out}"
            self.faults.append(Fault(loc, sentence, "time-steps-back"))
        return placed

    def listed(self, parts: tuple[Any, ...], start: Moment | None, name: str) -> tuple[Any, ...]:
        """Place the times of a list that begins on the day of the start."""
        above: Moment | None = None
        done = []
        for index, part in enumerate(parts):
            loc = (name, index, "at")
            if above is None:
                placed = self._first(part.at, start, loc)
            else:
                placed = self._placed(part.at, above, loc)
                if not part.at.has_day and placed.at and above.at and placed.at < above.at:
                    sentence = f"{part.at} is earlier than {above} above it; write the date"
                    self.faults.append(Fault(loc, sentence, "time-steps-back"))
            done.append(part.model_copy(update={"at": placed}))
            above = placed if placed.at else above
        return tuple(done)

    def _first(self, moment: Moment, start: Moment | None, loc: tuple[str | int, ...]) -> Moment:
        placed = self._on(moment, _day(start), loc)
        if moment.has_day or not start or not start.at or not placed.at:
            return placed
        distance = placed.at - start.at
        if abs(distance) > HALF_A_DAY:
            side = "after" if distance > timedelta() else "before"
            sentence = f"{moment} would be more than 12 hours {side} the start ({start}); write the date"
            self.faults.append(Fault(loc, sentence, "time-steps-back"))
        return placed

    def _placed(self, moment: Moment, above: Moment | None, loc: tuple[str | int, ...]) -> Moment:
        """Place a time on the day of the one above, or on the next when it is more than 12 hours earlier."""
        day = _day(above)
        if moment.has_day or day is None or above is None or above.at is None:
            return self._on(moment, day, loc)
        same_day = moment.placed(self.zone, day)
        if isinstance(same_day, Moment) and same_day.at and _wall(above.at) - _wall(same_day.at) > HALF_A_DAY:
            return self._on(moment, day + timedelta(days=1), loc)
        return self._on(moment, day, loc)

    def _on(self, moment: Moment, day: date | None, loc: tuple[str | int, ...]) -> Moment:
        placed = moment.placed(self.zone, day)
        if isinstance(placed, Moment):
            return placed
        code = "missing-day" if "write the date" in placed else "ambiguous-time"
        self.faults.append(Fault(loc, placed, code))
        return moment


def _day(moment: Moment | None) -> date | None:
    return moment.at.date() if moment and moment.at else None


def _wall(at: datetime) -> datetime:
    # The rule speaks of clock times: an hour that the clocks skip is no difference between them.
    return at.replace(tzinfo=None)
