"""What a Markdown document is made of, each piece with the lines of its source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

_CHECKBOX = re.compile(r"\[([ xX])\]\s+")
_BOLD_KEY = re.compile(
    r"(?:\*\*|__)\s*(?P<key>[^*_\n]+?)\s*(?P<colon>[:\uff1a]?)\s*(?:\*\*|__)\s*(?P<after>[:\uff1a]?)\s*(?P<value>.*)"
)
_PLAIN_KEY = re.compile(r"(?P<key>[^\W\d_][^:|`*\n]{0,40}?)\s*(?:\uff1a\s*|:(?:\s+|$))(?P<value>.*)")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_]|[*_](?!\w)|`")
_DECORATION = re.compile(r"^[^\w\[{<(\"'#@$/.]+")
_LABEL_ENDS = re.compile(r"[:.?!\uff1a]+$")


@dataclass(frozen=True)
class Lines:
    """The lines that something stands on in its source, counted from 1, both inclusive."""

    first: int
    last: int

    def __str__(self) -> str:
        """`12`, or `12-15`."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True)
class Pair:
    """`**Key:** value` or `Key: value` with its lines; the value may be empty."""

    lines: Lines
    key: str
    value: str
    is_bold: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading: its lines, its level from 1 to 6, and the Markdown of its words."""

    lines: Lines
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Words in Markdown; a line break of the source is one here."""

    lines: Lines
    text: str

    @cached_property
    def rows(self) -> tuple[tuple[int, str], ...]:
        """Each line of the source with its number."""
        return tuple(enumerate(self.text.split("\n"), self.lines.first))

    @cached_property
    def label(self) -> str:
        """The words when the paragraph is one bold line and nothing else, as `**Symptoms:**`; else empty."""
        pair = bold_pair(self.text.strip(), self.lines)
        return pair.key if pair and not pair.value and "\n" not in self.text.strip() else ""


@dataclass(frozen=True)
class Fence:
    """Code to the letter; `lines` are those of the fence, whose code begins one line below."""

    lines: Lines
    text: str
    language: str = ""
    is_closed: bool = True


@dataclass(frozen=True)
class Item:
    """An entry of a list: its own words and what else stands inside it."""

    lines: Lines
    text: str
    blocks: tuple["Block", ...] = ()
    is_done: bool | None = None
    """Whether its box is ticked; None without a box."""

    @property
    def own_lines(self) -> Lines:
        """The lines of its words alone."""
        last = self.lines.first + self.text.count("\n")
        return Lines(self.lines.first, min(last, self.lines.last))


@dataclass(frozen=True)
class Items:
    """A list."""

    lines: Lines
    items: tuple[Item, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class Row:
    """A table's row: its line and its cells as Markdown."""

    line: int
    cells: tuple[str, ...]
    last: int = 0
    """Its last line, where it has several: a row of HTML."""

    @property
    def lines(self) -> Lines:
        """Its lines."""
        return Lines(self.line, max(self.line, self.last))

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """A table: its head, and the rows below it."""

    lines: Lines
    head: Row
    rows: tuple[Row, ...]

    @property
    def head_lines(self) -> Lines:
        """The lines from where the table begins to its first row: the head, and the rule below it."""
        last = self.rows[0].line - 1 if self.rows else self.lines.last
        return Lines(self.lines.first, max(self.head.line, last))


@dataclass(frozen=True)
class Quote:
    """A block quote."""

    lines: Lines
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Other:
    """Anything else, as its source says it: raw HTML, indented code, a link's definition."""

    lines: Lines
    text: str


Block: TypeAlias = Paragraph | Fence | Items | Table | Quote | Other


def item_of(lines: Lines, text: str, blocks: Iterable[Block]) -> Item:
    """Return a list's entry; a box before its words is read."""
    box = _CHECKBOX.match(text)
    done = box[1] in "xX" if box else None
    return Item(lines, text[box.end() :] if box else text, tuple(blocks), done)


def bold_pair(text: str, lines: Lines) -> Pair | None:
    """Return `**Key:** value` as a pair, and a line that is bold as a whole as one without a value; else None."""
    found = _BOLD_KEY.fullmatch(text)
    # Bold words in front of a sentence are no key: a colon makes one, or nothing behind them.
    if not found or (found["value"] and not (found["colon"] or found["after"])):
        return None
    return Pair(lines, _LABEL_ENDS.sub("", found["key"]).strip(), found["value"].strip(), is_bold=True)


def plain_pair(text: str, lines: Lines) -> Pair | None:
    """Return `Key: value` as a pair; None when the line is none."""
    found = _PLAIN_KEY.fullmatch(text.strip())
    return Pair(lines, found["key"].strip(), (found["value"] or "").strip()) if found else None


def pairs(block: Block) -> tuple[Pair, ...]:
    """Return the pairs that the lines of a paragraph, or the entries of a list, are made of; empty when one is none."""
    if isinstance(block, Paragraph):
        texts = [(Lines(line, line), text) for line, text in block.rows]
    elif isinstance(block, Items):
        texts = [(item.own_lines, " ".join(item.text.split("\n"))) for item in block.items if not item.blocks]
        if len(texts) < len(block.items):
            return ()
    else:
        return ()
    found = [bold_pair(text.strip(), lines) or plain_pair(text, lines) for lines, text in texts]
    return tuple(pair for pair in found if pair) if all(found) else ()


def words(markdown: str) -> str:
    """Return one line of Markdown as plain words: no emphasis, no pictures or signs in front, single spaces."""
    return _DECORATION.sub("", " ".join(_EMPHASIS.sub("", markdown).split())).strip()


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and those inside them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from walk(block.blocks)
        elif isinstance(block, Items):
            for item in block.items:
                yield from walk(item.blocks)
