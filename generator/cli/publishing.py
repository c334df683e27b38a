"""The commands that make a site: as pages, or as Markdown for other engines."""

import shlex
import sys
from functools import partial
from os.path import relpath
from pathlib import Path

import click

from generator.cli.options import PROBLEMS, edition_option, hint, root_argument, root_option
from generator.engines.cache_folder import readings_of
from generator.engines.collector import collecting_seldom
from generator.engines.mkdocs import site_build
from generator.engines.mkdocs_build import NotBuilt, build_site, put_back
from generator.engines.progress import Progress
from generator.library.library import Edition
from generator.library.project import Project, open_project
from generator.library.settings import CONFIG, OFFLINE
from generator.library.shared_reading import SharedReading
from generator.output.problems import printed
from generator.pages.late_anchors import anchors_of
from generator.problems import fails
from generator.today import today


@click.command()
@root_argument
@edition_option
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), help="Instead of site_dir in mkdocs.yml.")
@click.option("--config", default=CONFIG, help="Instead of mkdocs.yml, beside it: mkdocs.offline.yml.")
def build(root: Path, edition: Edition | None, site: Path | None, config: str) -> None:
    """Check the records and build the site with mkdocs --strict; on problems the last good site stays.

    Example: runbook-site build --edition public
    """
    place = site.resolve() if site else None
    with collecting_seldom():
        progress = Progress()
        progress.say("reading the records")
        project = _opened(root, edition)
        progress.end()
        for line in printed(project.problems, root, "text"):
            click.echo(line, err=True)
        try:
            if fails(project.problems, strict=True):
                put_back(root, place, config)
                sys.exit(PROBLEMS)
            folder = build_site(root, place, edition, config, project)
        except NotBuilt as error:
            click.echo(f"runbook-site: {error}", err=True)
            sys.exit(PROBLEMS)
    click.echo(f"built {folder} ({project.library.edition} edition, {len(project.library.records)} records)")
    hint(_look(Path(relpath(folder)), config))


def _opened(root: Path, edition: Edition | None) -> Project:
    """Return the project at `root`; what makes a site of it is loaded while other processes read."""
    reading = SharedReading(meanwhile=site_build, keep=partial(readings_of, root))
    return open_project(root, today(), edition, anchors_of, reading)


def _look(folder: Path, config: str) -> str:
    """Return how to look at a site: of its settings only those for a site without a server make one that needs none."""
    if config == OFFLINE:
        return f"Open {folder / 'index.html'} in a browser."
    server = f"python3 -m http.server --bind 127.0.0.1 --directory {shlex.quote(str(folder))} 8000"
    return f"Look at it with: {server}\nand http://127.0.0.1:8000/ in a browser."


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@root_option
@edition_option
@click.option("--plain", is_flag=True, help="Markdown to read in a repository: no HTML, no settings, no scripts.")
def export(folder: Path, root: Path, edition: Edition | None, *, plain: bool) -> None:
    """Write the site into DIR as a Markdown tree with an mkdocs.yml, which MkDocs or Zensical builds without us.

    DIR is replaced whole; one with files that this command did not write is refused.

    Example: runbook-site export --plain ../handbook
    """
    with collecting_seldom():
        project = _opened(root, edition)
        for line in printed(project.problems, root, "text"):
            click.echo(line, err=True)
        if fails(project.problems, strict=True):
            sys.exit(PROBLEMS)
        from generator.engines.mkdocs_export import export_site  # noqa: PLC0415 - reading begins before this is loaded

        try:
            left_out = export_site(project, folder.resolve(), plain=plain)
        except NotBuilt as error:
            click.echo(f"runbook-site: {error}", err=True)
            sys.exit(PROBLEMS)
    for sentence in left_out:
        click.echo(f"runbook-site: {sentence}", err=True)
    click.echo(f"wrote {folder} ({project.library.edition} edition, {len(project.library.records)} records)")
