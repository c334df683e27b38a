"""What `runbook-site alerts` says of rule files: each case is a project with its `rules/`, and all that is printed."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import cli
from tests.cases.conftest import EXPECTED, trees
from tests.expected import assert_as_in


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of a case."""
    shutil.copytree(request.param, tmp_path / "project", ignore=shutil.ignore_patterns(EXPECTED))
    return tmp_path / "project"


def run(project: Path, *options: str, rules: str = "rules") -> Result:
    """Run the command on a project's rules."""
    words = ["alerts", str(project / rules), "--root", str(project), *options]
    return CliRunner().invoke(cli, words, catch_exceptions=False)


@pytest.mark.parametrize(
    ("project", "expected"),
    [pytest.param(case, case / EXPECTED, id=case.name) for case in trees("alerts")],
    indirect=["project"],
)
def test_rules_are_told_as_expected(project: Path, expected: Path) -> None:
    """The whole table and the whole of what GitHub shows, with what cannot be read, and the exit codes."""
    table, github = run(project), run(project, "--format", "github", "--fail-on", "dangling", "--fail-on", "unused")
    said = "".join(
        f"$ {words}\n{result.stdout}\n{result.stderr}exit code {result.exit_code}\n\n"
        for words, result in (("table", table), ("github --fail-on dangling --fail-on unused", github))
    )
    assert_as_in(expected, said)


PROMETHEUS = Path(__file__).parent / "alerts/prometheus"
MANIFESTS = Path(__file__).parent / "alerts/manifests"


@pytest.mark.parametrize("project", [MANIFESTS], indirect=True)
def test_a_json_file_is_read_when_it_is_named(project: Path) -> None:
    """A folder may hold thousands of other JSON files, so in a folder none is read; its format is YAML, too."""
    found = run(project, "--format", "csv", rules="rules/mixin.json").stdout.splitlines()
    assert [line for line in found if line.startswith("elsewhere")] == [
        "elsewhere,FromMixin,rules/mixin.json:1:135,https://mixins.example/runbook.md#frommixin,another site,,,"
    ]


@pytest.mark.parametrize("project", [MANIFESTS], indirect=True)
def test_a_file_without_rules_is_told_when_it_is_named(project: Path) -> None:
    """Who names a file thinks that there are rules in it."""
    found = run(project, rules="mkdocs.yml")
    assert found.stderr.splitlines()[0] == (
        "mkdocs.yml:1:1: warning: no alert rule stands here; name a file with `groups:` and `rules:` [wrong-shape]"
    )


@pytest.mark.parametrize("project", [PROMETHEUS], indirect=True)
def test_links_are_of_another_site_without_an_address(project: Path) -> None:
    """Nobody knows which links are ours, and the report says so; `--base-url` says it."""
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_url: https://runbooks.shop.example/on-call/\n", ""))
    note = "Nobody has said where the site is published"
    unknown, said = run(project), run(project, "--base-url", "https://runbooks.shop.example/on-call")
    assert (note in unknown.stdout, note in said.stdout) == (True, False)
    assert said.stdout == (PROMETHEUS / EXPECTED).read_text("utf-8").split("\n", 1)[1].split("\nexit code", 1)[0]


@pytest.mark.parametrize("project", [PROMETHEUS], indirect=True)
@pytest.mark.parametrize("name", ["dangling", "without-runbook", "without-link", "unused", "any"])
def test_each_finding_can_fail_a_run(project: Path, name: str) -> None:
    """Only what was asked for does."""
    assert run(project).exit_code == 0
    assert run(project, "--fail-on", name).exit_code == 1


@pytest.mark.parametrize("project", [PROMETHEUS], indirect=True)
def test_an_address_of_no_site_is_refused(project: Path) -> None:
    """Before anything is read."""
    result = run(project, "--base-url", "runbooks.shop.example")
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: runbooks.shop.example is no address of a site; write https://…\n")
