"""The parts of a pattern: what it is read to, and what a text is held against."""

import re
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Sign:
    """One sign out of a set: a bit for each of ASCII, and one for all others; `python` is the set in Python's words."""

    mask: int
    python: str


@dataclass(frozen=True)
class Mark:
    """A place between two signs."""

    python: str


@dataclass(frozen=True)
class Sequence:
    """One after the other; nothing when there are none."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Choice:
    """One of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Repeat:
    """A part, at least and at most so many times; `written` is how it stands in the pattern."""

    part: "Node"
    least: int
    most: int | None
    written: str


Node: TypeAlias = Sign | Mark | Sequence | Choice | Repeat


def fits(node: Node, text: str) -> bool:
    """Say whether the whole text is as the pattern says, as a browser would."""
    return bool(re.fullmatch(_python(node), text))


def _python(node: Node) -> str:
    if isinstance(node, Sign | Mark):
        return node.python
    if isinstance(node, Repeat):
        most = "" if node.most is None else node.most
        return f"(?:{_python(node.part)}){{{node.least},{most}}}"
    inner = ("|" if isinstance(node, Choice) else "").join(map(_python, node.parts))
    return f"(?:{inner})"
