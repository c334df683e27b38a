"""A site that is served while the next one is written beside it: what is the same becomes a file of both.

A second name for a file takes less than a second file, and nobody sees the old site change. So nobody may write into
a file of the new one either: `mkdocs_build` asks for this only where all plugins are known to leave files alone.
"""

import os
from contextlib import suppress
from pathlib import Path

from generator.engines.same_files import SameFiles
from generator.engines.site_files import make_folder


class ServedSite:
    """The site that another will replace."""

    def __init__(self, site: Path, new: Path) -> None:
        """`new` is the folder of the other one, which has been made."""
        self._site = site
        self._new = new
        self._old = SameFiles(site, new)
        self._same = SameFiles(new, new)

    def gives(self, address: str, content: bytes) -> bool:
        """Give the new site the file at an address, if it has these bytes; say whether it did."""
        old, new = f"{self._site}/{address}", f"{self._new}/{address}"
        try:
            if not self._old.stands(address.rpartition("/")[0]):
                return False
            make_folder(os.path.dirname(new))  # noqa: PTH120
            os.link(old, new, follow_symlinks=False)
        except OSError:
            # It has none, or this disk knows no second names.
            return False
        # Looked at where nobody changes it any more: another build may put its site into the old one's place.
        if self._same.has(address, content):
            return True
        with suppress(FileNotFoundError):
            os.unlink(new)  # noqa: PTH108
        return False
