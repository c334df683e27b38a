"""A Markdown document as a tree of sections, each heading, paragraph, list, table and fence with its lines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from generator.authoring.importers.blocks import Block, Heading, Lines, words
from generator.authoring.importers.decoding import Repair
from generator.authoring.importers.markdown_blocks import blocks_of
from generator.authoring.importers.unclosed import Closed

_FRONT = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<text>.*?)^(?P=mark)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_BEGINS_WITH_KEY = re.compile(r"(?:\s*#.*\n)*\s*(?:\Z|[^\W\d_][^\n:=]*[:=]|\[|\{|[\"'][^\n]*:)")


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

    @property
    def below(self) -> Lines:
        """The lines below the heading; those of the heading when nothing stands there."""
        return Lines(min(self.own_last + 1, self.lines.last), self.lines.last)

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
    closed: tuple[Closed, ...] = ()
    """What its author forgot to close and is closed in its text."""
    apart: tuple[tuple[Lines, str], ...] = ()
    """The lines of comments, and of the addresses that links have themselves now, with what is said of them."""
    more: tuple["Document", ...] = ()
    """Those that go on where it ends, as the next day of a chat does."""
    split: Callable[[Section], None] | None = None
    """What finds further sections in the whole."""

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The lines of the text; the first is line 1."""
        return tuple(self.text.split("\n"))

    @cached_property
    def front(self) -> FrontMatter | None:
        """The front matter; None without one."""
        found = _FRONT.match(self.text)
        # A document may begin with a rule as well: below that stands no key.
        if not found or not _BEGINS_WITH_KEY.match(found["text"]):
            return None
        return FrontMatter(Lines(1, found[0].rstrip("\n").count("\n") + 1), found["text"], found["mark"] == "+++")

    @cached_property
    def root(self) -> Section:
        """The document as a section that holds all others."""
        first = self.front.lines.last if self.front else 0
        root = tree("\n".join(self.rows[first:]), first)
        if first >= len(self.rows):
            # Nothing stands below the front matter, not even an empty line.
            root.lines = Lines(first, first)
        if self.split:
            self.split(root)
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
    for block in blocks_of(text, above):
        if not isinstance(block, Heading):
            open_sections[-1].blocks.append(block)
            continue
        section = Section(block.level, block.text, block.lines, block.lines.last)
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
