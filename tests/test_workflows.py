"""What runs on other people's machines is held by other people's tools: workflows, forms, pins, rights."""

import re
import subprocess
import sysconfig
from pathlib import Path

import pytest

TOOLS = Path(sysconfig.get_path("scripts"))
SCHEMAS = {
    ".github/dependabot.yml": "vendor.dependabot",
    ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
    ".github/ISSUE_TEMPLATE/runbook-correction.yml": "vendor.github-issue-forms",
    ".github/workflows/check.yml": "vendor.github-workflows",
    ".github/workflows/publish.yml": "vendor.github-workflows",
}


def test_zizmor_finds_nothing(root: Path) -> None:
    """The audit of workflows and update settings has no finding, its strictest rules included."""
    assert run(
        root, "zizmor", "--offline", "--pedantic", "--no-progress", "--color", "never", "--format", "plain", ".github"
    ) == (
        0,
        "No findings to report. Good job!\n",
    )


def test_every_yaml_file_has_its_schema(root: Path) -> None:
    """No file of .github is left out of the test below."""
    files = {path.relative_to(root).as_posix() for path in (root / ".github").rglob("*.y*ml")}
    assert files == set(SCHEMAS)


@pytest.mark.parametrize(("file", "schema"), SCHEMAS.items())
def test_file_follows_its_schema(root: Path, file: str, schema: str) -> None:
    """What GitHub would refuse is refused here."""
    assert run(root, "check-jsonschema", "--builtin-schema", schema, file) == (0, "ok -- validation done\n")


@pytest.mark.parametrize("file", [file for file in SCHEMAS if "workflows" in file])
def test_every_action_is_pinned_to_a_commit_and_its_version(root: Path, file: str) -> None:
    """A tag can be moved to other code, a commit cannot; the comment is what dependabot updates."""
    uses = re.findall(r"uses: (.*)", (root / file).read_text(encoding="utf-8"))
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert uses
    assert [use for use in uses if not pinned.fullmatch(use)] == []


def test_only_the_deployment_may_write(root: Path) -> None:
    """Every other job can read the repository and no more."""
    workflows = [path.read_text(encoding="utf-8") for path in sorted((root / ".github/workflows").glob("*.yml"))]
    grants = re.findall(r"^ +([a-z-]+: write)\b", "\n".join(workflows), re.MULTILINE)
    assert grants == ["pages: write", "id-token: write"]
    build, deploy = (root / ".github/workflows/publish.yml").read_text(encoding="utf-8").split("  deploy:\n")
    assert ": write" not in build
    assert "run:" not in deploy


def run(root: Path, tool: str, *arguments: str) -> tuple[int, str]:
    """Run a tool of the environment in the repository's root; return its exit code and what it found."""
    done = subprocess.run([TOOLS / tool, *arguments], cwd=root, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout
