"""Each folder here is a small project and the pages that must come of it, byte for byte.

`RUNBOOK_SITE_UPDATE=1 pytest tests/golden` writes the pages anew; the diff is what a reviewer reads.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from generator.engines.search_files import titles_of
from generator.library.project import open_project
from generator.pages.addresses import Addresses
from generator.pages.book import Book, book, dashboard
from generator.pages.redirects import stub
from generator.pages.render import Renderer
from generator.pages.search import entries

HERE = Path(__file__).parent
TODAY = date(2025, 4, 10)
CASES = sorted(folder.parent.name for folder in HERE.glob("*/input"))


def pages_of(project: Path) -> dict[str, str]:
    """Return what the project's pages are made of: bodies, redirects, navigation and search entries, by file."""
    opened = open_project(project, TODAY)
    assert opened.problems == ()
    renderer = Renderer(opened.library, TODAY)
    made = book(renderer)
    files = {f"{page.uri.removesuffix('.md')}.html": f"{page.html}\n" for page in made.pages}
    files["index.html"] = f"{dashboard(renderer)}\n"
    files |= dict(stub(redirect, Addresses()) for redirect in made.redirects)
    files["navigation.txt"] = navigation(made)
    titles = titles_of(opened.library)
    files["search.txt"] = "".join(f"{entry}\n" for page in made.pages for entry in entries(page, Addresses(), titles))
    return files


def navigation(made: Book) -> str:
    """Return the navigation as an indented list."""
    lines = []
    left = [(item, 0) for item in reversed(made.nav)]
    while left:
        item, depth = left.pop()
        lines.append(f"{'  ' * depth}{item.title or '(its own heading)'}{f': {item.uri}' if item.uri else ''}\n")
        left += [(child, depth + 1) for child in reversed(item.children)]
    return "".join(lines)


@pytest.mark.parametrize("case", CASES)
def test_pages_are_as_expected(case: str) -> None:
    """Every page of the case, and no other, comes out as its file in `expected/`."""
    made = pages_of(HERE / case / "input")
    expected = HERE / case / "expected"
    if os.environ.get("RUNBOOK_SITE_UPDATE"):
        for file in [*expected.rglob("*.html"), *expected.rglob("*.txt")]:
            file.unlink()
        for name, text in made.items():
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
            (expected / name).write_text(text, "utf-8")
    there = {file.relative_to(expected).as_posix(): file.read_text("utf-8") for file in expected.rglob("*.*")}
    assert sorted(made) == sorted(there)
    for name, text in made.items():
        assert text == there[name], name
