"""A record's data as the YAML text that a person would write, with comments above its keys."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from generator.authoring.yaml_text import entry, scalar
from generator.records.kind import Kind
from generator.records.load import schema_path
from generator.records.notes import Loc
from generator.records.reader import Data

__all__ = ["Comments", "Data", "Loc", "record_text"]

Comments: TypeAlias = Mapping[Loc, str]
"""What to say above a key, by its place in the data."""
_NOTHING = frozenset({"null", "~"})
# What a block cannot hold, or would lose: a first line that is indented, signs that YAML breaks lines at.
_NOT_IN_BLOCK = re.compile(r"\A[ \t\n]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def record_text(path: str, kind: Kind, data: Data, comments: Comments, header: str = "") -> str:
    """Return a whole file: the schema line, where the record comes from, and its data in the order that it has."""
    lines = [f"# yaml-language-server: $schema={schema_path(path, kind)}"]
    lines += [f"# {header}"] if header else []
    for index, part in enumerate(data) if isinstance(data, list) else ((None, data),):
        lines += [""] if index is not None else []
        lines += _value(part, (), comments) if index is None else _entry(part, (index,), comments)
    return "\n".join([*lines, ""])


def _value(data: Data, loc: Loc, comments: Comments) -> Iterator[str]:
    """Yield the lines of a mapping or a list, without indentation of their own."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _key(key, value, (*loc, key), comments)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _entry(value, (*loc, index), comments)
    else:
        yield _scalar(data)


def _key(key: str, value: Data, loc: Loc, comments: Comments) -> Iterator[str]:
    if loc in comments:
        yield f"# {' '.join(comments[loc].split())}"
    if isinstance(value, str):
        yield from [f"{key}: {_scalar(value)}"] if _NOT_IN_BLOCK.search(value) else _entry_of(key, value)
        return
    yield f"{key}:"
    yield from (f"  {line}".rstrip() for line in _value(value, loc, comments))


def _entry(value: Data, loc: Loc, comments: Comments) -> Iterator[str]:
    if loc in comments:
        yield f"# {' '.join(comments[loc].split())}"
    lines = list(_value(value, loc, comments))
    # A comment cannot stand behind the dash: it goes above it.
    while isinstance(value, dict) and lines[0].startswith("#"):
        yield lines.pop(0)
    yield f"- {lines[0]}"
    yield from (f"  {line}".rstrip() for line in lines[1:])


def _entry_of(key: str, text: str) -> list[str]:
    return entry(key, text) if text.lower() not in _NOTHING else [f"{key}: {json.dumps(text)}"]


def _scalar(text: str) -> str:
    return scalar(text, words=text.lower() in _NOTHING)
