"""A field to fill in: of a message template, or a variable of a runbook."""

import re
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from generator.problems import Fault
from generator.records.kind import Part
from generator.records.scalars import Flag, VariableName, Words, fail

FieldType = Literal["text", "long", "choice", "time", "date", "duration", "number", "person"]
Prefill = Literal[
    "now",
    "title",
    "severity",
    "commander",
    "status",
    "started",
    "detected",
    "acknowledged",
    "mitigated",
    "resolved",
    "duration",
    "summary",
    "root_cause",
    "resolution",
    "services",
    "date",
]
MAX_PATTERN = 200


class FieldName(Words):
    """A field's name: any text without `{ } | :`."""

    wants: ClassVar[str] = "a field's name"

    @classmethod
    def read(cls, text: str) -> "FieldName":
        """Read a name that can stand in braces."""
        if re.search(r"[{}|:]", text):
            fail("template-field", f'a field\'s name has no {{ }} | or :, found "{text}"')
        return cls(Words.read(text))


class Input(Part):
    """What a field is like, beyond its name."""

    shorthand: ClassVar[str] = "name"

    name: Words
    """What it is called."""
    label: Words | None = None
    """What stands beside the field; its name unless said."""
    hint: Words | None = Field(default=None, examples=["HH:MM UTC"])
    """Grey text in the empty field."""
    type: FieldType | None = None
    """What is entered; text, or a choice when there are options."""
    options: tuple[Words, ...] = ()
    """What can be chosen."""
    pattern: Words | None = Field(default=None, examples=["[a-z]+-[0-9]+"])
    """A regular expression that the whole value matches."""
    default: Words | None = None
    """The value to begin with."""
    required: Flag | None = None
    """Whether the message is incomplete without it."""
    secret: Flag | None = None
    """Never stored, never in an address."""

    @property
    def shown(self) -> str:
        """What stands beside the field."""
        return self.label or self.name

    @property
    def kind(self) -> FieldType:
        """What is entered."""
        return self.type or ("choice" if self.options else "text")

    def faults(self) -> Iterator[Fault]:
        """Options, defaults and patterns fit each other."""
        if self.type == "choice" and not self.options:
            yield Fault(("type",), "a choice needs `options`", "template-field")
        if self.options and self.kind != "choice":
            yield Fault(("type",), f'`options` make a choice, not "{self.type}"; leave `type` out', "template-field")
        if self.default and self.options and self.default not in self.options:
            yield Fault(("default",), f'the default "{self.default}" is none of the options', "template-field")
        yield from self._pattern_faults()

    def _pattern_faults(self) -> Iterator[Fault]:
        if not self.pattern:
            return
        try:
            re.compile(self.pattern[:MAX_PATTERN])
        except re.error as error:
            yield Fault(("pattern",), f"this is not a regular expression: {error}", "template-field")
            return
        if len(self.pattern) > MAX_PATTERN:
            yield Fault(("pattern",), f"a pattern is at most {MAX_PATTERN} characters long", "template-field")


class Variable(Input):
    """A value that a responder fills in once and that every command of the runbook takes."""

    name: VariableName
    """What stands in the braces of `run`."""


class MessageField(Input):
    """What the braces of a message alone do not say about a field."""

    name: FieldName
    """The field's name, as in the braces."""
    prefill: Prefill | None = None
    """Where the value comes from: the clock (`now`), or a fact of the incident."""
