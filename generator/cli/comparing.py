"""The command that says what a branch changes."""

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from generator.authoring.git_tree import GitTree, NotRead, short
from generator.cli.options import root_option
from generator.library.changes import changes
from generator.library.project import Project, open_project
from generator.library.settings import CONFIG
from generator.output.changes import CHANGE_FORMATS, printed_changes
from generator.today import today


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@root_option
@click.option("--format", "form", type=click.Choice(CHANGE_FORMATS), default="text", show_default=True)
def diff(base: str, head: str | None, root: Path, form: str) -> None:
    """Say in people's words what a branch changes: from where it left BASE to HEAD, or to the files as they are.

    It tells of records, of hand-written pages, of pictures and other files beside them, and of mkdocs.yml.

    Example: runbook-site diff main
    """
    with ExitStack() as opened:
        try:
            git = GitTree.around(root)
            begin = git.branched(git.commit(base), git.commit(head or "HEAD"))
            before = opened.enter_context(git.files(begin))
            after = opened.enter_context(git.files(git.commit(head))) if head else root
        except NotRead as reason:
            click.echo(f"runbook-site: {reason}", err=True)
            sys.exit(2)
        old, new = (open_project(folder, today(), "internal") for folder in (before, after))
        folders = {folder for one in (old, new) for folder in (one.settings.content, one.settings.incidents)}
        found = changes(old, new, today(), git.changed(sorted(folders), begin, head))
        _name_unread(old, f" at {short(begin)}")
        _name_unread(new, f" at {head}" if head else "")
    since = base if begin.startswith(base) else f"{base} ({short(begin)})"
    for line in printed_changes(found, since, form):
        click.echo(line)


def _name_unread(project: Project, when: str) -> None:
    """Say which files nobody can compare, because they hold errors or are not there."""
    if not (project.root / CONFIG).is_file():
        click.echo(f"runbook-site: there is no {CONFIG}{when}, so there are no records to compare with", err=True)
        return
    for path in sorted({problem.place.path for problem in project.problems if problem.level == "error"}):
        click.echo(f"runbook-site: {path}{when} has errors; what the check cannot read is not compared", err=True)
