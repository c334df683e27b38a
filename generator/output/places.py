"""Paths as those read them who are told: a service from the top of the repository, a person from where they are."""

from pathlib import Path


def above(root: Path) -> str:
    """Return how paths from a repository to the project at `root` begin; nothing where the project is all of it."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if top == root else f"{root.relative_to(top).as_posix()}/"


def from_here(root: Path) -> str:
    """Return how paths begin that a person can open from the current folder, where the project lies below it.

    Nothing where the project is this folder, and where it lies elsewhere: then its own paths are shorter to read.
    """
    here = Path.cwd()
    return f"{root.relative_to(here).as_posix()}/" if root != here and root.is_relative_to(here) else ""
