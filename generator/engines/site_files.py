"""How a file of the site is written."""

import os
from collections.abc import Iterable
from pathlib import Path


def encoded(text: str | bytes) -> bytes:
    """Return a text as it stands in a file, as mkdocs encodes its own; what is encoded by now stays."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "xmlcharrefreplace")


def write(path: str | Path, pieces: Iterable[str | bytes]) -> None:
    """Write a text in pieces into a file, and the folders that it stands in, as mkdocs writes its own."""
    # Most pages have a folder of their own, in one that is there: that is tried first, ten thousand times.
    folder = os.path.dirname(path)  # noqa: PTH120
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    with open(path, "wb") as file:  # noqa: PTH123
        file.writelines(map(encoded, pieces))
