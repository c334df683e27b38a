"""`runbook-site build`: mkdocs into a folder aside, which then takes the place of the old site, whole."""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from generator.engines.mkdocs import MARK, mark
from generator.library.library import Edition
from generator.library.settings import CONFIG

_TRIES = 20
"""How often a swap begins anew when another build put its site there in between."""


class NotBuilt(Exception):  # noqa: N818 - it says what happened
    """The site was not built; the message says why, and the last good site is as it was."""


def build_site(root: Path, site: Path | None = None, edition: Edition | None = None, config: str = CONFIG) -> Path:
    """Build the site of the project at `root` and return its folder. Raises `NotBuilt`; then nothing has changed."""
    with _readable_log():
        settings = _settings(root / config)
        folder = site or Path(settings.site_dir)
        _refuse_foreign(folder, root)
        _tidy(folder)
        aside = _aside(folder, "new")
        try:
            aside.mkdir(parents=True)
            mark(aside)
            _build(settings, aside, edition)
            _swap(aside, folder)
        except OSError as error:
            message = f"{error.strerror or error}: {error.filename or folder}"
            raise NotBuilt(message) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return folder


def _settings(file: Path) -> MkDocsConfig:
    try:
        settings = load_config(str(file), strict=True)
    except (Abort, ConfigurationError) as error:
        message = f"{file.name} cannot be used: {error}"
        raise NotBuilt(message) from error
    if "runbook-site" not in settings.plugins:
        message = f"{file.name} does not name our plugin; write `plugins: [search, runbook-site]`"
        raise NotBuilt(message)
    return settings


def _build(settings: MkDocsConfig, aside: Path, edition: Edition | None) -> None:
    settings.site_dir = str(aside)
    if edition:
        settings.plugins["runbook-site"].config["edition"] = edition
    settings.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(settings)
    except MkDocsException as error:
        # What exactly is wrong stands in the log above.
        message = f"mkdocs gave up: {error}"
        raise NotBuilt(message) from error
    finally:
        settings.plugins.on_shutdown()


def _refuse_foreign(folder: Path, root: Path) -> None:
    if folder.is_symlink() or folder.resolve() in (root, *root.parents):
        message = f"{folder} cannot be the site: it is the project, holds it, or is a link; name another folder"
        raise NotBuilt(message)
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder for the site"
        raise NotBuilt(message)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        message = f"{folder} is not empty and was not built by runbook-site; remove it, or name another folder"
        raise NotBuilt(message)


def _aside(folder: Path, word: str) -> Path:
    return folder.parent / f".{folder.name}-{word}-{os.getpid()}"


def _tidy(folder: Path) -> None:
    """Put back what a build killed between two renames moved aside, and remove what killed builds left."""
    for left in sorted(folder.parent.glob(f".{folder.name}-*-*")):
        word, _, process = left.name.removeprefix(f".{folder.name}-").partition("-")
        if word not in {"new", "old"} or not (left / MARK).is_file() or left.is_symlink() or _is_running(process):
            continue
        if word == "old" and not folder.exists():
            left.rename(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: str) -> bool:
    if not process.isdigit() or os.name != "posix":
        # Elsewhere signal 0 ends the process that is asked: leave such a folder alone.
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return int(process) != os.getpid()


def _swap(aside: Path, folder: Path) -> None:
    old = _aside(folder, "old")
    for left in range(_TRIES, 0, -1):
        if folder.exists():
            folder.rename(old)
        try:
            aside.rename(folder)
        except OSError:
            # Another build was faster: its site is the old one now.
            if left == 1 or not folder.exists():
                if old.exists() and not folder.exists():
                    old.rename(folder)
                raise
        else:
            break
        finally:
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _readable_log() -> Iterator[None]:
    """Let mkdocs' own warnings and errors read as our lines do, on stderr."""
    logger, handler, level = logging.getLogger("mkdocs"), logging.StreamHandler(), logging.getLogger("mkdocs").level
    handler.setFormatter(_Lines())
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Lines(logging.Formatter):
    """`warning: what is wrong`, one line for each record of the log."""

    def format(self, record: logging.LogRecord) -> str:
        return f"mkdocs: {record.levelname.lower()}: {' '.join(record.getMessage().split())}"
