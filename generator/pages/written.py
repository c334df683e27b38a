"""A hand-written page as sections, for the search: made from its HTML, which the sanitizer left well-formed."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from generator.pages.markdown_safety import spoken
from generator.pages.page import Section

_HEADING = re.compile(r'<h([1-6])(?: [^>]*?)?\bid="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_PERMALINK = re.compile(r'<a\b[^>]* class="headerlink"[^>]*>[^<]*</a>')
_BLOCK = re.compile(r"</?(?:blockquote|d[dlt]|div|h[1-6]|li|ol|p|pre|table|t[dhr]|tbody|thead|ul)\b[^>]*>")


def sections_of(html: str) -> tuple[Section, ...]:
    """Return a page's sections with what search finds in each, a line for each paragraph; their HTML stays behind.

    What stands above the second heading is the page's own, as on a record's page.
    """
    parts = _HEADING.split(_PERMALINK.sub("", html))
    found = [Section("", 1, "", Markup(""), _text(parts[0]))]
    for level, name, title, body in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        found.append(Section(name, int(level), spoken(title), Markup(""), _text(body)))
    return tuple(section for section in found if section.title or section.text)


def _text(html: str) -> str:
    return "\n".join(_lines(html))


def _lines(html: str) -> Iterator[str]:
    for block in _BLOCK.split(html):
        if line := spoken(block).strip():
            yield line
