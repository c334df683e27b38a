"""The course of an incident, drawn to scale: what stands where on a line, in hundredths of its length."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from generator.library.reports.incident_times import STAGES, Stage, Verdict
from generator.records.incident import Incident
from generator.records.post_mortem_form import MILESTONES, Milestone
from generator.records.times import Target

_FARTHEST_MARK = 3
"""A target that lies farther away, in lengths of the incident, would squeeze the rest together: it is said in words."""
_OPEN_END = 0.2
_VERBS: dict[Milestone, str] = {milestone: name for name, milestone in STAGES}


@dataclass(frozen=True)
class Segment:
    """A piece of the line between two known milestones."""

    words: str
    """`mitigate`; `detect, acknowledge` where the time between is not known."""
    look: str
    """Which colour and pattern: the name of the stage that ends here, `several`, or `open`."""
    start: float
    width: float
    length: timedelta | None
    """None for the piece that is not over yet."""

    @property
    def style(self) -> str:
        """Where it stands, as CSS."""
        return f"inset-inline-start:{self.start:.2f}%;inline-size:{self.width:.2f}%"


@dataclass(frozen=True)
class Mark:
    """A target on the line."""

    name: str
    target: Target
    verdict: Verdict
    start: float

    @property
    def style(self) -> str:
        """Where it stands, as CSS."""
        return f"inset-inline-start:{self.start:.2f}%"

    @property
    def side(self) -> Literal["start", "end"]:
        """On which side its words stand, so that they stay inside the drawing."""
        return "end" if self.start > 50 else "start"  # noqa: PLR2004 - half of the line


@dataclass(frozen=True)
class Scale:
    """The whole line."""

    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    beyond: tuple[Mark, ...]
    """Targets that lie too far away to be drawn."""
    length: timedelta
    """What the whole line stands for."""


def scale(incident: Incident, stages: tuple[Stage, ...]) -> Scale | None:
    """Return the drawing of an incident; None when no two of its times differ."""
    known = {name: moment.at for name, moment in incident.milestones.items() if moment.at}
    if not known:
        return None
    first, last = min(known.values()), max(known.values())
    total = last - first
    if not total:
        return None
    goals = [stage.goal for stage in stages if stage.goal]
    ends = [(goal, goal.due - first) for goal in goals if goal.due is not None]
    near = [(goal, end) for goal, end in ends if end <= _FARTHEST_MARK * total]
    whole = max([total * (1 + _OPEN_END) if incident.is_open else total, *(end for _, end in near)])
    marks = [Mark(goal.name, goal.target, goal.verdict, _share(end, whole)) for goal, end in near]
    beyond = [Mark(goal.name, goal.target, goal.verdict, 100) for goal, end in ends if end > _FARTHEST_MARK * total]
    segments = list(_segments(known, first, whole))
    if incident.is_open:
        start = _share(total, whole)
        segments.append(Segment("still open", "open", start, 100 - start, None))
    return Scale(tuple(segments), tuple(marks), tuple(beyond), whole)


def _segments(known: dict[Milestone, datetime], first: datetime, whole: timedelta) -> tuple[Segment, ...]:
    names = [name for name in MILESTONES if name in known]
    found = []
    for start, end in pairwise(names):
        length = known[end] - known[start]
        if not length:
            continue
        covered = MILESTONES[MILESTONES.index(start) + 1 : MILESTONES.index(end) + 1]
        words = ", ".join(_VERBS[name] for name in covered)
        look = _VERBS[end] if len(covered) == 1 else "several"
        found.append(Segment(words, look, _share(known[start] - first, whole), _share(length, whole), length))
    return tuple(found)


def _share(length: timedelta, whole: timedelta) -> float:
    return max(length / whole * 100, 0)
