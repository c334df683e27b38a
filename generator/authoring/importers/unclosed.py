"""What an author forgot to close: front matter and code blocks end where a person sees that they end.

The end is written on a blank line that stands there, so every line keeps its number.
"""

import re
import tomllib
from dataclasses import dataclass

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.markdown_blocks import open_fence
from generator.records.source import parse

_MARKS = ("---", "+++")
_HEADING = re.compile(r"#{2,6} +\S")
"""A heading below the document's own; `# words` in a code block is mostly a comment."""


@dataclass(frozen=True)
class Closed:
    """Where something begins that is closed here, and what a report says of it."""

    lines: Lines
    words: str


def closed(text: str) -> tuple[str, tuple[Closed, ...]]:
    """Return a text in which front matter and code blocks have their ends, and what was closed."""
    found: list[Closed] = []
    text = _front_closed(text, found)
    while ("```" in text or "~~~" in text) and (fence := open_fence(text)):
        rows = text.split("\n")
        end = _end_of_code(rows, fence[0])
        if end is None:
            break
        rows[end] = fence[1]
        text = "\n".join(rows)
        words = f"this code block is never closed; it is read as ending on line {end}, above the next heading"
        found.append(Closed(Lines(fence[0], end), words))
    return text, tuple(found)


def _end_of_code(rows: list[str], first: int) -> int | None:
    """Return the index of the blank line above the next heading; None when there is none."""
    below = range(first, len(rows) - 1)
    return next((at for at in below if not rows[at].strip() and _HEADING.match(rows[at + 1])), None)


def _front_closed(text: str, found: list[Closed]) -> str:
    """Close front matter that goes to a blank line only; what stands below the line is no part of it."""
    rows = text.split("\n")
    mark = rows[0].rstrip()
    end = next((at for at, row in enumerate(rows) if at and not row.strip()), None)
    if mark not in _MARKS or end is None or any(row.rstrip() == mark or row.startswith("#") for row in rows[1:end]):
        return text
    has_end = mark in (row.rstrip() for row in rows[end:])
    inside, whole = "\n".join(rows[1:end]), text.partition("\n")[2].partition(f"\n{mark}")[0]
    if not _is_facts(inside, mark) or (has_end and _is_facts(whole, mark)):
        return text
    rows[end] = mark
    words = f"the front matter is never closed; it is read as ending on line {end}"
    found.append(Closed(Lines(1, end), words))
    return "\n".join(rows)


def _is_facts(text: str, mark: str) -> bool:
    """Say whether a text is front matter: keys and values."""
    if mark == "---":
        read = parse(text, "")
        return isinstance(read.data, dict) and not read.problems
    try:
        return bool(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        # It goes on with something else.
        return False
