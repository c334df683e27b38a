"""Markdown's text as headings and blocks, each with the lines that it stands on."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.authoring.importers.blocks import (
    Block,
    Fence,
    Heading,
    Item,
    Items,
    Lines,
    Other,
    Paragraph,
    Quote,
    Row,
    Table,
    item_of,
)
from generator.authoring.importers.html_blocks import html_blocks

_MARKDOWN = MarkdownIt("commonmark").enable("table")


def blocks_of(text: str, above: int = 0) -> Iterator[Heading | Block]:
    """Yield the headings of a text, and the blocks below them, in their order; `above` lines stand above the text."""
    return _Blocks(text, above).read()


def open_fence(text: str) -> tuple[int, str] | None:
    """Return the number of the line on which a code block begins that is never closed, and its mark; None without."""
    rows = text.split("\n")
    for token in _parsed(text):
        if token.type == "fence" and token.level == 0 and not _is_closed(token, rows):
            return (token.map or [0, 1])[0] + 1, token.markup
    return None


def code_lines(text: str) -> frozenset[int]:
    """Return the numbers of the lines that are code."""
    maps = (token.map for token in _parsed(text) if token.type in {"fence", "code_block"} and token.map)
    return frozenset(number for first, last in maps for number in range(first + 1, last + 1))


def definitions(text: str) -> dict[str, tuple[str, Lines]]:
    """Return the addresses that a text says for its links, by the label in capitals, each with the lines of it."""
    env: dict[str, Any] = {}
    _MARKDOWN.parse(text, env)
    found: dict[str, Any] = env.get("references", {})
    return {label: (_address(one), Lines(one["map"][0] + 1, one["map"][1])) for label, one in found.items()}


def _address(one: dict[str, Any]) -> str:
    return f'{one["href"]} "{one["title"]}"' if one.get("title") else str(one["href"])


def _parsed(text: str) -> list[Token]:
    return _MARKDOWN.parse(text)


def _is_closed(token: Token, rows: list[str]) -> bool:
    first, last = token.map or [0, 1]
    end = rows[last - 1].strip(" \t>")
    return end.startswith(token.markup) and not end.strip(token.markup[0]) and last > first + 1


class _Blocks:
    """Builds blocks from the parser's tokens."""

    def __init__(self, text: str, above: int) -> None:
        self.tokens = _parsed(text)
        self.rows = text.split("\n")
        self.above = above
        pairs = pairwise(self.tokens)
        self._headings = {id(one): below.content for one, below in pairs if one.type == "heading_open"}

    def read(self) -> Iterator[Heading | Block]:
        """Yield each heading, and each block below the top level's headings."""
        for index, token in self._outer(0, len(self.tokens)):
            if token.type == "heading_open":
                yield Heading(self._lines(token), int(token.tag[1:]), self._headings[id(token)])
            else:
                yield from self._blocks(index)

    def _lines(self, token: Token) -> Lines:
        """Return a token's lines in the document, without blank ones at its end."""
        first, last = token.map or [0, 0]
        while last > first + 1 and not self.rows[last - 1].strip():
            last -= 1
        return Lines(self.above + first + 1, self.above + last)

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
        """Return the blocks inside a token; a heading in there is no section's, so it stays as it is written."""
        inner = (block for at, _ in self._outer(index + 1, self._close(index)) for block in self._blocks(at))
        return [Other(one.lines, self._source(one.lines)) if isinstance(one, Heading) else one for one in inner]

    def _source(self, lines: Lines) -> str:
        return "\n".join(self.rows[lines.first - self.above - 1 : lines.last - self.above])

    def _blocks(self, index: int) -> Iterator[Heading | Block]:
        token = self.tokens[index]
        lines = self._lines(token)
        match token.type:
            case "paragraph_open":
                yield Paragraph(lines, self.tokens[index + 1].content)
            case "fence":
                language = token.info.strip().partition(" ")[0]
                yield Fence(lines, token.content.removesuffix("\n"), language, _is_closed(token, self.rows))
            case "code_block":
                yield Fence(lines, token.content.removesuffix("\n"))
            case "bullet_list_open" | "ordered_list_open":
                yield Items(lines, tuple(self._items(index)), token.type == "ordered_list_open")
            case "table_open":
                rows = tuple(self._rows(index))
                yield Table(lines, rows[0], rows[1:])
            case "blockquote_open":
                yield Quote(lines, tuple(self._inner(index)))
            case "html_block":
                yield from html_blocks(self._source(lines), lines)
            case "hr":
                return
            case _:
                yield Other(lines, self._source(lines))

    def _items(self, index: int) -> Iterator[Item]:
        for at, token in self._outer(index + 1, self._close(index)):
            blocks = self._inner(at)
            first = blocks[0] if blocks else None
            text = first.text if isinstance(first, Paragraph) else ""
            yield item_of(self._lines(token), text, blocks[1:] if text else blocks)

    def _rows(self, index: int) -> Iterator[Row]:
        for at in range(index, self._close(index)):
            if self.tokens[at].type == "tr_open":
                cells = (one.content for one in self.tokens[at : self._close(at)] if one.type == "inline")
                yield Row(self._lines(self.tokens[at]).first, tuple(cells))
