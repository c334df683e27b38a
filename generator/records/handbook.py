"""A handbook: everything that one product or team needs to respond to incidents."""

from typing import Literal

from pydantic import Field

from generator.records.kind import Kind, Record
from generator.records.refs import ProcedureRef
from generator.records.scalars import Line, Link, Prose, Words
from generator.records.times import DayOrMonth, Zone


class Handbook(Record):
    """What holds for a whole handbook."""

    format: Literal["1"]
    """The version of these formats; 1."""
    title: Words = Field(examples=["Vlossom Protocol"])
    """The product's or team's name."""
    summary: Prose | None = None
    """What the handbook is for, in a sentence or two."""
    timezone: Zone = Zone("UTC")
    """The zone of times that name none, and of days that are over."""
    updated: DayOrMonth | None = Field(default=None, examples=["2024-12"])
    """The day or month of the last revision of the whole."""
    status_page: Link | None = Field(default=None, examples=["https://status.example.com/"])
    """Where users are told; `{handbook.status_page}` in templates."""
    incident_channel: Words | None = Field(default=None, examples=["#incidents"])
    """Where incidents are worked on."""
    alert_channel: Words | None = Field(default=None, examples=["#alerts"])
    """Where alerts arrive."""
    war_room: Line | None = None
    """Where people meet: words or a link, shown on every runbook."""
    if_nothing_fits: ProcedureRef | None = None
    """The procedure to follow when no runbook fits."""


HANDBOOK = Kind("handbook", "Handbooks", Handbook, file="handbook")
