"""A page as Markdown that every engine of Python-Markdown builds: headings in Markdown, below them HTML as it is."""

import re
from collections.abc import Iterable, Iterator, Mapping

from markupsafe import escape

from generator.engines.markdown_settings import yaml_of
from generator.pages.page import Page, Section

_TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>""")
_HEADING = re.compile(r'<h([1-6])(?: [^>]*?)?\bid="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_PERMALINK = re.compile(r'<a\b[^>]* class="headerlink"[^>]*>[^<]*</a>')
_UNTOUCHED = re.compile(r"(<[^>]*>|&#?\w+;)")
# What Python-Markdown reads before it sees that it stands in HTML (fences, tabs), or what is markup in a heading.
_IN_HTML = str.maketrans({"`": "&#96;", "~": "&#126;", "\t": "&#9;"})
_IN_HEADING = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\\`*_{}[]#~|^$=@!"})
_BLANKS = re.compile(r"^ +$", re.MULTILINE)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"},
)
# The elements at which Python-Markdown, as every engine of it, begins a block of raw HTML.
_BLOCK_NAMES = (
    "article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header main nav ol p pre "
    "script section table ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())


def page_text(front: Mapping[str, object], blocks: Iterable[str]) -> str:
    """Return a Markdown file: front matter, then the blocks with a blank line between them."""
    body = "\n\n".join(block for block in blocks if block)
    return f"---\n{yaml_of(front)}---\n\n{body}\n"


def page_blocks(page: Page) -> Iterator[str]:
    """Yield a record's page in blocks: each section's heading, then its HTML."""
    for section in page.sections:
        if section.title:
            yield _heading_line(section.level, section.id, str(escape(section.title)))
            yield raw(section.html)
        else:
            yield raw(_boxed(section))


def html_blocks(html: str) -> Iterator[str]:
    """Yield a page that is sanitized HTML in blocks: headings that stand in nothing else become Markdown."""
    for piece in _top_level(html):
        found = _HEADING.fullmatch(piece)
        if found:
            yield _heading_line(int(found[1]), found[2], _PERMALINK.sub("", found[3]))
        else:
            yield raw(piece)


def raw(html: str) -> str:
    """Return HTML as a block that comes out of Markdown as it went in; what is no block gets a box."""
    return "\n\n".join(_kept(piece) for piece in _top_level(html))


def _boxed(section: Section) -> str:
    """Return a section without a heading; its anchor needs a box to stand on, as on the page."""
    return f'<div id="{section.id}">\n{section.html}</div>' if section.id else str(section.html)


def _kept(piece: str) -> str:
    start = _TAG.match(piece)
    boxed = piece if start and start[2].lower() in _BLOCKS else f"<div>{piece}</div>"
    return _BLANKS.sub(lambda blanks: "&#32;" * len(blanks[0]), boxed.translate(_IN_HTML))


def _heading_line(level: int, anchor: str, html: str) -> str:
    """Return a heading in Markdown with its anchor; `html` is its text, escaped, with the markup that it may have."""
    words = " ".join(html.split())
    parts = _UNTOUCHED.split(words)
    said = "".join(part if number % 2 else part.translate(_IN_HEADING) for number, part in enumerate(parts))
    return f"{'#' * level} {said} {{: #{anchor} }}"


def _top_level(html: str) -> Iterator[str]:
    """Yield the blocks of well-formed HTML that stand in nothing else; text and phrases between them as one piece."""
    depth, at, begin = 0, 0, 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _VOID or tag[3].rstrip().endswith("/"):
            continue
        if not tag[1]:
            if depth == 0 and tag[2].lower() in _BLOCKS:
                yield from _said(html[at : tag.start()])
                at = begin = tag.start()
            depth += 1
        else:
            depth -= 1
            if depth == 0 and tag[2].lower() in _BLOCKS:
                yield html[begin : tag.end()]
                at = tag.end()
    yield from _said(html[at:])


def _said(between: str) -> Iterator[str]:
    if between.strip():
        yield between.strip()
