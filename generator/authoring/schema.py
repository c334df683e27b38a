"""JSON Schemas of every kind of record, for editors: what they refuse, `check` refuses, too."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from generator.authoring.keys import Key, keys, parts
from generator.records import KINDS
from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.scalars import Scalar

FOLDER = "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Node = dict[str, Any]
_ABOUT = frozenset({"description", "examples"})
_NUMBER = re.compile(r"[-+]?\d+")


def file_of(kind: Kind) -> str:
    """Return the file of a kind's schema, relative to a project's root."""
    return f"{FOLDER}/{kind.schema}.schema.json"


def schemas() -> dict[str, str]:
    """Return every schema as the text of its file, by the file's path relative to the root."""
    return {file_of(kind): f"{json.dumps(schema(kind), indent=2, ensure_ascii=False)}\n" for kind in KINDS.values()}


def stale(root: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the schema files below `root` that are not there, or not what `texts` says by their paths."""
    return tuple(path for path, text in texts.items() if _text(root / path) != text)


def write(root: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Write schemas below `root`, texts by their paths; returns the files that changed."""
    changed = stale(root, texts)
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(texts[path], "utf-8", newline="\n")
    return changed


def schema(kind: Kind) -> Node:
    """Return the schema of a kind's files (draft 2020-12). A table is a list of its rows."""
    made = kind.model.model_json_schema(schema_generator=GenerateJsonSchema)
    definitions = made.pop("$defs", {})
    for model in parts(kind.model):
        _fit(made if model is kind.model else definitions[model.__name__], model)
    title = kind.plural if kind.many else kind.name.capitalize()
    about = {"$schema": DIALECT, "$id": Path(file_of(kind)).name, "title": title}
    if kind.many:
        about |= {"description": f"{kind.plural}, in the order to show them."}
        made = {"type": "array", "items": made, "minItems": 1}
    return {**about, **made, **({"$defs": definitions} if definitions else {})}


def _fit(node: Node, model: type[Part]) -> None:
    """Make the schema of a part take what `check` takes once an editor has typed the scalars."""
    known = {key.name: key for key in keys(model)}
    mapping: Node = next((one for one in node.get("anyOf", ()) if "properties" in one), node)
    mapping.pop("title", None)
    mapping["properties"] = {name: _property(mapping["properties"][name], key) for name, key in known.items()}
    if mapping is not node:
        text = mapping["properties"][model.shorthand]
        node["anyOf"] = [{name: told for name, told in text.items() if name not in _ABOUT}, mapping]


def _property(made: Node, key: Key) -> Node:
    value = {name: told for name, told in made.items() if name not in {"title", "default"}}
    if key.default:
        value["default"] = key.default
    if key.many:
        return {**value, "items": _value(value["items"], key), "minItems": 1}
    return _value(value, key)


def _value(node: Node, key: Key) -> Node:
    if key.choices:
        told = {name: value for name, value in node.items() if name not in {"type", "const", "enum"}}
        return {**told, "enum": list(_as_typed(key.choices))}
    if key.scalar is None or "enum" in node:
        return node
    types = ["string", *_types(key.scalar)]
    told = {**node, "type": types if len(types) > 1 else "string"}
    return {**told, "minimum": 0} if "integer" in types else told


def _types(scalar: type[Scalar]) -> Iterator[str]:
    """Yield what an editor may take a text of this type for: numbers and booleans are read as their text."""
    if _takes(scalar, "7") and _takes(scalar, "42"):
        yield "number" if _takes(scalar, "1.5") else "integer"
    if _takes(scalar, "true") and _takes(scalar, "false"):
        yield "boolean"


def _takes(scalar: type[Scalar], text: str) -> bool:
    try:
        scalar.read(text)
    except ValueError:
        return False
    return True


def _as_typed(choices: tuple[str, ...]) -> Iterator[str | int]:
    """Yield each choice as text, and as the number that an editor takes it for."""
    yield from choices
    yield from (int(choice) for choice in choices if _NUMBER.fullmatch(choice))


def _text(file: Path) -> str | None:
    return file.read_text("utf-8") if file.is_file() else None
