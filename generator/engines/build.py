"""`runbook-site build`: mkdocs into a folder aside, which then takes the place of the old site, whole."""

import logging
import os
import shutil
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, BuildError, ConfigurationError

from generator.engines.mkdocs import MARK
from generator.library.library import Edition
from generator.library.settings import CONFIG


class NotBuilt(Exception):  # noqa: N818 - it says what happened
    """The site was not built; the message says why, and the last good site is as it was."""


def build_site(root: Path, site: Path | None = None, edition: Edition | None = None, config: str = CONFIG) -> Path:
    """Build the site of the project at `root` and return its folder. Raises `NotBuilt`; then nothing has changed."""
    folder = site or Path(str(load_config(str(root / config)).site_dir))
    _refuse_foreign(folder, root)
    aside = folder.parent / f".{folder.name}-{os.getpid()}"
    try:
        _build(root / config, aside, edition)
        _swap(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder


def _build(config_file: Path, aside: Path, edition: Edition | None) -> None:
    _log_to_stderr()
    config = load_config(str(config_file), strict=True, site_dir=str(aside))
    if edition:
        config.plugins["runbook-site"].config["edition"] = edition
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as error:
        message = f"mkdocs --strict gave up: {error}"
        raise NotBuilt(message) from error
    except (BuildError, ConfigurationError) as error:
        raise NotBuilt(str(error)) from error
    finally:
        config.plugins.on_shutdown()


def _refuse_foreign(folder: Path, root: Path) -> None:
    if folder.resolve() in (root, *root.parents) or folder.is_symlink():
        message = f"{folder} cannot be the site: it is the project, holds it, or is a link; name another folder"
        raise NotBuilt(message)
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder for the site"
        raise NotBuilt(message)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists():
        message = f"{folder} is not empty and was not built by runbook-site; remove it, or name another folder"
        raise NotBuilt(message)


def _swap(aside: Path, folder: Path) -> None:
    old = folder.parent / f".{folder.name}-old-{os.getpid()}"
    if folder.exists():
        folder.rename(old)
    aside.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _log_to_stderr() -> None:
    logger = logging.getLogger("mkdocs")
    if not logger.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
