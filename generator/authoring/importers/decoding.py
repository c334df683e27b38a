"""A file's bytes to text: broken letters are repaired where nothing is lost, else they stay and are named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.authoring.importers.blocks import Lines
from generator.library.mojibake import ENCODINGS, broken_letters
from generator.problems import Place, Problem, quoted
from generator.records.lines import Lines as Places
from generator.records.text_file import MAX_BYTES

_LEADS = ((range(0xC2, 0xE0), 1), (range(0xE0, 0xF0), 2), (range(0xF0, 0xF5), 3))
"""The first bytes of UTF-8's letters, and how many follow them."""
# What a record refuses, because nobody sees it: it breaks lines, commands and terminals.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000\ufeff\ufffe\uffff]")
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


def shown(letters: str) -> str:
    """Return letters as a report can show them: an invisible one by its number."""
    return quoted(letters) if len(letters) > 1 or letters.isprintable() else f"the invisible U+{ord(letters[0]):04X}"


def _repaired(text: str) -> Decoded:
    """Put back what broken letters were; those that lack bytes stay as they are.

    Where some letters are broken for sure, all that decode in the same way are: a single line of a drawn box, say.
    """
    sure = [letters for _, letters, meant in broken_letters(text) if meant]
    tables = [table for table in ENCODINGS if any(_decoded(letters, table) for letters in sure)]
    found = {(start, letters): meant for start, letters, meant in broken_letters(text)}
    found |= {(hit.start(), hit[0]): " " for hit in _UNSEEN.finditer(text)}
    for table in tables:
        found |= {(hit.start(), hit[0]): _decoded(hit[0], table) or "" for hit in _pattern(table).finditer(text)}
    pieces: list[str] = []
    repairs: list[Repair] = []
    done = 0
    for (start, letters), said in sorted(found.items(), key=lambda one: (one[0][0], -len(one[1]))):
        if start < done:
            continue
        line = text.count("\n", 0, start) + 1
        # What broke may be a letter that nobody sees, which no record takes either.
        meant = _UNSEEN.sub(" ", said)
        pieces += [text[done:start], meant or letters]
        done = start + len(letters)
        repairs.append(Repair(Lines(line, line), letters, meant))
    return Decoded("".join((*pieces, text[done:])), tuple(repairs))


def _pattern(table: Mapping[str, int]) -> re.Pattern[str]:
    """Return what UTF-8 looks like in an encoding: runs of whole letters, and letters that lack bytes."""
    follow = _class(table, range(0x80, 0xC0))
    whole = (f"{_class(table, leads)}{follow}{{{count}}}" for leads, count in _LEADS)
    return re.compile(f"(?:{'|'.join(whole)})+|{_class(table, range(0xE2, 0xF5))}{follow}{{1,2}}")


def _class(table: Mapping[str, int], numbers: range) -> str:
    return f"[{''.join(re.escape(letter) for letter, byte in table.items() if byte in numbers)}]"


def _decoded(letters: str, table: Mapping[str, int]) -> str | None:
    if not all(letter in table for letter in letters):
        return None
    try:
        return bytes(table[letter] for letter in letters).decode("utf-8")
    except UnicodeDecodeError:
        # Some of its bytes are lost.
        return None
