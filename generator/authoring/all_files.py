"""Several new files at once: all of them or none, and nothing that is there is touched."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath


class NotWritten(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """Files that cannot be written; the sentence says why, and nothing was written."""


def in_the_way(root: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return what stands where files are to be written, in order: those files, and what is no folder above them.

    A folder that is a link counts as well: what lies behind it is elsewhere.
    """
    found: dict[str, None] = {}
    for path in paths:
        above = [str(part) for part in reversed(PurePosixPath(path).parents)][1:]
        blocked = next((part for part in above if _is_no_folder(root / part)), None)
        if blocked:
            found[blocked] = None
        elif _stands(root / path):
            found[path] = None
    return tuple(sorted(found))


def write_all(root: Path, texts: Mapping[str, str]) -> None:
    """Write files below `root`, texts by their paths, with the line ends of Unix; raises `NotWritten`."""
    taken = in_the_way(root, texts)
    if taken:
        raise NotWritten("\n  ".join(("nothing was written, because this is there already:", *taken)))
    made: list[Path] = []
    try:
        for path, text in texts.items():
            made += _folders(root / path)
            with (root / path).open("x", encoding="utf-8", newline="\n") as stream:
                made.append(root / path)
                stream.write(text)
    except OSError as error:
        _undo(made)
        raise NotWritten(f"nothing was written: {error.filename or root}: {error.strerror}") from None


def _stands(path: Path) -> bool:
    try:
        path.lstat()
    except OSError:
        # Where nobody may look, writing says why.
        return False
    return True


def _is_no_folder(path: Path) -> bool:
    return _stands(path) and (path.is_symlink() or not path.is_dir())


def _folders(file: Path) -> Iterator[Path]:
    """Make the folders above a file that are not there yet, and yield each of them."""
    for folder in reversed(file.parents):
        if not _stands(folder):
            folder.mkdir()
            yield folder


def _undo(made: list[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
