"""A template: a message with fields to fill in."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field

from generator.problems import Fault, any_of, did_you_mean, quoted
from generator.records.braces import Segment, Slot, pieces
from generator.records.handbook import FACTS, Handbook
from generator.records.kind import Kind
from generator.records.record import Document
from generator.records.refs import PersonRef, SeverityRef
from generator.records.review import review_faults
from generator.records.scalars import Literal as Letter
from generator.records.scalars import Prose, Words
from generator.records.template_field import MessageField
from generator.records.times import Day, Span

__all__ = ["HANDBOOK", "TEMPLATE", "MessageTemplate", "Segment", "Slot", "is_handbook_fact"]

HANDBOOK = "handbook."


class MessageTemplate(Document):
    """A message for an audience and a channel, at a stage of an incident."""

    summary: Prose | None = Field(default=None, examples=["For the first message, within ten minutes."])
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
    subject: Letter | None = Field(default=None, examples=["[{Severity}] {What happened}"])
    """The subject line; e-mail only."""
    body: Letter = Field(examples=["INCIDENT UPDATE - {Time UTC}\nSummary: {What we know now}"])
    """The message to the letter; `{name}` is a field, `{name: A | B}` a choice."""
    fields: tuple[MessageField, ...] = ()
    """What the braces alone do not say about a field."""

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The body as text and slots, in order."""
        return tuple(piece.segment for piece in pieces(self.body))

    @cached_property
    def subject_segments(self) -> tuple[Segment, ...]:
        """The subject as text and slots, in order."""
        return tuple(piece.segment for piece in pieces(self.subject or ""))

    @cached_property
    def inputs(self) -> tuple[MessageField, ...]:
        """Every field once, in the order of the message, with what `fields` says about it; no facts of the handbook."""
        return self._inputs(slot for slot in self._slots if not is_handbook_fact(slot.name))

    def inputs_with(self, handbook: Handbook) -> tuple[MessageField, ...]:
        """Return the fields, and one for each fact that the handbook does not record, labelled with the key's words."""
        return self._inputs(slot for slot in self._slots if _fact(slot, handbook) is None)

    def filled(self, segments: tuple[Segment, ...], handbook: Handbook) -> tuple[Segment, ...]:
        """Return segments with the facts that the handbook records in their places."""
        return tuple(part if isinstance(part, str) else _fact(part, handbook) or part for part in segments)

    def faults(self) -> Iterator[Fault]:
        """Braces pair up, choices have names, fields occur and agree with the braces, a subject is for e-mail."""
        for name, text in (("subject", self.subject), ("body", self.body)):
            yield from _text_faults(name, text or "", self._options)
        yield from self._field_faults()
        if self.subject and self.channel not in {None, "email"}:
            sentence = "only an e-mail has a subject; leave it out, or write `channel: email`"
            yield Fault(("subject",), sentence, "one-or-other")
        yield from review_faults(self.reviewed, self.review_every)

    @property
    def _slots(self) -> Iterator[Slot]:
        return (part for part in (*self.subject_segments, *self.segments) if isinstance(part, Slot))

    @cached_property
    def _options(self) -> dict[str, tuple[str, ...]]:
        """The choices of each field as its first braces with any say them."""
        found: dict[str, tuple[str, ...]] = {}
        for slot in self._slots:
            if slot.options:
                found.setdefault(slot.name, slot.options)
        return found

    def _inputs(self, slots: Iterator[Slot]) -> tuple[MessageField, ...]:
        declared = {str(field.name): field for field in self.fields}
        found: dict[str, MessageField] = {}
        for slot in slots:
            if slot.name in found:
                continue
            field = declared.get(slot.name) or MessageField.model_validate({"name": slot.name})
            update: dict[str, object] = {}
            if slot.name in self._options and not field.options:
                update["options"] = tuple(Words(option) for option in self._options[slot.name])
            if is_handbook_fact(slot.name) and not field.label:
                update["label"] = Words(slot.name.removeprefix(HANDBOOK).replace("_", " "))
            found[slot.name] = field.model_copy(update=update) if update else field
        return tuple(found.values())

    def _field_faults(self) -> Iterator[Fault]:
        names = list(dict.fromkeys(slot.name for slot in self._slots))
        for index, field in enumerate(self.fields):
            if field.name not in names:
                sentence = f"no field of the message is called {quoted(field.name)}{did_you_mean(field.name, names)}"
                yield Fault(("fields", index, "name"), sentence, "template-field")
            elif any(field.name == other.name for other in self.fields[:index]):
                sentence = f"the field {quoted(field.name)} is described twice; put it into one"
                yield Fault(("fields", index, "name"), sentence, "duplicate-id")
            options = self._options.get(field.name, ())
            for fault in field.choice_faults(options):
                yield Fault(("fields", index, *fault.loc), fault.sentence, fault.code)


def is_handbook_fact(name: str) -> bool:
    """Say whether a slot takes a fact of the handbook: `handbook.status_page`."""
    return name.startswith(HANDBOOK)


def _fact(slot: Slot, handbook: Handbook) -> str | None:
    """Return the fact of the handbook that a slot names; None for a field, and for a fact that is not recorded."""
    name = slot.name.removeprefix(HANDBOOK)
    if not is_handbook_fact(slot.name) or name not in FACTS:
        return None
    value = getattr(handbook, name)
    return None if value is None else str(value)


def _text_faults(name: str, text: str, options: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    for piece in pieces(text):
        slot = piece.segment
        if piece.fault:
            yield Fault((name,), piece.fault, "template-field", word=piece.word)
        if not isinstance(slot, Slot):
            continue
        fact = slot.name.removeprefix(HANDBOOK)
        if is_handbook_fact(slot.name) and fact not in FACTS:
            hint = did_you_mean(fact, FACTS) or f"; it has {any_of(FACTS, 'and')}"
            yield Fault((name,), f"a handbook has no {quoted(fact)}{hint}", "template-field", word=piece.word)
        if slot.options and slot.options != options[slot.name]:
            sentence = f"the choice {quoted(slot.name)} offers something else above; make both alike, or rename one"
            yield Fault((name,), sentence, "template-field", word=piece.word)
        if len(set(slot.options)) < len(slot.options):
            sentence = f"the choice {quoted(slot.name)} offers the same thing twice; leave one out"
            yield Fault((name,), sentence, "template-field", word=piece.word)


TEMPLATE = Kind("template", "Templates", MessageTemplate, folder="templates")
