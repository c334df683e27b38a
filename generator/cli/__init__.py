"""The command `runbook-site`: each command parses, calls, prints and sets the exit code."""

import os
import sys
import traceback
from os.path import relpath
from pathlib import Path

import click

from generator import __version__
from generator.authoring.summary import summaries
from generator.cli.alerting import alerts
from generator.cli.comparing import diff
from generator.cli.importing import import_
from generator.cli.options import BUG, PROBLEMS, edition_option, format_option, root_argument, root_option
from generator.cli.starting import init
from generator.cli.writing import COMMANDS
from generator.engines.collector import collecting_seldom
from generator.engines.mkdocs_build import NotBuilt, build_site, put_back
from generator.engines.mkdocs_export import export_site
from generator.engines.progress import Progress
from generator.library.library import Edition, Library
from generator.library.project import open_project
from generator.library.reports import REPORTS
from generator.library.reports.action_items import NAME as ACTION_ITEMS
from generator.library.reports.action_items import (
    STATUSES,
    Choice,
    Unchosen,
    action_items,
    for_people,
    overdue_sentence,
)
from generator.library.reports.digest import digest
from generator.library.settings import CONFIG
from generator.output.digest import DigestPage
from generator.output.problems import as_summary, printed
from generator.output.reports import TABLE_FORMATS, printed_report
from generator.pages.anchors import anchors_of
from generator.problems import fails
from generator.today import today

DIGEST = "digest"
SUMMARY = "GITHUB_STEP_SUMMARY"
"""The file that GitHub shows as the summary of a job, by the name of its variable."""


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

    With --format github, GitHub shows ten problems of a level at their lines; all of them stand in the job's summary.

    Example: runbook-site check --strict --format github
    """
    project = open_project(root, today(), anchors_of=anchors_of)
    # JSON is a result and goes to stdout even when there is nothing to say.
    for line in printed(project.problems, root, form):
        click.echo(line, err=form == "text")
    if form == "github" and SUMMARY in os.environ:
        with Path(os.environ[SUMMARY]).open("a", encoding="utf-8", newline="\n") as summary:
            summary.writelines(f"{line}\n" for line in as_summary(project.problems, root))
    if form == "text" and not project.problems:
        click.echo(f"{len(project.library.records)} records, no problems")
    sys.exit(PROBLEMS if fails(project.problems, strict=strict) else 0)


@cli.command()
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
        project = open_project(root, today(), edition, anchors_of)
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


@cli.command()
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
        project = open_project(root, today(), edition, anchors_of)
        for line in printed(project.problems, root, "text"):
            click.echo(line, err=True)
        if fails(project.problems, strict=True):
            sys.exit(PROBLEMS)
        try:
            left_out = export_site(project, folder.resolve(), plain=plain)
        except NotBuilt as error:
            click.echo(f"runbook-site: {error}", err=True)
            sys.exit(PROBLEMS)
    for sentence in left_out:
        click.echo(f"runbook-site: {sentence}", err=True)
    click.echo(f"wrote {folder} ({project.library.edition} edition, {len(project.library.records)} records)")


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


@cli.command()
@click.argument("name", metavar="NAME", type=click.Choice((*REPORTS, DIGEST)))
@root_option
@click.option("--format", "form", type=click.Choice(TABLE_FORMATS), help="table unless said; a digest is Markdown.")
@edition_option
@click.option("--status", type=click.Choice(STATUSES), help="Action items: which of them; open unless said.")
@click.option("--owner", help="Action items: whose; handbook/contact, or a handle.")
@click.option("--handbook", help="Action items: of which handbook.")
@click.option("--fail-on", type=click.Choice(("overdue",)), help="Action items: exit with 1 when one is overdue.")
def report(name: str, root: Path, form: str | None, edition: Edition | None, **chosen: str | None) -> None:
    """Print a report: the numbers of its page, of all records unless --edition public. Records with errors come first.

    The report digest is what waits for somebody today, as Markdown for a mail, a chat or a scheduled issue.

    Example: runbook-site report action-items --status overdue --owner example/payments
    """
    said = [option for option, value in chosen.items() if value]
    if said and name != ACTION_ITEMS:
        raise click.UsageError(f"--{said[0].replace('_', '-')} is for the report {ACTION_ITEMS}, not for {name}")
    if name == DIGEST and form not in {None, "markdown"}:
        raise click.UsageError(f"the {DIGEST} is Markdown; leave --format {form} out")
    project = open_project(root, today(), edition or "internal")
    for line in printed([problem for problem in project.problems if problem.level == "error"], root, "text"):
        click.echo(line, err=True)
    if name == DIGEST:
        page = DigestPage(project.library, digest(project.library, today()), project.settings.site_url)
        click.echo("\n".join(page.lines()))
        return
    form = form or "table"
    if name == ACTION_ITEMS:
        choice = Choice(chosen["status"] or "open", chosen["owner"] or "", chosen["handbook"] or "")
        sys.exit(_action_items(project.library, choice, form, may_be_late=chosen["fail_on"] is None))
    click.echo(printed_report(REPORTS[name](project.library, today()), form), nl=False)


def _action_items(library: Library, choice: Choice, form: str, *, may_be_late: bool) -> int:
    """Print the action items that were chosen and return the exit code."""
    try:
        made = action_items(library, today(), choice)
    except Unchosen as unchosen:
        raise click.UsageError(str(unchosen)) from None
    click.echo(printed_report(made if form in {"csv", "json"} else for_people(made), form), nl=False)
    late = "" if may_be_late else overdue_sentence(library, today(), choice)
    if late:
        click.echo(f"runbook-site: {late}", err=True)
    return PROBLEMS if late else 0


for command in (init, *COMMANDS, import_, diff, alerts):
    cli.add_command(command)


def main() -> None:
    """Run the command; a bug of ours says so and exits with 3."""
    try:
        cli(prog_name="runbook-site")
    except Exception:  # noqa: BLE001 - the one place that catches everything
        traceback.print_exc()
        click.echo("runbook-site: this is a bug of ours; please report it with the lines above", err=True)
        sys.exit(BUG)
