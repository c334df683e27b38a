"""Hand-written Markdown pages: what mkdocs would pass over in silence."""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.problems import Place, Problem
from generator.records.source import parse

_METADATA = re.compile(r"[A-Za-z][\w -]*:\s+\S")
_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def page_problems(content: Path, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with the Markdown pages below `content`: bytes, front matter, first lines eaten as metadata."""
    for file in sorted(content.rglob("*.md")):
        if file.is_symlink() or not file.is_file():
            continue
        path = file.relative_to(root).as_posix()
        try:
            text = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            yield Problem(Place(path), "error", "this page is not UTF-8; save the file as UTF-8", "not-utf8")
            continue
        yield from _front_matter(text.replace("\r\n", "\n"), path)


def _front_matter(text: str, path: str) -> Iterator[Problem]:
    if text.startswith("---"):
        found = _FENCE.match(text)
        if not found:
            sentence = "the front matter is not closed; end it with a line of three hyphens"
            yield Problem(Place(path), "error", sentence, "front-matter")
            return
        for problem in parse(found[1], path).problems:
            place = Place(path, problem.place.line + 1, problem.place.column)
            yield Problem(place, "error", f"front matter: {problem.sentence}", "front-matter")
        return
    first = text.partition("\n")[0]
    if _METADATA.match(first):
        sentence = "a first line like this is read as metadata and not shown; begin the page with a heading"
        yield Problem(Place(path), "error", sentence, "front-matter")
