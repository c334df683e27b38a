"""A contact: a role, a team or a person to call, and how to reach it."""

from typing import Literal

from pydantic import Field

from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.record import Row
from generator.records.refs import PersonRef, RotationRef, SeverityRef
from generator.records.scalars import Count, Line, Words
from generator.records.times import Span, Zone


class Reach(Part):
    """One way to reach a contact."""

    by: Literal["phone", "email", "sms", "slack", "teams", "telegram", "pager", "link"] = Field(examples=["phone"])
    """The channel."""
    value: Words | None = Field(default=None, examples=["#payments"])
    """The number, address or channel; left out when it is not recorded."""


class Contact(Row):
    """Whom to call, when, and how."""

    role: Words = Field(examples=["Tech Lead"])
    """What they are called for."""
    name: Words | None = Field(default=None, examples=["Payments team"])
    """A person's or team's name; optional, roles are the point."""
    who: Words | None = Field(default=None, examples=["Rotating"])
    """Who that is, in words."""
    rotation: RotationRef | None = Field(default=None, examples=["on-call"])
    """The rotation that says who that is."""
    team: Words | None = Field(default=None, examples=["Payments"])
    """The team they belong to."""
    when: Line | None = Field(default=None, examples=["P0/P1 incidents"])
    """When to call them."""
    severities: tuple[SeverityRef, ...] = ()
    """The levels to call them at."""
    reach: tuple[Reach, ...] = ()
    """How to reach them, best way first."""
    timezone: Zone | None = None
    """The zone they work in."""
    backup: PersonRef | None = None
    """Whom to call when they do not answer."""
    order: Count | None = None
    """Their place on the escalation ladder, from 1."""
    escalate_after: Span | None = Field(default=None, examples=["15m"])
    """How long to wait for an answer."""

    @property
    def title(self) -> str:
        """What people call them: the name, else the role."""
        return self.name or self.role


CONTACT = Kind("contact", "Contacts", Contact, file="contacts", many=True, internal=True)
