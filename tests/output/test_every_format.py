"""One incident with ten mistakes: ten problems at their places, in one run, in each format, whole."""

import json
import re
from pathlib import Path

import pytest

from generator import __version__
from generator.output.problems import as_summary
from generator.problems import Place, Problem
from tests.expected import assert_as_in
from tests.test_check import check

PATH = "incidents/shop/2025-02-11-down.yaml"
TEN = {
    PATH: """\
titel: Checkout is down
severity: sev1
status: closed
started: 2025-02-11 2 pm
resolved: 2025-02-11 15:00
resolved: 2025-02-11 15:30
runbooks: [checkout-eror]
root_cause: Human error
action_items:
  - {action: Alert earlier, owner: "@ann", due: next week}
timeline:
  - {at: 14:20, event: The queue was full, kind: guess}
post_mortem: {status: publishd}
""",
}
EXPECTED = Path(__file__).parent / "expected"
"""What is printed for it, whole; the version of this package in SARIF is a word."""


@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("json", "json"), ("github", "log"), ("sarif", "sarif")])
def test_ten_mistakes_are_ten_problems(tmp_path: Path, form: str, ending: str) -> None:
    """The same ten, each at its place, and nothing else."""
    code, out, err = check(tmp_path, TEN, "--format", form)
    assert_as_in(EXPECTED / f"ten-mistakes.{ending}", (err if form == "text" else out).replace(__version__, "VERSION"))
    assert code == 1


def test_every_format_names_the_same_places(tmp_path: Path) -> None:
    """Ten of them; GitHub's errors stand first."""
    found = json.loads(check(tmp_path, TEN, "--format", "json")[1])["problems"]
    places = [(one["code"], one["line"], one["column"]) for one in found]
    assert len(places) == 10
    text = re.findall(rf"^{PATH}:(\d+):(\d+): .*\[(.*)\]$", check(tmp_path, TEN)[2], re.MULTILINE)
    assert [(code, int(line), int(column)) for line, column, code in text] == places
    commands = check(tmp_path, TEN, "--format", "github")[1]
    told = re.findall(rf"^::\w+ file={PATH},line=(\d+),col=(\d+),title=([a-z-]+)::", commands, re.MULTILINE)
    advice = [place for place in places if place[0] == "blaming-words"]
    errors = [place for place in places if place not in advice]
    assert [(code, int(line), int(column)) for line, column, code in told] == [*errors, *advice]
    (run,) = json.loads(check(tmp_path, TEN, "--format", "sarif")[1])["runs"]
    regions = [(one["ruleId"], one["locations"][0]["physicalLocation"]["region"]) for one in run["results"]]
    assert [(code, region["startLine"], region["startColumn"]) for code, region in regions] == places


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_line_ends_of_windows_move_no_place(tmp_path: Path, form: str) -> None:
    """What is printed is the same, carets and excerpts included."""
    said = [
        check(tmp_path / name, {path: text.replace("\n", ends) for path, text in TEN.items()}, "--format", form)
        for name, ends in (("unix", "\n"), ("windows", "\r\n"))
    ]
    assert said[0] == said[1]


def test_each_format_for_github_begins_at_the_top_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project in a folder of its own: annotations, their rest in the log, SARIF and the summary."""
    (tmp_path / ".git").mkdir()
    project, summary = tmp_path / "docs/ops", tmp_path / "summary.md"
    project.mkdir(parents=True)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    tools = "".join(f"- {{id: t{number:02}, name: Tool, url: nowhere}}\n" for number in range(11))
    files = {**TEN, "content/shop/tools.yaml": tools}
    log = check(project, files, "--format", "github")[1].splitlines()
    starts = {re.split(r"content/|incidents/", line, maxsplit=1)[0] for line in log}
    assert starts == {"::error file=docs/ops/", "::notice file=docs/ops/", "docs/ops/"}
    (run,) = json.loads(check(project, files, "--format", "sarif")[1])["runs"]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]}
    assert uris == {f"docs/ops/{path}" for path in (PATH, "content/shop/tools.yaml")}
    named = re.findall(r"^- \*\*\w+\*\* `([^:`]+):", summary.read_text("utf-8"), re.MULTILINE)
    assert (set(named), len(named)) == (uris, 21)


def test_summary_of_a_job_names_all_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind what other commands wrote there; without a job there is none."""
    summary = tmp_path / "summary.md"
    summary.write_text("## Before\n\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    check(tmp_path, TEN)
    assert summary.read_text("utf-8") == "## Before\n\n"
    check(tmp_path, TEN, "--format", "github")
    assert_as_in(EXPECTED / "ten-mistakes.md", summary.read_text("utf-8"))


def test_beyond_ten_of_a_level_is_said_in_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub drops the eleventh without a word: the log and the summary have it."""
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    tools = "".join(f"- {{id: t{number:02}, name: Tool, url: nowhere}}\n" for number in range(13))
    out = check(tmp_path, {"content/shop/tools.yaml": tools}, "--format", "github")[1].splitlines()
    assert [line.startswith("::error file=content/shop/tools.yaml,") for line in out] == [True] * 10 + [False] * 3
    assert [line.partition(": error: ")[0] for line in out[10:]] == [
        f"content/shop/tools.yaml:{line}:30" for line in (11, 12, 13)
    ]
    assert summary.read_text("utf-8").count("- **error** `content/shop/tools.yaml:") == 13


def test_summary_stays_within_what_github_takes(tmp_path: Path) -> None:
    """It refuses a larger one whole."""
    place = Place("content/shop/tools.yaml", 1, 1)
    lines = list(as_summary([Problem(place, "error", "!" * 100, "syntax")] * 3000, tmp_path))
    assert sum(len(line.encode()) + 1 for line in lines) < 600_000
    assert lines[0] == "## Check of the records\n\n3000 errors\n"
    assert re.fullmatch(r"- … and \d+ more, which the log names", lines[-1])
