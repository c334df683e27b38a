"""Markdown that nobody can render: what is too tangled is refused at the door."""

import re
from typing import Final

DEEPEST: Final = 20
"""How many lists, quotes and notes may stand in each other."""

_NESTING = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d+\.[ \t]|!!!))+")
_MARKER = re.compile(r">|[-*+](?=[ \t])|\d+\.|!!!")


def too_tangled(text: str) -> str | None:
    """Say what makes a text too tangled to be rendered as Markdown; None for texts that people write.

    Python-Markdown calls itself once for each level of lists, quotes and notes, until Python gives up.
    """
    for line in text.splitlines():
        nesting = _NESTING.match(line)
        if nesting and len(_MARKER.findall(nesting[0])) + nesting[0].expandtabs(4).count("    ") > DEEPEST:
            return f"lists, quotes or notes stand more than {DEEPEST} deep in each other here; write them flatter"
    return None
