"""Words that YAML takes for comments: `channel: #incidents` says nothing to it, and nobody is told."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.records.lines import Lines

_BEHIND_VALUE = re.compile(r"(?<=\S)[ \t]+(?=#[^\s#])")
_OWN_LINE = re.compile(r"\n[ \t]+(?=#[^\s#!])")
_COMMENT = re.compile(r"(?:(?<=\s)|^)#", re.MULTILINE)
_LONGEST = 200


@dataclass(frozen=True, order=True)
class Seat:
    """Where one scalar stands in the text, and how far its key or its dash is indented."""

    begin: int
    end: int
    holder: int
    plain: bool


def may_swallow(text: str) -> bool:
    """Say whether a text has a `#word` at all where YAML would take one for a comment."""
    return "#" in text and bool(_BEHIND_VALUE.search(text) or _OWN_LINE.search(text))


def swallowed(lines: Lines, seats: Sequence[Seat]) -> Iterator[tuple[int, str]]:
    """Yield each `#word` that was meant as text, with its index. `seats` are the scalars in order."""
    begins = [seat.begin for seat in seats]
    hits = {hit.end() for hit in _BEHIND_VALUE.finditer(lines.text)} | set(_continuations(lines, seats, begins))
    comments: dict[int, int] = {}
    for index in sorted(hits):
        number = lines.number(index)
        if _is_inside(index, seats, begins):
            continue
        if number not in comments:
            comments[number] = _comment_begins(lines.begins[number], index, lines.text, seats, begins)
        # In a comment a word may begin with #.
        if comments[number] >= index:
            yield index, lines.text[index : index + _LONGEST].split(maxsplit=1)[0]


def _continuations(lines: Lines, seats: Sequence[Seat], begins: list[int]) -> Iterator[int]:
    """Yield each `#word` that begins a line on which the plain value above would go on."""
    for hit in _OWN_LINE.finditer(lines.text):
        seat = _before(hit.start(), seats, begins)
        if seat is None or not seat.plain or lines.text[seat.end : hit.start()].strip():
            continue
        indentation = hit.end() - hit.start() - 1
        if indentation > seat.holder and "\n" not in lines.text[seat.end : hit.start()]:
            yield hit.end()


def _before(index: int, seats: Sequence[Seat], begins: list[int]) -> Seat | None:
    number = bisect_right(begins, index) - 1
    return seats[number] if number >= 0 else None


def _is_inside(index: int, seats: Sequence[Seat], begins: list[int]) -> bool:
    seat = _before(index, seats, begins)
    return seat is not None and seat.begin <= index < seat.end


def _comment_begins(begin: int, index: int, text: str, seats: Sequence[Seat], begins: list[int]) -> int:
    """Return where the first comment of a line begins; `index`, where one does, when none begins before it."""
    for hit in _COMMENT.finditer(text, begin, index):
        if not _is_inside(hit.start(), seats, begins):
            return hit.start()
    return index
