"""The commands for authors: new records, what the models and the check say about them, changes of one line."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from generator.authoring import edit
from generator.authoring import explain as explaining
from generator.authoring import schema as schemas
from generator.authoring.new import kind_called, kinds, prepare, question, refuse_wrong
from generator.authoring.reference import reference_of
from generator.authoring.reference import write as write_reference
from generator.authoring.request import Question, Refused, Request
from generator.authoring.spoken_start import WAYS
from generator.cli.options import PROBLEMS, command_at, on_option, root_option, write_option
from generator.library.library import Library
from generator.library.project import open_project
from generator.output.places import from_here
from generator.pages.feeds import schema_texts
from generator.problems import CODES, did_you_mean, quoted
from generator.records import KINDS
from generator.today import now, today


@click.command()
@click.argument("name", metavar="KIND", shell_complete=lambda *_: list(kinds()))
@root_option
@click.option("--handbook", default="", help="The folder of content/ that it belongs to, or that a new handbook gets.")
@click.option("--title", default="", help="What people call it, in a few words.")
@click.option("--severity", default="", help="How bad it is: a level of the handbook.")
@click.option("--started", default="", help=f"When it began: {WAYS}.")
@click.option("--timezone", default="", help="The zone of its times, as Europe/Berlin; the handbook's unless said.")
@click.option("--id", "own_id", default="", help="Its file's name; made from the title unless said.")
def new(name: str, root: Path, own_id: str, **said: str) -> None:
    """Write a new record: KIND is incident, runbook, procedure, template or handbook.

    At a terminal it asks for what is missing. Nothing that is there is overwritten.
    A time without a day is the last one that is over; another start that is still to come is refused.

    Example: runbook-site new incident --handbook example --title 'Checkout is slow' --started now
    """
    project = open_project(root, today(), "internal")
    try:
        request = Request(kind_called(name), id=own_id, **{key: text.strip() for key, text in said.items()})
        refuse_wrong(request, project.library, now())
        while sys.stdin.isatty() and (asked := question(request, project.library)):
            request = _answered(request, asked, project.library)
        draft = prepare(project, request, now())
        draft.write(root)
    except Refused as refused:
        raise click.UsageError(str(refused)) from None
    click.echo(f"{from_here(root)}{draft.path}")
    if draft.note:
        click.echo(f"runbook-site: {draft.note}", err=True)
    click.echo(f"{draft.next_step}: {command_at(root, draft.next_command)}", err=True)


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


@click.command()
@root_option
@write_option
def schema(root: Path, *, write: bool) -> None:
    """Say which JSON Schemas in schemas/ are not what the models say: of records, for editors, and of the site's files.

    With --write, make them so. Example: runbook-site schema --write
    """
    texts = {**schemas.schemas(), **schema_texts()}
    changed = schemas.write(root, texts) if write else schemas.stale(root, texts)
    for path in changed:
        words = "written" if write else "out of date; run: runbook-site schema --write"
        click.echo(f"{path}: {words}", err=not write)
    sys.exit(PROBLEMS if changed and not write else 0)


@click.command()
@click.argument("name", metavar="[KIND]", default="", shell_complete=lambda *_: list(KINDS))
@root_option
@write_option
def reference(name: str, root: Path, *, write: bool) -> None:
    """Print every key of a KIND, or of all kinds, with meaning and example.

    With --write, put it into docs/formats.md, and every problem that there is into docs/problems.md.

    Example: runbook-site reference runbook
    """
    if name and name not in KINDS:
        raise click.UsageError(f"no kind of record is called {quoted(name)}{did_you_mean(name, KINDS)}")
    if write:
        for path in (write_reference(root), explaining.write(root)):
            click.echo(f"{path}: written")
    else:
        click.echo(reference_of(name), nl=False)


@click.command()
@click.argument("code", metavar="[CODE]", default="", shell_complete=lambda *_: list(CODES))
def explain(code: str) -> None:
    """Print what a problem means, why it matters, and how it is mended; without a CODE, all codes.

    Example: runbook-site explain unknown-reference
    """
    if code and code not in CODES:
        raise click.UsageError(f"no problem has the code {quoted(code)}{did_you_mean(code, CODES)}")
    click.echo(explaining.as_text(code) if code else explaining.codes_in_short(), nl=False)


@click.group()
def action() -> None:
    """Say what became of an action item: change its line in the incident's file, and nothing else.

    INCIDENT is its id, handbook/id, or its file; ACTION is the item's id.

    Example: runbook-site action done 2026-11-16-order-mails-stopped two-limits
    """


@action.command()
@click.argument("incident")
@click.argument("item", metavar="ACTION")
@root_option
@on_option
def done(incident: str, item: str, root: Path, day: datetime | None) -> None:
    """Write the day on which it was done.

    Example: runbook-site action done 2026-11-16-order-mails-stopped two-limits --on 2026-11-20
    """
    _write_action(root, (incident, item), "done", str(day.date() if day else today()))


@action.command()
@click.argument("incident")
@click.argument("item", metavar="ACTION")
@root_option
def start(incident: str, item: str, root: Path) -> None:
    """Write that somebody is at it.

    Example: runbook-site action start 2026-11-16-order-mails-stopped gift-card-words
    """
    _write_action(root, (incident, item), "start", "")


@action.command()
@click.argument("incident")
@click.argument("item", metavar="ACTION")
@click.option("--why", required=True, help="Why it will not be done, in a few words.")
@root_option
def drop(incident: str, item: str, why: str, root: Path) -> None:
    """Write that it will not be done, and why.

    Example: runbook-site action drop 2026-11-16-order-mails-stopped two-limits --why 'the provider does it now'
    """
    _write_action(root, (incident, item), "drop", why)


@click.command()
@click.argument("name", metavar="RUNBOOK")
@root_option
@on_option
def reviewed(name: str, root: Path, day: datetime | None) -> None:
    """Write that a runbook, procedure or template was checked and is true: its `reviewed:` line, and nothing else.

    Example: runbook-site reviewed checkout-errors
    """
    library = open_project(root, today(), "internal").library
    _write(root, lambda: edit.reviewed(root, library, name, day.date() if day else today(), today()))


def _write_action(root: Path, names: tuple[str, str], step: edit.Step, said: str) -> None:
    library = open_project(root, today(), "internal").library
    _write(root, lambda: edit.action_changed(root, library, names, step, said))


def _write(root: Path, change: Callable[[], edit.Changed]) -> None:
    """Write a change and say where it stands, or say why there is none."""
    try:
        changed = change()
    except edit.Unchanged as reason:
        click.echo(f"runbook-site: {reason}", err=True)
        sys.exit(PROBLEMS)
    changed.write(root)
    click.echo(f"{from_here(root)}{changed.place}")
