"""A field to fill in: of a message template, or a variable of a runbook."""

import re
from collections.abc import Iterator
from typing import ClassVar, Literal, Self

from pydantic import Field

from generator.problems import Fault, quoted
from generator.records.notes import Loc
from generator.records.part import Part
from generator.records.pattern import WrongPattern, read_pattern
from generator.records.pattern_cost import refuse_costly
from generator.records.pattern_parts import Node, fits
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

    __slots__ = ()
    wants: ClassVar[str] = "a field's name"
    pattern: ClassVar[str] = r"[^{}|:]+"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a name that can stand in braces."""
        clean = " ".join(text.split())
        if re.search(r"[{}|:]", clean):
            fail("template-field", f"{quoted(clean)} cannot be a field's name: it has no {{ }} | and :; leave them out")
        return cls(Words.read(clean))


class Input(Part):
    """What a field is like, beyond its name."""

    shorthand: ClassVar[str] = "name"

    name: Words = Field(examples=["Summary"])
    """What it is called."""
    label: Words | None = Field(default=None, examples=["Region"])
    """What stands beside the field; its name unless said."""
    hint: Words | None = Field(default=None, examples=["HH:MM UTC"])
    """Grey text in the empty field."""
    type: FieldType | None = None
    """What is entered; text, or a choice when there are options."""
    options: tuple[Words, ...] = Field(default=(), examples=[["eu", "us"]])
    """What can be chosen."""
    pattern: Words | None = Field(default=None, examples=["[a-z]+-[0-9]+"])
    """A regular expression that the whole value matches."""
    default: Words | None = Field(default=None, examples=["eu"])
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
        """A pattern is one that a browser may run, and what the record itself says fits it."""
        try:
            pattern = self._pattern()
        except WrongPattern as wrong:
            yield Fault(("pattern",), wrong.sentence, "template-field", word=wrong.word)
            return
        said = [(("default",), self.default), *((("options", n), option) for n, option in enumerate(self.options))]
        for loc, value in said:
            if value and pattern and not fits(pattern, value):
                yield self._misfit(loc, value)

    def _misfit(self, loc: Loc, value: str) -> Fault:
        sentence = f"{quoted(value)} does not fit the pattern {quoted(str(self.pattern))}; mend one of them"
        return Fault(loc, sentence, "template-field")

    def _pattern(self) -> Node | None:
        if self.pattern is None:
            return None
        if len(self.pattern) > MAX_PATTERN:
            raise WrongPattern(f"a pattern is at most {MAX_PATTERN} characters long; shorten it")
        node = read_pattern(self.pattern)
        refuse_costly(node)
        return node

    def choice_faults(self, others: tuple[str, ...] = ()) -> Iterator[Fault]:
        """Yield what is wrong with its choices; `others` are those that stand in the braces."""
        if self.pattern and others and not self.options and not any(self.faults()):
            pattern = read_pattern(self.pattern)
            yield from (self._misfit(("pattern",), option) for option in others if not fits(pattern, option))
        options = tuple(map(str, self.options)) or others
        if self.options and others and options != others:
            sentence = "the braces of the message offer other choices; leave `options` out"
            yield Fault(("options",), sentence, "template-field")
        if self.type == "choice" and not options:
            yield Fault(("type",), "a choice needs something to choose from; write `options:`", "template-field")
        if options and self.type not in {None, "choice"}:
            yield Fault(("type",), f'`options` make a choice, not "{self.type}"; leave `type` out', "template-field")
        if len(set(self.options)) < len(self.options):
            yield Fault(("options",), "the same thing can be chosen twice; leave one out", "template-field")
        if self.default and options and self.default not in options:
            sentence = f"the default {quoted(self.default)} is none of the choices; write one of them"
            yield Fault(("default",), sentence, "template-field")


class Variable(Input):
    """A value that a responder fills in once and that every command of the runbook takes."""

    name: VariableName = Field(examples=["region"])
    """What stands in the braces of `run`."""

    def faults(self) -> Iterator[Fault]:
        """Its pattern and its choices are sound."""
        yield from super().faults()
        yield from self.choice_faults()


class MessageField(Input):
    """What the braces of a message alone do not say about a field."""

    name: FieldName = Field(examples=["Time UTC"])
    """The field's name, as in the braces."""
    prefill: Prefill | None = None
    """Where the value comes from: the clock (`now`), or a fact of the incident."""
