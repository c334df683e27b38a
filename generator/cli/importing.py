"""The command that brings existing documents in."""

import shutil
import sys
import tempfile
from pathlib import Path

import click

from generator.authoring.all_files import NotWritten, write_all
from generator.authoring.importers import IMPORTERS
from generator.authoring.importers.bring_in import Asked, Import, bring_in
from generator.authoring.importers.report import FORMATS, report_of
from generator.authoring.importers.written_days import ORDERS
from generator.authoring.request import Refused
from generator.cli.options import PROBLEMS, command_at, hint, into_option
from generator.library.project import Project, open_project
from generator.library.settings import CONFIG
from generator.output.places import above, from_here
from generator.output.problems import printed
from generator.pages.late_anchors import anchors_of
from generator.problems import Problem, fails
from generator.today import today


@click.command(name="import")
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--handbook", required=True, help="The folder of content/ to import into; begun when it is not there.")
@into_option
@click.option(
    "--from", "form", default="", type=click.Choice(("", *IMPORTERS)), help="The form, instead of finding it."
)
@click.option("--days", type=click.Choice(ORDERS), help="How to read days such as 03/04/2025, which can be two.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--format", "shown", type=click.Choice(FORMATS), default="text", show_default=True)
def import_(files: tuple[Path, ...], root: Path, shown: str, *, dry_run: bool, **said: str | None) -> None:
    """Turn Markdown documents into records, and say line by line what became what.

    A FILE may be a folder: its Markdown files, or with --from slack-export the days of a channel.
    Nothing is dropped and nothing is overwritten: what no record takes becomes a page; all is written, or nothing.

    Example: runbook-site import docs/incident-response.md --handbook payments --dry-run
    """
    project = open_project(root, today(), "internal")
    here = from_here(root)
    asked = Asked(said["form"] or "", next((order for order in ORDERS if order == said["days"]), ""), here)
    try:
        brought = bring_in(project, files, said["handbook"] or "", asked)
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    for outcome in brought.outcomes:
        click.echo(report_of(outcome, shown, here if shown == "text" else above(root)))
    try:
        problems = _tried(project, brought) if dry_run else _written(project, brought)
    except NotWritten as reason:
        raise click.UsageError(str(reason)) from None
    for path in brought.files:
        click.echo(f"{'would write' if dry_run else 'wrote'} {here}{path}")
    for line in printed(problems, root, "text"):
        click.echo(line, err=True)
    if not dry_run and brought.files:
        hint(f"Now look through these files, then run: {command_at(root, 'build')}")
    sys.exit(PROBLEMS if fails(problems, strict=False) else 0)


def _written(project: Project, brought: Import) -> list[Problem]:
    """Write the files and return what `check` says about them."""
    write_all(project.root, brought.files)
    checked = open_project(project.root, today(), "internal", anchors_of)
    return [problem for problem in checked.problems if problem.place.path in brought.files]


def _tried(project: Project, brought: Import) -> list[Problem]:
    """Do the same in a copy of the project's records that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(project.root / CONFIG, root)
        for name in (project.settings.content, project.settings.incidents):
            if (project.root / name).is_dir():
                shutil.copytree(project.root / name, root / name, symlinks=True)
        copied = Project(root, project.settings, project.library, ())
        return _written(copied, brought)
