"""The pages of a preview, made when somebody asks for one: who saves a record waits for one page, not for thousands.

mkdocs empties its folder at every save and writes every page again. Here it writes those that people wrote by hand;
of all others it gets nothing to write, and what a browser asks for is made then, of the records as the last build saw
them. A preview shows the bytes that a build writes, but for mkdocs' own script.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Template
from mkdocs.config.defaults import MkDocsConfig

from generator.engines.mkdocs_frame import Frames
from generator.engines.mkdocs_press import Press
from generator.engines.mkdocs_sitemap import NAME as SITEMAP
from generator.engines.mkdocs_sitemap import PACKED, write_map
from generator.engines.site_files import Site
from generator.pages.page import DataFile, Leaf

_LATER = "<!-- This page is made when somebody asks for it. -->"
_SEARCH = "search/"


class LaterTemplate(Template):
    """What mkdocs takes for the template of a page that is made later: it notes what the page is about."""

    backlog: "Backlog"

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - as Jinja's own
        """Keep the context for later, and give mkdocs something to write."""
        context = dict(*args, **kwargs)
        self.backlog.keep(context["page"].file.dest_uri, context)
        return _LATER


class LaterMap(Template):
    """What mkdocs takes for the template of the site's map."""

    keep: Callable[[dict[str, Any]], None]

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - as Jinja's own
        """Keep the context for later, and give mkdocs something to write."""
        self.keep(dict(*args, **kwargs))
        return _LATER


class Backlog:
    """Makes what one build of a preview left open."""

    def __init__(self, press: Press, frames: Frames, config: MkDocsConfig) -> None:
        """`press` prints the loose pages and `frames` frames those that mkdocs knows."""
        self._press = press
        self._frames = frames
        self._site = Path(config.site_dir)
        self._known: dict[str, dict[str, Any]] = {}
        self._leaves: Mapping[str, Leaf] = {}
        self._printed: set[str] = set()
        """The pages of those that are made."""
        self._files: dict[str, DataFile] = {}
        self._index: Callable[[], None] | None = None
        self._map: Callable[[], str] | None = None

    def template(self) -> Template:
        """Return what pages name as their template, to be made later."""
        made = self._frames.environment.from_string("", template_class=LaterTemplate)
        made.backlog = self  # type: ignore[attr-defined] # Jinja says less than it returns
        return made

    def map_template(self, template: Template, write: Callable[[Template, dict[str, Any]], str]) -> Template:
        """Return what mkdocs gets for the template of the site's map; `write` makes the text of it, later."""

        def keep(context: dict[str, Any]) -> None:
            self._map = partial(write, template, context)

        made = self._frames.environment.from_string("", template_class=LaterMap)
        made.keep = keep  # type: ignore[attr-defined] # Jinja says less than it returns
        return made

    def keep(self, address: str, context: dict[str, Any]) -> None:
        """Keep a page that mkdocs knows, with all that its template is given."""
        self._known[address] = context

    def fill(self, leaves: Mapping[str, Leaf], files: Iterable[DataFile], index: Callable[[], None]) -> None:
        """Keep loose pages by address, and files, and how the index for the search is written."""
        self._leaves = leaves
        self._files = {file.address: file for file in files}
        self._index = index

    def make(self, address: str) -> bool:
        """Write what stands at an address of the site, if it is not there yet; whether something may."""
        if address.startswith(_SEARCH) and self._index:
            index, self._index = self._index, None
            index()
        if address in {SITEMAP, PACKED} and self._map:
            sitemap, self._map = self._map, None
            write_map(sitemap(), self._site)
        page = address if address.endswith(".html") else f"{address.rstrip('/')}/index.html".lstrip("/")
        if page in self._known:
            self._make_known(page)
            return True
        uri = f"{page.removesuffix('/index.html').removesuffix('.html')}.md"
        leaf = None if uri in self._printed else self._leaves.get(uri)
        if leaf:
            self._printed.add(uri)
            self._press.print(leaf)
        file = self._files.pop(address, None)
        if file:
            Site(self._site).write(address, file.pieces)
        return bool(leaf or file)

    def _make_known(self, address: str) -> None:
        context = self._known.pop(address)
        page = context["page"]
        page.active = True
        output = self._frames.whole(context)
        page.active = False
        page.forget()
        Site(self._site).write(address, (output,))
