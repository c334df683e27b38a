"""The theme's part of a page without blank lines and indents: a quarter of what a page weighs before it is packed."""

import re

_KEPT = re.compile(r"(<(script|style|pre|textarea)\b.*?</\2>)", re.DOTALL)
_BETWEEN_LINES = re.compile(r"[ \t\r]*\n[ \t\r\n]*")


def compact(html: str) -> str:
    """Return HTML of the theme with each run of blanks that ends a line as that end alone; what shows blanks stays.

    Browsers take both for one blank.
    """
    pieces = _KEPT.split(html)
    # In turn: what is between, a whole element that stays, its name.
    pieces[::3] = (_BETWEEN_LINES.sub("\n", piece) for piece in pieces[::3])
    del pieces[2::3]
    return "".join(pieces)


def compact_around(output: str, content: str) -> str:
    """Return a page with everything but its content compact: that is ours, or what somebody wrote."""
    if not content:
        return compact(output)
    before, found, after = output.partition(content)
    return f"{compact(before)}{found}{compact(after)}" if found else compact(before)
