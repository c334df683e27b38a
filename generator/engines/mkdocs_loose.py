"""Pages that mkdocs need not know: thousands of records outside the navigation, written by ourselves.

For each page that it knows mkdocs makes files, looks through lists and calls every plugin several times. A loose page
becomes a file of mkdocs' only when somebody asks for it by name: a link on a hand-written page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, set_exclusions

from generator.engines.mkdocs_pages import RecordPage
from generator.pages.leaves import Leaves
from generator.pages.page import Leaf

PageOf = Callable[[Leaf], RecordPage]
"""Makes mkdocs' page, and its file, of one of ours."""


class LooseFiles(Files):
    """The files that mkdocs knows; behind them those of loose pages, made when somebody asks for one by name."""

    def __init__(self, files: Iterable[File], loose: Mapping[str, Leaf], page_of: PageOf) -> None:
        """`loose` are the pages that are in no list, by address."""
        super().__init__(files)
        self._loose = loose
        self._page_of = page_of
        self._asked: dict[str, File] = {}

    def __contains__(self, path: str) -> bool:
        """Say whether there is a page or file at an address."""
        return super().__contains__(path) or PurePath(path).as_posix() in self._loose

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file at an address; the same one each time."""
        found = super().get_file_from_path(path)
        if found is not None:
            return found
        uri = PurePath(path).as_posix()
        if uri in self._loose and uri not in self._asked:
            self._asked[uri] = self._page_of(self._loose[uri]).file
        return self._asked.get(uri)


def loose_of(leaves: Leaves, config: MkDocsConfig) -> Leaves:
    """Return the pages that mkdocs need not know, by address, where nobody but the theme has a say in how pages look.

    A page in the navigation is marked there, so that its frame is its own; an index stands above its own folder.
    """
    if config.exclude_docs or config.draft_docs:
        # Which pages they mean is mkdocs' to say.
        return Leaves(())
    named = frozenset(listed(config.nav))
    is_published = cache(lambda folder: _is_published(f"{folder}/page.md", config))

    def is_loose(uri: str) -> bool:
        folder, _, name = uri.rpartition("/")
        return bool(folder) and name != "index.md" and uri not in named and is_published(folder)

    return leaves.only(is_loose)


def refuse_taken(uris: Iterable[str], leaves: Leaves) -> None:
    """Raise `PluginError` when one of the addresses of other files is that of a page of ours."""
    for uri in uris:
        if leaf := leaves.get(uri):
            whose = leaf.face.source or leaf.face.title
            raise PluginError(f"{uri} stands where the site puts the page of {whose}; rename it")


def listed(nav: object) -> Iterator[str]:
    """Yield the addresses in a `nav` setting."""
    if isinstance(nav, str):
        yield PurePath(nav.lstrip("/")).as_posix()
    elif isinstance(nav, Mapping):
        for below in nav.values():
            yield from listed(below)
    elif isinstance(nav, list):
        for below in nav:
            yield from listed(below)


def _is_published(uri: str, config: MkDocsConfig) -> bool:
    """Say whether mkdocs would publish a page there: it leaves out some folders by their names."""
    file = File(uri, None, config.site_dir, config.use_directory_urls)
    set_exclusions([file], config)
    return bool(file.inclusion.is_included())
