"""All texts of one record, put together once for every rule that looks for something in them.

Most records hold nothing of what is looked for, and one look at all their texts says so sooner than one at each. What
is not of ASCII is apart: most texts have little of it.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Final, TypeVar

from generator.library.signs import Plain
from generator.records.notes import Loc
from generator.records.record import Record, texts
from generator.records.times import Day, Moment

V = TypeVar("V")
_SURE: Final = frozenset((Moment, Day))
"""Texts of which every sign is known."""
_ASCII: Final = bytes(range(128))


class Wording:
    """The texts of one record."""

    def __init__(self, record: Record) -> None:
        """Gather those that hold words, facts of the team's own among them."""
        self.record = record
        _, values = record.values
        written = [value for value in values if isinstance(value, str) and type(value) not in _SURE]
        self._whole = "\n".join([*written, *[text for _, facts in record.own_facts for text in facts]])
        self.plain = Plain(self._whole)
        """The texts below each other."""

    @cached_property
    def strange(self) -> str:
        """The letters that are not of ASCII, behind each other."""
        return "" if self._whole.isascii() else self._whole.encode().translate(None, _ASCII).decode()

    def each(self, *kinds: type[V]) -> Iterator[tuple[Loc, V]]:
        """Yield the texts of some types with their places in the data."""
        return texts(self.record, *kinds)
