"""Which state of this program, of Python and of all packages is at work: another one may make other pages."""

import os
import sys
from collections.abc import Iterable, Iterator
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
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield _state(entry.path, entry.stat())
            elif entry.name not in _NOT_OURS:
                yield from _files(entry.path)


def _packages(folders: Iterable[str]) -> Iterator[str]:
    """Yield every package that is installed, with its version and when it was put there."""
    for folder in folders:
        if Path(folder).is_dir():
            with os.scandir(folder) as entries:
                yield from (_state(entry.path, entry.stat()) for entry in entries if entry.name.endswith(_ENDINGS))


def _zones(folders: Iterable[str]) -> Iterator[str]:
    """Yield what the system itself says of time zones; which clocks they have changes every year."""
    for path in (path for folder in folders for path in (Path(folder), Path(folder, "tzdata.zi"))):
        if path.exists():
            yield _state(str(path), path.stat())


def _state(path: str, state: os.stat_result) -> str:
    return f"{path} {state.st_mtime_ns} {state.st_size}\0"
