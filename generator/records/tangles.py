"""Markdown that nobody can render: what is too tangled is refused at the door."""

import re
from typing import Final

DEEPEST: Final = 20
"""How many lists, quotes and notes may stand in each other."""

MOST_OPEN: Final = 100
"""How many elements of HTML may stand open in each other in a hand-written page."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)(?=[\s/>])")
# Elements that hold nothing, and those that end by themselves where the next one begins.
_NEVER_OPEN_NAMES: Final = (
    "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option"
)
_NEVER_OPEN: Final = frozenset(_NEVER_OPEN_NAMES.split())
_NESTING = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d+\.[ \t]|!!!))+")
_BEGINS: Final = frozenset(" \t>-*+!0123456789")
_MARKER = re.compile(r">|[-*+](?=[ \t])|\d+\.|!!!")


def too_tangled(text: str) -> str | None:
    """Say what makes a text too tangled to be rendered as Markdown; None for texts that people write.

    Python-Markdown calls itself once for each level of lists, quotes and notes, until Python gives up.
    """
    for line in text.splitlines():
        # Most lines begin with a letter.
        nesting = _NESTING.match(line) if line[:1] in _BEGINS else None
        if nesting and len(_MARKER.findall(nesting[0])) + nesting[0].expandtabs(4).count("    ") > DEEPEST:
            return f"lists, quotes or notes stand more than {DEEPEST} deep in each other here; write them flatter"
    return None


def too_deep(html: str, most: int = MOST_OPEN) -> int | None:
    """Return where more than `most` elements stand open in each other; None in HTML that people write.

    The sanitizer's time grows with the square of the depth.
    """
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _NEVER_OPEN:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > most:
            return tag.start()
    return None
