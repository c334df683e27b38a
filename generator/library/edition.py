"""The public edition: internal records left out, references to them dropped (formats.md, rule 10)."""

from typing import Any

from generator.library.library import Library
from generator.records import KINDS
from generator.records.part import Part
from generator.records.record import Record
from generator.records.refs import Key, PersonRef, Ref

_GONE = object()


def is_internal(record: Record, library: Library) -> bool:
    """Say whether the public edition leaves this record out."""
    own = record.visibility or ("internal" if KINDS[record.key.kind].internal else "public")
    return own == "internal" or library.handbook(record.key.handbook).visibility == "internal"


def internal_keys(library: Library) -> frozenset[Key]:
    """Return what names the records that the public edition leaves out."""
    return frozenset(record.key for record in library.records if is_internal(record, library))


def public(library: Library) -> Library:
    """Return the library that everybody may read."""
    hidden = internal_keys(library)
    kept = (_without(record, hidden) for record in library.records if record.key not in hidden)
    records = tuple(record for record in kept if record is not None)
    return Library(records, "public", library.order, library.broken, hidden, library.pages)


def _without(record: Record, hidden: frozenset[Key]) -> Record | None:
    """Return the record without what is hidden; None when a key that it needs is: then it is left out, too."""
    rest = _part(record, hidden)
    if rest is record:
        return record
    return rest.seated_like(record) if isinstance(rest, Record) else None


def _part(part: Part, hidden: frozenset[Key]) -> object:
    """Return the part without what is hidden; `_GONE` when a key that it needs is."""
    values: dict[str, Any] = {}
    is_same = True
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        kept = _value(value, hidden)
        if kept is _GONE and field.is_required():
            return _GONE
        values[name] = None if kept is _GONE else kept
        is_same = is_same and kept is value
    # Built anew: what was computed from the part that is gone must not survive in a cache.
    return part if is_same else type(part).model_construct(**values)


def _value(value: object, hidden: frozenset[Key]) -> object:
    if isinstance(value, PersonRef):
        return PersonRef.not_public() if value.is_handle or value.key in hidden else value
    if isinstance(value, Ref):
        return _GONE if value.key in hidden else value
    if isinstance(value, Part):
        return _part(value, hidden)
    if isinstance(value, tuple):
        return _items(value, hidden)
    return value


def _items(values: tuple[object, ...], hidden: frozenset[Key]) -> tuple[object, ...]:
    kept = [new for value in values if (new := _value(value, hidden)) is not _GONE]
    if len(kept) == len(values) and all(new is old for new, old in zip(kept, values, strict=True)):
        return values
    # Several people whom nobody may know, and of whom nothing else is said, are said once.
    named = [value for value in kept if not _is_nameless(value)]
    nameless = [value for value in kept if _is_nameless(value)]
    return (*named, *nameless[:1])


def _is_nameless(value: object) -> bool:
    if isinstance(value, PersonRef):
        return value.hidden
    if not isinstance(value, Part) or not value.shorthand:
        return False
    said = [getattr(value, name) for name in type(value).model_fields]
    return all(one is None or (isinstance(one, PersonRef) and one.hidden) for one in said)
