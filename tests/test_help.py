"""The help of every command shows an example, and the example works as it stands there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli import cli
from generator.cli.late import Late
from tests.test_check import BASIS

EXAMPLE = re.compile(r"Example: (runbook-site [^\n]+)$", re.MULTILINE)
OLD = "# Incident response\n\n## Payments fail\n\n### Symptoms\n\n- Refused\n\n### Resolution\n\n- Call the provider\n"
"""The document that the example of `import` names."""
GIT = shutil.which("git") or "git"
COMMIT = ("-c", "user.name=Team", "-c", "user.email=team@example.com", "commit", "--quiet", "--message", "Begin")
DAY = "1795305600"
"""A day on which the records of this repository were looked through: 22 November 2026."""


def commands(group: click.Group, name: str = "runbook-site") -> Iterator[tuple[str, click.Command]]:
    """Yield each command that can be typed with its whole name, groups and what is in them."""
    yield name, group
    for said in group.commands.values():
        part = said.whole() if isinstance(said, Late) else said
        whole = f"{name} {part.name}"
        if isinstance(part, click.Group):
            yield from commands(part, whole)
        else:
            yield whole, part


COMMANDS = dict(commands(cli))


@pytest.fixture(scope="module")
def records(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of this repository's records and settings."""
    folder = tmp_path_factory.mktemp("records")
    for name in ("content", "incidents", "schemas", "docs"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "mkdocs.yml", folder)
    for said in (("init", "--quiet", "--initial-branch", "main"), ("add", "mkdocs.yml"), COMMIT):
        subprocess.run([GIT, *said], cwd=folder, check=True)
    (folder / "docs/incident-response.md").write_text(OLD, "utf-8")
    return folder


def test_list_of_commands_says_what_each_says_of_itself() -> None:
    """The list is written without asking them, so that nothing has to be loaded for it."""
    listed = {name: said.help for name, said in cli.commands.items()}
    assert listed == {name: COMMANDS[f"runbook-site {name}"].get_short_help_str(1_000) for name in cli.commands}


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        pytest.param(["--help"], {"generator.library", "generator.pages", "mkdocs", "pydantic"}, id="the list"),
        pytest.param(
            ["check"],
            {"generator.engines", "generator.library.reports", "jinja2", "mkdocs", "requests"},
            id="a check",
        ),
    ],
)
def test_command_loads_what_it_needs(root: Path, tmp_path: Path, arguments: list[str], unneeded: set[str]) -> None:
    """Whoever waits at a terminal, or in a hook before a commit, waits for nothing that is not used."""
    for name, text in BASIS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from generator.cli import main; main()"
    said = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(said.stdout.splitlines()[-1].split())
    assert "generator.cli" in loaded
    assert loaded & unneeded == set()
    # What knows the way to the anchors of pages is there, and nothing that it leads to.
    pages = {name for name in loaded if name.startswith("generator.pages.")}
    assert pages <= {"generator.pages.late_anchors"}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_one_example(name: str) -> None:
    """It names the command itself; that of a group names one of its commands."""
    examples = EXAMPLE.findall(COMMANDS[name].help or "")
    assert [example.startswith(f"{name} ") for example in examples] == [True]


@pytest.mark.parametrize("name", COMMANDS)
def test_example_works(name: str, records: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does what it says, in a project of the records that this repository has."""
    project = tmp_path / "project"
    shutil.copytree(records, project)
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    (example,) = EXAMPLE.findall(COMMANDS[name].help or "")
    _, *arguments = [word for said in shlex.split(example) for word in _spread(project, said)]
    result = CliRunner().invoke(cli, arguments, prog_name="runbook-site")
    assert (result.exit_code, result.exception) == (0, None), result.output


def _spread(project: Path, word: str) -> list[str]:
    """Return what a shell makes of a word with stars in it."""
    found = sorted(path.relative_to(project).as_posix() for path in project.glob(word)) if "*" in word else []
    return found or [word]
