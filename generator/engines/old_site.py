"""The last site, out of the way of the new one until that is written: it gives what is the same, then it goes.

Making and removing thousands of folders and files takes longer than comparing what is in them, and mkdocs removes
whatever it finds at the very beginning. Until all is written the old site is whole, and comes back after a failure.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from generator.engines.same_files import SameFiles
from generator.engines.site_files import make_folder

_ASIDE = ".runbook-site-old"
"""A folder in the site's own, which may be a disk of its own; mkdocs leaves hidden ones alone."""


class OldSite:
    """What stands in a site's folder before a build."""

    def __init__(self, site: Path) -> None:
        """Nothing is moved yet."""
        self._site = site
        self._aside = site / _ASIDE
        self._same: SameFiles | None = None
        """What can be asked for, while the old site is whole."""
        self.given: set[str] = set()
        """The addresses of the files that the new site is to have of it, as far as this process knows."""

    def set_aside(self) -> None:
        """Move out of the way what mkdocs would remove: all but hidden files."""
        # A killed build left it.
        self.remove()
        entries = tuple(self._entries())
        if not entries:
            return
        self._aside.mkdir()
        for entry in entries:
            # What cannot be moved, such as a disk of its own, is left to mkdocs.
            with suppress(OSError):
                entry.rename(self._aside / entry.name)
        self._same = SameFiles(self._aside, self._aside)

    def gives(self, address: str, content: bytes) -> bool:
        """Say whether it has a file with these bytes, which then comes over at the end and need not be written."""
        is_same = self._same is not None and self._same.has(address, content)
        if is_same:
            self.given.add(address)
        return is_same

    def hand_over(self) -> None:
        """Move what is given into the new site and remove the rest: from here on there is no way back."""
        self._same = None
        by_folder = groupby(sorted(address.rpartition("/")[::2] for address in self.given), key=lambda seat: seat[0])
        for folder, seats in by_folder:
            self._move(folder, {name for _, name in seats})
        self.remove()

    def put_back(self) -> None:
        """Undo it after a failure: whatever was written meanwhile goes."""
        if self._same:
            self._same = None
            for entry in tuple(self._entries()):
                _remove(entry)
            for entry in tuple(self._aside.iterdir()):
                entry.rename(self._site / entry.name)
        self.remove()

    def remove(self) -> None:
        """Remove what was set aside."""
        shutil.rmtree(self._aside, ignore_errors=True)

    def _entries(self) -> Iterator[Path]:
        if self._site.is_dir():
            yield from (entry for entry in self._site.iterdir() if not entry.name.startswith("."))

    def _move(self, folder: str, names: set[str]) -> None:
        """Move files of one folder; with the folder itself, if they are all that is in it, and nothing new is."""
        old, new = f"{self._aside}/{folder}", f"{self._site}/{folder}"
        make_folder(os.path.dirname(new))  # noqa: PTH120
        if folder and set(os.listdir(old)) == names:  # noqa: PTH208
            with suppress(OSError):
                os.rename(old, new)  # noqa: PTH104
                return
        make_folder(new)
        for name in names:
            try:
                os.replace(f"{old}/{name}", f"{new}/{name}")  # noqa: PTH105
            except OSError:
                # On some systems a file that somebody reads cannot be moved.
                shutil.copyfile(f"{old}/{name}", f"{new}/{name}")


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink()
