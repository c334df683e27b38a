"""A post-mortem form: the sections that a handbook wants in a post-mortem."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from generator.problems import Fault, any_of
from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.record import Record
from generator.records.scalars import Flag, Line, Prose, Words
from generator.records.step import Step, step_faults, steps_within

Milestone = Literal["started", "detected", "acknowledged", "mitigated", "resolved"]
MILESTONES: tuple[Milestone, ...] = ("started", "detected", "acknowledged", "mitigated", "resolved")
ROWED = ("timeline", "went_well", "went_wrong", "lucky", "questions")
"""The lists whose lines a form can ask for one by one."""


class TimelineRow(Part):
    """One line that the timeline, or another list of lines, should have."""

    shorthand: ClassVar[str] = "text"

    text: Line = Field(examples=["First alert received"])
    """What happened, or what to write."""
    milestone: Milestone | None = None
    """The milestone of the timeline that it is; its time is asked for once."""


class FormField(Part):
    """One fact or column of a section."""

    key: Words = Field(examples=["duration"])
    """An incident's field, `impact.users_affected`, or a computed one."""
    heading: Words | None = Field(default=None, examples=["Users affected"])
    """What the form calls it."""
    prompt: Line | None = Field(default=None, examples=["number or percentage"])
    """What to write there."""
    required: Flag | None = None
    """Whether a published post-mortem must have it."""


class FormSection(Part):
    """One section of the form."""

    key: Words | None = Field(default=None, examples=["summary"])
    """The incident's field that it fills; left out when it gathers `fields`."""
    heading: Words = Field(examples=["What happened"])
    """What the form calls it."""
    prompt: Line | None = Field(default=None, examples=["2-3 sentences describing what happened"])
    """What to write there."""
    required: Flag | None = None
    """Whether a published post-mortem must have it."""
    rows: tuple[TimelineRow, ...] = ()
    """The lines that the timeline should have, or that a list such as `went_well` asks for."""
    fields: tuple[FormField, ...] = ()
    """The facts it gathers, or the columns of its list."""

    def faults(self) -> Iterator[Fault]:
        """A section names a field or gathers some."""
        if not self.key and not self.fields:
            yield Fault((), "a section needs the field that it fills; write `key:` or `fields:`", "missing-key")
        if self.rows and self.key not in ROWED:
            sentence = f"rows are for `key:` {any_of(ROWED)}; write one of these, or leave them out"
            yield Fault(("rows",), sentence, "one-or-other")
        for index, row in enumerate(self.rows):
            if row.milestone and self.key in ROWED[1:]:
                sentence = "only a row of the timeline is a milestone; leave it out"
                yield Fault(("rows", index, "milestone"), sentence, "one-or-other")


class PostMortemForm(Record):
    """What `new` asks, what the page shows, and what completeness means in this handbook."""

    title: Words = Field(default=Words("Post-mortem"), examples=["Incident Post-Mortem"])
    """What the form is called."""
    summary: Prose | None = Field(default=None, examples=["Published within three days."])
    """Prose above the form."""
    process: tuple[Step, ...] = ()
    """What happens when, counted from the day of resolution."""
    sections: tuple[FormSection, ...] = ()
    """The sections in order."""
    principles: tuple[Line, ...] = Field(default=(), examples=[["Focus on systems, not people"]])
    """What everybody keeps to."""

    def faults(self) -> Iterator[Fault]:
        """The process counts in days, and its steps fit each other."""
        for index, step in enumerate(self.process):
            if step.at and not step.at.startswith("D"):
                loc = ("process", index, "at")
                yield Fault(loc, f"a post-mortem process counts in days, not {step.at}; write D+1", "not-an-offset")
        yield from step_faults(tuple(steps_within(self.process, ("process",))), (), dated=True)


FORM = Kind("form", "Post-mortems", PostMortemForm, file="post-mortem")
