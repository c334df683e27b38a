"""Plain data as YAML, for front matter and for the mkdocs.yml of an export."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

# JSON is YAML but for these: line ends that YAML folds, and signs that it takes for no text.
_ESCAPED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
_INDENT = "  "
_TYPED = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""Words in small letters that YAML takes for something else; others with a capital stand in quotes anyhow."""


def yaml_of(data: Mapping[str, object]) -> str:
    """Return a mapping as YAML that reads back as the same data: texts in double quotes, nothing folded."""
    return "".join(f"{line}\n" for line in _mapping(data))


def _mapping(data: Mapping[str, object]) -> Iterator[str]:
    for name, value in data.items():
        yield from _entry(f"{_scalar(str(name)) if _is_strange(str(name)) else name}:", value)


def _sequence(items: Sequence[object]) -> Iterator[str]:
    for item in items:
        first, *rest = list(_entry("-", item))
        if first == "-" and rest:
            # A mapping's first key stands beside the dash.
            yield f"- {rest[0].removeprefix(_INDENT)}"
            yield from rest[1:]
        else:
            yield from (first, *rest)


def _entry(before: str, value: object) -> Iterator[str]:
    lines: Iterator[str] = iter(())
    if isinstance(value, Mapping) and value:
        lines = _mapping(value)
    elif isinstance(value, list | tuple) and value:
        lines = _sequence(value)
    else:
        yield f"{before} {_scalar(value)}"
        return
    yield before
    yield from (f"{_INDENT}{line}" for line in lines)


def _scalar(value: object) -> str:
    written = json.dumps(value if isinstance(value, bool | int | float | dict | list | None) else str(value))
    if isinstance(value, str):
        written = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)


def _is_strange(name: str) -> bool:
    return name in _TYPED or not re.fullmatch(r"[a-z][a-z_]*", name)
