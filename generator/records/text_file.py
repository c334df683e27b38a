"""One file's bytes to text: UTF-8, not too long, and nothing in it that nobody sees."""

import re
from pathlib import Path

from generator.problems import Place, Problem
from generator.records.lines import Lines
from generator.records.notes import Notes

MAX_BYTES = 500_000
_MAX_TOLD = 20
# Line separators and controls break lines and commands unseen; the private character is our own mask (reader.MASK).
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue000\ufeff\ufffe\uffff]")


def text_of(file: Path, path: str) -> tuple[str, Problem | None]:
    """Return a file's text, and why it cannot be read, if so; then the text is as much of it as can be shown."""
    raw = file.read_bytes()
    if len(raw) > MAX_BYTES:
        sentence = f"a file holds at most {MAX_BYTES:,} bytes, this one has {len(raw):,}; split it"
        return "", Problem(Place(path), "error", sentence, "too-large")
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", errors="replace").removeprefix("\ufeff")
        before = raw[: error.start].decode("utf-8-sig", errors="replace")
        sentence = "this byte is not UTF-8; save the file as UTF-8"
        return text, Problem(Lines(text, path).place(len(before)), "error", sentence, "not-utf8")


def has_unseen(text: str) -> bool:
    """Say whether characters that nobody sees stand in a text."""
    # What can be printed can be seen, and that is found out sooner.
    return not text.replace("\n", "").isprintable() and bool(_UNSEEN.search(text))


def without_unseen(text: str, notes: Notes) -> str:
    """Report characters that nobody sees, and return the text with a space for each."""
    if not has_unseen(text):
        return text
    for number, hit in enumerate(_UNSEEN.finditer(text)):
        if number < _MAX_TOLD:
            sentence = f"an invisible character (U+{ord(hit[0]):04X}) stands here; remove it"
            notes.report(hit.start(), sentence, "control-character")
    return _UNSEEN.sub(" ", text)
