"""Prose with the little markup that most of it has, straight to the HTML that Markdown and the sanitizer make of it.

Python-Markdown reads a line some twenty times over. Here a text is read once, and what is not certain is left to it: a
property test holds that both say the same, byte for byte.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.pages import markdown_safety as safety

# An address that every reader of addresses takes, or a path; nothing in them is to be escaped.
_HOST: Final = r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}"
_TARGET: Final = rf"{_HOST}(?:/[\w.~/=?#+,;:@%-]*)?|(?![/\d])[\w./-]+(?:#[\w-]+)?"
_TOKEN = re.compile(
    r"(?<!`)`([^`\n]+)`(?!`)"
    r"|(?<!\*)(\*\*?)(?![*\s])([^*\n]+)(?<!\s)\2(?!\*)"
    rf"|(?<!!)\[(?!\s)([^\[\]\n]+)(?<!\s)\]\(({_TARGET})\)",
    re.ASCII,
)
_TAGS: Final = {"*": "em", "**": "strong"}
_MARK: Final = "\x02"
"""Stands for a piece of markup while the rest is looked at; no readable text has it."""
_LINE = re.compile(r"(?!\d+\.)[\w\"'(\[\u2018\u201c`*][^\n]*(?<!\s)")
_ITEM = re.compile(r"(?:-|(\d+)\.) (.+)", re.ASCII)
_FENCE: Final = "```"
_LIST_TAGS: Final = {False: "ul", True: "ol"}


@dataclass(frozen=True)
class Rendered:
    """One text as sanitized HTML with its links as written, and their targets."""

    html: str
    targets: tuple[tuple[str, bool], ...] = ()


class _Unsure(Exception):  # noqa: N818 - no error: the whole of Markdown is asked instead
    """The text may say more than what is read here."""


def quick_line(text: str) -> Rendered | None:
    """Return one readable line of prose as HTML; None when only the whole of Markdown knows what it says."""
    targets: list[tuple[str, bool]] = []
    if "\t" in text:
        return None
    try:
        return Rendered(_inline(text, targets), tuple(targets))
    except _Unsure:
        return None


def quick_blocks(text: str) -> Rendered | None:
    """Return readable paragraphs, flat lists and plain fenced code as HTML; None when there is, or may be, more."""
    targets: list[tuple[str, bool]] = []
    if "\t" in text:
        return None
    try:
        return Rendered("\n".join(_blocks(text.split("\n"), targets)), tuple(targets))
    except _Unsure:
        return None


def _blocks(lines: list[str], targets: list[tuple[str, bool]]) -> Iterator[str]:
    at, was_list = 0, False
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        end = _end(lines, at)
        block = lines[at:end]
        is_list = bool(_ITEM.match(block[0]))
        if is_list and was_list:
            # Two lists below each other are one, with wider lines.
            raise _Unsure
        if block[0].startswith(_FENCE):
            yield _fenced(block)
        else:
            yield _list(block, targets) if is_list else _paragraph(block, targets)
        at, was_list = end, is_list


def _end(lines: list[str], at: int) -> int:
    """Return where the block that begins at a line ends: at a blank line, or behind the fence that closes it."""
    try:
        if not lines[at].startswith(_FENCE):
            return lines.index("", at) if "" in lines[at:] else len(lines)
        end = lines.index(_FENCE, at + 1) + 1
    except ValueError:
        raise _Unsure from None
    if end < len(lines) and lines[end]:
        raise _Unsure
    return end


def _fenced(block: list[str]) -> str:
    code = block[1:-1]
    is_padded = not (code and code[0].strip() and code[-1].strip())
    if block[0] != _FENCE or is_padded or any(_FENCE in line for line in code):
        raise _Unsure
    said = safety.escaped("\n".join(code))
    return f'<div class="highlight"><pre><span></span><code>{said}\n</code></pre></div>'


def _list(block: list[str], targets: list[tuple[str, bool]]) -> str:
    found = [_ITEM.fullmatch(line) for line in block]
    items = [item for item in found if item]
    is_numbered = bool(items and items[0][1])
    if len(items) < len(found) or any(bool(item[1]) != is_numbered for item in items) or items[0][1] not in {None, "1"}:
        raise _Unsure
    tag = _LIST_TAGS[is_numbered]
    lines = (f"<li>{_paragraph_line(item[2], targets)}</li>\n" for item in items)
    return f"<{tag}>\n{''.join(lines)}</{tag}>"


def _paragraph(block: list[str], targets: list[tuple[str, bool]]) -> str:
    said = "\n".join(_paragraph_line(line, targets) for line in block)
    return f"<p>{said}</p>"


def _paragraph_line(line: str, targets: list[tuple[str, bool]]) -> str:
    if not _LINE.fullmatch(line):
        raise _Unsure
    return _inline(line, targets)


def _inline(text: str, targets: list[tuple[str, bool]]) -> str:
    """Return a line whose markup is code, emphasis and links beside each other, never in each other."""
    if not safety.is_plain_line(_TOKEN.sub(_MARK, text)):
        raise _Unsure
    parts, at = [], 0
    for token in _TOKEN.finditer(text):
        parts += [safety.escaped(text[at : token.start()]), _token(token, targets)]
        at = token.end()
    return "".join((*parts, safety.escaped(text[at:])))


def _token(token: re.Match[str], targets: list[tuple[str, bool]]) -> str:
    code, stars, emphasized, words, target = token.groups()
    if code is not None:
        if not code.strip():
            raise _Unsure
        return f"<code>{safety.escaped(code.strip())}</code>"
    said = emphasized or words
    if not safety.is_plain_line(said):
        raise _Unsure
    if stars:
        tag = _TAGS[stars]
        return f"<{tag}>{safety.escaped(said)}</{tag}>"
    targets.append((target, False))
    return f'<a href="{target}">{safety.escaped(said)}</a>'
