"""A template: a message with fields to fill in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from pydantic import Field

from generator.problems import Fault, did_you_mean
from generator.records.handbook import Handbook
from generator.records.kind import Document, Kind
from generator.records.refs import PersonRef, SeverityRef
from generator.records.scalars import Literal as Letter
from generator.records.scalars import Prose, Words
from generator.records.template_field import MessageField
from generator.records.times import Day, Span

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_NAME_BEFORE = re.compile(r"([^\s*_:#>\-][^:{}|]*?)[\s*_]*:?[\s*_]*$")
HANDBOOK = "handbook."
HANDBOOK_FACTS = tuple(
    name
    for name in Handbook.model_fields
    if name in {"title", "summary", "timezone", "updated", "status_page", "incident_channel", "alert_channel", "war_room"}
)


@dataclass(frozen=True)
class Slot:
    """A place in a message that a field fills."""

    name: str
    options: tuple[str, ...] = ()


Segment: TypeAlias = str | Slot


class MessageTemplate(Document):
    """A message for an audience and a channel, at a stage of an incident."""

    summary: Prose | None = None
    """When to send it."""
    audience: Literal["internal", "customers", "executives", "regulator"] | None = None
    """Who reads it."""
    channel: Literal["chat", "email", "sms", "status-page", "phone"] | None = None
    """How it is sent."""
    stage: Literal["initial", "update", "monitoring", "resolved"] | None = None
    """When in an incident it is sent."""
    severities: tuple[SeverityRef, ...] = ()
    """The levels it is for."""
    owner: PersonRef | None = None
    """Who keeps it true."""
    reviewed: Day | None = None
    """The day somebody last checked it."""
    review_every: Span | None = None
    """How long a review is good for."""
    subject: Letter | None = None
    """The subject line; e-mail only."""
    body: Letter = Field(examples=["INCIDENT UPDATE - {Time UTC}\nSummary: {What we know now}"])
    """The message to the letter; `{name}` is a field, `{name: A | B}` a choice."""
    fields: tuple[MessageField, ...] = ()
    """What the braces alone do not say about a field."""

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The body as text and slots, in order."""
        return tuple(part for part, _ in _split(self.body))

    @cached_property
    def subject_segments(self) -> tuple[Segment, ...]:
        """The subject as text and slots, in order."""
        return tuple(part for part, _ in _split(self.subject)) if self.subject else ()

    @cached_property
    def inputs(self) -> tuple[MessageField, ...]:
        """Every field once, in the order of the message, with what `fields` says about it."""
        declared = {field.name: field for field in self.fields}
        found: dict[str, MessageField] = {}
        for slot in self._slots():
            field = found.get(slot.name) or declared.get(slot.name) or MessageField.model_validate({"name": slot.name})
            if slot.options and not field.options:
                options = tuple(Words(option) for option in slot.options)
                field = field.model_copy(update={"options": options})
            found[slot.name] = field
        return tuple(found.values())

    def faults(self) -> Iterator[Fault]:
        """Braces pair up, choices have names, declared fields occur, a subject is for e-mail."""
        for name, text in (("subject", self.subject), ("body", self.body)):
            for part, problem in _split(text or ""):
                if problem:
                    yield Fault((name,), problem, "template-field")
                elif isinstance(part, Slot):
                    yield from _slot_faults(part, name)
        names = [slot.name for slot in self._slots()]
        for index, field in enumerate(self.fields):
            if field.name not in names:
                sentence = f'no field of the message is called "{field.name}"{did_you_mean(field.name, names)}'
                yield Fault(("fields", index, "name"), sentence, "template-field")
        if self.subject and self.channel not in {None, "email"}:
            sentence = "only an e-mail has a subject; leave it out, or write `channel: email`"
            yield Fault(("subject",), sentence, "one-or-other")

    def _slots(self) -> tuple[Slot, ...]:
        parts = (*self.subject_segments, *self.segments)
        return tuple(part for part in parts if isinstance(part, Slot) and not is_handbook_fact(part.name))


def is_handbook_fact(name: str) -> bool:
    """Say whether a slot takes a fact of the handbook: `handbook.status_page`."""
    return name.startswith(HANDBOOK)


def _slot_faults(slot: Slot, loc: str) -> Iterator[Fault]:
    fact = slot.name.removeprefix(HANDBOOK)
    if is_handbook_fact(slot.name) and fact not in HANDBOOK_FACTS:
        sentence = f'a handbook has no "{fact}"{did_you_mean(fact, HANDBOOK_FACTS)}'
        yield Fault((loc,), f"{sentence or 'name one of its facts'}", "template-field")
    if len(set(slot.options)) < len(slot.options):
        yield Fault((loc,), f'the choice "{slot.name}" offers the same thing twice', "template-field")


def _split(text: str) -> Iterator[tuple[Segment, str]]:
    """Yield the parts of a message, each with what is wrong with it or nothing."""
    done = 0
    words = ""
    for token in _TOKEN.finditer(text):
        words += text[done : token.start()]
        done = token.end()
        if token[0] in {"{{", "}}"}:
            words += token[0][0]
            continue
        if token[1] is None:
            line = text.count("\n", 0, token.start()) + 1
            yield words + token[0], f"a {token[0]} in line {line} of the text has no partner; write {token[0] * 2} for the sign"
            words = ""
            continue
        if words:
            yield words, ""
        yield _slot(token[1], (words or "").rpartition("\n")[2])
        words = ""
    if words or done < len(text):
        yield words + text[done:], ""


def _slot(inside: str, before: str) -> tuple[Segment, str]:
    name, colon, rest = inside.partition(":")
    choices = rest if colon else inside
    if "|" not in choices:
        clean = inside.strip()
        problem = "" if clean and not colon else f'"{{{inside}}}" is no field; write {{name}} or {{name: A | B}}'
        return (Slot(clean), "") if not problem else (inside, problem)
    options = tuple(option.strip() for option in choices.split("|"))
    if not all(options):
        return inside, f'"{{{inside}}}" has an empty choice; write {{name: A | B}}'
    found = _NAME_BEFORE.search(before)
    label = name.strip() if colon else (found[1].strip() if found else "")
    if not label or "|" in label:
        return inside, f'the choice "{{{inside}}}" has no name; write {{name: {choices.strip()}}}'
    return Slot(label, options), ""


TEMPLATE = Kind("template", "Templates", MessageTemplate, folder="templates")
