"""A handbook: everything that one product or team needs to respond to incidents."""

from typing import Any, ClassVar, Self

from pydantic import Field, GetJsonSchemaHandler

from generator.problems import quoted
from generator.records.kind import Kind
from generator.records.record import Record
from generator.records.refs import ProcedureRef
from generator.records.scalars import Line, Link, Prose, Scalar, Words, fail
from generator.records.times import DayOrMonth, Zone

FACTS = (
    "title",
    "summary",
    "timezone",
    "updated",
    "status_page",
    "incident_channel",
    "alert_channel",
    "war_room",
)
"""The facts that a message can name: `{handbook.status_page}`."""


class Format(Scalar):
    """The version of the record formats."""

    __slots__ = ()
    wants: ClassVar[str] = "the version of these formats, 1"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read the one version that there is."""
        if text != "1":
            fail("unknown-choice", f"{quoted(text)} is no version of these formats; write 1")
        return cls(text)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: object, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Editors read it as a number."""
        return {"enum": [1, "1"]}


class Handbook(Record):
    """What holds for a whole handbook."""

    format: Format = Field(examples=["1"])
    """The version of these formats; 1."""
    title: Words = Field(examples=["Vlossom Protocol"])
    """The product's or team's name."""
    summary: Prose | None = Field(default=None, examples=["How we respond when payments fail."])
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
    war_room: Line | None = Field(default=None, examples=["https://meet.example.com/incident"])
    """Where people meet: words or a link, shown on every runbook."""
    if_nothing_fits: ProcedureRef | None = None
    """The procedure to follow when no runbook fits."""


HANDBOOK = Kind("handbook", "Handbooks", Handbook, file="handbook")
