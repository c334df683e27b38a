"""Values as YAML text that reads back as the same text, here and in an editor."""

import json
import re

_PLAIN = re.compile(r"[A-Za-z0-9…](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff:#{}\[\]`\"]|:(?=\S)|(?<=\S)#)*", re.ASCII)
_TYPED = re.compile(r"null|[-+.\d]*\d[\d._]*(?:e[-+]?\d+)?|0[xo][\da-f]+", re.IGNORECASE)


def scalar(text: str, *, words: bool = False) -> str:
    """Return a text as one YAML scalar: plain where that is safe, else in double quotes.

    An editor takes some words for numbers, dates or nothing; with `words` those are quoted, too.
    """
    if _PLAIN.fullmatch(text) and text == text.strip() and not (words and _TYPED.fullmatch(text)):
        return text
    # JSON is YAML, but for the line separators that YAML breaks lines at.
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def entry(name: str, text: str, *, block: bool = False, words: bool = False) -> list[str]:
    """Return the lines of `name: text`; a text of several lines, or one that wants a block, stands below its key."""
    if block or "\n" in text:
        return [f"{name}: |", *(f"  {line}".rstrip() for line in text.split("\n"))]
    return [f"{name}: {scalar(text, words=words)}"]
