"""Hand-written Markdown pages: what mkdocs would pass over in silence, and what would end its build."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.library.prose_links import IsPublished, broken, dead_anchor, placed_links, prose_links, target_of
from generator.problems import Problem
from generator.records.lines import Lines
from generator.records.source import parse
from generator.records.tangles import too_tangled
from generator.records.text_file import text_of

# Both as mkdocs reads them (mkdocs/utils/meta.py).
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_METADATA = re.compile(r" {0,3}[A-Za-z0-9_-]+:")
_FENCED = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1|\Z)", re.DOTALL | re.MULTILINE)
_MARKED_SECTION = re.compile(r"<!\[(?!CDATA\[)")


@dataclass(frozen=True)
class MarkdownPage:
    """One page: its path from the root, its text, and why it cannot be read, if so."""

    path: str
    text: str
    problem: Problem | None = None

    def links(self) -> Iterator[tuple[str, str, bool]]:
        """Yield every relative link: as written, the file that it leads to, and whether it is an image."""
        for link, is_image in prose_links(self.text):
            yield link, target_of(self.path, link), is_image

    def placed_links(self) -> Iterator[tuple[int, str, str, bool]]:
        """Yield the same with the place in the text, and the links to places on this page."""
        for index, link, is_image in placed_links(self.text):
            yield index, link, target_of(self.path, link), is_image


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
        for index, link, target, is_image in page.placed_links():
            if not link.startswith("#") and not is_published(target, is_image):
                yield Problem(lines.place(index), "warning", broken(link, target, is_image=is_image), "broken-link")


def page_anchors(pages: Iterable[MarkdownPage], anchors: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Yield the links of the pages that lead to a place that is not on its page."""
    for page in pages:
        for index, link, target, is_image in page.placed_links():
            sentence = "" if is_image else dead_anchor(link, target, anchors)
            if sentence:
                yield Problem(Lines(page.text, page.path).place(index), "warning", sentence, "broken-link")


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
    text = _FENCED.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), page.text)
    for found in _MARKED_SECTION.finditer(text):
        sentence = "`<![` ends the whole build; write `&lt;![`, or put it into a fenced block"
        yield Problem(lines.place(found.start()), "error", sentence, "raw-markup")
    for number, line in enumerate(text.split("\n")):
        tangle = too_tangled(line)
        if tangle:
            yield Problem(lines.place(lines.begins[number]), "error", tangle, "too-tangled")
