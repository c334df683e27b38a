"""The command `alerts`: alert rules of the monitoring beside the runbooks."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from generator.authoring.alert_links import with_links
from generator.cli.options import PROBLEMS, edition_option, root_option
from generator.library.alerting.coverage import FINDINGS, Coverage, alert_report, findings
from generator.library.alerting.links import Site
from generator.library.alerting.rule_files import read_rule_files
from generator.library.library import Edition
from generator.library.project import Project, open_project
from generator.output.problems import printed
from generator.output.reports import TABLE_FORMATS, printed_report
from generator.pages.reachable import Reachable
from generator.problems import Place, fails
from generator.records.runbook import Runbook
from generator.records.source import read
from generator.today import today

_GITHUB = "github"
_ANY = "any"
_BASE_URL = click.option("--base-url", default="", metavar="URL", help="Where the site is published, if not site_url.")
_FORMAT = click.option(
    "--format", "form", type=click.Choice((*TABLE_FORMATS, _GITHUB)), default="table", show_default=True
)
_FAIL_ON = click.option(
    "--fail-on", type=click.Choice((*FINDINGS, _ANY)), multiple=True, help="Exit with 1 when there is one; repeatable."
)


@click.command()
@click.argument("rules", metavar="RULES…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@root_option
@edition_option
@_BASE_URL
@_FORMAT
@_FAIL_ON
@click.option("--write", is_flag=True, help="Add the missing links to the rule files instead.")
def alerts(
    rules: tuple[Path, ...], root: Path, edition: Edition | None, form: str, *, write: bool, **said: str
) -> None:
    """Say which alert has no runbook, which runbook link leads to nothing, which runbook is for an alert nobody has.

    RULES are rule files of Prometheus or Grafana, or folders of them. A file that cannot be read gives exit code 1.

    Example: runbook-site alerts docs/alert-rules.yaml --fail-on dangling
    """
    project = open_project(root, today(), edition)
    files = read_rule_files((rule.resolve() for rule in rules), root)
    coverage = Coverage(project.library, files, _site(project, said["base_url"]))
    if write:
        sys.exit(_write(root, coverage))
    unread = [problem for file in files for problem in file.problems]
    if form == _GITHUB:
        told = [*unread, *findings(coverage, lambda runbook, index: _place(root, runbook, index))]
        for line in printed(told, root, form):
            click.echo(line)
    else:
        for line in printed(unread, root, "text"):
            click.echo(line, err=True)
        click.echo(printed_report(alert_report(coverage), form), nl=False)
    sentences = list(_failures(coverage, said["fail_on"]))
    for sentence in sentences:
        click.echo(f"runbook-site: {sentence}", err=True)
    sys.exit(PROBLEMS if sentences or fails(unread, strict=False) else 0)


def _write(root: Path, coverage: Coverage) -> int:
    """Add the links, say where, and what was refused; return the exit code."""
    if not coverage.site.base:
        raise click.UsageError("nobody has said where the site is published; write --base-url https://…")
    unread = [problem for file in coverage.files for problem in file.problems]
    for line in printed(unread, root, "text"):
        click.echo(line, err=True)
    changed = tuple(with_links(root, coverage))
    for one in changed:
        if one.added:
            (root / one.path).write_bytes(one.raw)
        for rule in one.added:
            click.echo(f"{rule.link_place}: {rule.link}")
        for sentence in one.refused:
            click.echo(f"runbook-site: {sentence}", err=True)
    return PROBLEMS if any(one.refused for one in changed) or fails(unread, strict=False) else 0


def _site(project: Project, said: str) -> Site:
    base = said or project.settings.site_url
    if base and not base.startswith(("https://", "http://")):
        raise click.UsageError(f"{base} is no address of a site; write https://…")
    known = Reachable(project.library, today())
    return Site(f"{base.rstrip('/')}/" if base else "", known.fault)


def _place(root: Path, runbook: Runbook, index: int) -> Place:
    """Return where a runbook names its alert of that number."""
    return read(root / runbook.path, runbook.path).place(runbook.place_in_file(("alerts", index)))


def _failures(coverage: Coverage, fail_on: str) -> Iterator[str]:
    """Yield a sentence for each finding that is there and was not to be."""
    for name in FINDINGS:
        count = coverage.found(name)
        if count and (name in fail_on or _ANY in fail_on):
            yield f"--fail-on {name}: {count} found"
