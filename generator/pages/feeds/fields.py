"""A record's fields as JSON, and their schemas: read off the models, so that a new field needs nothing here."""

import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from generator.pages.feeds.shapes import Node, Value, shape_of
from generator.pages.feeds.site import Site
from generator.records.action_item import ActionItem
from generator.records.meanings import meanings
from generator.records.part import Part
from generator.records.record import Record
from generator.records.scalars import Scalar
from generator.records.walking import names_of

_Writer: TypeAlias = Callable[[Any, Site, Record], Value]


class _Writers(dict[type, _Writer]):
    """How values of a type are written, found out with the first one: a file has millions of values, of few types."""

    def __missing__(self, kind: type) -> _Writer:
        """Find out how values of a type are written."""
        writer = self[kind] = _writer_for(kind)
        return writer


_WRITERS = _Writers()
_NULL: Node = {"type": "null"}
ALWAYS: dict[type[Part], frozenset[str]] = {ActionItem: frozenset({"id", "status"})}
"""Fields that a record may leave out and a file never does: they follow from others."""


def fields_of(part: Part, site: Site, record: Record) -> dict[str, Value]:
    """Return every field of a part of a record as JSON, by name: null where nothing is recorded."""
    said: dict[str, Value] = {}
    for name in names_of(type(part)):
        value = getattr(part, name)
        said[name] = None if value is None else _WRITERS[type(value)](value, site, record)
    return said


def _writer_for(kind: type) -> _Writer:
    if issubclass(kind, Scalar):
        return shape_of(kind).say
    if issubclass(kind, str | types.NoneType):
        return _as_it_is
    if issubclass(kind, tuple):
        return _list
    if issubclass(kind, Part):
        return fields_of
    message = f"no JSON for {kind.__name__}"
    raise TypeError(message)


def _as_it_is(value: str | None, *_: object) -> Value:
    return value


def _list(values: tuple[object, ...], site: Site, record: Record) -> Value:
    return [_WRITERS[type(one)](one, site, record) for one in values]


def schema_of(field: FieldInfo, meaning: str, definitions: dict[str, Node]) -> Node:
    """Return the schema of a field that means something; what it refers to is put into the definitions."""
    node = _node(field.annotation, definitions)
    about: Node = {"description": meaning}
    if node.get("$ref") == "#/$defs/text" and field.examples:
        about["examples"] = [str(example) for example in field.examples]
    return {**about, **node}


def properties_of(model: type[Part], definitions: dict[str, Node]) -> dict[str, Node]:
    """Return the schemas of a model's fields by name."""
    always = ALWAYS.get(model, frozenset())
    about = meanings(model)
    made = {name: schema_of(field, about[name], definitions) for name, field in model.model_fields.items()}
    return {name: _not_null(node) if name in always else node for name, node in made.items()}


def object_of(about: str, properties: Mapping[str, Node]) -> Node:
    """Return the schema of an object that has all of these keys; later versions may have more."""
    return {"type": "object", "description": about, "properties": dict(properties), "required": [*properties]}


def refer(shape: type[Scalar], definitions: dict[str, Node]) -> Node:
    """Return a schema that refers to the definition of a scalar."""
    found = shape_of(shape)
    definitions.setdefault(found.name, found.schema)
    return {"$ref": f"#/$defs/{found.name}"}


def or_null(node: Node) -> Node:
    """Return a schema that takes null, too."""
    return {"anyOf": [node, _NULL]}


def _node(annotation: Any, definitions: dict[str, Node]) -> Node:  # noqa: ANN401 - any annotation of a field
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _node(arguments[0], definitions)}
    if origin in {Union, types.UnionType}:
        return or_null(_node(next(one for one in arguments if one is not type(None)), definitions))
    if issubclass(annotation, Scalar):
        return refer(annotation, definitions)
    return _part(annotation, definitions)


def _part(model: type[Part], definitions: dict[str, Node]) -> Node:
    name = model.__name__
    if name not in definitions:
        # Before its fields are looked at: a step may hold steps.
        definitions[name] = {}
        definitions[name] = object_of(_about(model), properties_of(model, definitions))
    return {"$ref": f"#/$defs/{name}"}


def _not_null(node: Node) -> Node:
    """Return a schema that `or_null` made without its null."""
    return {**{name: value for name, value in node.items() if name != "anyOf"}, **node["anyOf"][0]}


def _about(model: type[Part]) -> str:
    return (model.__doc__ or "").partition("\n")[0]
