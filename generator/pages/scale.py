"""The course of an incident, drawn to scale: what stands where on a line, in hundredths of its length."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from generator.library.lengths import duration
from generator.library.reports.incident_times import STAGES, Stage, StageName
from generator.records.incident import Incident
from generator.records.post_mortem_form import MILESTONES, Milestone
from generator.records.times import Target

_FARTHEST_MARK = 3
"""A target that lies farther away, in lengths of the incident, would squeeze the rest together: it is said in words."""
_OPEN_END = 0.2
_ORDER: dict[Milestone, int] = {name: place for place, name in enumerate(MILESTONES)}
_VERBS: dict[Milestone, StageName] = {milestone: name for name, milestone in STAGES}


class Piece(NamedTuple):
    """The time between two known milestones that follow each other on the clock."""

    start: datetime
    length: timedelta
    stages: tuple[StageName, ...]
    """What ended with it; several where the times between are missing; none up to a start that came after an alert."""

    @property
    def words(self) -> str:
        """What it is called: `mitigate`, `detect, acknowledge`."""
        return ", ".join(self.stages) or "before the start"

    @property
    def look(self) -> str:
        """Which colour and pattern it has: its stage's, `several`, or `early`."""
        return self.stages[0] if len(self.stages) == 1 else "several" if self.stages else "early"


class Segment(NamedTuple):
    """A piece of the line between two known milestones."""

    words: str
    """`mitigate`; `detect, acknowledge` where the time between is not known."""
    look: str
    """Which colour and pattern: the name of the stage that ends here, `several`, `early` or `open`."""
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
    after: timedelta
    """From the beginning of the line."""
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

    @property
    def said(self) -> str:
        """The drawing in words, for those who do not see it."""
        pieces = [
            part.words if part.length is None else f"{part.words} {duration(part.length)}" for part in self.segments
        ]
        marks = [f"{mark.name} {mark.target} ends after {duration(mark.after)}" for mark in (*self.marks, *self.beyond)]
        return ". ".join("; ".join(words) for words in (pieces, marks) if words)


def pieces(incident: Incident) -> tuple[Piece, ...]:
    """Return what lies between the known milestones in the order of the clock, which need not be theirs."""
    known = {name: moment.at for name, moment in incident.milestones.items() if moment.at}
    placed = sorted(known, key=lambda name: (known[name], _ORDER[name]))
    found = []
    for one, other in pairwise(placed):
        ended = [name for name in MILESTONES[_ORDER[one] + 1 : _ORDER[other]] if name not in known]
        stages = tuple(_VERBS[name] for name in (*ended, other) if name in _VERBS)
        found.append(Piece(known[one], known[other] - known[one], stages))
    return tuple(found)


def steps(course: tuple[Piece, ...]) -> dict[StageName, Piece]:
    """Return the piece that each stage ends: how long it took by itself; a stage whose time is missing has none."""
    return {piece.stages[-1]: piece for piece in course if piece.stages}


def scale(incident: Incident, course: tuple[Piece, ...], stages: tuple[Stage, ...]) -> Scale | None:
    """Return the drawing of an incident with these pieces; None when no two of its times differ."""
    parts = [piece for piece in course if piece.length]
    if not parts:
        return None
    first, total = parts[0].start, sum((piece.length for piece in parts), timedelta())
    ends = [(stage.goal, stage.goal.due - first) for stage in stages if stage.goal and stage.goal.due]
    near = [end for _, end in ends if end <= _FARTHEST_MARK * total]
    whole = max([total * (1 + _OPEN_END) if incident.is_open else total, *near])
    marks = [Mark(goal.name, goal.target, end, _share(end, whole)) for goal, end in ends if end in near]
    beyond = [Mark(goal.name, goal.target, end, 100) for goal, end in ends if end not in near]
    segments = [
        Segment(piece.words, piece.look, _share(piece.start - first, whole), _share(piece.length, whole), piece.length)
        for piece in parts
    ]
    if incident.is_open:
        start = _share(total, whole)
        segments.append(Segment("still open", "open", start, 100 - start, None))
    return Scale(tuple(segments), tuple(marks), tuple(beyond), whole)


def _share(length: timedelta, whole: timedelta) -> float:
    return length / whole * 100
