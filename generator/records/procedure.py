"""A procedure: an ordered response that is not tied to one kind of trouble."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from generator.problems import Fault
from generator.records.kind import Kind
from generator.records.notes import Loc
from generator.records.part import Part
from generator.records.record import Document
from generator.records.refs import PersonRef, SeverityRef, TemplateRef
from generator.records.review import review_faults
from generator.records.scalars import Line, Prose
from generator.records.service import NamedLink
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

    summary: Prose | None = Field(default=None, examples=["How to go back to the previous deployment."])
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
    use_when: tuple[Line, ...] = Field(default=(), examples=[["A new deployment caused a regression"]])
    """When to follow it."""
    impact: Prose | None = Field(default=None, examples=["Users are signed out."])
    """What it does to users."""
    caution: Line | None = Field(default=None, examples=["Do not roll back a migration without its owner"])
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
        """It has steps, phases or variants, one of them; the clock goes forward."""
        yield from step_faults(tuple(self.all_steps()), self.variables)
        given = [name for name in ("steps", "phases", "variants") if getattr(self, name)]
        for other in given[1:]:
            sentence = f"a procedure has `{given[0]}` or `{other}`, not both; put the steps into one of them"
            yield Fault((other,), sentence, "one-or-other")
        if not given and not self.checkpoints:
            sentence = "a procedure without steps helps nobody; write `steps:`, `phases:` or `variants:`"
            yield Fault((), sentence, "nothing-to-do", "warning")
        yield from review_faults(self.reviewed, self.review_every)
        yield from _order_faults("checkpoints", tuple(checkpoint.at for checkpoint in self.checkpoints))
        yield from _order_faults("phases", tuple(phase.at for phase in self.phases))


def _order_faults(name: str, offsets: tuple[Offset | None, ...]) -> Iterator[Fault]:
    latest: Offset | None = None
    for index, offset in enumerate(offsets):
        if offset and latest and offset.length < latest.length:
            sentence = f"{offset} stands below {latest}; put `{name}` in the order of the clock"
            yield Fault((name, index, "at"), sentence, "time-steps-back")
        latest = offset or latest


PROCEDURE = Kind("procedure", "Procedures", Procedure, folder="procedures")
