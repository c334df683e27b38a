"""Times that are read in one zone and were probably written in another."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain, combinations

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import any_of
from generator.records.contact import Contact
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.notes import Loc
from generator.records.post_mortem_form import MILESTONES, Milestone
from generator.records.rotation import Rotation
from generator.records.times import Moment, Zone

_LISTS = ("timeline", "severity_changes", "messages")
_ENOUGH = 2
"""One event an hour after a milestone is chance; two, and none at one, are two zones."""


def clashing_zones(library: Library, today: date) -> Iterator[Finding]:
    """An hour more or less turns a target that was met into one that was missed, and nobody sees why.

    Fails: `detected: 14:14` below `started: 2025-02-11 14:02+01:00` in a record whose zone is UTC; a timeline of which
    two events stand exactly an hour after a milestone, as they would in the handbook's own zone; a start without
    an offset, and below it a time with one that fits better when the start is read with the same.
    Passes: the same with `timezone: Europe/Berlin`, or with the date and the offset behind each time.
    """
    del today
    around = {book.key.id: _zones_around(library, book) for book in library.handbooks}
    for incident in library.incidents:
        zone = library.zone(incident)
        others = [other for other in around[incident.key.handbook] if other != zone]
        if any(moment.offset is not None for _, moment in incident.each(Moment)):
            yield from _first(chain(_above_another_offset(incident, zone), _below_another_offset(incident, zone)))
        if others:
            yield from _first(_shifted(incident, zone, others))


def _first(findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield one finding: what mends it mends the others."""
    found = next(findings, None)
    if found:
        yield found


def _above_another_offset(incident: Incident, zone: Zone) -> Iterator[Finding]:
    """Yield milestones whose zone is not written, above one that is written in another zone and would fit theirs."""
    for (name, moment), (_, below) in combinations(incident.milestones.items(), 2):
        if moment.offset is None and _is_elsewhere(below) and _fits_better(moment, below):
            sentence = (
                f"{moment} is read in {zone}, and {below} below it is written in another zone; "
                "write the offset here, too, or `timezone:` with the zone of both"
            )
            yield Finding(incident, (name,), sentence, "clashing-zone", "warning")


def _fits_better(moment: Moment, below: Moment) -> bool:
    """Say whether a time would come before the one below it, and be nearer to it, if both had the offset of that."""
    if moment.at is None or below.at is None or below.offset is None:
        return False
    as_read = below.at - moment.at
    as_written = as_read + below.offset - (moment.at.utcoffset() or timedelta())
    return as_written >= timedelta() and (as_read < timedelta() or as_written < as_read)


def _below_another_offset(incident: Incident, zone: Zone) -> Iterator[Finding]:
    """Yield times whose zone is not written, below one that is written in another than the record's."""
    milestones = list(incident.milestones.items())
    start = milestones[0][1] if milestones else None
    above: Moment | None = None
    for name, moment in milestones:
        if above and _is_elsewhere(above) and moment.offset is None:
            yield _unclear(incident, (name,), moment, above, zone)
        above = moment
    for key in _LISTS:
        above = start
        for index, part in enumerate(getattr(incident, key)):
            if above and _is_elsewhere(above) and not part.at.has_day:
                yield _unclear(incident, (key, index, "at"), part.at, above, zone)
            above = part.at


def _unclear(incident: Incident, loc: Loc, moment: Moment, above: Moment, zone: Zone) -> Finding:
    sentence = (
        f"{moment} is read in {zone}, and {above}, from which it takes its day, is written in another zone; "
        "write the date and the offset here, too, or `timezone:` with the zone of both"
    )
    if moment.has_day:
        sentence = (
            f"{moment} is read in {zone}, and {above} above it is written in another zone; "
            "write the offset here, too, or `timezone:` with the zone of both"
        )
    return Finding(incident, loc, sentence, "clashing-zone", "warning")


def _is_elsewhere(moment: Moment) -> bool:
    """Say whether a time is written with an offset that its record's zone does not have then."""
    return moment.at is not None and moment.offset is not None and moment.offset != moment.at.utcoffset()


def _zones_around(library: Library, handbook: Handbook) -> tuple[Zone, ...]:
    """Return the zones in which the people of a handbook write: its own, its people's, its incidents', and UTC."""
    name = handbook.key.id
    people = (person.timezone for person in library.of(Contact, name))
    rotas = (rotation.timezone for rotation in library.of(Rotation, name))
    incidents = (incident.timezone for incident in library.of(Incident, name))
    named = (handbook.timezone, *people, *rotas, *incidents, Zone("UTC"))
    return tuple(dict.fromkeys(zone for zone in named if zone))


def _shifted(incident: Incident, zone: Zone, others: Iterable[Zone]) -> Iterator[Finding]:
    """Yield the first event of a timeline that fits its incident only when it is read in another zone."""
    milestones = {name: moment.at for name, moment in incident.milestones.items() if moment.at}
    # Who writes an offset says which zone is meant.
    written = {
        index: event.at.at for index, event in enumerate(incident.timeline) if event.at.at and event.at.offset is None
    }
    if len(milestones) < _ENOUGH or _at_milestones(written.values(), milestones):
        return
    for other in others:
        away = _away(min(milestones.values()), other)
        moved = {index: at - away for index, at in written.items()}
        fitting = _at_milestones(moved.values(), milestones)
        if len(fitting) < _ENOUGH or _within(moved.values(), milestones) <= _within(written.values(), milestones):
            continue
        first = next(index for index in moved if moved[index] in milestones.values())
        side = "after" if away > timedelta() else "before"
        named = any_of([f"`{name}`" for name in fitting], "and")
        sentence = (
            f"events stand exactly {_hours(away)} {side} {named}, as if the timeline were in {other}, not in {zone}; "
            "write all times in one zone, or the date and the offset with each event"
        )
        yield Finding(incident, ("timeline", first, "at"), sentence, "clashing-zone", "warning")


def _at_milestones(times: Iterable[datetime], milestones: dict[Milestone, datetime]) -> list[Milestone]:
    """Return the milestones at which something stands."""
    taken = set(times)
    return [name for name in MILESTONES if milestones.get(name) in taken]


def _within(times: Iterable[datetime], milestones: dict[Milestone, datetime]) -> int:
    """Return how many times lie within the incident."""
    begin, end = min(milestones.values()), max(milestones.values())
    return sum(begin <= at <= end for at in times)


def _away(at: datetime, zone: Zone) -> timedelta:
    """Return how far the clocks of a zone are ahead of those on which a moment is read."""
    there = at.astimezone(zone.info).utcoffset() or timedelta()
    return there - (at.utcoffset() or timedelta())


def _hours(length: timedelta) -> str:
    minutes = round(abs(length) / timedelta(minutes=1))
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
