"""What a rule finds: a fault in a record of the library, before anybody knows the line."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from generator.problems import Level
from generator.records.kind import Record
from generator.records.notes import Loc

R = TypeVar("R", bound=Record)


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


def once(look: Callable[[R], Iterable[Finding]]) -> Callable[[R], tuple[Finding, ...]]:
    """Let a record be looked at once for what it alone can tell: it never changes, and a preview asks at each save."""
    name = look.__module__

    @wraps(look)
    def looked(record: R) -> tuple[Finding, ...]:
        found = record.found.get(name)
        if found is None:
            # Without the record, which would else hold itself: then no two records could be compared.
            found = tuple((one.loc, one.sentence, one.code, one.level, one.word) for one in look(record))
            record.found[name] = found
        return tuple(Finding(record, *one) for one in found)

    return looked
