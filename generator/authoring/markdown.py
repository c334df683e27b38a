"""Any text as Markdown that shows exactly this text: no markup, no HTML, no link comes of it."""

import re

MENTION = "@&zwj;"
"""An @ that calls nobody: GitHub looks for names after it has read the markup, so no escaping helps."""
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~:$])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BREAK = re.compile(r"\s*\n\s*")
_TICKS = re.compile(r"`+")


def plain(text: str) -> str:
    """Return a text as Markdown shows it to the letter; its line breaks stay line breaks, also in a table."""
    lines = (line.strip() for line in text.strip().splitlines())
    return "<br>".join(_escaped(line) for line in lines)


def code(text: str) -> str:
    """Return a text as code, also in a table: there no code span can hold a backslash and a bar behind it."""
    line = _BREAK.sub(" ", text)
    if "|" in line:
        return f"<code>{plain(line)}</code>"
    fence = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{line}{gap}{fence}"


def cell(text: str, *, markdown: bool = False) -> str:
    """Return a text of one table cell; with `markdown` its own markup counts."""
    return _BREAK.sub(" ", text).replace("|", "\\|") if markdown else plain(text)


def link(words: str, address: str) -> str:
    """Return a link; `address` is one that records may hold (http, https or mailto, without spaces)."""
    return f"[{plain(words)}](<{safe_address(address)}>)"


def safe_address(address: str) -> str:
    """Return an address in which no sign ends a link or a table's cell."""
    return re.sub(r"[\\|<>()`\[\]]", lambda sign: f"%{ord(sign[0]):02X}", address)


def _escaped(line: str) -> str:
    line = _SIGNS.sub(r"\\\1", "".join(_ENTITIES.get(letter, letter) for letter in line))
    return line.replace("@", MENTION)
