"""A file's bytes to text: broken letters are repaired where nothing is lost, else they stay and are named."""

from dataclasses import dataclass

from generator.authoring.importers.blocks import Lines
from generator.library.mojibake import broken_letters
from generator.problems import Place, Problem
from generator.records.lines import Lines as Places
from generator.records.text_file import MAX_BYTES

_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Repair:
    """Broken letters on a line: what they were, or that nobody can know."""

    lines: Lines
    letters: str
    meant: str
    """Empty when bytes are missing."""


@dataclass(frozen=True)
class Decoded:
    """A document's text with line feeds only, and what was found broken in it."""

    text: str
    repairs: tuple[Repair, ...] = ()


def decoded(raw: bytes, path: str) -> Decoded | Problem:
    """Return a document's text, or why there is none. UTF-8 with or without a mark, and UTF-16 with one, are read."""
    if len(raw) > MAX_BYTES:
        sentence = f"a document holds at most {MAX_BYTES:,} bytes, this one has {len(raw):,}; split it"
        return Problem(Place(path), "error", sentence, "too-large")
    try:
        text = raw.decode(_MARKS.get(raw[:2], "utf-8-sig"))
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        sentence = "this byte is not UTF-8; save the file as UTF-8"
        return Problem(Places(before, path).place(len(before)), "error", sentence, "not-utf8")
    return _repaired(text.replace("\r\n", "\n").replace("\r", "\n"))


def _repaired(text: str) -> Decoded:
    """Put back what broken letters were; those that lack bytes stay as they are."""
    pieces: list[str] = []
    repairs: list[Repair] = []
    done = 0
    for start, letters, meant in broken_letters(text):
        line = text.count("\n", 0, start) + 1
        pieces += [text[done:start], meant or letters]
        done = start + len(letters)
        repairs.append(Repair(Lines(line, line), letters, meant))
    return Decoded("".join((*pieces, text[done:])), tuple(repairs))
