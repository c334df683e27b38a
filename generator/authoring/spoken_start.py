"""When something began, as a person says it while it lasts: `now`, `2h ago`, `14:05`, `yesterday 23:50`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from generator.authoring.request import Refused, read
from generator.problems import quoted
from generator.records.times import Moment, Span, Zone

NOW = "now"
WAYS = f"{NOW}, 2h ago, 14:05, yesterday 23:50 or 2025-02-11 14:02"
"""Every way to say a start, as a question and an option's help list them."""
_AGO = re.compile(r"(.+?)\s+ago", re.IGNORECASE)
_DAY = re.compile(r"(today|yesterday),?\s+(?:at\s+)?(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Start:
    """When something began."""

    written: str
    """As the record says it."""
    at: datetime
    note: str = ""
    """What a person may not have meant, as a sentence; empty where there is only one reading."""


def start(said: str, zone: Zone, now: datetime) -> Start:
    """Return when something began; raises `Refused`. `now` stands in `zone`.

    A bare time is the last one that is over: whoever writes 23:50 shortly after midnight means yesterday's, and is told
    so. Whatever else is still to come is refused: an incident has begun.
    """
    words = " ".join(said.split())
    moment = _moment(words, zone, now)
    wrong = moment.place(zone, None)
    if moment.at is None:
        raise Refused(f"--started: {wrong}")
    if moment.at > now:
        clock = f"it is {now:%Y-%m-%d %H:%M} in {zone}"
        way_out = "leave --started out and write the time of planned maintenance into the record"
        raise Refused(
            f"--started: {quoted(words)} is still to come, because {clock}; write when it began, or {way_out}"
        )
    is_bare = str(moment).endswith(f" {words}") and moment.wall(now.date()).date() < now.date()
    return Start(str(moment), moment.at, _yesterday(words, str(moment), zone) if is_bare else "")


def _yesterday(said: str, moment: str, zone: Zone) -> str:
    return f"{said} is still to come today in {zone}, so it began yesterday: {moment}; change `started:` if it did not"


def _moment(said: str, zone: Zone, now: datetime) -> Moment:
    ago, day = _AGO.fullmatch(said), _DAY.fullmatch(said)
    if said.lower() == NOW:
        return _to_the_minute(now, zone)
    if ago:
        # Two datetimes of one zone differ by what their clocks say, so the way back goes through an instant.
        return _to_the_minute((now.astimezone(UTC) - read(Span, ago[1]).length).astimezone(zone.info), zone)
    moment = read(Moment, day[2] if day else said)
    if day and moment.has_day:
        raise Refused(f"{quoted(said)} names two days; leave {quoted(day[1])} out")
    if day:
        return Moment(f"{now.date() - timedelta(days=day[1].lower() == 'yesterday')} {moment}")
    if moment.has_day:
        return moment
    is_to_come = moment.wall(now.date()) > now.replace(tzinfo=None)
    return Moment(f"{now.date() - timedelta(days=is_to_come)} {moment}")


def _to_the_minute(at: datetime, zone: Zone) -> Moment:
    moment = read(Moment, f"{at:%Y-%m-%d %H:%M}")
    # In the hour that the clocks repeat only the offset says which of the two it is.
    return Moment(at.isoformat(" ", "minutes")) if moment.place(zone, None) else moment
