"""The latest that a record says has happened: what feeds and calendars call its last change, whenever they are made."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from generator.records.incident import Incident
from generator.records.times import Zone


def latest(incident: Incident, zone: Zone) -> datetime | None:
    """Return the latest time of an incident's record in UTC; None when it names no day at all.

    A due day or the day of a meeting may be still to come, so they do not count. A day counts from its beginning in
    the zone.
    """
    times = (*_times(incident), *(_beginning(day, zone) for day in _days(incident)))
    return max(times, default=None)


def began(incident: Incident, zone: Zone) -> datetime | None:
    """Return when an incident began in UTC: its first time known, else the beginning of its day; None without one."""
    first = next((moment.at for moment in incident.milestones.values() if moment.at), None)
    if first is not None:
        return first.astimezone(UTC)
    return _beginning(incident.day, zone) if incident.day else None


def _times(incident: Incident) -> Iterator[datetime]:
    lists = (incident.timeline, incident.severity_changes, incident.messages)
    moments = (*incident.milestones.values(), *(entry.at for entries in lists for entry in entries))
    yield from (moment.at.astimezone(UTC) for moment in moments if moment.at)


def _days(incident: Incident) -> Iterator[date]:
    if incident.day:
        yield incident.day
    if incident.post_mortem and incident.post_mortem.published:
        yield incident.post_mortem.published.date
    yield from (item.done.date for item in incident.action_items if item.done)


def _beginning(day: date, zone: Zone) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone.info).astimezone(UTC)
