"""What every record is, and what can be asked of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Final, Literal, Self, TypeVar, cast

from pydantic import Field, PrivateAttr

from generator.problems import Fault
from generator.records.draft import Moved, original
from generator.records.link_syntax import Target, may_lead, targets_in
from generator.records.notes import Loc
from generator.records.own_facts import OwnFacts
from generator.records.part import Part
from generator.records.refs import Key, Ref
from generator.records.scalars import Line, Prose, Slug, Words
from generator.records.times import Zone
from generator.records.walking import Values, names_of, values_in

Visibility = Literal["public", "internal"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from: what names it, its file relative to the root, and its seat in a table's list."""

    key: Key
    path: str
    index: int | None = None


_NOWHERE = Origin(Key("", "", ""), "")
_NOT_MOVED: Final[Moved] = {}
_NOTHING_LOST: Final[frozenset[Loc]] = frozenset()
"""What nearly all records keep: one for all of them, and never changed."""
V = TypeVar("V")


class Record(Part):
    """What one file says, or one row of a table."""

    visibility: Visibility | None = None
    """Who may read it: public, or internal (left out of the public edition)."""

    _origin: Origin = PrivateAttr(default=_NOWHERE)
    _own: OwnFacts = PrivateAttr(default=())
    _moved: Moved = PrivateAttr(default=_NOT_MOVED)
    _lost: frozenset[Loc] = PrivateAttr(default=_NOTHING_LOST)

    def seated(
        self,
        origin: Origin,
        own: OwnFacts,
        moved: Moved | None = None,
        lost: frozenset[Loc] = _NOTHING_LOST,
    ) -> Self:
        """Tell the record where it stands, which facts of the team's own it carries, and what it lost; returns it."""
        stands = {"_origin": origin, "_own": own, "_moved": moved or _NOT_MOVED, "_lost": lost or _NOTHING_LOST}
        # Through pydantic each of them would be looked up.
        object.__setattr__(self, "__pydantic_private__", {**(self.__pydantic_private__ or {}), **stands})
        # What was found out may come from the seat; the values inside do not.
        self._forget(keep="values")
        return self

    def _forget(self, keep: str) -> None:
        """Drop what was found out and kept, but for one name."""
        known = self.__dict__
        if len(known) > len(names_of(type(self))):
            for name in known.keys() - type(self).model_fields.keys() - {keep}:
                del known[name]

    @cached_property
    def values(self) -> Values:
        """Every value in the record, found once: rules and pages ask again and again."""
        return values_in(self)

    @property
    def walked(self) -> Iterator[tuple[Loc, object]]:
        """Every value in the record with its place in the data."""
        shape, values = self.values
        return zip(shape.locs, values, strict=True)

    def each(self, *kinds: type[V]) -> Iterator[tuple[Loc, V]]:
        """Return the values of some types with their places in the data."""
        shape, values = self.values
        numbers = shape.of(kinds)
        # Rules ask for millions of values: no line of Python for each.
        found = zip(map(shape.locs.__getitem__, numbers), map(values.__getitem__, numbers), strict=True)
        return cast("Iterator[tuple[Loc, V]]", found)

    @property
    def prose(self) -> Iterator[tuple[Loc, Line | Prose]]:
        """Every text in Markdown with its place in the data, facts of the team's own among them."""
        return texts(self, Line, Prose)

    @cached_property
    def targets(self) -> tuple[tuple[Loc, Target], ...]:
        """Where the links and images in its prose lead, each with the place of its text in the data."""
        return tuple((loc, one) for loc, text in self.prose if may_lead(text) for one in targets_in(text))

    def explore(self) -> None:
        """Find now what everybody will ask for."""
        _ = self.values
        for _, target in self.targets:
            _ = target.leads

    @cached_property
    def found(self) -> dict[str, tuple[Any, ...]]:
        """What rules found in this record alone, by the name of the rule."""
        return {}

    def keep_found(self, found: dict[str, tuple[Any, ...]]) -> None:
        """Keep what rules found; records of which they found the same may keep one object."""
        self.__dict__["found"] = found

    def seated_like(self, other: Self, own: OwnFacts | None = None) -> Self:
        """Tell the record that it stands where another one does, of which it is a changed copy; returns it.

        Its facts of the team's own are the other's unless said.
        """
        return self.seated(other._origin, other._own if own is None else own, other._moved, other._lost)

    def place_in_file(self, loc: Loc) -> Loc:
        """Return where a part of the record stands in its file's data."""
        stood = original(loc, self._moved)
        return stood if self._origin.index is None else (self._origin.index, *stood)

    @property
    def lost(self) -> frozenset[Loc]:
        """The places whose values were wrong and are left out; none in a sound record."""
        return self._lost

    def is_lost(self, loc: Loc) -> bool:
        """Say whether what stands at `loc` is an example that stands in for a wrong value."""
        stood = original(loc, self._moved)
        return any(stood[:depth] in self._lost for depth in range(1, len(stood) + 1))

    @classmethod
    def extend_schema(cls, keys: dict[str, Any]) -> None:
        """Facts of the team's own are text, or lists of text."""
        text = {"type": ["string", "number", "boolean"]}
        keys["patternProperties"] = {"^x-.": {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}}

    def settle(self, zone: Zone) -> tuple[Fault, ...]:
        """Place the record's times in `zone`, before anybody has asked for one; returns what could not be placed."""
        del zone
        return ()

    @cached_property
    def key(self) -> Key:
        """What names it."""
        return self._origin.key

    @cached_property
    def path(self) -> str:
        """Its file, relative to the root."""
        return self._origin.path

    @cached_property
    def origin(self) -> Origin:
        """Where it comes from."""
        return self._origin

    @cached_property
    def own_facts(self) -> OwnFacts:
        """The `x-…` keys without their `x-`, each with its texts."""
        return self._own


class Document(Record):
    """A record that has a file and a page of its own."""

    title: Words = Field(examples=["Checkout errors"])
    """What people call it."""
    aliases: tuple[Slug, ...] = ()
    """Older ids of this record; their addresses lead here."""

    @property
    def id(self) -> str:
        """The file's name, and the address."""
        return self.key.id


class Row(Record):
    """A record that is one entry of a table's list."""

    id: Slug = Field(examples=["checkout"])
    """What names it."""


def references(record: Record) -> Iterator[tuple[Loc, Ref]]:
    """Return every reference of a record with its place in the data."""
    return record.each(Ref)


def faults(record: Record) -> Iterator[Fault]:
    """Yield what the record and its parts can know alone to be wrong."""
    parts: Iterator[tuple[Loc, Part]] = record.each(Part)
    for loc, part in chain((((), record),), parts):
        if type(part).faults is not Part.faults:
            for fault in part.faults():
                yield Fault((*loc, *fault.loc), fault.sentence, fault.code, fault.level, fault.word)


def texts(record: Record, *kinds: type[V]) -> Iterator[tuple[Loc, V]]:
    """Return the values of some types with their places in the data, facts of the team's own among them."""
    own = (
        ((f"x-{name}", index), text)
        for name, facts in record.own_facts
        for index, text in enumerate(facts)
        if isinstance(text, kinds)
    )
    return chain(record.each(*kinds), own) if record.own_facts else record.each(*kinds)
