"""The times of one incident: its four durations and its targets."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NamedTuple

from generator.library.library import Library
from generator.records.incident import Incident
from generator.records.post_mortem_form import MILESTONES, Milestone
from generator.records.severity import Severity
from generator.records.times import Moment, Target

StageName = Literal["detect", "acknowledge", "mitigate", "resolve"]
Verdict = Literal["met", "missed", "running", "unknown"]

STAGES: tuple[tuple[StageName, Milestone], ...] = (
    ("detect", "detected"),
    ("acknowledge", "acknowledged"),
    ("mitigate", "mitigated"),
    ("resolve", "resolved"),
)
EARLY = "before the first harm to users"
"""Why a stage has no length that could be compared with others: it was over before it could begin."""
_RECORDED_AS: dict[Milestone, str] = {
    "started": "no start recorded",
    "detected": "no detection time recorded",
    "acknowledged": "no acknowledgement time recorded",
    "mitigated": "no mitigation time recorded",
    "resolved": "no resolution time recorded",
}


class Goal(NamedTuple):
    """What a severity asks of one stage, counted from `detected`, and whether it was met."""

    name: Literal["response time", "resolution target"]
    target: Target
    verdict: Verdict
    took: timedelta | None = None
    """From `detected` to the stage's milestone."""
    due: datetime | None = None
    """When the target is over; None where it cannot be counted."""
    reason: str = ""
    """Why the verdict is unknown."""


class Stage(NamedTuple):
    """One of the four durations: from `started` to a milestone."""

    name: StageName
    milestone: Milestone
    moment: Moment | None
    length: timedelta | None
    """From `started`; None where a time is missing, and where the milestone came before the start."""
    reason: str
    """Why there is no length; empty when there is one."""
    goal: Goal | None
    """Its target; None where the severity has none."""
    is_awaited: bool = False
    """Whether its milestone is still to come."""
    early: timedelta | None = None
    """How long before `started` its milestone was: an alert came before the first harm. None where it was not."""


def stages(library: Library, incident: Incident, today: date) -> tuple[Stage, ...]:
    """Return the four durations of an incident in order, each with the target of its severity."""
    level = library.find(incident.severity)
    targets = _targets(level) if isinstance(level, Severity) else {}
    return tuple([_stage(incident, name, milestone, targets.get(name), today) for name, milestone in STAGES])


def lasted(incident: Incident) -> timedelta | None:
    """Return how long it lasted, from `started` to `resolved`; None where one is missing."""
    return incident.time_to_resolve


def is_awaited(incident: Incident, milestone: Milestone) -> bool:
    """Say whether a milestone without a time is still to come: the incident is open and nothing later is known."""
    later = MILESTONES[MILESTONES.index(milestone) :]
    return incident.is_open and not any(getattr(incident, name) for name in later)


def why_unknown(incident: Incident, milestone: Milestone) -> str:
    """Return why the time of a milestone is not known."""
    return "not yet" if is_awaited(incident, milestone) else _RECORDED_AS[milestone]


def _stage(incident: Incident, name: StageName, milestone: Milestone, target: Target | None, today: date) -> Stage:
    moment: Moment | None = getattr(incident, milestone)
    apart = incident.since_start(moment)
    early = -apart if apart is not None and apart.days < 0 else None
    reason = ""
    if apart is None:
        reason = why_unknown(incident, "started") if moment else why_unknown(incident, milestone)
    elif early:
        reason = EARLY
    goal = _goal(incident, milestone, moment, target, today) if target else None
    awaited = moment is None and is_awaited(incident, milestone)
    return Stage(name, milestone, moment, None if early else apart, reason, goal, awaited, early)


def _goal(incident: Incident, milestone: Milestone, moment: Moment | None, target: Target, today: date) -> Goal:
    name: Literal["response time", "resolution target"] = (
        "response time" if milestone == "acknowledged" else "resolution target"
    )
    detected = incident.detected.at if incident.detected else None
    if target.length is None:
        return Goal(name, target, "unknown", reason="these are words, which are not counted")
    if detected is None:
        why = "not detected yet" if is_awaited(incident, "detected") else why_unknown(incident, "detected")
        return Goal(name, target, "unknown", reason=f"{why}, and targets count from it")
    due = detected + target.length
    reached = moment.at if moment else None
    if reached is not None:
        took = reached - detected
        return Goal(name, target, "met" if took <= target.length else "missed", took, due)
    if is_awaited(incident, milestone):
        is_over = due < datetime.combine(today, time(), UTC)
        return Goal(name, target, "missed" if is_over else "running", due=due)
    return Goal(name, target, "unknown", due=due, reason=why_unknown(incident, milestone))


def _targets(level: Severity) -> dict[StageName, Target]:
    pairs: tuple[tuple[StageName, Target | None], ...] = (
        ("acknowledge", level.response_time),
        ("resolve", level.resolution_target),
    )
    return {name: target for name, target in pairs if target}
