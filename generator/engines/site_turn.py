"""One build at a time in a site's folder: whoever comes second waits, and then finds a whole site to take over.

The lock is one of the folder itself: no file is left behind, and it ends with its process, whatever becomes of that.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class SiteTurn:
    """The right of one build to write into a folder."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._folder: int | None = None

    def take(self, folder: Path, waits: Callable[[], None]) -> None:
        """Wait until no other build writes into a folder, which is made if it is not there; `waits` hears of it first.

        Where folders have no locks, nobody waits. A folder that cannot be made is left to whoever writes into it.
        """
        self.end()
        if sys.platform == "win32":
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._folder = locked = os.open(folder, os.O_RDONLY)
        except OSError:
            return
        try:
            fcntl.flock(locked, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits()
            fcntl.flock(locked, fcntl.LOCK_EX)
        except OSError:
            self.end()

    def end(self) -> None:
        """Let the next one write."""
        if self._folder is not None:
            folder, self._folder = self._folder, None
            os.close(folder)
