"""`runbook-site check`: formats, streams and exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli

BASIS = {
    "mkdocs.yml": "site_name: x\ndocs_dir: content\nplugins: [search, runbook-site]\n",
    "content/shop/handbook.yaml": "format: 1\ntitle: Shop\n",
}
ERROR = {"content/shop/runbooks/a.yaml": "titel: A\nresolution: [Restart]\n"}
WARNING = {"content/shop/runbooks/a.yaml": "title: A\n"}
ADVICE = {"content/shop/runbooks/a.yaml": "title: A\nresolution: [Call TBD]\n"}
SAID = 'content/shop/runbooks/a.yaml:1:1: error: unknown key "titel"; did you mean "title"? [unknown-key]'


def check(root: Path, files: dict[str, str], *options: str) -> tuple[int, str, str]:
    """Write a project, check it, and return the exit code and what was printed where."""
    for name, text in {**BASIS, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    result = CliRunner().invoke(cli, ["check", str(root), *options], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("files", "lenient", "strict"),
    [
        pytest.param({}, 0, 0, id="clean"),
        pytest.param(ADVICE, 0, 0, id="advice never fails"),
        pytest.param(WARNING, 0, 1, id="a warning fails when strict"),
        pytest.param(ERROR, 1, 1, id="an error always fails"),
    ],
)
def test_exit_code(tmp_path: Path, files: dict[str, str], lenient: int, strict: int) -> None:
    """0 clean, 1 problems."""
    assert check(tmp_path, files)[0] == lenient
    assert check(tmp_path, files, "--strict")[0] == strict


def test_text_is_for_people(tmp_path: Path) -> None:
    """Problems go to the error stream; a result is printed when there are none."""
    level = {"content/shop/severities.yaml": "- id: P0\n  name: Critical\n"}
    assert check(tmp_path, level) == (0, "2 records, no problems\n", "")
    assert check(tmp_path, ERROR) == (1, "", f"{SAID}\n    titel: A\n    ^\n1 error\n")


def test_json_is_for_programs(tmp_path: Path) -> None:
    """One document on the output stream, also when there is nothing to say."""
    code, stdout, stderr = check(tmp_path, {}, "--format", "json")
    assert (code, json.loads(stdout), stderr) == (0, {"problems": []}, "")
    code, stdout, stderr = check(tmp_path, ERROR, "--format", "json")
    (problem,) = json.loads(stdout)["problems"]
    assert (code, problem["code"], problem["line"], problem["column"], stderr) == (1, "unknown-key", 1, 1, "")


def test_github_reads_annotations_from_the_output(tmp_path: Path) -> None:
    """One command a problem."""
    sentence = 'unknown key "titel"; did you mean "title"?'
    where = "file=content/shop/runbooks/a.yaml,line=1,col=1,title=unknown-key"
    assert check(tmp_path, ERROR, "--format", "github") == (1, f"::error {where}::{sentence}\n", "")


def test_a_folder_without_settings_is_a_usage_error(tmp_path: Path) -> None:
    """The exit code says that nothing was checked."""
    result = CliRunner().invoke(cli, ["check", str(tmp_path)])
    assert result.exit_code == 2
