"""The public edition: internal records left out, references to them dropped (formats.md, rule 10)."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.library.library import Library
from generator.records import KINDS
from generator.records.kind import Record
from generator.records.refs import Key, PersonRef, Ref

_Part = TypeVar("_Part", bound=BaseModel)
_GONE = object()


def is_internal(record: Record, library: Library) -> bool:
    """Say whether the public edition leaves this record out."""
    own = record.visibility or ("internal" if KINDS[record.key.kind].internal else "public")
    return own == "internal" or library.handbook(record.key.handbook).visibility == "internal"


def public(library: Library) -> Library:
    """Return the library that everybody may read."""
    hidden = frozenset(record.key for record in library.records if is_internal(record, library))
    kept = tuple(_without(record, hidden) for record in library.records if record.key not in hidden)
    return Library(kept, "public", library.order, library.broken, hidden)


def _without(record: Record, hidden: frozenset[Key]) -> Record:
    rest = _part(record, hidden)
    return rest.seated(record.origin, record.own_facts) if isinstance(rest, Record) else record


def _part(part: _Part, hidden: frozenset[Key]) -> "_Part | object":
    """Return the part without what is hidden; `_GONE` when a key that it needs is."""
    update: dict[str, Any] = {}
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        kept = _value(value, hidden)
        if kept is value:
            continue
        if kept is _GONE and field.is_required():
            return _GONE
        update[name] = None if kept is _GONE else kept
    if not update:
        return part
    # Validated again, as a new record: values computed from what is gone must not survive in a cache.
    values = {name: update.get(name, getattr(part, name)) for name in type(part).model_fields}
    given = {name: value for name, value in values.items() if value is not None}
    try:
        return type(part).model_validate(given)
    except ValidationError:
        return _GONE


def _value(value: object, hidden: frozenset[Key]) -> object:
    if isinstance(value, PersonRef):
        return PersonRef.not_public() if value.is_handle or value.key in hidden else value
    if isinstance(value, Ref):
        return _GONE if value.key in hidden else value
    if isinstance(value, BaseModel):
        return _part(value, hidden)
    if isinstance(value, tuple):
        return _items(value, hidden)
    return value


def _items(values: tuple[object, ...], hidden: frozenset[Key]) -> tuple[object, ...]:
    kept = [new for value in values if (new := _value(value, hidden)) is not _GONE]
    if len(kept) == len(values) and all(new is old for new, old in zip(kept, values, strict=True)):
        return values
    unnamed = [value for value in kept if isinstance(value, PersonRef) and value.hidden]
    # Several people whom nobody may know are said once.
    named = [value for value in kept if value not in unnamed]
    return (*named, *unnamed[:1])
