"""Every value in a record, with its place in the data: found once, and kept so small that ten thousand records can."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Final

from pydantic import BaseModel

from generator.records.notes import Loc

_SHAPES: Final = 16_384
"""How many shapes are kept to be shared."""


class Shape:
    """Where the values of a record stand and of which types they are: the same for many records, and kept once."""

    def __init__(self, locs: tuple[Loc, ...], types: tuple[type, ...]) -> None:
        """Each place has its type; parts stand before what they hold."""
        self.locs = locs
        self._types = types
        self._found: dict[tuple[type, ...], tuple[int, ...]] = {}

    def of(self, kinds: tuple[type, ...]) -> tuple[int, ...]:
        """Return the numbers of the values of some types, in order."""
        found = self._found.get(kinds)
        if found is None:
            found = tuple(number for number, kind in enumerate(self._types) if issubclass(kind, kinds))
            self._found[kinds] = found
        return found


_Pick = Callable[[object], tuple[object, ...]]
"""What gives the values of the keys of a part."""
_known: dict[tuple[object, ...], Shape] = {}
"""Shapes by their signs: the types of all values in their order, and how many there are in each list."""
_locs: dict[Loc, Loc] = {}
"""Places that are the same in many shapes."""

Values = tuple[Shape, tuple[object, ...]]
"""The shape of a record, and the values in it."""


def values_in(part: BaseModel) -> Values:
    """Return every value in a record but for the record itself."""
    signs: list[object] = [type(part)]
    values: list[object] = []
    if pick := _picks[type(part)]:
        _gather(pick, part, signs, values)
    signed = tuple(signs)
    shape = _known.get(signed)
    if shape is None:
        if len(_known) >= _SHAPES:
            _known.clear()
        locs = tuple([_locs.setdefault(loc, loc) for loc in _places(part, ())])
        shape = _known[signed] = Shape(locs, tuple(map(type, values)))
    return shape, tuple(values)


def walk(part: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Yield every value in a record, the record itself first, with its place in the data."""
    yield loc, part
    shape, values = values_in(part)
    yield from (((*loc, *place), value) for place, value in zip(shape.locs, values, strict=True))


@lru_cache(maxsize=512)
def names_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of a model's fields in their order."""
    return tuple(model.model_fields)


@lru_cache(maxsize=4_096)
def picker(names: tuple[str, ...]) -> _Pick:
    """Return what gives the values of some attributes of an object, as a tuple.

    To look into `__dict__` would have Python make one for each part, and keep it.
    """
    if len(names) > 1:
        return attrgetter(*names)
    return lambda part: tuple([getattr(part, name) for name in names])


def inside(part: BaseModel) -> Iterator[tuple[str, object]]:
    """Return the names of a part's keys, in their order, with what they say."""
    names, pick = _keys_of(type(part))
    return zip(names, pick(part), strict=True)


@lru_cache(maxsize=512)
def _keys_of(model: type[BaseModel]) -> tuple[tuple[str, ...], _Pick]:
    names = names_of(model)
    return names, picker(names)


class _Picks(dict[type[object], _Pick | None]):
    """What gives the values of a model's keys, by the model; None for a type that is none."""

    def __missing__(self, kind: type[object]) -> _Pick | None:
        found = self[kind] = picker(names_of(kind)) if issubclass(kind, BaseModel) else None
        return found


_picks = _Picks()


def _gather(pick: _Pick, part: object, signs: list[object], values: list[object]) -> None:
    """Add all values in a part, and what tells its shape: the type at each key, of a list its length and its types."""
    # Of every record every value goes through here; where it stands is asked once for a shape.
    for value in pick(part):
        kind = type(value)
        signs.append(kind)
        if isinstance(value, tuple):
            signs.append(len(value))
            for item in value:
                kind = type(item)
                signs.append(kind)
                values.append(item)
                if inner := _picks[kind]:
                    _gather(inner, item, signs, values)
        elif value is not None:
            values.append(value)
            if inner := _picks[kind]:
                _gather(inner, value, signs, values)


def _places(part: BaseModel, loc: Loc) -> Iterator[Loc]:
    """Yield the places of all values in a part, in the order of `_gather`."""
    for name, value in inside(part):
        listed = [((*loc, name, index), item) for index, item in enumerate(value)] if isinstance(value, tuple) else None
        for place, item in [((*loc, name), value)] if listed is None else listed:
            if item is not None:
                yield place
            if isinstance(item, BaseModel):
                yield from _places(item, place)
