"""Where the code stands in a Markdown text: nothing in it is a link, a heading or a placeholder."""

import re
from collections.abc import Iterator
from typing import Final

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})([^`\n]*)$")
_SPANS = re.compile(r"\\`++|\\[^`]|(`++)", re.DOTALL)
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_MARKER = re.compile(r"(?:[-*+][ \t]|\d+\.[ \t]|\[\^[^\]\n]+\]:|!!!|\?\?\?)")
_NEW_BLOCK = re.compile(r"\n(?=[ \t>]*(?:[-*+][ \t]|\d+\.[ \t]|#{1,6}[ \t]|!!!|\||\n|\Z))")
_INDENT: Final = 4


def without_code(text: str) -> str:
    """Return a text with spaces for its code, in blocks and in lines; all else keeps its place."""
    if not ("`" in text or "~~~" in text or "    " in text or "\t" in text):
        return text
    lines = text.split("\n")
    for number in (*_fenced(lines), *_indented(lines)):
        lines[number] = " " * len(lines[number])
    return _without_spans("\n".join(lines))


def _fenced(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of the lines of fenced blocks; a fence that is never closed opens none."""
    closed_at: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if (found := _FENCE.match(line)) and not found[2].strip():
            closed_at.setdefault(found[1], []).append(number)
    done = -1
    for number, line in enumerate(lines):
        found = _FENCE.match(line) if number > done else None
        ends = closed_at.get(found[1], []) if found else []
        while ends and ends[0] <= number:
            ends.pop(0)
        if ends:
            done = ends[0]
            yield from range(number, done + 1)


def _indented(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of the lines that are code because they stand four spaces deeper than what they are in."""
    depth = 0
    is_open = True
    for number, line in enumerate(lines):
        rest = _QUOTE.sub("", line, count=1).expandtabs(_INDENT)
        if not rest.strip():
            is_open = True
            continue
        level = (len(rest) - len(rest.lstrip())) // _INDENT
        if is_open and level > depth:
            yield number
            continue
        if _MARKER.match(rest.lstrip()):
            depth = level + 1
        elif is_open:
            depth = level
        is_open = False


def blocks_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph, entry or row begins and ends: no link and no code in a line goes on in the next."""
    begin = 0
    for found in _NEW_BLOCK.finditer(text):
        yield begin, found.start()
        begin = found.end()
    yield begin, len(text)


def _without_spans(text: str) -> str:
    """Blank the code in lines; what a backslash stands before opens none."""
    parts, at = [], 0
    for begin, end in blocks_in(text) if "`" in text else ():
        for start, stop in _spans(text, begin, end):
            parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:stop])]
            at = stop
    return "".join((*parts, text[at:]))


def _spans(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    while found := _SPANS.search(text, begin, end):
        begin = found.end()
        closing = re.compile(rf"(?<!`){found[1]}(?!`)").search(text, begin, end) if found[1] else None
        if closing:
            yield found.start(), closing.end()
            begin = closing.end()
