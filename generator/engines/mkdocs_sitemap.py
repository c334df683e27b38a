"""The site's map for search engines, without the one thing that mkdocs cannot know: when a page changed.

mkdocs writes the day of the build for every page, which is true of none and makes each day's map another one. The map's
protocol (sitemaps.org) lets the day be left out. What another plugin finds out about a page's day stays.
"""

import re
from collections.abc import Iterable

from mkdocs.structure.files import File

NAME = "sitemap.xml"
# Not empty: mkdocs writes the latest day of all pages into sitemap.xml.gz, where a zero means "not known".
_NOT_KNOWN = "1970-01-01"
_LINE = re.compile(rf"[ \t]*<lastmod>{_NOT_KNOWN}</lastmod>[ \t]*\n")


def forget_days(files: Iterable[File]) -> None:
    """Make the days on which pages changed unknown; whoever knows one says it later, when the page is read."""
    for file in files:
        if file.page is not None:
            file.page.update_date = _NOT_KNOWN


def without_unknown_days(sitemap: str) -> str:
    """Return the map without days that nobody knows."""
    return _LINE.sub("", sitemap)
