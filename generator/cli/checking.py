"""The command that says what is wrong with the records."""

import os
import sys
from pathlib import Path

import click

from generator.cli.options import PROBLEMS, format_option, root_argument
from generator.library.project import open_project
from generator.output.problems import as_summary, printed
from generator.pages.late_anchors import anchors_of
from generator.problems import fails
from generator.today import today

SUMMARY = "GITHUB_STEP_SUMMARY"
"""The file that GitHub shows as the summary of a job, by the name of its variable."""


@click.command()
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
