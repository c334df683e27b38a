"""Every value in a record, with its place in the data."""

from collections.abc import Iterator
from functools import lru_cache

from pydantic import BaseModel

from generator.records.notes import Loc


def walk(part: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Yield every value in a record, parts before what they hold, with its place in the data."""
    found: list[tuple[Loc, object]] = []
    _walk(part, loc, found)
    yield from found


@lru_cache(maxsize=512)
def names_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of a model's fields in their order."""
    return tuple(model.model_fields)


def _walk(value: object, loc: Loc, found: list[tuple[Loc, object]]) -> None:
    # A list, not generators in each other: of every record every value goes through here.
    if isinstance(value, BaseModel):
        found.append((loc, value))
        values = value.__dict__
        for name in names_of(type(value)):
            if (inner := values[name]) is not None:
                _walk(inner, (*loc, name), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _walk(item, (*loc, index), found)
    elif value is not None:
        found.append((loc, value))
