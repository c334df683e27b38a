"""The commands that print what the records say: incidents as Markdown, reports as tables."""

import sys
from os.path import relpath
from pathlib import Path

import click

from generator.authoring.summary import summaries
from generator.cli.options import PROBLEMS, edition_option, root_option
from generator.library.library import Edition, Library
from generator.library.project import open_project
from generator.library.reports import REPORTS
from generator.library.reports.action_items import (
    STATUSES,
    TOPIC,
    Choice,
    Unchosen,
    action_items,
    for_people,
    overdue_sentence,
)
from generator.library.reports.digest import digest
from generator.output.digest import DigestPage
from generator.output.problems import printed
from generator.output.reports import TABLE_FORMATS, printed_report
from generator.today import today

ACTION_ITEMS = TOPIC.name
DIGEST = "digest"


@click.command()
@root_option
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
def summary(root: Path, files: tuple[Path, ...]) -> None:
    """Print incident records as Markdown for reviewers, as GitHub shows it in a job's summary.

    Example: runbook-site summary incidents/example/2025/*.yaml
    """
    project = open_project(root, today(), "internal")
    for part in summaries(project, [Path(relpath(file, root)).as_posix() for file in files], today()):
        click.echo(part, nl=False)


@click.command()
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
