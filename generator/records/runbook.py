"""A runbook: how to handle one kind of trouble."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from generator.problems import Fault
from generator.records.kind import Kind
from generator.records.record import Document
from generator.records.refs import PersonRef, RunbookRef, ServiceRef, SeverityRef
from generator.records.review import review_faults
from generator.records.scalars import AlertName, Line, Prose, Words
from generator.records.service import NamedLink
from generator.records.step import Step, step_faults, steps_within
from generator.records.template_field import Variable
from generator.records.times import Day, Span


class Runbook(Document):
    """Symptoms, investigation, resolution, prevention and escalation for one kind of trouble."""

    instead: ClassVar[dict[str, str]] = {
        "steps": "the steps of a runbook are `investigation:`, `resolution:` and `escalation:`",
        "phases": "phases belong to a procedure; the steps of a runbook are `investigation:` and `resolution:`",
    }

    summary: Prose | None = Field(default=None, examples=["For errors at the last step of the checkout only."])
    """What this is about, when the title does not say it all."""
    severity: SeverityRef | None = Field(default=None, examples=["P1"])
    """The usual level."""
    services: tuple[ServiceRef, ...] = ()
    """What breaks."""
    alerts: tuple[AlertName, ...] = Field(default=(), examples=[["CheckoutErrorRateHigh"]])
    """The alerts that lead here; each gets the short address `/a/<Alert>/`."""
    errors: tuple[Words, ...] = Field(default=(), examples=[["payment provider timed out"]])
    """Error texts that people paste into the search field."""
    owner: PersonRef | None = None
    """Who keeps it true."""
    reviewed: Day | None = None
    """The day somebody last checked it."""
    review_every: Span | None = Field(default=None, examples=["90d"])
    """How long a review is good for."""
    variables: tuple[Variable, ...] = ()
    """Values that its commands take."""
    symptoms: tuple[Line, ...] = Field(default=(), examples=[["Orders fail with a timeout"]])
    """You are here if."""
    impact: Prose | None = Field(default=None, examples=["Customers cannot pay."])
    """What it means for users."""
    investigation: tuple[Step, ...] = ()
    """What to look at, in order."""
    resolution: tuple[Step, ...] = ()
    """What to do, in order."""
    prevention: tuple[Line, ...] = Field(default=(), examples=[["Alert at half of the provider's limit"]])
    """What keeps it from happening again."""
    escalation: tuple[Step, ...] = ()
    """Whom to tell, and when."""
    related: tuple[RunbookRef, ...] = ()
    """Runbooks for trouble that looks alike."""
    links: tuple[NamedLink, ...] = ()
    """More to read."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step in reading order."""
        return (*self.investigation, *self.resolution, *self.escalation)

    def faults(self) -> Iterator[Fault]:
        """Steps lead to steps, commands use declared variables, and there is something to do."""
        named = ("investigation", "resolution", "escalation")
        steps = tuple(pair for name in named for pair in steps_within(getattr(self, name), (name,)))
        yield from step_faults(steps, self.variables)
        if not steps:
            sentence = "a runbook without steps helps nobody; write `investigation:` or `resolution:`"
            yield Fault((), sentence, "nothing-to-do", "warning")
        yield from review_faults(self.reviewed, self.review_every)


RUNBOOK = Kind("runbook", "Runbooks", Runbook, folder="runbooks")
