"""The braces of a message: `{name}` is a field, `{name: A | B}` a choice, `{{` and `}}` are the signs themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.problems import quoted

_TOKEN = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_MARKUP = re.compile(r"[*`#>~{}\[\]]+|(?<!\w)_+|_+(?!\w)")
_BEFORE_WORDS = re.compile(r"^\W+")
_SHOWN = 24


@dataclass(frozen=True)
class Slot:
    """A place in a message that a field fills."""

    name: str
    options: tuple[str, ...] = ()


Segment: TypeAlias = str | Slot


@dataclass(frozen=True)
class Piece:
    """A part of a message, and what is wrong with it, if anything; `word` is how it was written."""

    segment: Segment
    word: str = ""
    fault: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """Yield the parts of a message in order: text, and slots. What is no slot stays text, with its fault."""
    done = 0
    words = ""
    for token in _TOKEN.finditer(text):
        words += text[done : token.start()]
        done = token.end()
        if token[0] in {"{{", "}}"}:
            words += token[0][0]
            continue
        if words:
            yield Piece(words)
        if token[1] is None:
            sentence = f"this {token[0]} has no partner; write {token[0] * 2} for the sign itself"
            yield Piece(token[0], text[token.start() :].partition("\n")[0][:_SHOWN], sentence)
        else:
            yield _slot(token[1], words.rpartition("\n")[2])
        words = ""
    words += text[done:]
    if words:
        yield Piece(words)


def _slot(inside: str, before: str) -> Piece:
    word = f"{{{inside}}}"
    name, colon, rest = inside.partition(":")
    if "|" in name:
        name, colon, rest = "", "", inside
    choices = rest if colon else inside
    if "|" not in choices:
        if inside.strip() and not colon:
            return Piece(Slot(" ".join(inside.split())), word)
        return Piece(word, word, f"{quoted(word)} is no field; write {{name}}, or {{name: A | B}} for a choice")
    options = tuple(" ".join(option.split()) for option in choices.split("|"))
    if not all(options):
        return Piece(word, word, f"{quoted(word)} has an empty choice; write {{name: A | B}}")
    label = " ".join(name.split()) if colon else name_before(before)
    if not label:
        return Piece(word, word, f"the choice {quoted(word)} has no name; write {{name: {' | '.join(options)}}}")
    return Piece(Slot(label, options), word)


def name_before(words: str) -> str:
    """Return the words before a choice on its line, without markup and colons: `**Status:** ` is Status."""
    plain = _MARKUP.sub("", words).rstrip(" \t:=-\u2013\u2014")
    return " ".join(_BEFORE_WORDS.sub("", plain.rpartition(":")[2]).split())
