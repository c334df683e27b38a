"""`runbook-site build`: mkdocs into a folder aside, which then takes the place of the old site, whole."""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from generator.engines.mkdocs import MARK, RunbookSitePlugin, mark
from generator.engines.mkdocs_alone import is_undisturbed
from generator.engines.served_site import ServedSite
from generator.library.library import Edition
from generator.library.project import Project
from generator.library.settings import CONFIG

_TRIES = 20
"""How often a swap begins anew when another build put its site there in between."""


class NotBuilt(Exception):  # noqa: N818 - it says what happened
    """The site was not built; the message says why, and the last good site is as it was."""


@dataclass(frozen=True)
class Ours:
    """How a folder says that a command wrote it, so that it may be replaced."""

    mark: str
    """The file in it."""
    what: str
    """What the folder is: `the site`."""
    made: str
    """By whom, in the words of a refusal: `built by runbook-site`."""


SITE = Ours(MARK, "the site", "built by runbook-site")


def build_site(
    root: Path,
    site: Path | None = None,
    edition: Edition | None = None,
    config: str = CONFIG,
    project: Project | None = None,
) -> Path:
    """Build the site of the project at `root` and return its folder. Raises `NotBuilt`; then nothing has changed.

    `project` is the one at `root`, where it has been read already: it is not read again.
    """
    with readable_log():
        settings = settings_of(root / config)
        folder = site or Path(settings.site_dir)
        with replaced(folder, root, SITE) as aside:
            mark(aside)
            plugin = cast("RunbookSitePlugin", settings.plugins["runbook-site"])
            plugin.opened = project
            plugin.served = ServedSite(folder, aside) if is_undisturbed(settings) else None
            if edition:
                plugin.config.edition = edition
            _build(settings, aside)
    return folder


@contextmanager
def replaced(folder: Path, root: Path, ours: Ours) -> Iterator[Path]:
    """Yield a new folder aside, which takes the place of `folder`, whole, when all went well.

    What is written there first is its mark. Raises `NotBuilt` and leaves everything as it was when `folder` is not
    `ours`, or belongs to the project at `root`.
    """
    _refuse_foreign(folder, root, ours)
    _tidy(folder, ours)
    aside = _aside(folder, "new")
    try:
        aside.mkdir(parents=True)
        yield aside
        _swap(aside, folder)
    except OSError as error:
        message = f"{error.strerror or error}: {error.filename or folder}"
        raise NotBuilt(message) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def put_back(root: Path, site: Path | None = None, config: str = CONFIG) -> None:
    """Do of `build_site` what comes before all else, where nothing is built: mend what a killed build left.

    Raises `NotBuilt`.
    """
    with readable_log():
        _tidy(site or Path(settings_of(root / config).site_dir), SITE)


def settings_of(file: Path) -> MkDocsConfig:
    """Return mkdocs' settings in a file, with our plugin among them. Raises `NotBuilt`."""
    try:
        settings = load_config(str(file), strict=True)
    except (Abort, ConfigurationError) as error:
        message = f"{file.name} cannot be used: {error}"
        raise NotBuilt(message) from error
    if not isinstance(settings.plugins.get("runbook-site"), RunbookSitePlugin):
        message = f"{file.name} does not name our plugin; write `plugins: [runbook-site]`"
        raise NotBuilt(message)
    return settings


def _build(settings: MkDocsConfig, aside: Path) -> None:
    settings.site_dir = str(aside)
    settings.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(settings)
    except MkDocsException as error:
        # What exactly is wrong stands in the log above.
        message = f"mkdocs gave up: {error}"
        raise NotBuilt(message) from error
    finally:
        settings.plugins.on_shutdown()


def _refuse_foreign(folder: Path, root: Path, ours: Ours) -> None:
    if folder.is_symlink() or folder.resolve() in (root, *root.parents):
        message = f"{folder} cannot be {ours.what}: it is the project, holds it, or is a link; name another folder"
        raise NotBuilt(message)
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder for {ours.what}"
        raise NotBuilt(message)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / ours.mark).is_file():
        message = f"{folder} is not empty and was not {ours.made}; remove it, or name another folder"
        raise NotBuilt(message)


def _aside(folder: Path, word: str) -> Path:
    return folder.parent / f".{folder.name}-{word}-{os.getpid()}"


def _tidy(folder: Path, ours: Ours) -> None:
    """Put back what a build killed between two renames moved aside, and remove what killed builds left."""
    for left in sorted(folder.parent.glob(f".{folder.name}-*-*")):
        word, _, process = left.name.removeprefix(f".{folder.name}-").partition("-")
        if word not in {"new", "old"} or not (left / ours.mark).is_file() or left.is_symlink() or _is_running(process):
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
def readable_log() -> Iterator[None]:
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
