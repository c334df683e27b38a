"""The last site, out of the way of the new one until that is written: only then is anything removed.

Removing thousands of files keeps everybody waiting who would begin to write, and on some disks each new file takes
longer for a while after others were removed. mkdocs removes at the very beginning whatever it finds.
"""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_ASIDE = ".runbook-site-old"
"""A folder in the site's own, which may be a disk of its own; mkdocs leaves hidden ones alone."""


class OldSite:
    """What stands in a site's folder before a build."""

    def __init__(self, site: Path) -> None:
        """Nothing is moved yet."""
        self._site = site
        self._aside = site / _ASIDE

    def set_aside(self) -> None:
        """Move out of the way what mkdocs would remove: all but hidden files."""
        # A killed build left it.
        self.remove()
        entries = tuple(self._entries())
        if entries:
            self._aside.mkdir()
        for entry in entries:
            # What cannot be moved, such as a disk of its own, is left to mkdocs.
            with suppress(OSError):
                entry.rename(self._aside / entry.name)

    def put_back(self) -> None:
        """Undo it after a failure, unless something was written meanwhile: then what was set aside is removed."""
        if self._aside.is_dir() and not any(self._entries()):
            for entry in tuple(self._aside.iterdir()):
                entry.rename(self._site / entry.name)
        self.remove()

    def remove(self) -> None:
        """Remove what was set aside."""
        shutil.rmtree(self._aside, ignore_errors=True)

    def _entries(self) -> Iterator[Path]:
        if self._site.is_dir():
            yield from (entry for entry in self._site.iterdir() if not entry.name.startswith("."))
