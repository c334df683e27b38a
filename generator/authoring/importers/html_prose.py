"""Raw HTML inside prose as Markdown: a record's page shows HTML as it is written, with all its marks."""

import re
from html import unescape

from generator.authoring.importers.blocks import Heading, Items, Lines, Table
from generator.authoring.importers.html_blocks import html_blocks

_CODE = re.compile(
    r"^(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=mark)[`~]*[ \t]*$|\Z)|"
    r"(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
# An element ends before the next one of its kind begins: what is never closed costs no time, and nested ones stay.
_BLOCK = re.compile(
    r"[ \t]*<(?P<tag>table|ul|ol|h[1-6])\b(?:(?!<(?P=tag)\b).)*?</(?P=tag)>[ \t]*", re.DOTALL | re.IGNORECASE
)
_PRE = re.compile(r"[ \t]*<pre\b[^<>]*>\n?(?P<text>(?:(?!<pre\b).)*?)\s*</pre>[ \t]*", re.DOTALL | re.IGNORECASE)
_SUMMARY = re.compile(
    r"[ \t]*<summary\b[^<>]*>\s*(?P<text>(?:(?!<summary\b).)*?)\s*</summary>[ \t]*", re.DOTALL | re.IGNORECASE
)
_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]*?\bhref=(?P<quote>[\"'])(?P<to>[^\"'<>]*)(?P=quote)[^<>]*>(?P<text>(?:(?!<a\b).)*?)</a>",
                   re.DOTALL | re.IGNORECASE)  # fmt: skip
_IMAGE = re.compile(r"<img\b(?P<said>[^<>]*)>", re.IGNORECASE)
_SAID = re.compile(r"\b(?P<name>alt|src)=(?P<quote>[\"'])(?P<value>[^\"']*)(?P=quote)", re.IGNORECASE)
_MARKED = tuple(
    (
        re.compile(
            rf"<(?P<tag>{tags})\b[^<>]*>\s*(?P<text>(?:(?!<(?P=tag)\b).)+?)\s*</(?P=tag)>", re.DOTALL | re.IGNORECASE
        ),
        mark,
    )
    for tags, mark in (("strong|b", r"**\g<text>**"), ("em|i", r"*\g<text>*"), ("code|kbd|tt", r"`\g<text>`"))
)
_AROUND = re.compile(r"</?(?:details|div|center|p|span|u|small|big|sub|sup|font|section|hr)\b[^<>]*>", re.IGNORECASE)
_BLANKS = re.compile(r"\n(?:[ \t]*\n){2,}")


def as_markdown(text: str) -> str:
    """Return prose with Markdown for its raw HTML; code, and what only looks like a tag, stay as they are."""
    if "<" not in text:
        return text
    pieces: list[str] = []
    done = 0
    for code in _CODE.finditer(text):
        pieces += [_converted(text[done : code.start()]), code[0]]
        done = code.end()
    pieces.append(_converted(text[done:]))
    whole = "".join(pieces)
    return whole if whole == text else _BLANKS.sub("\n\n", whole).strip("\n")


def in_line(text: str) -> str:
    """Return a line with Markdown for its raw HTML; a break becomes a space."""
    return " ".join(as_markdown(_BREAK.sub(" ", text)).split()) if "<" in text else text


def _converted(text: str) -> str:
    text = _PRE.sub(lambda found: f"\n\n```\n{unescape(found['text'])}\n```\n\n", text)
    text = _BLOCK.sub(_block, text)
    text = _SUMMARY.sub(lambda found: f"**{found['text']}**\n\n", text)
    text = _LINK.sub(lambda found: f"[{found['text']}]({found['to']})", text)
    text = _IMAGE.sub(_image, text)
    for pattern, marked in _MARKED:
        text = pattern.sub(marked, text)
    text = "\n".join(_broken(row) for row in text.split("\n"))
    return _AROUND.sub("", text)


def _broken(row: str) -> str:
    """Return a line with its breaks: a new paragraph in prose, a space where a line belongs to a table or a list."""
    is_inside = re.match(r"\s*(?:[|>]|[-*+] |\d+[.)] )|\s{2,}", row)
    return _BREAK.sub(" " if is_inside else "\n\n", row)


def _image(found: re.Match[str]) -> str:
    said = {one["name"].lower(): one["value"] for one in _SAID.finditer(found["said"])}
    return f"![{said.get('alt', '')}]({said['src']})" if said.get("src") else said.get("alt", "")


def _block(found: re.Match[str]) -> str:
    """Return a table, a list or a heading as Markdown; as it is written when it is not tidy."""
    blocks = list(html_blocks(found[0].strip(), Lines(1, found[0].strip().count("\n") + 1)))
    block = blocks[0] if len(blocks) == 1 else None
    if isinstance(block, Table):
        rows = [block.head.cells, ("---",) * len(block.head.cells), *(row.cells for row in block.rows)]
        said = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    elif isinstance(block, Items):
        signs = (f"{number}." if block.is_ordered else "-" for number in range(1, len(block.items) + 1))
        said = "\n".join(f"{sign} {item.text}" for sign, item in zip(signs, block.items, strict=True))
    elif isinstance(block, Heading):
        said = f"**{block.text}**"
    else:
        return found[0]
    return f"\n\n{said}\n\n"
