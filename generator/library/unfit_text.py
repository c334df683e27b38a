"""What no text of ours may hold, in a record or on a page: broken letters, letters that turn others around, secrets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.library.mojibake import LOST, broken_letters
from generator.library.secrets import may_hold_secrets, secrets_in
from generator.library.wording import Wording
from generator.problems import Level, quoted

_LONGEST_WORD = 60
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Unfit:
    """One place in a text: where it begins, what stands there, and what is wrong with it."""

    start: int
    word: str
    sentence: str
    code: str
    level: Level


def unfit(text: str) -> Iterator[Unfit]:
    """Yield what is unfit in a text."""
    for start, word, meant in broken_letters(text):
        yield Unfit(start, word if meant else _whole(text, start), _broken(word, meant), "mojibake", "warning")
    for hit in () if text.isascii() else _TURNING.finditer(text):
        sentence = f"an invisible character (U+{ord(hit[0]):04X}) turns the letters behind it around; remove it"
        yield Unfit(hit.start(), hit[0], sentence, "control-character", "error")
    for start, secret, name in secrets_in(text):
        # Never the secret itself: what is reported is published more widely than the file.
        sentence = f"this looks like a secret ({name}); make it invalid, and write where it is kept"
        yield Unfit(start, secret, sentence, "secret", "error")


def may_be_unfit(wording: Wording) -> bool:
    """Say whether something in the texts of a record may be unfit; most hold nothing of the kind."""
    # Among themselves the letters beyond ASCII may look broken that are not, never the other way round.
    letters = wording.strange
    return bool(_TURNING.search(letters)) or any(broken_letters(letters)) or may_hold_secrets(wording.plain)


def _broken(word: str, meant: str) -> str:
    if word.startswith(LOST):
        return "a letter was lost here on the way; write it anew"
    if not meant:
        return f"{quoted(word)} was something else before it was read in a wrong encoding; write it anew"
    return f"{quoted(word)} was {quoted(meant)} before it was read in a wrong encoding; write it so"


def _whole(text: str, start: int) -> str:
    """Return the whole word around broken letters: alone, those of which some are lost may be a part of others."""
    # Of a word that goes on and on, a piece is enough to find it.
    before = text[max(start - _LONGEST_WORD, 0) : start].split()
    is_inside = start and not text[start - 1].isspace()
    behind = text[start : start + _LONGEST_WORD].split()
    return (before[-1] if before and is_inside else "") + (behind[0] if behind else "")
