"""The site's map for search engines, without the one thing that mkdocs cannot know: when a page changed.

mkdocs writes the day of the build for every page, which is true of none and makes each day's map another one. The map's
protocol (sitemaps.org) lets the day be left out. What another plugin finds out about a page's day stays.
"""

import gzip
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from mkdocs.structure.files import File

from generator.pages.addresses import Addresses

NAME = "sitemap.xml"
PACKED = "sitemap.xml.gz"
# Not empty: mkdocs writes the latest day of all pages into sitemap.xml.gz, where a zero means "not known".
_NOT_KNOWN = "1970-01-01"
_LINE = re.compile(rf"[ \t]*<lastmod>{_NOT_KNOWN}</lastmod>[ \t]*\n")


def forget_days(files: Iterable[File]) -> None:
    """Make the days on which pages changed unknown; whoever knows one says it later, when the page is read."""
    for file in files:
        if file.page is not None:
            file.page.update_date = _NOT_KNOWN


@dataclass(frozen=True)
class Mapped:
    """A page that mkdocs does not know, as far as the map asks."""

    canonical_url: str
    update_date: str = _NOT_KNOWN
    is_link: bool = False
    abs_url: None = None
    """Only the whole address is in the map."""

    @property
    def page(self) -> "Mapped":
        """The map looks for a page in its file: they are the same here."""
        return self


def mapped(
    known: Iterable[File],
    leaves: Iterable[str],
    loose: Container[str],
    addresses: Addresses,
) -> list[File | Mapped]:
    """Return the pages that mkdocs knows, and among them the `loose` ones, where they would stand if it knew all.

    `leaves` are the addresses of all pages of records, in their order.
    """
    files = {file.src_uri: file for file in known}
    uris = [uri for uri in leaves if uri in loose or uri in files]
    # The pages of records stand together, at the first of those that mkdocs knows.
    records = [files.get(uri) or Mapped(addresses.whole(uri) if addresses.site else "") for uri in uris]
    ours = frozenset(uris)
    others = [uri for uri in files if uri not in ours]
    first = next((place for place, uri in enumerate(files) if uri in ours), len(others))
    return [*(files[uri] for uri in others[:first]), *records, *(files[uri] for uri in others[first:])]


def without_unknown_days(sitemap: str) -> str:
    """Return the map without days that nobody knows."""
    return _LINE.sub("", sitemap)


def write_map(sitemap: str, site: Path) -> None:
    """Write the map and its compressed copy, as mkdocs does."""
    content = sitemap.encode("utf-8")
    (site / NAME).write_bytes(content)
    with (site / PACKED).open("wb") as file, gzip.GzipFile(NAME, "wb", fileobj=file, mtime=0) as packed:
        packed.write(content)
