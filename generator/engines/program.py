"""Which state of this program, of Python and of all packages is at work: another one may make other pages."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from zoneinfo import TZPATH

import generator

_ENDINGS = (".dist-info", ".egg-info")
"""How the folders end that say which version of a package is there; their names have the version."""
_NOT_OURS = frozenset({"__pycache__", "vendor"})


@cache
def program_state() -> bytes:
    """Return a digest of everything that is installed and can change what is read or made of a record.

    It is that of the first time: what is installed later is not what is at work in this process.
    """
    found = sha256(sys.version.encode())
    for said in sorted((*_files(str(Path(generator.__file__).parent)), *_packages(sys.path), *_zones(TZPATH))):
        found.update(said.encode("utf-8", "surrogatepass"))
    return found.digest()


def _files(folder: str) -> Iterator[str]:
    """Yield each file of our own below a folder, with its size and when it was changed."""
    for entry in _entries(folder):
        if not entry.is_dir(follow_symlinks=False):
            yield from _state(entry.path)
        elif entry.name not in _NOT_OURS:
            yield from _files(entry.path)


def _packages(folders: Iterable[str]) -> Iterator[str]:
    """Yield every package that is installed, with its version and when it was put there."""
    for entry in (entry for folder in folders for entry in _entries(folder)):
        if entry.name.endswith(_ENDINGS):
            yield from _state(entry.path)


def _zones(folders: Iterable[str]) -> Iterator[str]:
    """Yield what the system itself says of time zones; which clocks they have changes every year."""
    for folder in folders:
        yield from _state(folder)
        yield from _state(os.path.join(folder, "tzdata.zi"))  # noqa: PTH118 - as the others are


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing of one that is not there, or not to be read: nothing is loaded of it."""
    try:
        with os.scandir(folder) as entries:
            return [*entries]
    except OSError:
        return []


def _state(path: str) -> Iterator[str]:
    """Yield the state of what is there; another program may have removed it meanwhile."""
    with suppress(OSError):
        state = os.lstat(path)
        yield f"{path} {state.st_mtime_ns} {state.st_size}\0"
