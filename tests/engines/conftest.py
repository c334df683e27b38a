"""Throw-away projects: a handbook with one runbook, built for real."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CONFIG = """\
site_name: Try
site_url: https://example.org/try/
docs_dir: content
edit_uri: https://example.org/edit/main/content/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.indexes, content.action.edit]
plugins: [runbook-site]
validation: {links: {anchors: warn}}
"""
FILES = {
    "mkdocs.yml": CONFIG,
    "content/shop/handbook.yaml": "format: 1\ntitle: Shop\n",
    "content/shop/runbooks/down.yaml": """\
title: Shop down
alerts: [ShopDown]
errors:
  - till jammed
aliases: [closed]
symptoms:
  - Nothing works
resolution:
  - Restart it
""",
}


@dataclass(frozen=True)
class Project:
    """A project's folder, and the commands that build it."""

    root: Path

    @property
    def site(self) -> Path:
        """Where its site is built."""
        return self.root / "site"

    def write(self, path: str, text: str) -> Path:
        """Write a file, with the folders above it."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run this Python with the arguments in the project's folder."""
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=surroundings(**environment),
            capture_output=True,
            text=True,
            check=False,
        )

    def build(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Build the site with our own command."""
        return self.run("-m", "generator", "build", *options, **environment)

    def built(self, *options: str) -> Path:
        """Build the site with our own command, which must succeed; return its folder."""
        done = self.build(*options)
        assert (done.returncode, done.stderr) == (0, "")
        return self.site

    def page(self, address: str) -> str:
        """Return a page of the built site."""
        return (self.site / address / "index.html").read_text("utf-8")

    def entries(self) -> list[dict[str, Any]]:
        """Return what the search of the built site has to show of each page that is no incident."""
        return entries_of(self.site)


def entries_of(site: Path) -> list[dict[str, Any]]:
    """Return what the search of a site has to show of each page that is no incident, in the order of the files."""
    found: list[dict[str, Any]] = []
    for file in sorted((site / "search/pages").glob("*.js"), key=lambda file: int(file.name.partition(".")[0])):
        text = file.read_text("utf-8").strip()
        found += json.loads(text.removeprefix("runbookSiteSearch(").removesuffix(");"))["entries"]
    return found


def surroundings(**environment: str) -> dict[str, str]:
    """Return the environment for a command of ours in another folder than the checkout."""
    checkout = str(Path(__file__).parent.parent.parent)
    return {**os.environ, "PYTHONPATH": checkout, "NO_MKDOCS_2_WARNING": "1", **environment}


def new_project(root: Path, files: Mapping[str, str] = FILES) -> Project:
    """Write a project's files below `root`."""
    project = Project(root)
    for path, text in files.items():
        project.write(path, text)
    return project


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a new project of one handbook with one runbook."""
    return new_project(tmp_path / "project")
