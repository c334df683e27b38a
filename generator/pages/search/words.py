"""Text to terms, as the search's index and its reader in the browser do it alike (docs/search-format.md).

`assets/search/tokens.js` does the same; both run the vectors of `tests/search_vectors.json`.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

# Scripts that put no space between words. Their marks are no letters to a regular expression, so they stand here, too.
_UNSPACED: Final = (
    "\u0e01-\u0e3a\u0e40-\u0eff\u1000-\u109f\u1780-\u17d3\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# The marks of India's scripts are part of a word, and change it.
_LETTER: Final = rf"(?:[^\W_]|[\u0900-\u0963\u0966-\u0df3{_UNSPACED}])"
_SPACED: Final = rf"(?:(?![{_UNSPACED}])(?:[^\W_]|[\u0900-\u0963\u0966-\u0df3]))"
_RUN: Final = re.compile(rf"{_LETTER}+(?:(?:_+|[.'\u2019\u02bc\u2010\u2011-]){_LETTER}+)*")
# "can't" and "team's" are one word; "l'eau" and "O'Brien" are two.
_APOSTROPHES: Final = re.compile(rf"['\u2019\u02bc](?={_LETTER}{{1,2}}(?!{_LETTER}))")
_PART: Final = re.compile(rf"[{_UNSPACED}]+|[0-9]+(?:\.[0-9]+)+(?!{_SPACED})|{_SPACED}+")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z])")
_UNSPACED_PART: Final = re.compile(f"[{_UNSPACED}]+")
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]"
)
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "\u0131": "i",
        "\u03c2": "\u03c3",  # the sigma that ends a Greek word
    }
)
_SHORTEST_HASH: Final = 12
_HASH: Final = re.compile(rf"(?=[a-f]*[0-9])[0-9a-f]{{{_SHORTEST_HASH},}}")
_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
MARGIN: Final = 8
"""Places between two lines, and between two texts of an entry."""
MOST_PARTS: Final = 8
"""Of so many parts a joined name is a term of its own, too; longer ones are sentences."""
LONGEST: Final = 64
"""Characters of a term; what is longer is no word."""
REMEMBERED: Final = 2**15
"""Texts without spaces of which is known what they say."""

Read = tuple[tuple[tuple[str, int], ...], int]
"""The terms of a text with the place of each, and how many places it takes."""
_read: dict[str, Read] = {}


def terms(text: str) -> Iterator[tuple[str, int]]:
    """Yield the terms of a text with their places. Between two lines places are left out: no phrase goes over them."""
    start = 0
    for line in text.split("\n"):
        for chunk in line.split():
            found, length = read(chunk)
            yield from ((term, start + place) for term, place in found)
            start += length
        start += MARGIN


def read(chunk: str) -> Read:
    """Return the terms of a text without spaces, in which the same ones come again and again."""
    found = _read.get(chunk)
    if found is None:
        if len(_read) >= REMEMBERED:
            _read.clear()
        found = _read[chunk] = terms_of(chunk)
    return found


def folded(text: str) -> str:
    """Return a text in small letters, without accents; what looks alike is alike."""
    return _without_marks(text).lower().translate(_LETTERS)


def _without_marks(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))


def terms_of(chunk: str) -> Read:
    """Return what `read` does, found anew."""
    found: list[tuple[str, int]] = []
    place = 0
    for run in _RUN.findall(_without_marks(chunk)):
        if _UUID.fullmatch(run):
            continue
        parts = [part for piece in _PART.findall(_APOSTROPHES.sub("", run)) for part in _split(piece)]
        kept = [(part, place + number) for number, part in enumerate(parts) if is_word(part)]
        whole = "".join(parts)
        found += kept
        if 1 < len(parts) <= MOST_PARTS and is_word(whole) and not _UNSPACED_PART.search(whole):
            found.append((whole, place))
        place += len(parts)
    return tuple(found), place


def _split(piece: str) -> list[str]:
    """Return a piece of a run as terms: humps of a joined name, two signs at a time where no spaces are written."""
    if piece.isascii() and piece == piece.lower():
        return [piece]
    if _UNSPACED_PART.fullmatch(piece):
        small = folded(piece)
        return [small[at : at + 2] for at in range(max(len(small) - 1, 1))]
    return [hump.lower().translate(_LETTERS) for hump in _CAMEL.split(piece)]


def is_word(term: str) -> bool:
    """Say whether a term is kept: a digest or a number of a request leads nowhere."""
    return len(term) < _SHORTEST_HASH or (len(term) <= LONGEST and not _HASH.fullmatch(term))
