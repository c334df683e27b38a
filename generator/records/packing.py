"""A sound record as plain values, to be sent from one process to another: to build it again is a third of decoding."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeAlias

from generator.records import reading, refs
from generator.records.forms import Choice, Form, Several, form_of
from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.record import Origin, Record
from generator.records.refs import Ref
from generator.records.scalars import Prose, Scalar
from generator.records.times import Moment, fixed
from generator.records.walking import names_of, picker

Packed: TypeAlias = tuple[tuple[str, ...], tuple[Any, ...]]
"""The names of the keys that a part has, and what each says: text, numbers, and tuples of them."""
Sent: TypeAlias = tuple[Packed, tuple[tuple[str, tuple[str, ...]], ...]]
"""A record, and its facts of the team's own."""


_Instant: TypeAlias = tuple[str, tuple[int, int, int, int, int, int] | None, int, str]
"""A time: its text, what the clocks showed from years to seconds, offset (seconds) and name of its zone.

A time without a place shows nothing, and UTC has no name."""


class _Field(NamedTuple):
    """How the values of one key are packed, and built again."""

    pack: Callable[[Any], Any]
    build: Callable[[Any], object]


class _Form(NamedTuple):
    """How the parts of one model are packed, and built again in the records of one handbook."""

    model: type[Part]
    fields: dict[str, _Field]
    unless_said: dict[str, object]


def packed(record: Record) -> Sent:
    """Return a record as plain values; it has lost nothing."""
    form = _form(type(record), record.key.handbook)
    return _pack(form, record), tuple([(name, tuple(map(str, texts))) for name, texts in record.own_facts])


def built(kind: Kind, sent: Sent, origin: Origin) -> Record:
    """Return the record that was sent."""
    part, facts = sent
    own = tuple([(name, tuple(map(Prose, texts))) for name, texts in facts])
    record = kind.model.made(_values(_form(kind.model, origin.key.handbook), part), part[0])
    return record.seated(origin, own)


def _pack(form: _Form, part: Part) -> Packed:
    names, fields = _in_order(form.model, frozenset(part.model_fields_set)), form.fields
    return names, tuple([fields[name].pack(value) for name, value in zip(names, picker(names)(part), strict=True)])


def _build(form: _Form, part: Packed) -> Part:
    return form.model.made(_values(form, part), part[0])


def _values(form: _Form, part: Packed) -> dict[str, object]:
    values, fields = form.unless_said.copy(), form.fields
    for name, said in zip(*part, strict=True):
        values[name] = fields[name].build(said)
    return values


@lru_cache(maxsize=4_096)
def _in_order(model: type[Part], said: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names_of(model) if name in said)


@lru_cache(maxsize=4_096)
def _form(model: type[Part], handbook: str) -> _Form:
    form = _Form(model, {}, {name: field.get_default() for name, field in model.model_fields.items()})
    for name, field in model.model_fields.items():
        form.fields[name] = _field(form_of(field.annotation), form, handbook)
    return form


def _field(said: Form, around: _Form, handbook: str) -> _Field:
    if isinstance(said, Choice):
        # The same text for all records.
        return _Field(str, {text: text for text in said.texts}.__getitem__)
    if isinstance(said, Several):
        one = _field(said.one, around, handbook)
        return _Field(partial(_each, one.pack), partial(_each, one.build))
    if issubclass(said, Part):
        form = around if said is around.model else _form(said, handbook)
        return _Field(partial(_pack, form), partial(_build, form))
    return _scalar(said, handbook)


def _scalar(kind: type[Scalar], handbook: str) -> _Field:
    if issubclass(kind, Moment):
        return _Field(_instant, partial(_moment, kind))
    if issubclass(kind, Ref):
        return _Field(str, partial(refs.shared, kind, handbook))
    if kind.comes_again:
        return _Field(str, partial(reading.shared, kind))
    return _Field(str, partial(str.__new__, kind))


def _each(change: Callable[[Any], Any], values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple([change(value) for value in values])


def _instant(moment: Moment) -> _Instant:
    at = moment.at
    if at is None:
        return str(moment), None, 0, ""
    # Numbers one by one: of what `datetime` offers, text and `replace` take ten times as long.
    clock = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    if at.tzinfo is UTC:
        return str(moment), clock, 0, ""
    return str(moment), clock, int((at.utcoffset() or timedelta()).total_seconds()), at.tzname() or ""


def _moment(kind: type[Moment], said: _Instant) -> Moment:
    text, clock, offset, name = said
    return kind(text, datetime(*clock, tzinfo=_zone(offset, name)) if clock else None)


@lru_cache(maxsize=256)
def _zone(offset: int, name: str) -> tzinfo:
    return fixed(timedelta(seconds=offset), name) if name else UTC
