"""Cases: small trees of records, and what `runbook-site check` says about them, whole."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import cli
from generator.records import KINDS

collect_ignore = ["alerts", "bad", "base", "import", "ok", "ok_trees"]
CASES = Path(__file__).parent
EXPECTED = "expected.txt"
CONFIG = "site_name: Case\ndocs_dir: content\nplugins: [search, runbook-site]\n"
HANDBOOK = "format: 1\ntitle: Shop\ntimezone: Europe/Berlin\n"
SEVERITIES = "".join(f"- id: {level}\n  name: {name}\n" for level, name in (("P0", "Critical"), ("P1", "High")))


@dataclass(frozen=True)
class Checked:
    """What one run of `runbook-site check` printed, and its exit code."""

    stdout: str
    stderr: str
    exit_code: int


Check = Callable[..., Checked]


@pytest.fixture(scope="session")
def check() -> Check:
    """Return a function (root, *options) that runs `runbook-site check`."""

    def run(root: Path, *options: str) -> Checked:
        result = CliRunner().invoke(cli, ["check", str(root), *options], catch_exceptions=False)
        return Checked(result.stdout, result.stderr, result.exit_code)

    return run


def trees(folder: str) -> list[Path]:
    """Return the cases that are trees, in the order of their names."""
    return sorted(path for path in (CASES / folder).iterdir() if path.is_dir())


def single_files() -> Iterator[Path]:
    """Yield the cases that are one file of a kind."""
    for kind in KINDS.values():
        yield from sorted((CASES / "ok" / kind.schema).glob("*.yaml"))


def copy_tree(case: Path, root: Path) -> Path:
    """Copy a case to a project's folder; what it does not say is put beside it, unless it has its own mkdocs.yml."""
    shutil.copytree(case, root, symlinks=True, ignore=shutil.ignore_patterns(EXPECTED), dirs_exist_ok=True)
    if (root / "mkdocs.yml").exists():
        return root
    (root / "mkdocs.yml").write_text(CONFIG)
    for name in sorted({path.name for folder in ("content", "incidents") for path in (root / folder).glob("*/")}):
        for file, text in (("handbook", HANDBOOK), ("severities", SEVERITIES)):
            path = root / "content" / name / f"{file}.yaml"
            if name.isprintable() and not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
    return root


def copy_file(case: Path, root: Path) -> Path:
    """Put one record into a copy of the whole project that all such cases share."""
    shutil.copytree(CASES / "base", root, dirs_exist_ok=True)
    kind = next(kind for kind in KINDS.values() if kind.schema == case.parent.name)
    name = case.name.replace("--", "-")
    folder = Path("incidents/shop") if kind.root == "incidents" else Path("content/shop") / kind.folder
    target = root / folder / (name if kind.folder else f"{kind.file}.yaml")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(case, target)
    return root
