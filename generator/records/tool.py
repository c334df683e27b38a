"""A tool: something to look at or work with during an incident."""

from pydantic import Field

from generator.records.kind import Kind
from generator.records.record import Row
from generator.records.scalars import Line, Link, Words


class Tool(Row):
    """What it is for and how to get in."""

    name: Words = Field(examples=["Railway Dashboard"])
    """What people call it."""
    purpose: Line | None = Field(default=None, examples=["API logs, metrics"])
    """What it is for."""
    access: Line | None = Field(default=None, examples=["everybody in the group on-call"])
    """Who has access, or how to get it; never a secret."""
    url: Link | None = None
    """Where it is."""
    backup: Line | None = Field(default=None, examples=["the logs on the host itself"])
    """What to use when it is down."""

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name


TOOL = Kind("tool", "Tools", Tool, file="tools", many=True, internal=True)
