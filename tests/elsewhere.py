"""Our package installed as anybody installs it: the wheel in an environment of its own, away from the checkout."""

import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Elsewhere:
    """An environment with the wheel; what the package needs comes from the environment of the tests."""

    folder: Path

    @classmethod
    def made(cls, folder: Path, root: Path) -> "Elsewhere":
        """Build the wheel of the checkout at `root` and install it into a new environment in `folder`."""
        made = cls(folder)
        python = sys.executable
        _run(root, python, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder))
        _run(root, python, "-m", "venv", "--without-pip", str(folder / "env"))
        inside = ("--python", str(made.bin / "python"), "install", "--no-deps", "--no-index", "--quiet")
        _run(root, python, "-m", "pip", *inside, "--disable-pip-version-check", str(made.wheel))
        packages = next((folder / "env/lib").glob("python*/site-packages"))
        # Only that folder is looked through: the checkout, which is installed there by a file of this kind, is not.
        (packages / "the-tests.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
        return made

    @property
    def wheel(self) -> Path:
        """The wheel that is installed."""
        return next(self.folder.glob("*.whl"))

    @property
    def bin(self) -> Path:
        """Where the environment's commands are."""
        return self.folder / "env/bin"

    def run(self, folder: Path, *command: str) -> str:
        """Run one of the environment's commands in a folder and return what it printed; exit 0 or fail."""
        return _run(folder, str(self.bin / command[0]), *command[1:], path=self.bin)

    def shell(self, folder: Path, text: str) -> str:
        """Run the lines of a shell in a folder, with the environment's commands first; exit 0 or fail."""
        return _run(folder, "/bin/sh", "-euc", text, path=self.bin)


def _run(folder: Path, *command: str, path: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"PATH": f"{path}{os.pathsep}{os.environ['PATH']}"} if path else {}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.fail(f"{' '.join(command)} exited with {done.returncode}\n{done.stdout}{done.stderr}", pytrace=False)
    return done.stdout
