"""A record's data while it is decoded: what is wrong is taken out, and every place stays known."""

from collections.abc import Iterable, Iterator

from generator.records.notes import Loc
from generator.records.reader import Data

Moved = dict[Loc, tuple[int, ...]]
"""For each list that lost entries: where those that are left stood."""


class Draft:
    """The data of one record, less what was found to be wrong."""

    def __init__(self, data: dict[str, Data], lost: Iterable[Loc] = ()) -> None:
        """`lost` are the places that said nothing."""
        self._whole = data
        self._instead: dict[Loc, dict[str, object]] = {}
        self.lost: set[Loc] = set()
        self.moved: Moved = {}
        self._around: set[Loc] = set()
        for loc in lost:
            self._lose(loc)

    def data(self) -> dict[str, object]:
        """Return what is left."""
        self.moved = {}
        if not self.lost:
            return dict(self._whole)
        rest = {key: self._left(value, (key,), (key,)) for key, value in self._whole.items() if (key,) not in self.lost}
        return {**rest, **self._instead.get((), {})}

    def drop(self, loc: Loc) -> Loc:
        """Take out what stands at `loc`, or the nearest thing above it that does; returns where that was."""
        value: Data = self._whole
        for depth, step in enumerate(loc):
            inner = _inside(value, step)
            if inner is None:
                loc = loc[: max(depth, 1)]
                break
            value = inner
        self._lose(loc)
        return loc

    def replace(self, loc: Loc, value: object) -> None:
        """Let a value stand in for one that the record, or a part of it, cannot be without; `loc` ends with its key."""
        self._lose(loc)
        self._instead.setdefault(loc[:-1], {})[str(loc[-1])] = value

    def lost_within(self, loc: Loc) -> bool:
        """Say whether something at `loc` or inside it was taken out."""
        return loc in self._around

    def keys_lost(self) -> frozenset[str]:
        """Return the key of everything that was taken out; of an entry, that of its list."""
        return frozenset(map(_key_of, self.lost))

    def keys_unread(self) -> frozenset[str]:
        """Return the same for what nobody could read: no one knows what stood there."""
        return frozenset(_key_of(loc) for loc in self.lost if self.value_at(loc) is None)

    def texts_lost(self) -> tuple[str, ...]:
        """Return every text in what was taken out."""
        return tuple(text for loc in sorted(self.lost, key=str) for text in _texts(self.value_at(loc)))

    def value_at(self, loc: Loc) -> Data | None:
        """Return what stood at a place at first; None when nothing did."""
        value: Data | None = self._whole
        for step in loc:
            value = None if value is None else _inside(value, step)
        return value or None

    def _lose(self, loc: Loc) -> None:
        self.lost.add(loc)
        self._around.update(loc[:depth] for depth in range(len(loc) + 1))

    def _left(self, value: Data, loc: Loc, at: Loc) -> object:
        if isinstance(value, dict):
            kept = (key for key in value if (*loc, key) not in self.lost)
            left = {key: self._left(value[key], (*loc, key), (*at, key)) for key in kept}
            return {**left, **self._instead.get(loc, {})}
        if not isinstance(value, list):
            return value
        seats = tuple(index for index in range(len(value)) if (*loc, index) not in self.lost)
        if len(seats) < len(value):
            self.moved[at] = seats
        return [self._left(value[seat], (*loc, seat), (*at, number)) for number, seat in enumerate(seats)]


def original(loc: Loc, moved: Moved) -> Loc:
    """Return where something stood before entries above it were taken out."""
    if not moved:
        return loc
    steps: list[str | int] = []
    for depth, step in enumerate(loc):
        seats = moved.get(loc[:depth])
        steps.append(seats[step] if seats and isinstance(step, int) else step)
    return tuple(steps)


def _inside(value: Data, step: str | int) -> Data | None:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _key_of(loc: Loc) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str)), "")


def _texts(value: Data | None) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value is not None:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
