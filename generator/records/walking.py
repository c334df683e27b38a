"""Every value in a record, with its place in the data: found once, and kept so small that ten thousand records can."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

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


Values = tuple[Shape, tuple[object, ...]]
"""The shape of a record, and the values in it."""


def values_in(part: BaseModel) -> Values:
    """Return every value in a record but for the record itself."""
    locs: list[Loc] = []
    values: list[object] = []
    _walk(part, (), locs, values)
    return _shape(tuple(locs), tuple(map(type, values))), tuple(values)


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
def picker(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """Return what gives the values of some attributes of an object, as a tuple.

    To look into `__dict__` would have Python make one for each part, and keep it.
    """
    if len(names) > 1:
        return attrgetter(*names)
    return lambda part: tuple([getattr(part, name) for name in names])


def inside(part: BaseModel) -> Iterator[tuple[str, Any]]:
    """Return the names of a part's keys, in their order, with what they say."""
    names, pick = _keys_of(type(part))
    return zip(names, pick(part), strict=True)


@lru_cache(maxsize=512)
def _keys_of(model: type[BaseModel]) -> tuple[tuple[str, ...], Callable[[object], tuple[Any, ...]]]:
    names = names_of(model)
    return names, picker(names)


@lru_cache(_SHAPES)
def _shape(locs: tuple[Loc, ...], types: tuple[type, ...]) -> Shape:
    return Shape(locs, types)


def _walk(part: BaseModel, loc: Loc, locs: list[Loc], values: list[object]) -> None:
    # Lists, not generators in each other: of every record every value goes through here.
    for name, value in inside(part):
        if value is None:
            continue
        if type(value) is tuple:
            for index, item in enumerate(value):
                place = (*loc, name, index)
                locs.append(place)
                values.append(item)
                if isinstance(item, BaseModel):
                    _walk(item, place, locs, values)
        else:
            place = (*loc, name)
            locs.append(place)
            values.append(value)
            if isinstance(value, BaseModel):
                _walk(value, place, locs, values)
