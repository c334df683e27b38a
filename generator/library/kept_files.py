"""Files of a cache: each says what it was made of, and whether it is whole; and how much goes into one."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar
from zlib import crc32

DIGEST: Final = 32
"""Bytes of a digest."""
_LONGEST: Final = 4
"""No piece is longer than so many usual ones."""
T = TypeVar("T")


def kept_file(folder: Path, name: str, ending: str) -> Path:
    """Return the file for what has a name, whatever signs that has; `ending` is that of the file, `.sheets`."""
    digest = sha256(name.encode("utf-8", "surrogatepass"))
    return folder / f"{digest.hexdigest()[:32]}{ending}"


def read_kept(file: Path, digest: bytes) -> memoryview | None:
    """Return what was written into a file with this digest; None for what is gone, spoilt or made of something else."""
    try:
        written = memoryview(file.read_bytes())
    except OSError:
        return None
    rest = written[DIGEST:]
    if rest[:DIGEST] != digest or sha256(rest).digest() != written[:DIGEST]:
        return None
    return rest[DIGEST:]


def write_kept(file: Path, digest: bytes, content: bytes) -> None:
    """Write what is made of things with this digest, whole or not at all; a full disk keeps nothing."""
    whole = sha256(digest)
    whole.update(content)
    new = file.with_suffix(f".{os.getpid()}")
    try:
        with new.open("wb") as out:
            out.writelines((whole.digest(), digest, content))
        new.replace(file)
    except OSError:
        _remove(new)


def keep_only(folder: Path, files: Iterable[Path], ending: str) -> None:
    """Remove the files with an ending that are not among these, and what a killed build began to write."""
    kept = {file.name for file in files}
    with suppress(OSError):  # somebody has removed the folder, or may not read it
        for file in [*folder.iterdir()]:
            is_ours = file.suffix == ending or file.suffix.removeprefix(".").isdigit()
            if is_ours and file.name not in kept:
                _remove(file)


def _remove(file: Path) -> None:
    """Remove a file, where it is there and may be removed."""
    with suppress(OSError):
        file.unlink()


def cut(items: Iterable[T], usual: int, name_of: Callable[[T], str]) -> Iterator[tuple[T, ...]]:
    """Yield things that follow each other in pieces, which end by their own names.

    One thing more or less changes the piece that it is in, and no other. `usual` is a power of two.
    """
    piece: list[T] = []
    for item in items:
        begins = crc32(name_of(item).encode("utf-8", "surrogatepass")) % usual == 0
        if piece and (begins or len(piece) >= _LONGEST * usual):
            yield tuple(piece)
            piece = []
        piece.append(item)
    if piece:
        yield tuple(piece)
