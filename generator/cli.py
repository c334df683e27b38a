"""The command `runbook-site`: each command parses, calls, prints and sets the exit code."""

import sys
import traceback
from pathlib import Path

import click

from generator import __version__
from generator.engines.build import NotBuilt, build_site
from generator.library.project import open_project
from generator.library.library import Edition
from generator.library.settings import CONFIG, EDITIONS
from generator.output import FORMATS, printed
from generator.problems import fails
from generator.today import today

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
    project = open_project(root, today())
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
    project = open_project(root, today(), edition)
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


def main() -> None:
    """Run the command; a bug of ours says so and exits with 3."""
    try:
        cli(prog_name="runbook-site")
    except Exception:  # noqa: BLE001 - the one place that catches everything
        traceback.print_exc()
        click.echo("runbook-site: this is a bug of ours; please report it with the lines above", err=True)
        sys.exit(BUG)
