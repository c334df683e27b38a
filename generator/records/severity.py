"""A severity: one level of how bad it is, with what is owed at that level."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

from pydantic import Field

from generator.problems import Fault
from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.record import Record
from generator.records.refs import PersonRef
from generator.records.scalars import Flag, LevelId, Line, Prose, Words
from generator.records.times import Span, Target

PostMortemDuty = Literal["always", "if-recurring", "never"]


class PostMortemPolicy(Part):
    """Whether a post-mortem is owed after an incident of this level, and by when."""

    required: PostMortemDuty = Field(examples=["always"])
    """Always, only if the trouble is recurring, or never."""
    otherwise: Line | None = Field(default=None, examples=["quick write-up"])
    """What is owed when no post-mortem is, in words."""
    recurring_within: Span | None = Field(default=None, examples=["90d"])
    """How far back an incident with the same runbook or category of a factor makes it recurring; any, if left out."""
    meeting_within: Span | None = Field(default=None, examples=["48h"])
    """When the meeting is due, counted from `resolved`."""
    publish_within: Span | None = Field(default=None, examples=["3d"])
    """When the post-mortem is due, counted from `resolved`."""


class Severity(Record):
    """One level, most severe first in its file."""

    id: LevelId = Field(examples=["P0"])
    """What people call the level."""
    name: Words = Field(examples=["Critical"])
    """The level in a word."""
    summary: Line | None = Field(default=None, examples=["Complete outage"])
    """What it means, in a few words."""
    also_called: tuple[Words, ...] = Field(default=(), examples=[["SEV1"]])
    """Names of the same level elsewhere."""
    definition: Prose | None = Field(
        default=None, examples=["Service is completely unavailable or data breach confirmed."]
    )
    """How to tell that it is this level."""
    examples: tuple[Line, ...] = Field(default=(), examples=[["The shop returns errors for all users"]])
    """What has this level."""
    response_time: Target | None = Field(default=None, examples=["15m"])
    """How soon somebody has acknowledged, counted from `detected`."""
    response_note: Line | None = Field(default=None, examples=["Immediate"])
    """Words beside the response time."""
    resolution_target: Target | None = Field(default=None, examples=["1h"])
    """How soon it is resolved, counted from `detected`."""
    update_every: Span | None = Field(default=None, examples=["15m"])
    """How often people are told."""
    update_status_page: Flag | None = None
    """Whether the public status page is updated."""
    who_to_page: Line | None = Field(default=None, examples=["Everyone"])
    """Who is paged, in words."""
    contacts: tuple[PersonRef, ...] = ()
    """Who is paged, as contacts."""
    post_mortem_policy: PostMortemPolicy | None = None
    """What is owed afterwards."""

    def faults(self) -> Iterator[Fault]:
        """A target that is over before the response time is a slip of the pen."""
        response, resolution = _length(self.response_time), _length(self.resolution_target)
        if response and resolution and resolution < response:
            longer = f"the resolution target ({self.resolution_target}) is over before the response time"
            sentence = f"{longer} ({self.response_time}); write a longer one"
            yield Fault(("resolution_target",), sentence, "target-order", "warning")


def _length(target: Target | None) -> timedelta | None:
    return target.length if target else None


SEVERITY = Kind("severity", "Severities", Severity, file="severities", many=True)
