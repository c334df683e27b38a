"""Sound data to a record without asking pydantic, which has to be ready for every mistake; most data has none.

Each value is read by the rule of its type, as pydantic would have it read. Whatever is not as it should be is left to
pydantic, which says what is wrong; a test holds that nobody can tell who made a record.
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from generator.records.forms import Choice, Form, Several, form_of
from generator.records.part import Part
from generator.records.refs import Ref
from generator.records.walking import names_of

_Read = Callable[[object], object]
_OWN_VALIDATORS = frozenset({"_from_text"})
"""What parts ask of their data before pydantic does, and what is done here as well."""


class _StrangeError(Exception):
    """Something stands where nothing of its kind can."""


class _Reader(NamedTuple):
    """How the parts of one model are read in the files of one handbook."""

    model: type[Part]
    fields: dict[str, _Read]
    unless_said: dict[str, object]
    """Every key in its order, with what it says where it is left out."""
    required: frozenset[str]


def quick_record(model: type[Part], data: object, handbook: str) -> Part | None:
    """Return the part that sound data makes in a file of `handbook`; None where pydantic has to look at it."""
    reader = _reader(model, handbook)
    if reader is None:
        return None
    try:
        return _part(reader, data)
    except (_StrangeError, PydanticCustomError):
        return None


def _part(reader: _Reader, data: object) -> Part:
    if isinstance(data, str) and reader.model.shorthand:
        data = {reader.model.shorthand: data}
    if not isinstance(data, dict) or not data.keys() >= reader.required:
        raise _StrangeError
    values, fields = reader.unless_said.copy(), reader.fields
    for name, said in data.items():
        if name not in fields:
            raise _StrangeError
        values[name] = fields[name](said)
    return reader.model.made(values, tuple(data))


def _several(read: _Read, data: object) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise _StrangeError
    return tuple([read(one) for one in data])


def _choice(texts: dict[str, str], data: object) -> str:
    if not isinstance(data, str) or data not in texts:
        raise _StrangeError
    return texts[data]


@lru_cache(maxsize=4_096)
def _reader(model: type[Part], handbook: str) -> _Reader | None:
    """Return how to read a model; None where it asks for more than the rules of its types."""
    fields, asked = model.model_fields, model.__pydantic_decorators__
    if asked.field_validators or asked.model_validators.keys() - _OWN_VALIDATORS:
        return None
    if any(field.metadata for field in fields.values()):
        return None
    required = frozenset(name for name, field in fields.items() if field.is_required())
    reader = _Reader(model, {}, {name: fields[name].get_default() for name in names_of(model)}, required)
    for name, field in fields.items():
        read = _read(form_of(field.annotation), reader, handbook)
        if read is None:
            return None
        reader.fields[name] = read
    return reader


def _read(form: Form, around: _Reader, handbook: str) -> _Read | None:
    if isinstance(form, Choice):
        return partial(_choice, {text: text for text in form.texts})
    if isinstance(form, Several):
        one = _read(form.one, around, handbook)
        return one and partial(_several, one)
    if issubclass(form, Part):
        reader = around if form is around.model else _reader(form, handbook)
        return reader and partial(_part, reader)
    return partial(form.written_in, handbook) if issubclass(form, Ref) else form.written
