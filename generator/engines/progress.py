"""One line on a terminal that says how far a build is; nothing where nobody sits before it."""

import sys
import time
from collections.abc import Callable
from typing import Final, TextIO

_APART: Final = 0.1
"""So many seconds at least lie between two words: a terminal is slower than a build."""
_ERASED: Final = "\x1b[K"
"""Takes away what stands from the cursor to the end of the line."""


class Progress:
    """Says how far a build is. Its line never stays: whatever is written next stands in its place."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """`stream` is stderr unless said; `clock` counts seconds."""
        self._stream = stream or sys.stderr
        self._clock = clock
        self._next = 0.0
        self._stands = False

    def say(self, words: str) -> None:
        """Say what is being done now."""
        if self._clock() < self._next or not self._stream.isatty():
            return
        self._stream.write(f"{words}{_ERASED}\r")
        self._stream.flush()
        self._next = self._clock() + _APART
        self._stands = True

    def end(self) -> None:
        """Take the line away."""
        if self._stands:
            self._stream.write(_ERASED)
            self._stream.flush()
        self._stands = False
        self._next = 0.0
