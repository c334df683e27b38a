"""A page that mkdocs does not know, as its frame and its file need it: without an object of mkdocs' own."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig

from generator.engines.mkdocs_pages import DIAGRAM, Outline, drawing, edit_pages, outline_of
from generator.engines.site_files import encoded
from generator.pages.addresses import Addresses
from generator.pages.page import Hidden, Page

_DIAGRAM = encoded(DIAGRAM)


@dataclass(slots=True)
class Sheet:
    """What a frame is filled with. The theme prints every text as it is, so they are escaped here, once."""

    title: str
    label: str
    description: str
    address: str
    """The whole address; empty when nobody has said where the site is published."""
    edit_link: str
    html: bytes
    """The page's own part as it stands in the file: both the file and what is kept of it are written from that."""
    outline: Outline
    hidden: tuple[Hidden, ...]
    folder: str
    """The address of the folder that the page stands in, and the page's name in it."""
    name: str


class Sheets:
    """Makes the sheets of one build."""

    def __init__(self, config: MkDocsConfig, root: Path, addresses: Addresses) -> None:
        """`root` is the project's folder."""
        self._addresses = addresses
        self._edit = edit_pages(config, root)

    def sheet(self, page: Page) -> Sheet:
        """Return the sheet of a page."""
        url = quote(self._addresses.url(page.uri))
        folder, _, name = url.rstrip("/").rpartition("/")
        return Sheet(
            str(escape(page.full_title)),
            str(escape(page.label or page.title)),
            str(escape(page.description)),
            f"{self._addresses.site}{url}" if self._addresses.site else "",
            (self._edit(page.source) if page.source else None) or "",
            _body(page, url),
            outline_of(page.sections),
            page.hide,
            folder,
            name,
        )

    def file(self, uri: str) -> str:
        """Return the address of the file that the page at `uri` is written into."""
        url = self._addresses.url(uri)
        return f"{url}index.html" if url.endswith("/") else url


def _body(page: Page, url: str) -> bytes:
    """Return a page's own part, with our copy of Mermaid where it has a diagram.

    Encoded piece by piece: in one text, a single sign beyond ASCII makes all others as wide.
    """
    html = b"\n".join(map(encoded, page.pieces))
    return b"\n".join((html, encoded(drawing(url)))) if _DIAGRAM in html else html
