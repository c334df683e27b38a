"""Which function writes a value: one look-up for each value of a page."""

from collections.abc import Callable, Iterable
from typing import Any


class Writers(dict[type, Callable[[Any], str]]):
    """What returns a value as safe HTML, by the value's type; of a type that was never met, as the first that fits."""

    def __init__(self, known: Iterable[tuple[type, Callable[[Any], str]]]) -> None:
        """Nothing was met yet."""
        super().__init__()
        self._known = tuple(known)

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        """Remember how a type is written."""
        for known, writer in self._known:
            if issubclass(kind, known):
                self[kind] = writer
                return writer
        message = f"no writer for {kind.__name__}"
        raise TypeError(message)
