"""A Markdown document as a tree of sections, each heading, paragraph, list, table and fence with its lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.authoring.importers.blocks import (
    Block,
    Fence,
    Item,
    Items,
    Lines,
    Other,
    Paragraph,
    Quote,
    Row,
    Table,
    item_of,
    words,
)
from generator.authoring.importers.decoding import Repair

_FRONT = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<text>.*?)^(?P=mark)[ \t]*$\n?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class FrontMatter:
    """What stands between two lines of `---` (YAML) or `+++` (TOML) at the very top."""

    lines: Lines
    text: str
    is_toml: bool = False


@dataclass
class Section:
    """A heading and what stands below it; the document itself is one of level 0 without a heading."""

    level: int
    heading: str
    """The heading's Markdown."""
    lines: Lines
    """Those of the heading and of everything below it, lower headings included."""
    own_last: int = 0
    """The last line of the heading itself."""
    blocks: list[Block] = field(default_factory=list)
    sections: list["Section"] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The heading's words, without emphasis and without pictures in front."""
        return words(self.heading)

    @property
    def heading_lines(self) -> Lines:
        """The lines of the heading."""
        return Lines(self.lines.first, self.own_last)

    def walk(self) -> Iterator["Section"]:
        """Yield the section and all below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True)
class Document:
    """One document to import: its path as it was named, its text, and what was repaired in it."""

    path: str
    text: str
    repairs: tuple[Repair, ...] = ()

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The lines of the text; the first is line 1."""
        return tuple(self.text.split("\n"))

    @cached_property
    def front(self) -> FrontMatter | None:
        """The front matter; None without one."""
        found = _FRONT.match(self.text)
        if not found:
            return None
        return FrontMatter(Lines(1, found[0].rstrip("\n").count("\n") + 1), found["text"], found["mark"] == "+++")

    @cached_property
    def root(self) -> Section:
        """The document as a section that holds all others."""
        first = self.front.lines.last if self.front else 0
        root = tree("\n".join(self.rows[first:]), first)
        for section in root.walk():
            # What decorated a heading and is lost is no part of its words.
            section.heading = self.without_lost(section.heading).strip()
        return root

    def without_lost(self, text: str) -> str:
        """Return a text without the broken letters that nobody can repair."""
        for repair in self.repairs:
            text = text if repair.meant else text.replace(repair.letters, "")
        return text

    @cached_property
    def title(self) -> str:
        """The words of the first heading; empty without one."""
        return self.root.sections[0].title if self.root.sections else ""


def tree(text: str, above: int = 0) -> Section:
    """Return the sections of a text that has `above` lines above it; headings inside code are none."""
    root = Section(0, "", Lines(above + 1, above + text.rstrip("\n").count("\n") + 1), above)
    open_sections = [root]
    parsed = MarkdownIt("commonmark").enable("table").parse(text)
    reader = _Blocks(parsed, text.split("\n"), above)
    for token, block in reader.read():
        if block is not None:
            open_sections[-1].blocks.append(block)
            continue
        lines = reader.lines(token)
        section = Section(int(token.tag[1:]), reader.inside(token), lines, lines.last)
        while open_sections[-1].level >= section.level:
            open_sections.pop()
        open_sections[-1].sections.append(section)
        open_sections.append(section)
    _stretch(root, root.lines.last)
    return root


def _stretch(section: Section, last: int) -> None:
    """Let each section end where the next one begins."""
    section.lines = Lines(section.lines.first, last)
    for index, inner in enumerate(section.sections):
        below = section.sections[index + 1 :]
        _stretch(inner, below[0].lines.first - 1 if below else last)


class _Blocks:
    """Builds blocks from the parser's tokens."""

    def __init__(self, tokens: Sequence[Token], rows: Sequence[str], above: int) -> None:
        self.tokens = tokens
        self.rows = rows
        self.above = above
        pairs = pairwise(tokens)
        self._headings = {id(one): below.content for one, below in pairs if one.type == "heading_open"}

    def read(self) -> Iterator[tuple[Token, Block | None]]:
        """Yield each heading with None, and each block below the top level's headings."""
        for index, token in self._outer(0, len(self.tokens)):
            if token.type == "heading_open":
                yield token, None
            else:
                block = self._block(index)
                if block is not None:
                    yield token, block

    def lines(self, token: Token) -> Lines:
        """Return a token's lines in the document, without blank ones at its end."""
        first, last = token.map or [0, 0]
        while last > first + 1 and not self.rows[last - 1].strip():
            last -= 1
        return Lines(self.above + first + 1, self.above + last)

    def inside(self, token: Token) -> str:
        """Return the Markdown of a heading's words."""
        return self._headings[id(token)]

    def _outer(self, start: int, end: int) -> Iterator[tuple[int, Token]]:
        """Yield the tokens between two places that stand in no other token."""
        index = start
        while index < end:
            yield index, self.tokens[index]
            index = self._close(index) + 1

    def _close(self, index: int) -> int:
        """Return where the token at `index` closes."""
        depth = 0
        for at in range(index, len(self.tokens)):
            depth += self.tokens[at].nesting
            if depth <= 0:
                return at
        return len(self.tokens) - 1

    def _inner(self, index: int) -> list[Block]:
        blocks = (self._block(at) for at, _ in self._outer(index + 1, self._close(index)))
        return [block for block in blocks if block is not None]

    def _block(self, index: int) -> Block | None:
        token = self.tokens[index]
        lines = self.lines(token)
        match token.type:
            case "paragraph_open":
                return Paragraph(lines, self.tokens[index + 1].content)
            case "fence":
                return self._fence(token, lines)
            case "code_block":
                return Fence(lines, token.content.removesuffix("\n"))
            case "bullet_list_open" | "ordered_list_open":
                return Items(lines, tuple(self._items(index)), token.type == "ordered_list_open")
            case "table_open":
                rows = tuple(self._rows(index))
                return Table(lines, rows[0], rows[1:])
            case "blockquote_open":
                return Quote(lines, tuple(self._inner(index)))
            case "hr":
                return None
            case _:
                return Other(lines, "\n".join(self.rows[lines.first - self.above - 1 : lines.last - self.above]))

    def _fence(self, token: Token, lines: Lines) -> Fence:
        end = self.rows[(token.map or [0, 1])[1] - 1].strip(" \t>")
        closed = end.startswith(token.markup) and not end.strip(token.markup[0]) and lines.last > lines.first
        return Fence(lines, token.content.removesuffix("\n"), token.info.strip().partition(" ")[0], closed)

    def _items(self, index: int) -> Iterator[Item]:
        for at, token in self._outer(index + 1, self._close(index)):
            blocks = self._inner(at)
            first = blocks[0] if blocks else None
            text = first.text if isinstance(first, Paragraph) else ""
            yield item_of(self.lines(token), text, blocks[1:] if text else blocks)

    def _rows(self, index: int) -> Iterator[Row]:
        for at in range(index, self._close(index)):
            if self.tokens[at].type == "tr_open":
                cells = (one.content for one in self.tokens[at : self._close(at)] if one.type == "inline")
                yield Row(self.lines(self.tokens[at]).first, tuple(cells))
