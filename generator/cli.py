"""The command `runbook-site`: each command parses, calls, prints and sets the exit code."""

import sys
import traceback
from os.path import relpath
from pathlib import Path

import click

from generator import __version__
from generator.authoring import schema as schemas
from generator.authoring.new import Question, Refused, Request, kind_called, kinds, prepare, question, refuse_wrong
from generator.authoring.reference import reference_of
from generator.authoring.reference import write as write_reference
from generator.authoring.summary import summaries
from generator.engines.mkdocs_build import NotBuilt, build_site
from generator.library.library import Edition, Library
from generator.library.project import open_project
from generator.library.settings import CONFIG, EDITIONS
from generator.output import FORMATS, printed
from generator.pages.anchors import anchors_of
from generator.problems import did_you_mean, fails, quoted
from generator.records import KINDS
from generator.today import now, today

PROBLEMS, USAGE, BUG = 1, 2, 3


def _root(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if not (value / CONFIG).is_file():
        raise click.BadParameter(f"{value} holds no {CONFIG}; name the folder that does")
    return value.resolve()


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
write_option = click.option("--write", is_flag=True, help="Write the files instead.")
format_option = click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
edition_option = click.option("--edition", type=click.Choice(EDITIONS), help="Instead of the one in mkdocs.yml.")


@click.group(epilog="Exit codes: 0 clean, 1 problems, 2 usage, 3 a bug of ours.")
@click.version_option(__version__, prog_name="runbook-site")
def cli() -> None:
    """Incident-response knowledge as YAML in Git, published as a site.

    Example: runbook-site check
    """


@cli.command()
@root_argument
@format_option
@click.option("--strict", is_flag=True, help="Let warnings fail the check, too.")
def check(root: Path, form: str, *, strict: bool) -> None:
    """Check every record below ROOT and say what is wrong, all in one run.

    Example: runbook-site check --strict --format github
    """
    project = open_project(root, today(), anchors_of=anchors_of)
    # JSON is a result and goes to stdout even when there is nothing to say.
    for line in printed(project.problems, root, form):
        click.echo(line, err=form == "text")
    if form == "text" and not project.problems:
        click.echo(f"{len(project.library.records)} records, no problems")
    sys.exit(PROBLEMS if fails(project.problems, strict=strict) else 0)


@cli.command()
@root_argument
@edition_option
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), help="Instead of site_dir in mkdocs.yml.")
def build(root: Path, edition: Edition | None, site: Path | None) -> None:
    """Check the records and build the site with mkdocs --strict; on problems the last good site stays.

    Example: runbook-site build --edition public
    """
    project = open_project(root, today(), edition, anchors_of)
    for line in printed(project.problems, root, "text"):
        click.echo(line, err=True)
    if fails(project.problems, strict=True):
        sys.exit(PROBLEMS)
    try:
        folder = build_site(root, site.resolve() if site else None, edition)
    except NotBuilt as error:
        click.echo(f"runbook-site: {error}", err=True)
        sys.exit(PROBLEMS)
    click.echo(f"built {folder} ({project.library.edition} edition, {len(project.library.records)} records)")


@cli.command()
@click.argument("name", metavar="KIND", shell_complete=lambda *_: list(kinds()))
@root_option
@click.option("--handbook", default="", help="The folder of content/ that it belongs to.")
@click.option("--title", default="", help="What people call it, in a few words.")
@click.option("--severity", default="", help="How bad it is: a level of the handbook.")
@click.option("--started", default="", help="When it began: now, 14:05 or '2025-02-11 14:02'.")
@click.option("--id", "own_id", default="", help="Its file's name; made from the title unless said.")
def new(name: str, root: Path, own_id: str, **said: str) -> None:
    """Write a new record: KIND is incident, runbook, procedure or template. At a terminal it asks for what is missing.

    Example: runbook-site new incident --title 'Checkout is slow' --started now
    """
    project = open_project(root, today(), "internal")
    try:
        request = Request(kind_called(name), id=own_id, **said)
        refuse_wrong(request, project.library, now())
        while sys.stdin.isatty() and (asked := question(request, project.library)):
            request = _answered(request, asked, project.library)
        draft = prepare(project, request, now())
        draft.write(root)
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(draft.path)
    click.echo("Now write what you know into it, then run: runbook-site check", err=True)


def _answered(request: Request, asked: Question, library: Library) -> Request:
    """Ask until the answer can be: what was answered before is not lost over a slip."""
    choice = click.Choice(asked.choices) if asked.choices else None
    while True:
        more = request.answered(asked.name, click.prompt(asked.words, asked.default, type=choice, err=True))
        try:
            refuse_wrong(more, library, now())
        except Refused as refused:
            click.echo(f"Error: {refused}", err=True)
        else:
            return more


@cli.command()
@root_option
@write_option
def schema(root: Path, *, write: bool) -> None:
    """Say which JSON Schemas in schemas/ are not what the models say; editors read them. With --write, make them so.

    Example: runbook-site schema --write
    """
    changed = schemas.write(root) if write else schemas.stale(root)
    for path in changed:
        words = "written" if write else "out of date; run: runbook-site schema --write"
        click.echo(f"{path}: {words}", err=not write)
    sys.exit(PROBLEMS if changed and not write else 0)


@cli.command()
@click.argument("name", metavar="[KIND]", default="", shell_complete=lambda *_: list(KINDS))
@root_option
@write_option
def reference(name: str, root: Path, *, write: bool) -> None:
    """Print every key of a KIND, or of all kinds, with meaning and example. With --write, put it into docs/formats.md.

    Example: runbook-site reference runbook
    """
    if name and name not in KINDS:
        raise click.UsageError(f"no kind of record is called {quoted(name)}{did_you_mean(name, KINDS)}")
    if write:
        click.echo(f"{write_reference(root)}: written")
    else:
        click.echo(reference_of(name), nl=False)


@cli.command()
@root_option
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
def summary(root: Path, files: tuple[Path, ...]) -> None:
    """Print incident records as Markdown for reviewers, as GitHub shows it in a job's summary.

    Example: runbook-site summary incidents/example/2025/*.yaml
    """
    project = open_project(root, today(), "internal")
    for part in summaries(project, [Path(relpath(file, root)).as_posix() for file in files], today()):
        click.echo(part, nl=False)


def main() -> None:
    """Run the command; a bug of ours says so and exits with 3."""
    try:
        cli(prog_name="runbook-site")
    except Exception:  # noqa: BLE001 - the one place that catches everything
        traceback.print_exc()
        click.echo("runbook-site: this is a bug of ours; please report it with the lines above", err=True)
        sys.exit(BUG)
