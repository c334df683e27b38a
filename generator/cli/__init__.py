"""The command `runbook-site`: each command parses, calls, prints and sets the exit code."""

import sys
import traceback

import click

from generator import __version__
from generator.cli.late import Late

BUG = 3
"""The exit code for a mistake of ours; `options.py` has the others."""
_COMMANDS = {
    "action": (
        "writing:action",
        "Say what became of an action item: change its line in the incident's file, and nothing else.",
    ),
    "alerts": (
        "alerting:alerts",
        (
            "Say which alert has no runbook, which runbook link leads to nothing, "
            "which runbook is for an alert nobody has."
        ),
    ),
    "build": (
        "publishing:build",
        "Check the records and build the site with mkdocs --strict; on problems the last good site stays.",
    ),
    "check": ("checking:check", "Check every record below ROOT and say what is wrong, all in one run."),
    "diff": (
        "comparing:diff",
        "Say in people's words what a branch changes: from where it left BASE to HEAD, or to the files as they are.",
    ),
    "explain": (
        "writing:explain",
        "Print what a problem means, why it matters, and how it is mended; without a CODE, all codes.",
    ),
    "export": (
        "publishing:export",
        "Write the site into DIR as a Markdown tree with an mkdocs.yml, which MkDocs or Zensical builds without us.",
    ),
    "import": ("importing:import_", "Turn Markdown documents into records, and say line by line what became what."),
    "init": (
        "starting:init",
        "Begin a site of one's own in DIR: a small handbook to replace, settings, files for editors and GitHub.",
    ),
    "new": ("writing:new", "Write a new record: KIND is incident, runbook, procedure, template or handbook."),
    "reference": ("writing:reference", "Print every key of a KIND, or of all kinds, with meaning and example."),
    "report": ("reporting:report", "Print a report: the numbers of its page, of all records unless --edition public."),
    "reviewed": (
        "writing:reviewed",
        "Write that a runbook, procedure or template was checked and is true: its `reviewed:` line, and nothing else.",
    ),
    "schema": (
        "writing:schema",
        (
            "Say which JSON Schemas in schemas/ are not what the models say: "
            "of records, for editors, and of the site's files."
        ),
    ),
    "summary": (
        "reporting:summary",
        "Print incident records as Markdown for reviewers, as GitHub shows it in a job's summary.",
    ),
}
"""Each command's module in this folder and its name there, and the first sentence of its help."""


@click.group(epilog="Exit codes: 0 clean, 1 problems, 2 usage, 3 a bug of ours.")
@click.version_option(__version__, prog_name="runbook-site")
def cli() -> None:
    """Incident-response knowledge as YAML in Git, published as a site.

    Example: runbook-site check
    """


for name, (place, about) in _COMMANDS.items():
    cli.add_command(Late(name, f"{__name__}.{place}", about))


def main() -> None:
    """Run the command; a bug of ours says so and exits with 3."""
    try:
        cli(prog_name="runbook-site")
    except Exception:  # noqa: BLE001 - the one place that catches everything
        traceback.print_exc()
        click.echo("runbook-site: this is a bug of ours; please report it with the lines above", err=True)
        sys.exit(BUG)
