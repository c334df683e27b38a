"""Signs that something may stand in a record: looked for in all its texts at once, for most records hold none."""

from collections.abc import Iterable


def ascii_text(texts: Iterable[str]) -> str:
    """Return texts below each other, with a question mark for each letter that is not of ASCII.

    Among letters of other scripts everything is found ten times more slowly, and no sign that is looked for has any.
    """
    return "\n".join(texts).encode("ascii", "replace").decode("ascii")


def signs_in(text: str, signs: Iterable[str]) -> tuple[str, ...]:
    """Return those of some signs that stand in a text."""
    return tuple([sign for sign in signs if sign in text])
