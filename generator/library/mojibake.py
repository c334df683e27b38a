"""Letters that were UTF-8, were read as Windows or Macintosh letters, and were saved like that."""

# ruff: noqa: RUF001 - broken letters look like others

import re
from collections.abc import Iterator
from typing import Final

_BYTES = range(0x80, 0x100)


def _letters(encoding: str) -> dict[int, str]:
    """Return the letter of each byte; the bytes that Windows leaves free are controls to it."""
    return {byte: bytes([byte]).decode(encoding, errors="ignore") or chr(byte) for byte in _BYTES}


_WINDOWS: Final = _letters("cp1252")
_TURKISH: Final = _letters("cp1254")
_MACINTOSH: Final = _letters("mac_roman")
ENCODINGS: Final = tuple({letter: byte for byte, letter in table.items()} for table in (_WINDOWS, _TURKISH, _MACINTOSH))
"""The byte of each letter beyond ASCII, in each encoding that UTF-8 is usually mistaken for."""


def _class(table: dict[int, str], but: str = "") -> str:
    return f"[{''.join(re.escape(table[byte]) for byte in range(0x80, 0xC0) if table[byte] not in but)}]"


# What stands behind a capital or accented letter in right texts: quotes, dashes, spaces, marks of a name.
_RIGHT = "\u00a0“”‘’„‚«»–—…‹›•®™²³¹"
_ANY, _ODD, _MAC = _class(_WINDOWS), _class(_WINDOWS, _RIGHT), _class(_MACINTOSH)
_MAC_LATIN = "[©®°±¢£§¶ß™´¨≠ÆØ†ºªáàâäãåçéèêëíìîïñóòôöõúùûüÄÅÇÉÑÖÜæø]"
_BROKEN = re.compile(
    "|".join(
        (
            rf"(?:[ðğ]Ÿ{_ANY}{{0,2}})+",  # pictures
            rf"(?:â{_ANY}{{2}}){{2,}}",  # boxes
            rf"â(?:[€š]{_ANY}?|{_ODD}{_ANY}|{_ANY}{_ODD})(?:ï¸{_ANY}?)?",  # quotes, dashes, arrows, signs
            rf"(?:[ÎÏÐÑ]{_ANY}){{2,}}",  # Greek and Cyrillic
            rf"(?:[à-í]{_ANY}{{2}}){{2,}}",  # the scripts of Asia
            rf"[ÃÂÄÅ]{_ODD}",  # Latin letters
            rf"ï¸{_ANY}?|ï»¿",  # what follows a picture, and what begins a file
            # The same from a Macintosh.
            rf"(?:‚[ÄÜÑÇöúîï]{_MAC}|\uf8ffü{_MAC}{{0,2}}|Ô∏è|√{_MAC_LATIN})+",
            rf"(?:[–—]{_MAC}){{2,}}|(?:[„‰ÂÊÁËÈÍÎÏÌ]{_MAC}{{2}}){{2,}}",
        ),
    ),
)
_STRANGE = re.compile(r"[^\x00-\x7f]{2,}")
LOST: Final = "\ufffd"
_LOST = re.compile(f"{LOST}+")


def broken_letters(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where broken letters stand, the letters, and what they were; nothing for these when that is lost."""
    if text.isascii():
        return
    # Broken letters stand side by side, which right ones of most languages seldom do: so most text is passed over.
    for run in _STRANGE.finditer(text):
        for found in _BROKEN.finditer(text, run.start(), run.end()):
            yield found.start(), found[0], _meant(found[0])
    for found in _LOST.finditer(text) if LOST in text else ():
        yield found.start(), found[0], ""


def _meant(letters: str) -> str:
    for byte_of in ENCODINGS:
        if all(letter in byte_of for letter in letters):
            try:
                return bytes(byte_of[letter] for letter in letters).decode("utf-8")
            except UnicodeDecodeError:
                # Not this encoding, or some of its bytes are lost.
                continue
    return ""
