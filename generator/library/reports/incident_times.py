"""The times of one incident: its four durations, its targets, and the days on which its post-mortem is owed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal

from generator.library.library import Library
from generator.records.incident import Incident
from generator.records.post_mortem_form import MILESTONES, Milestone
from generator.records.severity import Severity
from generator.records.times import Moment, Span, Target

StageName = Literal["detect", "acknowledge", "mitigate", "resolve"]
Verdict = Literal["met", "missed", "running", "unknown"]

STAGES: tuple[tuple[StageName, Milestone], ...] = (
    ("detect", "detected"),
    ("acknowledge", "acknowledged"),
    ("mitigate", "mitigated"),
    ("resolve", "resolved"),
)
_RECORDED_AS: dict[Milestone, str] = {
    "started": "no start recorded",
    "detected": "no detection time recorded",
    "acknowledged": "no acknowledgement time recorded",
    "mitigated": "no mitigation time recorded",
    "resolved": "no resolution time recorded",
}


@dataclass(frozen=True)
class Goal:
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


@dataclass(frozen=True)
class Stage:
    """One of the four durations: from `started` to a milestone."""

    name: StageName
    milestone: Milestone
    moment: Moment | None
    length: timedelta | None
    """From `started`; None where a time is missing."""
    reason: str
    """Why the length is unknown; empty when it is known."""
    goal: Goal | None
    """Its target; None where the severity has none."""
    is_awaited: bool = False
    """Whether its milestone is still to come."""


@dataclass(frozen=True)
class Duty:
    """A day by which a part of the post-mortem is owed, in the handbook's zone."""

    name: Literal["meeting", "published"]
    within: Span
    due: date
    done: date | None

    def is_late(self, today: date) -> bool:
        """Say whether the due day was over when it was done, or is over today."""
        return (self.done or today) > self.due

    def days_late(self, today: date) -> int:
        """Return how many days late it was done, or is today; 0 when it is not late."""
        return max(((self.done or today) - self.due).days, 0)


def stages(library: Library, incident: Incident, today: date) -> tuple[Stage, ...]:
    """Return the four durations of an incident in order, each with the target of its severity."""
    level = library.find(incident.severity)
    targets = _targets(level) if isinstance(level, Severity) else {}
    return tuple(_stage(incident, name, milestone, targets.get(name), today) for name, milestone in STAGES)


def lasted(incident: Incident) -> timedelta | None:
    """Return how long it lasted, from `started` to `resolved`; None where one is missing."""
    return incident.time_to_resolve


def duties(library: Library, incident: Incident) -> tuple[Duty, ...]:
    """Return when the meeting and the post-mortem are owed; nothing while it is open or where none is required."""
    level = library.find(incident.severity)
    policy = level.post_mortem_policy if isinstance(level, Severity) else None
    state = incident.post_mortem
    excused = state.status == "not-required" if state else False
    resolved = incident.resolved.at if incident.resolved else None
    if policy is None or resolved is None or excused or policy.required == "never" or not incident.counts:
        return ()
    if policy.required == "if-recurring" and state is None:
        return ()
    zone = library.handbook(incident.key.handbook).timezone.info
    meeting = state.meeting.date if state and state.meeting else None
    published = state.published.date if state and state.published else None
    pairs: tuple[tuple[Literal["meeting", "published"], Span | None, date | None], ...] = (
        ("meeting", policy.meeting_within, meeting),
        ("published", policy.publish_within, published),
    )
    return tuple(Duty(name, within, _day_after(resolved, within, zone), done) for name, within, done in pairs if within)


def is_awaited(incident: Incident, milestone: Milestone) -> bool:
    """Say whether a milestone without a time is still to come: the incident is open and nothing later is known."""
    later = MILESTONES[MILESTONES.index(milestone) :]
    return incident.is_open and not any(getattr(incident, name) for name in later)


def why_unknown(incident: Incident, milestone: Milestone) -> str:
    """Return why the time of a milestone is not known."""
    return "not yet" if is_awaited(incident, milestone) else _RECORDED_AS[milestone]


def _stage(incident: Incident, name: StageName, milestone: Milestone, target: Target | None, today: date) -> Stage:
    moment: Moment | None = getattr(incident, milestone)
    length: timedelta | None = getattr(incident, f"time_to_{name}")
    reason = ""
    if length is None:
        reason = why_unknown(incident, "started") if moment else why_unknown(incident, milestone)
    goal = _goal(incident, milestone, moment, target, today) if target else None
    return Stage(name, milestone, moment, length, reason, goal, moment is None and is_awaited(incident, milestone))


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


def _day_after(resolved: datetime, within: Span, zone: tzinfo) -> date:
    return (resolved + within.length).astimezone(zone).date()
