"""Scalars that are words: a line of plain text, a line or paragraphs of Markdown, text to the letter."""

import re
from typing import ClassVar, Self

from generator.records.reading import Scalar, fail
from generator.records.tangles import too_tangled

MAX_TEXT = 500
MAX_LINE = 6_000
MAX_PROSE = 60_000
# Line separators break a line unseen, bidirectional controls show a command as another one.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
_BLOCKS = re.compile(r"\n[ \t]*\n|^[ \t]*(?:[-*+][ \t]|\d+[.)][ \t]|```|~~~|\|)", re.MULTILINE)


class Words(Scalar):
    """One line of plain text: a title, a name. Never Markdown."""

    __slots__ = ()

    takes_words: ClassVar[bool] = True

    @classmethod
    def read(cls, text: str) -> Self:
        """Read one line without control characters."""
        clean = text.strip()
        if "\n" in clean:
            fail("not-one-line", "this is one line of text; write it without a line break")
        _no_longer(clean, MAX_TEXT, "this is one line of text")
        _no_control(clean)
        return cls(clean)


class Line(Scalar):
    """One line of prose: Markdown for code, emphasis and links, no blocks. Line breaks are folded."""

    __slots__ = ()

    takes_words: ClassVar[bool] = True
    comes_again: ClassVar[bool] = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Read one line of prose; paragraphs and lists would be folded into a tangle."""
        if len(text) <= MAX_LINE and text.isprintable() and "  " not in text:
            # Most are one line already: then there is nothing to look for and nothing to fold.
            return cls(text.strip())
        _no_longer(text, MAX_LINE, "this is one line of prose")
        _no_control(text)
        clean = text.strip()
        if "\n" in clean and _BLOCKS.search(clean):
            fail("not-one-line", "this is one line of prose; write it without paragraphs, lists and code blocks")
        return cls(" ".join(clean.split()))


class Prose(Scalar):
    """Paragraphs of Markdown: lists, tables, links, images, fenced code."""

    __slots__ = ()

    takes_words: ClassVar[bool] = True
    comes_again: ClassVar[bool] = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a text of any shape that Markdown can take."""
        _no_longer(text, MAX_PROSE, "one text")
        _no_control(text)
        tangle = too_tangled(text)
        if tangle:
            fail("too-tangled", tangle)
        return cls(text.strip("\n"))


class Literal(Scalar):
    """Text to the letter: a command, a message body. Never Markdown."""

    __slots__ = ()

    takes_words: ClassVar[bool] = True
    comes_again: ClassVar[bool] = False

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a text and keep it as it is, but for the line end of a block."""
        _no_longer(text, MAX_PROSE, "one text")
        _no_control(text)
        return cls(text.rstrip("\n"))


def _no_longer(text: str, most: int, what: str) -> None:
    if len(text) > most:
        fail("too-long", f"{what}, at most {most:,} characters long; it has {len(text):,}")


def _no_control(text: str) -> None:
    found = _CONTROL.search(text)
    if found:
        fail("control-character", f"an invisible character (U+{ord(found[0]):04X}) stands in this text; remove it")
