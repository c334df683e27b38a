"""The command that begins a site of one's own."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from generator.authoring import schema as schemas
from generator.authoring.all_files import NotWritten, in_the_way, write_all
from generator.authoring.start import Start, handbook_of, name_of, read_handbook, read_name
from generator.library.repository import Repository
from generator.output.places import above
from generator.pages.feeds import schema_texts

T = TypeVar("T")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the site is called; from the folder's name unless said.")
@click.option("--handbook", help="The folder of its first handbook; from the site's name unless said.")
@click.option(
    "--repository", metavar="URL", help="Where it lies: https://github.com/OWNER/NAME; what git says unless said."
)
@click.option("--bare", is_flag=True, help="Without a handbook: for runbooks that you bring in with import.")
@click.option("--keep", is_flag=True, help="Leave files that are there as they are, and write the others.")
def init(folder: Path, *, bare: bool, keep: bool, **options: str | None) -> None:
    """Begin a site of one's own in DIR: a small handbook to replace, settings, files for editors and GitHub.

    At a terminal it asks for what is not said. Nothing that is there is overwritten.

    Example: runbook-site init our-runbooks --name 'Our runbooks' --handbook our-team
    """
    name = _said(options, "name", read_name, "Name of the site", name_of(folder))
    handbook = _said(options, "handbook", read_handbook, "Folder of its first handbook", handbook_of(name))
    origin = Repository.of_checkout(folder)
    known = origin.address if origin else ""
    where = _said(options, "repository", _repository, "Its repository on GitHub, if it has one (URL)", known)
    texts = Start(name, handbook, where, bare).texts({**schemas.schemas(), **schema_texts()})
    kept = in_the_way(folder, texts) if keep else ()
    try:
        write_all(folder, {path: text for path, text in texts.items() if path not in kept})
    except NotWritten as reason:
        hint = "\nleave it as it is and write the rest with --keep" if in_the_way(folder, texts) else ""
        raise click.UsageError(f"{reason}{hint}") from None
    click.echo(f"wrote {len(texts) - len(kept)} files into {folder}")
    for path in kept:
        click.echo(f"kept {path} as it was", err=True)
    if inside := above(folder.resolve()):
        lies = f"{inside.rstrip('/')} is a folder of a repository, and GitHub reads .github/ only at its top"
        way_out = "move it there, and let its workflows work in this folder (docs/github.md of runbook-site says how)"
        click.echo(f"runbook-site: {lies}; {way_out}", err=True)
    at = "" if folder == Path() else shlex.quote(str(folder))
    into = f" --into {at}" if at else ""
    command = f"import FILE…{into} --handbook {handbook}" if bare else f"build {at}".rstrip()
    click.echo(f"Now read README.md there, then run: runbook-site {command}", err=True)


def _said(options: dict[str, str | None], name: str, read: Callable[[str], T], words: str, default: str) -> T:
    """Return what a person says by an option, else at the terminal, else what it is unless said."""
    said = options[name]
    while said is None and sys.stdin.isatty():
        try:
            return read(click.prompt(words, default, show_default=bool(default), err=True))
        except ValueError as error:
            click.echo(f"Error: {error}", err=True)
    try:
        return read(default if said is None else said)
    except ValueError as error:
        raise click.UsageError(f"--{name}: {error}") from None


def _repository(text: str) -> Repository | None:
    return Repository.read(text) if text.strip() else None
