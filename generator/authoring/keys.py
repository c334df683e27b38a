"""What a model says about its keys: meaning, value and example, for skeletons, schemas and the reference."""

import types
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin

from generator.records.meanings import meanings
from generator.records.part import Part
from generator.records.refs import Ref
from generator.records.scalars import AlertName, Count, Flag, Link, Scalar, Slug, VariableName
from generator.records.times import Day, Moment, Offset, Span, Zone

NEVER_WRITTEN = "Never written"
"""How the meaning of a key begins that exists only so that `check` can say where its value belongs."""


_OF_TYPE: dict[type[Scalar], str] = {
    AlertName: "CheckoutErrorRateHigh",
    Count: "1",
    Day: "2025-02-11",
    Flag: "no",
    Link: "https://example.com/",
    Moment: "2025-02-11 14:02",
    Offset: "T+15m",
    Slug: "checkout-errors",
    Span: "90d",
    VariableName: "region",
    Zone: "Europe/Berlin",
}
_OF_KIND = {
    "contact": "payments",
    "incident": "2025-02-11-checkout-errors",
    "procedure": "rollback",
    "rotation": "on-call",
    "runbook": "checkout-errors",
    "service": "checkout",
    "severity": "P1",
    "template": "status-update",
    "tool": "graphs",
}


@dataclass(frozen=True)
class Key:
    """One key of a record or of a part of one."""

    name: str
    meaning: str
    required: bool
    many: bool
    """Whether its value is a list."""
    part: type[Part] | None = None
    """The part that its value is, where it has keys of its own."""
    scalar: type[Scalar] | None = None
    """The type of its text, where it is one."""
    choices: tuple[str, ...] = ()
    """What its text may be, where that is a closed set."""
    examples: tuple[str, ...] = ()
    """Texts that it may hold; the entries of one list where it is a list."""
    default: str = ""
    """What holds when it is left out, where that is a text."""


@lru_cache(maxsize=256)
def keys(model: type[Part]) -> tuple[Key, ...]:
    """Return the keys of a model that people write, in its order."""
    about = meanings(model)
    found = (_key(name, field, about[name]) for name, field in model.model_fields.items())
    return tuple(key for key in found if not key.meaning.startswith(NEVER_WRITTEN))


def example(key: Key) -> tuple[str, ...]:
    """Return what a key may hold: the model's own example, else one that is like all of its type."""
    scalar = key.scalar or Scalar
    kind = _OF_KIND.get(scalar.kind, "a-name") if issubclass(scalar, Ref) else ""
    of_type = next((text for known, text in _OF_TYPE.items() if issubclass(scalar, known)), kind or "…")
    return key.examples or key.choices[:1] or (of_type,)


def parts(model: type[Part]) -> tuple[type[Part], ...]:
    """Return the model and every part within it, each once, in reading order."""
    found: list[type[Part]] = []
    waiting = [model]
    while waiting:
        part = waiting.pop(0)
        if part not in found:
            found.append(part)
            waiting += [key.part for key in keys(part) if key.part]
    return tuple(found)


def _key(name: str, field: Any, meaning: str) -> Key:  # noqa: ANN401 - pydantic's FieldInfo, which only schema.py may import
    inner, many = _unwrapped(field.annotation)
    is_class = isinstance(inner, type)
    default = field.get_default()
    return Key(
        name,
        meaning,
        field.is_required(),
        many,
        part=inner if is_class and issubclass(inner, Part) else None,
        scalar=inner if is_class and issubclass(inner, Scalar) else None,
        choices=tuple(map(str, get_args(inner))) if get_origin(inner) is Literal else (),
        examples=_texts(field.examples, many=many),
        default=default if isinstance(default, str) else "",
    )


def _unwrapped(annotation: object) -> tuple[Any, bool]:
    """Return the type of a value without `None` and without its list, and whether there is a list."""
    many = False
    while True:
        arguments = [argument for argument in get_args(annotation) if argument not in {type(None), Ellipsis}]
        if get_origin(annotation) is tuple:
            many = True
        elif get_origin(annotation) not in {Union, types.UnionType}:
            return annotation, many
        annotation = arguments[0]


def _texts(examples: list[Any] | None, *, many: bool) -> tuple[str, ...]:
    first = (examples or [()])[0] if many else (examples or ())
    return tuple(map(str, first))
