"""Which incidents belong together: what a record says, seen from both sides, and what happened like this before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from generator.library.library import Library
from generator.records.incident import Incident
from generator.records.refs import IncidentRef
from generator.records.severity import Severity


@dataclass(frozen=True)
class Kin:
    """Incidents that belong to another one in one way."""

    words: str
    """In which way: `caused by`."""
    incidents: tuple[Incident, ...]


@dataclass(frozen=True)
class SeenBefore:
    """An earlier incident of the same handbook that was like this one."""

    incident: Incident
    alike: tuple[str, ...]
    """What both had: `runbook api-down`, `factor monitoring`."""


def kin(library: Library, incident: Incident) -> tuple[Kin, ...]:
    """Return the incidents that this one names, and those that name it, by the way they belong together."""
    users = library.users_of(incident, Incident)
    named = [found for ref in incident.related if (found := _incident(library, ref))]
    naming = [user for user in users if _names(user.related, incident)]
    related = tuple({one.key: one for one in (*named, *naming)}.values())
    every = (
        Kin("duplicate of", _one(library, incident.duplicate_of)),
        Kin("reported again as", tuple(user for user in users if _names((user.duplicate_of,), incident))),
        Kin("caused by", _one(library, incident.caused_by)),
        Kin("led to", tuple(user for user in users if _names((user.caused_by,), incident))),
        Kin("related", related),
    )
    return tuple(group for group in every if group.incidents)


def seen_before(library: Library, incident: Incident) -> tuple[SeenBefore, ...]:
    """Return earlier incidents of the handbook with a runbook or an alert in common, newest first.

    A category of a factor in common counts within the span in which the severity calls trouble recurring.
    """
    first = incident.day
    if first is None:
        return ()
    known = {one.key for group in kin(library, incident) for one in group.incidents}
    earlier = (
        other
        for other in library.incidents
        if other.key.handbook == incident.key.handbook
        and other.key not in {incident.key, *known}
        and other.day is not None
        and (other.day, other.id) < (first, incident.id)
    )
    found = ((other, tuple(_alike(library, incident, other))) for other in earlier)
    return tuple(SeenBefore(other, alike) for other, alike in found if alike)


def _alike(library: Library, incident: Incident, other: Incident) -> Iterator[str]:
    used = {use.runbook.key for use in other.runbooks}
    for use in incident.runbooks:
        runbook = library.find(use.runbook)
        if use.runbook.key in used and runbook is not None:
            yield f"runbook {getattr(runbook, 'title', use.runbook)}"
    yield from (f"alert {name}" for name in incident.alerts if name in other.alerts)
    if _is_recent(library, incident, other):
        categories = {factor.category for factor in other.contributing_factors}
        shared = dict.fromkeys(factor.category for factor in incident.contributing_factors if factor.category)
        yield from (f"factor {category}" for category in shared if category in categories)


def _is_recent(library: Library, incident: Incident, other: Incident) -> bool:
    level = library.find(incident.severity)
    policy = level.post_mortem_policy if isinstance(level, Severity) else None
    if policy is None or policy.recurring_within is None or incident.day is None or other.day is None:
        return False
    return incident.day - other.day <= max(policy.recurring_within.length, timedelta(days=1))


def _incident(library: Library, ref: IncidentRef | None) -> Incident | None:
    found = library.find(ref)
    return found if isinstance(found, Incident) else None


def _one(library: Library, ref: IncidentRef | None) -> tuple[Incident, ...]:
    found = _incident(library, ref)
    return (found,) if found else ()


def _names(refs: tuple[IncidentRef | None, ...], incident: Incident) -> bool:
    return any(ref is not None and ref.key == incident.key for ref in refs)
