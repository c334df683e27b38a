"""Without a browser the tests do not pass in silence: they fail and say how to get one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.find_browser import HOW_TO_GET_ONE


@pytest.fixture
def not_a_browser(tmp_path: Path) -> Path:
    """Return a program that does not start, like the one that only names a package to install."""
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def test_a_browser_that_is_missing_is_said(root: Path, tmp_path: Path) -> None:
    """Naming a browser that is not there is a failure with the way out, not a fall back to another one."""
    assert find_browser(root, tmp_path / "nowhere") == (1, f"{HOW_TO_GET_ONE}\n")


def test_a_browser_that_does_not_start_is_none(root: Path, not_a_browser: Path) -> None:
    """A file of the right name is not enough."""
    assert find_browser(root, not_a_browser) == (1, f"{HOW_TO_GET_ONE}\n")


def find_browser(root: Path, named: Path) -> tuple[int, str]:
    """Run what `make browser` runs first, with a browser named; return its exit code and what it says."""
    command = [sys.executable, "-m", "tests.find_browser"]
    named_one = {**os.environ, "CHROMIUM": str(named)}
    done = subprocess.run(command, cwd=root, env=named_one, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr
