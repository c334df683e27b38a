"""How the files of a site are written, and which need not be because an old site has them."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

Gives = Callable[[str, bytes], bool]
"""Asks an old site for the file at an address, if it has these bytes; says whether the new one has it of there."""


def encoded(text: str | bytes) -> bytes:
    """Return a text as it stands in a file, as mkdocs encodes its own; what is encoded by now stays."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "xmlcharrefreplace")


class Site:
    """A site's folder that is being written, in any number of processes."""

    def __init__(self, folder: str | Path, gives: Gives | None = None) -> None:
        """`gives` is asked before a file is written."""
        self._folder = folder
        self._gives = gives

    def write(self, address: str, pieces: Iterable[str | bytes]) -> None:
        """Write a text in pieces into a file, and the folders that it stands in, as mkdocs writes its own.

        A text of one piece may come from an old site: of those there are thousands, and few that are long.
        """
        path = f"{self._folder}/{address}"
        match pieces:
            case (text,) if self._gives:
                content = encoded(text)
                if not self._gives(address, content):
                    _write(path, (content,))
            case _:
                _write(path, map(encoded, pieces))


def make_folder(folder: str) -> None:
    """Make a folder, if it is not there, and those that it stands in."""
    # Most pages have a folder of their own, in one that is there: that is tried first, ten thousand times.
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103


def _write(path: str, pieces: Iterable[bytes]) -> None:
    make_folder(os.path.dirname(path))  # noqa: PTH120
    with open(path, "wb") as file:  # noqa: PTH123
        file.writelines(pieces)
