"""Links whose addresses stand elsewhere in a document: each gets its own, because a record's texts stand alone."""

import re
from collections.abc import Callable

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.markdown_blocks import code_lines, definitions

_LINK = re.compile(r"(?<![\\\]])\[(?P<words>[^\[\]\n]+)\](?:\[(?P<label>[^\[\]\n]*)\])?(?![\[(:])")
_COMMENT = "//"
_HIDDEN = re.compile(r"<!--(?P<words>.*?)-->", re.DOTALL)
_STANDS_THERE = "the address of links, which stands in them now"
_CODE = re.compile(r"(`+)(?:(?!\1).)+\1")


def with_addresses(text: str) -> tuple[str, tuple[tuple[Lines, str], ...]]:
    """Return a text in which links have their addresses, and why the lines that said these are left out.

    Code stays as it is, and so does an address that no link has; `[//]: # (words)` is how people write a comment.
    """
    if "]:" not in text:
        return text, ()
    addresses = definitions(text)
    places = [lines for _, lines in addresses.values()]
    used: set[str] = set()
    apart = code_lines(text) | {number for lines in places for number in range(lines.first, lines.last + 1)}

    def linked(found: re.Match[str]) -> str:
        label = " ".join((found["label"] or found["words"]).split()).upper()
        if label not in addresses:
            return found[0]
        used.add(label)
        return f"[{found['words']}]({addresses[label][0]})"

    rows = [row if number in apart else _outside_code(linked, row) for number, row in enumerate(text.split("\n"), 1)]
    done = [(lines, _STANDS_THERE) for label, (_, lines) in addresses.items() if label in used]
    done += [(lines, f"a comment: {address}") for label, (address, lines) in addresses.items() if label == _COMMENT]
    return "\n".join(rows), tuple(done)


def without_comments(text: str) -> tuple[str, tuple[tuple[Lines, str], ...]]:
    """Return a text without comments of HTML, and what they said; a record would show them. Code keeps them."""
    code = code_lines(text) if "<!--" in text else frozenset()
    said: list[tuple[Lines, str]] = []

    def taken(found: re.Match[str]) -> str:
        first = text.count("\n", 0, found.start()) + 1
        if first in code or text.count("`", text.rfind("\n", 0, found.start()) + 1, found.start()) % 2:
            return found[0]
        words = " ".join(found["words"].split())
        said.append((Lines(first, first + found[0].count("\n")), f"a comment: {words}"))
        return "\n" * found[0].count("\n")

    return _HIDDEN.sub(taken, text), tuple(said)


def _outside_code(linked: Callable[[re.Match[str]], str], row: str) -> str:
    """Return a line with its links replaced, but for those between backticks."""
    done = 0
    pieces: list[str] = []
    for code in _CODE.finditer(row):
        pieces += [_LINK.sub(linked, row[done : code.start()]), code[0]]
        done = code.end()
    return "".join((*pieces, _LINK.sub(linked, row[done:])))
