"""A procedure: an ordered response that is not tied to one kind of trouble."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from generator.problems import Fault
from generator.records.kind import Document, Kind, Part
from generator.records.refs import PersonRef, SeverityRef, TemplateRef
from generator.records.scalars import Line, Prose
from generator.records.service import NamedLink
from generator.records.source import Loc
from generator.records.step import Stage, Step, step_faults, steps_within
from generator.records.template_field import Variable
from generator.records.times import Day, Offset, Span


class Checkpoint(Part):
    """Where an incident should stand at a time, counted from the alert."""

    at: Offset = Field(examples=["T+15m"])
    """When."""
    title: Line = Field(examples=["First status update posted"])
    """What has happened by then."""
    template: TemplateRef | None = None
    """The message to send."""


class Procedure(Document):
    """A checklist, a protocol by phases, or one way among variants."""

    summary: Prose | None = None
    """What it is for."""
    role: Literal["commander"] | None = None
    """Whose checklist it is."""
    severities: tuple[SeverityRef, ...] = ()
    """The levels it is for."""
    owner: PersonRef | None = None
    """Who keeps it true."""
    reviewed: Day | None = None
    """The day somebody last checked it."""
    review_every: Span | None = None
    """How long a review is good for."""
    use_when: tuple[Line, ...] = ()
    """When to follow it."""
    impact: Prose | None = None
    """What it does to users."""
    caution: Line | None = None
    """What to beware of."""
    variables: tuple[Variable, ...] = ()
    """Values that its commands take."""
    checkpoints: tuple[Checkpoint, ...] = ()
    """The clock."""
    steps: tuple[Step, ...] = ()
    """What to do, in order."""
    phases: tuple[Stage, ...] = ()
    """The stages, in order."""
    variants: tuple[Stage, ...] = ()
    """Alternatives, of which one is followed."""
    links: tuple[NamedLink, ...] = ()
    """More to read."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Its phases or variants."""
        return self.phases or self.variants

    def all_steps(self) -> Iterator[tuple[Loc, Step]]:
        """Yield every step with its place."""
        yield from steps_within(self.steps, ("steps",))
        for name in ("phases", "variants"):
            for index, stage in enumerate(getattr(self, name)):
                yield from steps_within(stage.steps, (name, index, "steps"))

    def faults(self) -> Iterator[Fault]:
        """It has steps, phases or variants, one of them; checkpoints go forward."""
        yield from step_faults(tuple(self.all_steps()), self.variables)
        given = [name for name in ("steps", "phases", "variants") if getattr(self, name)]
        if len(given) > 1:
            yield Fault((given[1],), f"a procedure has `{given[0]}` or `{given[1]}`, not both", "one-or-other")
        if not given and not self.checkpoints:
            sentence = "a procedure without steps helps nobody; write `steps:`, `phases:` or `variants:`"
            yield Fault((), sentence, "nothing-to-do", "warning")
        for index, (one, other) in enumerate(zip(self.checkpoints, self.checkpoints[1:], strict=False)):
            if other.at.length < one.at.length:
                loc = ("checkpoints", index + 1, "at")
                yield Fault(loc, f"{other.at} stands after {one.at}; put checkpoints in order", "time-steps-back")


PROCEDURE = Kind("procedure", "Procedures", Procedure, folder="procedures")
