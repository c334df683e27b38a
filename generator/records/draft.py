"""A record's data while it is decoded: what is wrong is taken out, and every place stays known."""

from collections.abc import Iterable

from generator.records.notes import Loc
from generator.records.reader import Data

Moved = dict[Loc, tuple[int, ...]]
"""For each list that lost entries: where those that are left stood."""


class Draft:
    """The data of one record, less what was found to be wrong."""

    def __init__(self, data: dict[str, Data], lost: Iterable[Loc] = ()) -> None:
        """`lost` are the places that said nothing."""
        self._whole = data
        self._instead: dict[str, object] = {}
        self.lost: set[Loc] = set()
        self.moved: Moved = {}
        self._around: set[Loc] = set()
        for loc in lost:
            self._lose(loc)

    def data(self) -> dict[str, object]:
        """Return what is left."""
        self.moved = {}
        rest = {key: self._left(value, (key,), (key,)) for key, value in self._whole.items() if (key,) not in self.lost}
        return {**rest, **self._instead}

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

    def replace(self, key: str, value: object) -> None:
        """Let a value stand in for one that the record cannot be without."""
        self._lose((key,))
        self._instead[key] = value

    def lost_within(self, loc: Loc) -> bool:
        """Say whether something at `loc` or inside it was taken out."""
        return loc in self._around

    def steps_lost(self) -> frozenset[str]:
        """Return every key on the way to something that was taken out."""
        return frozenset(step for loc in self._around for step in loc[-1:] if isinstance(step, str))

    def _lose(self, loc: Loc) -> None:
        self.lost.add(loc)
        self._around.update(loc[:depth] for depth in range(len(loc) + 1))

    def _left(self, value: Data, loc: Loc, at: Loc) -> Data:
        if isinstance(value, dict):
            kept = (key for key in value if (*loc, key) not in self.lost)
            return {key: self._left(value[key], (*loc, key), (*at, key)) for key in kept}
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
