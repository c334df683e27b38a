"""Prose with the little markup that most of it has, straight to the HTML that Markdown and the sanitizer make of it.

Python-Markdown reads a line some twenty times over. Here a text is read once, and what is not certain is left to it: a
property test holds that both say the same, byte for byte.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from generator.pages import markdown_safety as safety
from generator.records.tangles import too_tangled

# An address that every reader of addresses takes, or a path; nothing in them is to be escaped.
_HOST: Final = r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}"
_TARGET: Final = rf"{_HOST}(?:/[\w.~/=?#+,;:@%-]*)?|(?![/\d])[\w./-]+(?:#[\w-]+)?"
# It begins with one of three signs, which Python looks for much sooner than for three patterns.
_TOKEN = re.compile(
    r"[`*\[](?:"
    r"(?<=`)(?<!``)([^`\n]+)`(?!`)"
    r"|(?<=\*)(?<!\*\*)(\*?)(?![*\s])([^*\n]+)(?<!\s)\*\2(?!\*)"
    rf"|(?<=\[)(?<!!\[)(?!\s)([^\[\]\n]+)(?<!\s)\]\(((?a:{_TARGET}))\)"
    r")"
)
_TAGS: Final = {"": "em", "*": "strong"}
"""What emphasis is, by the stars behind its first one."""
_MARK: Final = "\x02"
"""Stands for a piece of markup while the rest is looked at; no readable text has it."""
_LINE = re.compile(r"(?!\d+\.)[\w\"'(\[\u2018\u201c`*][^\n]*(?<!\s)")
_ITEM = re.compile(r"(?:-|(\d+)\.) (.+)", re.ASCII)
_FENCE: Final = "```"
_LIST_TAGS: Final = {False: "ul", True: "ol"}


class Rendered(NamedTuple):
    """One text as sanitized HTML with its links as written, their targets, and what it says without markup."""

    html: str
    targets: tuple[tuple[str, bool], ...]
    words: str
    fixed: bool = False
    """Whether it is known to have nothing that reads otherwise on another page: no link, no heading."""


_Piece = tuple[str, str]
"""A part of a text: its HTML, and its words with whatever white space."""


class _Unsure(Exception):  # noqa: N818 - no error: the whole of Markdown is asked instead
    """The text may say more than what is read here."""


def quick_line(text: str) -> Rendered | None:
    """Return one readable line of prose as HTML; None when only the whole of Markdown knows what it says."""
    targets: list[tuple[str, bool]] = []
    if "\t" in text:
        return None
    try:
        return _rendered(_marked(text, targets), targets)
    except _Unsure:
        return None


def quick_blocks(text: str) -> Rendered | None:
    """Return readable paragraphs, flat lists and plain fenced code as HTML; None when there is, or may be, more."""
    targets: list[tuple[str, bool]] = []
    if "\t" in text:
        return None
    try:
        return _rendered(_joined(list(_blocks(text.split("\n"), targets))), targets)
    except _Unsure:
        return None


def _rendered(piece: _Piece, targets: list[tuple[str, bool]]) -> Rendered:
    html, words = piece
    return Rendered(html, tuple(targets), safety.folded(words), not targets)


def _joined(pieces: list[_Piece]) -> _Piece:
    return "\n".join([html for html, _ in pieces]), "\n".join([words for _, words in pieces])


def _blocks(lines: list[str], targets: list[tuple[str, bool]]) -> Iterator[_Piece]:
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


def _fenced(block: list[str]) -> _Piece:
    code = block[1:-1]
    is_padded = not (code and code[0].strip() and code[-1].strip())
    if block[0] != _FENCE or is_padded or any(_FENCE in line for line in code):
        raise _Unsure
    words = "\n".join(code)
    if too_tangled(words):
        # The text is shown as it was written.
        raise _Unsure
    return f'<div class="highlight"><pre><span></span><code>{safety.escaped(words)}\n</code></pre></div>', words


def _list(block: list[str], targets: list[tuple[str, bool]]) -> _Piece:
    found = [_ITEM.fullmatch(line) for line in block]
    items = [item for item in found if item]
    is_numbered = bool(items and items[0][1])
    if len(items) < len(found) or any(bool(item[1]) != is_numbered for item in items) or items[0][1] not in {None, "1"}:
        raise _Unsure
    tag = _LIST_TAGS[is_numbered]
    said = [_paragraph_line(item[2], targets) for item in items]
    entries = "".join([f"<li>{html}</li>\n" for html, _ in said])
    return f"<{tag}>\n{entries}</{tag}>", "\n".join([words for _, words in said])


def _paragraph(block: list[str], targets: list[tuple[str, bool]]) -> _Piece:
    html, words = _joined([_paragraph_line(line, targets) for line in block])
    return f"<p>{html}</p>", words


def _paragraph_line(line: str, targets: list[tuple[str, bool]]) -> _Piece:
    if not _LINE.fullmatch(line):
        raise _Unsure
    return _inline(line, targets)


def _inline(text: str, targets: list[tuple[str, bool]]) -> _Piece:
    """Return a line whose markup is code, emphasis and links beside each other, never in each other."""
    return (safety.escaped(text), text) if safety.is_plain_line(text) else _marked(text, targets)


def _marked(text: str, targets: list[tuple[str, bool]]) -> _Piece:
    """Return such a line that has markup, most likely."""
    html: list[str] = []
    words: list[str] = []
    between: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        before = text[at : token.start()]
        shown, said = _token(token, targets)
        html += (safety.escaped(before), shown)
        words += (before, said)
        between.append(before)
        at = token.end()
    rest = text[at:]
    if not safety.is_plain_line(_MARK.join((*between, rest))):
        raise _Unsure
    return "".join((*html, safety.escaped(rest))), "".join((*words, rest))


def _token(token: re.Match[str], targets: list[tuple[str, bool]]) -> _Piece:
    code, stars, emphasized, shown, target = token.groups()
    if code is not None:
        words = code.strip()
        if not words:
            raise _Unsure
        return f"<code>{safety.escaped(words)}</code>", words
    words = emphasized or shown
    if not safety.is_plain_line(words):
        raise _Unsure
    said = safety.escaped(words)
    if emphasized:
        tag = _TAGS[stars]
        return f"<{tag}>{said}</{tag}>", words
    targets.append((target, False))
    return f'<a href="{target}">{said}</a>', words
