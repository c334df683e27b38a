"""What several commands take: the project's folder, an edition, a format; and how they name the next command."""

import shlex
import sys
from os.path import relpath
from pathlib import Path

import click

from generator.library.settings import CONFIG, EDITIONS
from generator.output.problems import FORMATS

PROBLEMS = 1
"""The exit code where something is wrong; click has 2 for wrong usage."""


def _root(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if not (value / CONFIG).is_file():
        way_out = f"name the folder that does, or begin a site with: runbook-site init {shlex.quote(str(value))}"
        raise click.BadParameter(f"{value} holds no {CONFIG}; {way_out}")
    return value.resolve()


def hint(words: str) -> None:
    """Say what comes next to a person at a terminal; a program has no use for it."""
    if sys.stderr.isatty():
        click.echo(words, err=True)


def command_at(root: Path, command: str) -> str:
    """Return a command of ours as one types it where one is; `check` and `build` take the folder without an option."""
    if root == Path.cwd():
        return f"runbook-site {command}"
    option = "" if command in {"check", "build"} else "--root "
    return f"runbook-site {command} {option}{shlex.quote(relpath(root))}"


root_argument = click.argument(
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_root,
)
root_option = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_root,
    help="The folder that holds mkdocs.yml, instead of this one.",
)
into_option = click.option(
    "--into",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_root,
    help="The folder that holds mkdocs.yml, instead of this one.",
)
write_option = click.option("--write", is_flag=True, help="Write the files instead.")
format_option = click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
edition_option = click.option("--edition", type=click.Choice(EDITIONS), help="Instead of the one in mkdocs.yml.")
on_option = click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day, as 2025-02-14; today unless said."
)
