"""Hand-written Markdown pages: what mkdocs would pass over in silence, and what would end its build."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.library.prose_links import IsPublished, broken, dropped, target_of
from generator.library.unfit_text import unfit
from generator.problems import Problem
from generator.records.code_spans import without_code
from generator.records.lines import Lines
from generator.records.link_syntax import Target, targets_in
from generator.records.source import parse
from generator.records.tangles import MOST_OPEN, too_deep, too_tangled
from generator.records.text_file import text_of

# Both as mkdocs reads them (mkdocs/utils/meta.py).
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_METADATA = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_FENCED = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1|\Z)", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_COMMENT_END = "-->"
_MARKED_SECTION = re.compile(r"<!\[(?!CDATA\[)")


@dataclass(frozen=True)
class MarkdownPage:
    """One page: its path from the root, its text, and why it cannot be read, if so."""

    path: str
    text: str
    problem: Problem | None = None

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Every link and image; a comment holds none."""
        return tuple(targets_in(uncommented(self)))

    def links(self) -> Iterator[tuple[Target, str]]:
        """Yield every link to a place of the site, and the file that it leads to."""
        yield from ((one, target_of(self.path, one.meant)) for one in self.targets if one.leads == "inside")


def read_pages(root: Path, paths: Iterable[str]) -> tuple[MarkdownPage, ...]:
    """Read pages by their paths from the root."""
    found = ((path, *text_of(root / path, path)) for path in paths)
    return tuple(MarkdownPage(path, text.replace("\r\n", "\n"), problem) for path, text, problem in found)


def page_problems(pages: Iterable[MarkdownPage], is_published: IsPublished) -> Iterator[Problem]:
    """Yield what is wrong with the pages: bytes, first lines, markup that no build survives, broken links."""
    for page in pages:
        if page.problem:
            yield page.problem
            continue
        lines = Lines(page.text, page.path)
        yield from _first_lines(page, lines)
        yield from _markup(page, lines)
        for found in unfit(page.text):
            yield Problem(lines.place(found.start), found.level, found.sentence, found.code)
        for one in page.targets:
            if sentence := dropped(one):
                yield Problem(lines.place(one.start), "warning", sentence, "not-shown")
        for one, target in page.links():
            if not one.meant.startswith("#") and not is_published(target, one.is_image):
                sentence = broken(one.written, target, is_image=one.is_image)
                yield Problem(lines.place(one.start), "warning", sentence, "broken-link")


def _first_lines(page: MarkdownPage, lines: Lines) -> Iterator[Problem]:
    if page.text.startswith("---"):
        yield from _front_matter(page, lines)
    elif _METADATA.match(page.text):
        sentence = "a first line like this is read as metadata and not shown; begin the page with a heading"
        yield Problem(lines.place(0), "error", sentence, "front-matter")


def _front_matter(page: MarkdownPage, lines: Lines) -> Iterator[Problem]:
    found = _FRONT_MATTER.match(page.text)
    if found is None:
        sentence = "the front matter is not closed; end it with a line of three hyphens, or begin with a heading"
        yield Problem(lines.place(0), "error", sentence, "front-matter")
        return
    inside = parse(f"\n{found[1]}", page.path)
    for problem in inside.problems:
        yield Problem(problem.place, "error", f"front matter: {problem.sentence}", "front-matter")
    if not inside.problems and not isinstance(inside.data, dict):
        sentence = "front matter holds keys and values, and this has none; begin the page with a heading"
        yield Problem(lines.place(0), "error", sentence, "front-matter")


def _markup(page: MarkdownPage, lines: Lines) -> Iterator[Problem]:
    # Fenced code is taken out of a page before anything looks at its markup.
    text = without_fenced(page.text)
    for found in _MARKED_SECTION.finditer(text):
        sentence = "`<![` ends the whole build; write `&lt;![`, or put it into a fenced block"
        yield Problem(lines.place(found.start()), "error", sentence, "raw-markup")
    deep = too_deep(without_code(uncommented(page)))
    if deep is not None:
        sentence = f"more than {MOST_OPEN} elements stand open in each other here; close them, or write them flatter"
        yield Problem(lines.place(deep), "error", sentence, "too-tangled")
    for number, line in enumerate(text.split("\n")):
        tangle = too_tangled(line)
        if tangle:
            yield Problem(lines.place(lines.begins[number]), "error", tangle, "too-tangled")


def uncommented(page: MarkdownPage) -> str:
    """Return a page's text with spaces for its comments, which nobody reads on the site."""
    return without_comments(page.text, _blank)


def without_comments(text: str, put: str | Callable[[re.Match[str]], str] = "") -> str:
    """Return a Markdown text with something put for each comment."""
    # One that is never closed is none; to look for its end at each of many would not end.
    end = text.rfind(_COMMENT_END) + len(_COMMENT_END)
    return _COMMENT.sub(put, text[:end]) + text[end:] if end >= len(_COMMENT_END) else text


def front_matter_of(text: str) -> tuple[str, str]:
    """Return what a page's first lines say of it, without their marks, and the page below them."""
    found = _FRONT_MATTER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def without_fenced(text: str) -> str:
    """Return a page's text with spaces for its fenced code, so that all other places stay right."""
    return _FENCED.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
