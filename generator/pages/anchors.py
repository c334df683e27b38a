"""The anchors of pages: the places that a link can lead to. Only the pages that are asked for are made."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from html import unescape

from generator.library.library import Library
from generator.library.markdown_pages import without_comments
from generator.pages.book import dashboard, page_of
from generator.pages.prose import to_html
from generator.pages.render import Renderer
from generator.records.code_spans import without_code

_ID = re.compile(r"""<[^<>]*?\sid="([^"]*)\"""")
_ID_WRITTEN = re.compile(r"""<[a-zA-Z][^<>]*?\sid\s*=\s*["']?([^"'\s<>]+)""")
_NAMED = re.compile(r"\{[^{}\n]*?#([^\s{}]+)[^{}\n]*\}")
_TAG_OR_CODE = re.compile(r"<code>([^<]*)</code>|&lt;/?[a-zA-Z](?:(?!&[lg]t;)[^<>])*&gt;|<[^>]*>")
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n.*?\n(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_HEADING = re.compile(r"<(h[4-6])[^>]*>(.*?)</\1>", re.DOTALL)
_COUNTED = re.compile(r"^(.*)_([0-9]+)$")
_NOTE = re.compile(r"\[\^([^\]\n]+)\]")


def anchors_of(
    library: Library,
    today: date,
    paths: Collection[str],
    pages: Mapping[str, str],
    markdown: Collection[str] = (),
) -> dict[str, frozenset[str]]:
    """Return the anchors on the pages of the files at `paths`; `pages` are the Markdown pages among them, with texts.

    `markdown` is what mkdocs.yml says of Markdown. A file that makes no page is left out.
    """
    renderer = Renderer(library, today)
    found: dict[str, frozenset[str]] = {}
    for record in library.records:
        if record.path in paths and record.path not in found:
            found[record.path] = ids_in(page_of(renderer, record).html)
    addresses = dict(library.pages)
    for path, text in pages.items():
        own = ids_in(dashboard(renderer)) if not addresses[path] else frozenset()
        found[path] = own | frozenset(written_anchors(text, markdown))
    return found


def ids_in(html: str) -> frozenset[str]:
    """Return every id in a piece of HTML of ours."""
    return frozenset(unescape(found) for found in _ID.findall(html))


def written_anchors(text: str, markdown: Collection[str] = ()) -> Iterator[str]:
    """Yield the anchors of a Markdown page: of its headings, of notes, of what it names itself.

    `markdown` is what mkdocs.yml says of Markdown (`Settings.markdown`). Anchors that begin with two underscores are
    the theme's, and taken off the page.
    """
    yield from (anchor for anchor in _written_anchors(text, markdown) if not anchor.startswith("__"))


def _written_anchors(text: str, markdown: Collection[str]) -> Iterator[str]:
    text = _FRONT_MATTER.sub("", text, count=1) if text.startswith("---") else text
    plain = without_code(without_comments(text))
    yield from _ID_WRITTEN.findall(plain)
    if "footnotes" in markdown:
        for note in _NOTE.findall(plain):
            yield from (f"fn:{note}", f"fnref:{note}")
    headings = [_words(found[2]) for found in _HEADING.finditer(to_html(text))]
    if "attr_list" in markdown:
        yield from _NAMED.findall(plain)
        headings = [heading for heading in headings if not _NAMED.search(heading)]
    # Of a way of the site's own to make them from headings nobody knows more than that letters stay letters.
    for is_plain in (True, False) if "slugify" in markdown else (True,):
        yield from _unique(_slug(heading, is_plain=is_plain) for heading in headings)


def _words(heading: str) -> str:
    """Return the words of a heading: tags go, but not what looks like one and stands in code."""
    return unescape(_TAG_OR_CODE.sub(lambda found: found[1] or "", heading))


def _slug(heading: str, *, is_plain: bool) -> str:
    """Return a heading as an anchor, as Python-Markdown writes it: in plain letters, or in all."""
    words = unicodedata.normalize("NFKD" if is_plain else "NFKC", heading)
    if is_plain:
        words = words.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())


def _unique(slugs: Iterable[str]) -> Iterator[str]:
    """Yield the anchors, the second of a name counted: `notes`, `notes_1`."""
    taken: set[str] = set()
    for slug in slugs:
        own = slug
        while own in taken or not own:
            counted = _COUNTED.match(own)
            own = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{own}_1"
        taken.add(own)
        yield own
