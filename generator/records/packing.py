"""A sound record as plain values, to be sent from one process to another: to build it again is a third of decoding."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache, partial
from types import NoneType
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, get_origin

from generator.records import reading, refs
from generator.records.kind import Kind, Origin, Part, Record
from generator.records.refs import Ref
from generator.records.scalars import Prose, Scalar
from generator.records.times import Moment, fixed
from generator.records.walking import names_of

Packed: TypeAlias = tuple[tuple[str, ...], tuple[Any, ...]]
"""The names of the keys that a part has, and what each says: text, numbers, and tuples of them."""
Sent: TypeAlias = tuple[Packed, tuple[tuple[str, tuple[str, ...]], ...]]
"""A record, and its facts of the team's own."""


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
    names = _in_order(form.model, frozenset(part.model_fields_set))
    inside, fields = part.__dict__, form.fields
    return names, tuple([fields[name].pack(inside[name]) for name in names])


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
        form.fields[name] = _field(field.annotation, form, handbook)
    return form


def _field(annotation: Any, around: _Form, handbook: str) -> _Field:  # noqa: ANN401 - any annotation of a field
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        # The same text for all records.
        return _Field(str, {text: text for text in arguments}.__getitem__)
    if origin is tuple:
        one = _field(arguments[0], around, handbook)
        return _Field(partial(_each, one.pack), partial(_each, one.build))
    kinds = [kind for kind in arguments or (annotation,) if kind is not NoneType]
    if len(kinds) == 1 and get_origin(kinds[0]) is not None:
        return _field(kinds[0], around, handbook)
    if len(kinds) == 1 and issubclass(kinds[0], Part):
        form = around if kinds[0] is around.model else _form(kinds[0], handbook)
        return _Field(partial(_pack, form), partial(_build, form))
    if len(kinds) == 1 and issubclass(kinds[0], Scalar):
        return _scalar(kinds[0], handbook)
    message = f"no way to send {annotation}"
    raise TypeError(message)


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


def _instant(moment: Moment) -> tuple[str, str, int, str]:
    """Return a time as its text, what the clocks showed, and offset (seconds) and name of its zone; UTC has no name."""
    at = moment.at
    if at is None:
        return str(moment), "", 0, ""
    offset = 0 if at.tzinfo is UTC else int((at.utcoffset() or timedelta()).total_seconds())
    return str(moment), str(at.replace(tzinfo=None)), offset, "" if at.tzinfo is UTC else at.tzname() or ""


def _moment(kind: type[Moment], said: tuple[str, str, int, str]) -> Moment:
    text, clock, offset, name = said
    return kind(text, datetime.fromisoformat(clock).replace(tzinfo=_zone(offset, name)) if clock else None)


@lru_cache(maxsize=256)
def _zone(offset: int, name: str) -> tzinfo:
    return fixed(timedelta(seconds=offset), name) if name else UTC
