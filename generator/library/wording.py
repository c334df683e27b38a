"""All texts of one record, put together once for every rule that looks for something in them.

Most records hold nothing of what is looked for, and one look at all their texts says so sooner than one at each. What
is not of ASCII is apart: among such letters everything is found ten times more slowly, and few signs have any.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from generator.records.notes import Loc
from generator.records.record import Record, texts

V = TypeVar("V")


class Wording:
    """The texts of one record, and whether signs of something stand in any of them."""

    def __init__(self, record: Record) -> None:
        """Gather them, facts of the team's own among them."""
        self.record = record
        values = [text for _, text in texts(record, str)]
        whole = "\n".join(values)
        self.plain = whole.encode("ascii", "replace").decode("ascii")
        """The texts below each other, with a question mark for each letter that is not of ASCII."""
        self.lower = self.plain.lower().replace("\n", " ")
        """The same in lower case, behind each other."""
        self.strange = () if whole.isascii() else tuple([text for text in values if not text.isascii()])
        """Those with letters that are not of ASCII."""

    def each(self, *kinds: type[V]) -> Iterator[tuple[Loc, V]]:
        """Yield the texts of some types with their places in the data."""
        return texts(self.record, *kinds)


def signs_in(text: str, signs: Iterable[str]) -> tuple[str, ...]:
    """Return those of some signs that stand in a text."""
    return tuple([sign for sign in signs if sign in text])
