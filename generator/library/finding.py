"""What a rule finds: a fault in a record of the library, before anybody knows the line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Protocol

from generator.library.wording import Wording
from generator.problems import Level
from generator.records.notes import Loc
from generator.records.record import Record


@dataclass(frozen=True)
class Finding:
    """A record, the place in its data, and what is wrong there."""

    record: Record
    loc: Loc
    sentence: str
    code: str
    level: Level = "error"
    word: str = ""
    """The word at fault, when it stands inside a longer text: its line is pointed at."""
    number: int | None = None
    """Which of the same words in the text it is, counted from 0; the next one of them unless said."""


class Look(Protocol):
    """A rule's look at one record."""

    def __call__(self, record: Record, wording: Wording | None = None) -> tuple[Finding, ...]:
        """Return what it finds; the texts are gathered by the look itself, unless somebody has them."""


def once(look: Callable[[Wording], Iterable[Finding]]) -> Look:
    """Let a record be looked at once for what it alone can tell: it never changes, and a preview asks at each save."""
    name = look.__module__

    @wraps(look)
    def looked(record: Record, wording: Wording | None = None) -> tuple[Finding, ...]:
        found = record.found.get(name)
        if found is None:
            # Without the record, which would else hold itself: then no two records could be compared.
            seen = look(wording or Wording(record))
            found = tuple((one.loc, one.sentence, one.code, one.level, one.word, one.number) for one in seen)
            record.found[name] = found
        return tuple(Finding(record, *one) for one in found)

    return looked


def occurrence(text: str, word: str, start: int) -> int:
    """Return which of the same words in a text it is that begins at `start`, counted from 0.

    A word that is no fault, as one in code, may stand before one that is.
    """
    return text.count(word, 0, start)
