"""Placeholders in the three styles that people use: `[Name]`, `{Name}` and `<name>`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WHOLE = re.compile(r"(?:\[(?P<a>[^\[\]\n]*)\]|\{(?P<b>[^{}\n]*)\}|<(?!https?:|mailto:)(?P<c>[A-Za-z][^<>\n]*)>)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BARE = re.compile(
    r"(?:tbd\b.*|tba\b.*|todo\b.*|n/?a|x{2,}|\.{2,}|\u2026|-{1,}|\u2014|\?+|_{2,}|your[ -].*|fill .*|add .* here)",
    re.IGNORECASE,
)


def inside(text: str) -> str:
    """Return the words of a text that is one placeholder as a whole; empty when it is none."""
    found = _WHOLE.fullmatch(text.strip().strip("*_`").removeprefix("@"))
    return (found["a"] or found["b"] or found["c"] or "").strip() if found else ""


def is_placeholder(text: str) -> bool:
    """Say whether a text says nothing: it is empty, a placeholder, or a word that stands for one."""
    bare = _COMMENT.sub("", text).strip().strip("*_`").strip()
    return not bare or bool(inside(bare)) or bool(_BARE.fullmatch(bare))


@dataclass(frozen=True)
class Token:
    """A placeholder in a text: where it stands, its words, and its choices where it is one."""

    start: int
    end: int
    words: str
    options: tuple[str, ...] = ()
    is_braced: bool = False
    """Whether it stood in braces, as a field's name does."""


_TOKEN = re.compile(
    r"P\{[X#N]\}|(?<!\w)P\[X\]"  # P{X} is a level
    r"|\{(?P<braces>[^{}\n]+)\}"
    r"|\[(?P<square>[^\[\]{}\n]{1,80})\](?![(\[])"
    r"|<(?P<angle>[A-Za-z][^<>\n]{0,80})>"
)
_NO_ANGLE = re.compile(r"/|https?:|mailto:|br\b|b\b|i\b|p\b|code\b|details\b|summary\b|img\b|a\s+href", re.IGNORECASE)
_NO_SQUARE = re.compile(r"[ xX]|!\w+|\^\w+|\d+")
_MOST_WORDS = 4
_TOGETHER = frozenset({"and/or", "n/a", "24/7", "hh/mm", "dd/mm/yyyy", "mm/dd/yyyy", "yyyy/mm/dd"})


def tokens(text: str) -> Iterator[Token]:
    """Yield the placeholders of a text in order; boxes, links, tags and mentions are none."""
    for found in _TOKEN.finditer(text):
        square, angle = found["square"], found["angle"]
        if (square and _NO_SQUARE.fullmatch(square)) or (angle and _NO_ANGLE.match(angle)):
            continue
        words = (found["braces"] or square or angle or found[0]).strip()
        name, colon, choices = words.partition(":")
        if colon and "|" in choices:
            yield Token(found.start(), found.end(), name.strip(), options_of(choices), is_braced=True)
        elif words and '"' not in words:
            options = options_of(words)
            yield Token(found.start(), found.end(), "" if options else words, options, bool(found["braces"]))


def has_placeholder(text: str) -> bool:
    """Say whether a text has a placeholder."""
    return next(tokens(text), None) is not None


def options_of(words: str) -> tuple[str, ...]:
    """Return the choices of a placeholder: `A | B`, or `A/B` when each is a few words."""
    if "|" in words:
        return tuple(part.strip() for part in words.split("|") if part.strip())
    parts = [part.strip() for part in words.split("/")]
    if len(parts) == 1 or words.lower() in _TOGETHER or not all(parts):
        return ()
    capital = all(part[0].isupper() or part[0].isdigit() for part in parts)
    short = all(len(part.split()) <= (_MOST_WORDS if capital else 1) for part in parts)
    return tuple(parts) if short and (capital or len(parts) > 1) else ()
