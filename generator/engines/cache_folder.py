"""Where this program keeps what it can make again: in a folder of whoever runs it, never in the project's.

Who may write into the cache decides what the next build publishes. A project's folder is written by whoever changes the
project, and a pull request could bring along pages that no record says.
"""

import os
import shutil
import stat
import sys
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from generator.engines.program import program_state
from generator.library.kept_readings import KeptReadings

VARIABLE: Final = "RUNBOOK_SITE_CACHE"
"""The variable of the environment that names another folder; set to nothing, it says that nothing is kept."""
_TAG = "CACHEDIR.TAG"
_TAGGED = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# runbook-site keeps parts of pages here, which it can make again: https://bford.info/cachedir/\n"
)
_UNUSED: Final = 30 * 24 * 60 * 60
"""Seconds. What belongs to a project that was not built for so long goes."""


class CacheRefused(Exception):  # noqa: N818 - it says what happened
    """Nothing may be kept in the folder that somebody names; the message says why."""


def cache_of(root: Path, *settings: str) -> Path | None:
    """Return the folder for what is kept of the project at `root` under some settings; None where nothing is kept.

    It exists, and nobody else may write in it. Raises `CacheRefused` for a folder that somebody has named.
    """
    base = _base(root.resolve())
    if base is None:
        return None
    name = sha256("\0".join((str(root.resolve()), *settings)).encode("utf-8", "surrogatepass"))
    folder = base / name.hexdigest()[:32]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_mine_alone(folder):
            _refuse(f"{VARIABLE} names {base}, where others may write into {folder.name}; remove that folder")
            return None
        (folder / _TAG).write_text(_TAGGED, encoding="utf-8")
    except OSError:
        return None  # a disk that is full or may not be written to: the next build does everything again
    _remove_unused(base)
    return folder


def readings_of(root: Path) -> KeptReadings | None:
    """Return what earlier builds have read of the project at `root`; None where nothing is kept."""
    with suppress(CacheRefused):  # told where pages are kept
        if folder := cache_of(root, "records"):
            return KeptReadings(folder, program_state())
    return None


def _base(root: Path) -> Path | None:
    named = os.environ.get(VARIABLE)
    if named == "":
        return None
    try:
        folder = Path(named).expanduser() if named else user_cache_path("runbook-site", appauthor=False)
        base = folder.resolve()
    except (OSError, RuntimeError):
        return None  # nobody's home
    if root == base or root in base.parents:
        _refuse(f"{VARIABLE} names {base}, in the project, where others may write; name a folder outside of it")
        return None
    return base


def _refuse(message: str) -> None:
    """Refuse a folder that somebody has named; where nobody has, nobody did anything wrong, and nothing is kept."""
    if os.environ.get(VARIABLE):
        raise CacheRefused(message)


def _is_mine_alone(folder: Path) -> bool:
    """Say whether nobody else made a folder or may write in it: what is in it is believed."""
    if sys.platform == "win32":  # where a user's folders are the user's own
        return True
    state = folder.lstat()
    return stat.S_ISDIR(state.st_mode) and state.st_uid == os.geteuid() and not state.st_mode & 0o022


def _remove_unused(base: Path) -> None:
    """Remove what nobody uses. Other programs have such tags, too, and theirs may lie beside ours."""
    oldest = time.time() - _UNUSED
    with suppress(OSError):
        for folder in [*base.iterdir()]:
            if _is_ours(folder / _TAG, oldest):
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(tag: Path, oldest: float) -> bool:
    """Say whether a tag is one that we wrote before a time, in seconds since 1970."""
    try:
        return tag.stat().st_mtime < oldest and tag.read_text(encoding="utf-8", errors="replace") == _TAGGED
    except OSError:
        return False
