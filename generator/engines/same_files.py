"""Whether an old site has the file that a new one is about to write: by its bytes, never by its time alone."""

import os
from pathlib import Path
from stat import S_IFREG

_READS = 0o666
"""What of a folder's rights its files have, too: a file is never made to be run."""

_Looks = tuple[int, int, int, int]
"""The kind and the rights of a file or folder, its owner and its group, and the disk that it is on."""


class SameFiles:
    """The files of an old site that are as a new one would have them."""

    def __init__(self, folder: Path, made: Path) -> None:
        """`folder` holds the old site; `made` is a folder that this build has made, which shows what it makes."""
        like = os.lstat(made)
        self._folder = str(folder)
        self._folder_looks = _looks(like)
        self._file_looks = (S_IFREG | like.st_mode & _READS, like.st_uid, like.st_gid, like.st_dev)
        self._stand = {"": True}
        """Whether a folder is one, by address."""

    def has(self, address: str, content: bytes) -> bool:
        """Say whether the file at an address has these bytes, and the owner and the rights of a new one.

        A link is no file, and what is behind a link to a folder belongs to somebody else. What cannot be read is
        not the same.
        """
        path = f"{self._folder}/{address}"
        try:
            found = os.lstat(path)
            if found.st_size != len(content) or _looks(found) != self._file_looks:
                return False
            if not self.stands(address.rpartition("/")[0]):
                return False
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - ten thousand times
                return file.read() == content
        except OSError:
            return False

    def stands(self, folder: str) -> bool:
        """Say whether a folder and those above it, up to the site's own, are as new ones would be. Raises `OSError`."""
        known = self._stand.get(folder)
        if known is None:
            is_ours = _looks(os.lstat(f"{self._folder}/{folder}")) == self._folder_looks
            known = self._stand[folder] = is_ours and self.stands(folder.rpartition("/")[0])
        return known


def _looks(found: os.stat_result) -> _Looks:
    return found.st_mode, found.st_uid, found.st_gid, found.st_dev
