"""What became of the files that are published beside records and pages: pictures, and what people download."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.library.changes.change import Change, What
from generator.library.prose_links import IMAGES
from generator.library.settings import Settings
from generator.records.folders import is_record_file


@dataclass(frozen=True)
class FileChange:
    """One file that is not the same on both sides, its paths relative to the project's folder."""

    before: str
    """Empty when it was not there."""
    after: str
    """Empty when it is not there any more."""
    is_same: bool = False
    """Whether it only has another name."""


def file_changes(found: Iterable[FileChange], before: Settings, after: Settings) -> Iterator[Change]:
    """Yield what became of published files, by path; records and pages are told of by what they say."""
    changes = (_change(_published(one.before, before), _published(one.after, after), one) for one in found)
    yield from sorted(filter(None, changes), key=lambda change: change.path)


def _published(path: str, settings: Settings) -> str:
    """Return a path where the file is published, else nothing: beside an incident only pictures are."""
    is_written = is_record_file(path) or path.lower().endswith(".md")
    if is_written or any(part.startswith(".") for part in PurePosixPath(path).parts):
        return ""
    beside = path.startswith(f"{settings.incidents}/") and path.lower().endswith(IMAGES)
    return path if beside or path.startswith(f"{settings.content}/") else ""


def _change(before: str, after: str, found: FileChange) -> Change | None:
    if not before and not after:
        return None
    lines: tuple[str, ...] = ()
    what: What = "changed" if before else "new"
    if not after:
        what = "removed"
    elif before and before != after:
        what = "renamed"
        lines = (f"was {before}", *(() if found.is_same else ("what it holds changed",)))
    path = after or before
    return Change(what, "file", "files", PurePosixPath(path).name, path, lines)
