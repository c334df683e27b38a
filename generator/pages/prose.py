"""Markdown prose -> safe HTML: Python-Markdown, then a sanitizer, once per text; links are led to pages afterwards."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

import nh3
from markdown import Markdown
from markupsafe import Markup

from generator.pages import markdown_safety as safety
from generator.pages.dialect import FENCES, Dialect, Targets
from generator.pages.page_links import PageLinks, Resolver
from generator.pages.quick_prose import Rendered, quick_blocks, quick_line
from generator.pages.safe import safe
from generator.records.link_syntax import SCHEMES, inlined
from generator.records.tangles import too_deep, too_tangled

__all__ = ["Resolver", "links", "sanitize_page", "to_html", "to_inline", "to_text"]

_REMEMBERED: Final = 2**12
"""How many lines are remembered: many are said on several pages."""
_PROSE_REMEMBERED: Final = 2**9
"""How many texts of several lines: long ones, and what asks for one again does so for the same page."""
_DEEPEST_PAGE: Final = 500
_BLOCK_START = re.compile(r"#|>|[-*+]\s|\d+\.\s|!!!|(?:[-*_]\s*){3,}$|\s")
_ALIGNED_CELL = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')
_EMPTY_PARAGRAPH = re.compile(r"<p>\s*</p>\n?")
_SANITIZER = nh3.Cleaner(
    tags=safety.TAGS,
    attributes=safety.ATTRIBUTES,
    attribute_filter=safety.kept,
    url_schemes=SCHEMES,
    link_rel=None,
)


def to_html(text: str, resolve: Resolver | None = None, *, prefix: str = "") -> Markup:
    """Return block prose as HTML: paragraphs, lists, tables, fenced code, admonitions, diagrams.

    `resolve` leads relative targets to pages; without it they stay as written. Headings stand below level 3 and get
    ids only with a `prefix`, in front of their own. What is too tangled is shown as it was written.
    """
    rendered = _standing(text)
    return safe(rendered.html if rendered.fixed else PageLinks(resolve, prefix=prefix).lead(rendered.html))


def to_inline(text: str, resolve: Resolver | None = None, *, links: bool = True) -> Markup:
    """Return one line of prose as HTML for a list item, a label or a cell: code, emphasis, links; never a block.

    Line breaks are folded. With `links=False` (labels, headings) a link's words stay and the link goes.
    """
    # Most are: to see it takes less than to remember them.
    if safety.is_bare_line(text):
        return safe(text)
    rendered = _on_one_line(str(text))
    return safe(rendered.html if rendered.fixed else PageLinks(resolve, shown=links).lead(rendered.html))


def to_text(text: str) -> str:
    """Return prose as one line of plain text, without markup: for search entries, feeds, attributes, a terminal.

    A text of one line is read as a line: a `#` or `1.` at its beginning stays.
    """
    if safety.is_bare_line(text):
        # A prose of a record would be written as prose again, not as words.
        return str(text)
    if text.isprintable():
        return _on_one_line(text).words
    if "\n" in text.strip("\n") and "]:" not in text:
        # Several lines stay several lines, unless some of them say where links lead.
        return _standing(text).words
    line = inlined(safety.readable(text)).strip("\n")
    return (_standing(text) if "\n" in line else _on_one_line(line)).words


def links(text: str) -> Iterator[tuple[str, bool]]:
    """Yield every link's and image's target in prose as written, in order, and whether it is an image."""
    text = inlined(safety.readable(text)).strip("\n")
    if not safety.is_plain_line(text):
        yield from _blocks(text).targets


def sanitize_page(html: str) -> str:
    """Return the HTML of a hand-written Markdown page, as mkdocs made it, with nothing beyond the allow-list.

    What is deeper than anybody writes is shown as text: `check` has said so by then.
    """
    if too_deep(html, _DEEPEST_PAGE) is not None:
        return f"<pre><code>{safety.escaped(safety.readable(html))}</code></pre>"
    html = _ALIGNED_CELL.sub(r'<\1 align="\2">', safety.readable(html))
    return PageLinks(None).lead(safety.tamed(safety.readable(_SANITIZER.clean(html))))


@lru_cache(maxsize=_PROSE_REMEMBERED)
def _standing(text: str) -> Rendered:
    text = inlined(safety.readable(text)).strip("\n")
    if not safety.is_plain_prose(text):
        return _blocks(text)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    paragraphs = safety.escaped(text).replace("\n\n", "</p>\n<p>")
    return Rendered(f"<p>{paragraphs}</p>", (), safety.folded(text), fixed=True)


@lru_cache(maxsize=_REMEMBERED)
def _on_one_line(text: str) -> Rendered:
    text = safety.folded(safety.readable(text))
    return Rendered(safety.escaped(text), (), text, fixed=True) if safety.is_plain_line(text) else _line(text)


@lru_cache(maxsize=_PROSE_REMEMBERED)
def _blocks(text: str) -> Rendered:
    if "\n" not in text and not _BLOCK_START.match(text):
        line = _line(text)
        return line._replace(html=f"<p>{line.html}</p>" if line.html else "")
    if quick := quick_blocks(text):
        return quick
    if too_tangled(text):
        html = f'<div class="highlight"><pre><code>{safety.escaped(text)}</code></pre></div>'
        return Rendered(html, (), safety.spoken(html))
    return _whole(blocks=True).render(text)


@lru_cache(maxsize=_REMEMBERED)
def _line(text: str) -> Rendered:
    if quick := quick_line(text):
        return quick
    rendered = _whole(blocks=False).render(text)
    return rendered._replace(html=rendered.html.removeprefix("<p>").removesuffix("</p>"))


class _Converter:
    """Python-Markdown in our dialect and the sanitizer behind it, reset for every text."""

    def __init__(self, *, blocks: bool) -> None:
        self._targets = Targets()
        self._markdown = Markdown(
            extensions=[
                *(["sane_lists", "pymdownx.highlight", "pymdownx.superfences"] if blocks else []),
                Dialect(self._targets, blocks=blocks),
            ],
            extension_configs={"pymdownx.superfences": {"relaxed_headers": True, "custom_fences": FENCES}},
        )

    def render(self, text: str) -> Rendered:
        """Convert a readable text."""
        self._markdown.reset()
        self._targets.found = ()
        html = safety.readable(_SANITIZER.clean(self._markdown.convert(text)))
        html = _EMPTY_PARAGRAPH.sub("", html)
        return Rendered(html, self._targets.found, safety.spoken(html))


@cache
def _whole(*, blocks: bool) -> _Converter:
    """Return what reads all of Markdown. Many runs never need it, and it takes longer to build than a page."""
    return _Converter(blocks=blocks)
