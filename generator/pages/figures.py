"""Pictures in prose: a picture that stands by itself gets its words as a caption."""

import re

from markupsafe import Markup

_ALONE = re.compile(r'<p>(<img(?: [a-z]+="[^"<>]*")+>)</p>')
"""A paragraph that is one picture, as the sanitizer writes it: attributes in double quotes, all of them escaped."""
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"<>]*)"')


def captioned(html: Markup) -> Markup:
    """Return sanitized prose in which each picture that is a paragraph of its own has a caption.

    The caption is the picture's title, else its words, which stay on the picture too: they stand in its place when it
    does not load, and are heard once.
    """
    if "<img" not in html:
        return html
    return Markup(_ALONE.sub(_figure, html))  # noqa: S704 - pieces of what is safe already


def _figure(found: re.Match[str]) -> str:
    said = dict(_ATTRIBUTE.findall(found[1]))
    caption = said.get("title") or said.get("alt")
    if not caption:
        return found[0]
    heard = ' aria-hidden="true"' if caption == said.get("alt") else ""
    return f'<figure class="rb-figure">{found[1]}<figcaption{heard}>{caption}</figcaption></figure>'
