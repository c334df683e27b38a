"""How each type of scalar reads in JSON, and what its schema says: one table, so that the two cannot disagree."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any, TypeAlias

from generator.pages.feeds.site import Site
from generator.records.names import LevelId, Slug
from generator.records.record import Record
from generator.records.refs import PersonRef, Ref
from generator.records.scalars import Count, Flag, Line, Link, Prose, Scalar
from generator.records.times import Day, DayOrMonth, Moment, Offset, Span, Target, Zone

Value: TypeAlias = str | int | float | bool | list[Any] | dict[str, Any] | None
"""What JSON can say."""
Node: TypeAlias = dict[str, Any]
"""A JSON Schema, or a part of one."""

NOT_PUBLIC = "not public"
REFERENCE = rf"{Slug.pattern}/{LevelId.pattern}"


@dataclass(frozen=True)
class Shape:
    """The JSON of one type of scalar."""

    type: type[Scalar]
    name: str
    """Its name among the schema's definitions."""
    schema: Node
    say: Callable[[Any, Site, Record], Value]
    """A value in the prose of a record -> JSON."""


def minutes(length: timedelta) -> int | float:
    """Return a length of time in minutes, to the hundredth where it is not whole."""
    value = round(length.total_seconds() / 60, 2)
    return int(value) if value.is_integer() else value


def reference(ref: Ref) -> str:
    """Return what names a record across handbooks: `vlossom/api-down`."""
    return f"{ref.key.handbook}/{ref.key.id}"


def person(ref: PersonRef) -> str:
    """Return who that is: `vlossom/tech-lead`, a handle, or that the public edition does not say."""
    return NOT_PUBLIC if ref.hidden else str(ref) if ref.is_handle else reference(ref)


def _moment(moment: Moment) -> str:
    return moment.at.isoformat() if moment.at else str(moment)


def _length(span: Span | Target | Offset) -> Value:
    return {"text": str(span), "minutes": None if span.length is None else minutes(span.length)}


def _markdown(text: str, site: Site, record: Record) -> str:
    return site.markdown(text, record)


def _text(text: str, *_: object) -> str:
    return str(text)


_MARKDOWN: Node = {
    "type": "string",
    "description": "Markdown. Its links lead to pages of the site, by whole addresses where the site knows its own, "
    "else relative to the site's root.",
    "examples": ["See [the rollback](https://example.com/runbooks/shop/procedures/rollback/)."],
}
_DURATION: Node = {
    "type": "object",
    "description": "A length of time as it was written, and in minutes; null where it is words.",
    "properties": {
        "text": {"type": "string", "description": "As it was written.", "examples": ["1h 30m", "next business day"]},
        "minutes": {"type": ["number", "null"], "description": "In minutes.", "examples": [90, None]},
    },
    "required": ["text", "minutes"],
}
SHAPES: tuple[Shape, ...] = (
    Shape(
        PersonRef,
        "person",
        {
            "type": "string",
            "pattern": rf"^(?:{REFERENCE}|@\S+|{NOT_PUBLIC})$",
            "description": "Who: a contact as `handbook/id`, a handle as `@name`, or `not public` where the public "
            "edition does not say.",
            "examples": ["shop/payments", "@name"],
        },
        lambda ref, *_: person(ref),
    ),
    Shape(
        Ref,
        "reference",
        {
            "type": "string",
            "pattern": f"^{REFERENCE}$",
            "description": "Another record, as `handbook/id`.",
            "examples": ["shop/checkout-errors"],
        },
        lambda ref, *_: reference(ref),
    ),
    Shape(Prose, "markdown", _MARKDOWN, _markdown),
    Shape(Line, "line", {**_MARKDOWN, "description": f"One line of {_MARKDOWN['description']}"}, _markdown),
    Shape(
        Moment,
        "moment",
        {
            "type": "string",
            "format": "date-time",
            "description": "A point in time with its offset from UTC, in the zone of the record.",
            "examples": ["2025-02-11T14:02:00+01:00"],
        },
        lambda moment, *_: _moment(moment),
    ),
    Shape(
        Day,
        "day",
        {"type": "string", "format": "date", "description": "A day.", "examples": ["2025-02-11"]},
        _text,
    ),
    Shape(
        DayOrMonth,
        "day_or_month",
        {
            "type": "string",
            "pattern": f"^{DayOrMonth.pattern}$",
            "description": "A day or a month.",
            "examples": ["2025-02-11", "2025-02"],
        },
        _text,
    ),
    Shape(Span, "duration", _DURATION, lambda span, *_: _length(span)),
    Shape(Target, "duration", _DURATION, lambda span, *_: _length(span)),
    Shape(Offset, "duration", _DURATION, lambda span, *_: _length(span)),
    Shape(Flag, "flag", {"type": "boolean", "description": "Yes or no."}, lambda flag, *_: bool(flag)),
    Shape(
        Count,
        "count",
        {"type": "integer", "minimum": 0, "description": "A whole number.", "examples": [1]},
        lambda count, *_: int(count),
    ),
    Shape(
        Link,
        "address",
        {
            "type": "string",
            "format": "iri",
            "description": "An address on the web, or `mailto:`.",
            "examples": ["https://example.com/"],
        },
        _text,
    ),
    Shape(
        Zone,
        "zone",
        {"type": "string", "description": "A time zone by its IANA name.", "examples": ["Europe/Berlin"]},
        _text,
    ),
    Shape(Scalar, "text", {"type": "string", "description": "Plain text."}, _text),
)
"""The first that fits a type is its shape; the last fits every scalar."""


@cache
def shape_of(scalar: type[Scalar]) -> Shape:
    """Return how a type of scalar reads."""
    return next(shape for shape in SHAPES if issubclass(scalar, shape.type))
