"""`data/incidents.json`: every incident with all that its record says, its durations and its targets."""

from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter
from typing import Final, Literal, NamedTuple, TypeAlias, cast

from generator.library.reports.incident_times import STAGES, Goal, Stage, stages
from generator.pages.feeds.action_items_json import identify
from generator.pages.feeds.collection import (
    OWN_FACTS,
    VISIBILITY,
    Collection,
    Fact,
    address_facts,
    own_facts,
    plain,
    visibility,
)
from generator.pages.feeds.fields import object_of, or_null, refer
from generator.pages.feeds.shapes import Node, Value, minutes
from generator.pages.feeds.site import Site
from generator.records.incident import Incident
from generator.records.times import Target

_GoalName: TypeAlias = Literal["response time", "resolution target"]

_MINUTES: Node = {"type": ["number", "null"], "description": "In minutes; null when unknown.", "examples": [12, None]}
_UNKNOWN: Node = {
    "type": ["string", "null"],
    "description": "Why it is unknown; null when it is known.",
    "examples": [None, "no detection time recorded"],
}
_GOALS: dict[str, _GoalName] = {"response_time": "response time", "resolution_target": "resolution target"}
_LONG_GONE = date.min
"""No day: what is still to come may be judged by the reader only, so that a file says the same on every day."""


class _Timed(NamedTuple):
    """An incident with its durations, of which times and targets are made."""

    incident: Incident
    stages: tuple[Stage, ...]


_incident: Final[Callable[[_Timed], Incident]] = attrgetter("incident")


def _timed(site: Site) -> Iterator[_Timed]:
    return (_Timed(one, stages(site.library, one, _LONG_GONE)) for one in site.library.incidents)


def _identify(fields: dict[str, Value], one: _Timed) -> None:
    """Put in the ids and the states of the action items where they follow from other keys."""
    items = cast("list[dict[str, Value]]", fields["action_items"])
    for said, (name, item) in zip(items, one.incident.actions, strict=True):
        identify(said, name, item)


def _times(_site: Site, one: _Timed) -> Value:
    return {
        stage.name: {
            "minutes": None if stage.length is None else minutes(stage.length),
            "unknown": stage.reason or None,
        }
        for stage in one.stages
    }


def _times_schema(_definitions: dict[str, Node]) -> Node:
    one = object_of("From `started` to a milestone.", {"minutes": _MINUTES, "unknown": _UNKNOWN})
    about = "How long it took from `started` until it was detected, acknowledged, mitigated and resolved."
    return object_of(about, {name: one for name, _ in STAGES})


def _targets(_site: Site, one: _Timed) -> Value:
    found = {stage.goal.name: _goal(stage.goal) for stage in one.stages if stage.goal}
    return {name: found.get(goal) for name, goal in _GOALS.items()}


def _goal(goal: Goal) -> Value:
    target = goal.target
    return {
        "target": {"text": str(target), "minutes": None if target.length is None else minutes(target.length)},
        "due": goal.due.isoformat() if goal.due else None,
        "minutes": None if goal.took is None else minutes(goal.took),
        "verdict": goal.verdict,
        "unknown": goal.reason or None,
    }


def _targets_schema(definitions: dict[str, Node]) -> Node:
    goal = {
        "target": refer(Target, definitions),
        "due": or_null({"type": "string", "format": "date-time", "description": "When the target is over."}),
        "minutes": {**_MINUTES, "description": "From `detected` to the milestone; null when unknown."},
        "verdict": {
            "enum": ["met", "missed", "running", "unknown"],
            "description": "Whether it was met. `running`: the milestone is still to come, and the target is missed "
            "once `due` is over.",
        },
        "unknown": _UNKNOWN,
    }
    about = "A target of the severity, counted from `detected`; null when it has none."
    one = {"description": about, **or_null(object_of(about, goal))}
    return object_of("Whether the targets of its severity were met.", dict.fromkeys(_GOALS, one))


def _day(_site: Site, one: _Timed) -> Value:
    return one.incident.day.isoformat() if one.incident.day else None


_DAY: Node = {
    "type": ["string", "null"],
    "format": "date",
    "description": "The day on which it began in its own zone; null when unknown.",
    "examples": ["2025-02-11"],
}
_IS_DUPLICATE: Node = {
    "type": "boolean",
    "description": "Whether it repeats another incident; numbers do not count it. The public edition leaves "
    "`duplicate_of` out where that other one is not public, and says it here all the same.",
}
INCIDENTS = Collection(
    "incidents",
    "Incidents",
    "Every incident: its facts, times, timeline, post-mortem and action items; for dashboards and numbers of your own.",
    Incident,
    _timed,
    (
        *address_facts(_incident),
        Fact("day", plain(_DAY), _day),
        Fact("is_duplicate", plain(_IS_DUPLICATE), lambda _site, one: one.incident.is_duplicate),
        Fact("times", _times_schema, _times),
        Fact("targets", _targets_schema, _targets),
        Fact("visibility", plain(VISIBILITY), lambda site, one: visibility(site, one.incident)),
        Fact("own_facts", plain(OWN_FACTS), lambda site, one: own_facts(site, one.incident)),
    ),
    part_of=_incident,
    complete=_identify,
    record_of=_incident,
    order="the latest first",
)
