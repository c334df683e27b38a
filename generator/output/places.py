"""Paths as a service reads them: from the top of the repository, not of the project."""

from pathlib import Path


def above(root: Path) -> str:
    """Return how paths from a repository to the project at `root` begin; nothing where the project is all of it."""
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if top == root else f"{root.relative_to(top).as_posix()}/"
