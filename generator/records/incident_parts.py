"""The pieces of an incident: changes of level, people, impact, the timeline, messages, the state of the post-mortem."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from generator.problems import Fault
from generator.records.part import Part
from generator.records.refs import PersonRef, RunbookRef, SeverityRef, TemplateRef
from generator.records.scalars import Flag, Line, Link, Prose, Slug, Words
from generator.records.times import Day, Moment

EventKind = Literal["note", "deploy", "decision", "action", "escalation", "communication", "observation"]


class SeverityChange(Part):
    """When the level changed, and why."""

    at: Moment = Field(examples=["14:31"])
    """When."""
    was: SeverityRef
    """The level before."""
    became: SeverityRef
    """The level after."""
    why: Line | None = Field(default=None, examples=["second region affected"])
    """The reason."""


class Responder(Part):
    """Who worked on it, in which role."""

    shorthand: ClassVar[str] = "who"

    who: PersonRef
    """A contact or a handle."""
    role: Words | None = Field(default=None, examples=["scribe"])
    """What they did."""


class RunbookUse(Part):
    """A runbook that was used, and whether it helped."""

    shorthand: ClassVar[str] = "runbook"

    runbook: RunbookRef
    """Which."""
    helped: Flag | None = None
    """Whether it helped."""
    note: Line | None = Field(default=None, examples=["the third step was out of date"])
    """What was missing or wrong."""


class Impact(Part):
    """What it did to users and to the business."""

    shorthand: ClassVar[str] = "summary"

    users_affected: Words | None = Field(default=None, examples=["212", "8 %"])
    """A number, a percentage, or words."""
    revenue: Words | None = Field(default=None, examples=["about 40 orders"])
    """What it cost."""
    data_loss: Flag | None = None
    """Whether data was lost."""
    data_affected: Line | None = Field(default=None, examples=["none"])
    """Which data was touched, in words."""
    summary: Prose | None = Field(default=None, examples=["Customers in one region could not pay."])
    """The rest, in words."""


class Event(Part):
    """One line of the timeline."""

    instead: ClassVar[dict[str, str]] = {
        "milestone": "a milestone is written once, as a key at the top of the record: `detected: 14:14`",
    }

    at: Moment = Field(examples=["14:31"])
    """When."""
    event: Line = Field(examples=["Traffic switched to the second provider"])
    """What happened."""
    kind: EventKind | None = None
    """What kind of thing that is."""
    by: PersonRef | None = None
    """Who did it."""
    evidence: Link | None = None
    """Where to see it."""
    key: Flag | None = None
    """Whether it matters most."""


class Factor(Part):
    """One thing that contributed."""

    shorthand: ClassVar[str] = "text"

    category: Slug | None = Field(default=None, examples=["monitoring"])
    """What kind of thing, in a word; the same word twice makes trouble recurring."""
    text: Line = Field(examples=["No alert watches the certificate"])
    """What it was."""


class Message(Part):
    """A message that was sent."""

    at: Moment = Field(examples=["14:31"])
    """When."""
    template: TemplateRef | None = None
    """The template it was made from."""
    text: Prose | None = Field(default=None, examples=["We are investigating failed payments."])
    """What it said."""
    audience: Literal["internal", "customers", "executives", "regulator"] | None = None
    """Who read it."""

    def faults(self) -> Iterator[Fault]:
        """It names a template or says what was sent."""
        if not self.template and not self.text:
            yield Fault((), "it does not say what was sent; write `template:` or `text:`", "missing-key")


class PostMortem(Part):
    """Where the post-mortem stands."""

    status: Literal["not-required", "draft", "in-review", "published"] = Field(examples=["draft"])
    """How far it is."""
    author: PersonRef | None = None
    """Who writes it."""
    meeting: Day | None = None
    """The day of the meeting."""
    published: Day | None = None
    """The day it was published."""

    def faults(self) -> Iterator[Fault]:
        """Its status and its day agree."""
        if self.published and self.status != "published":
            sentence = (
                f'it was published on {self.published}, so its status is not "{self.status}"; leave one of them out'
            )
            yield Fault(("status",), sentence, "one-or-other")
