"""The search's files in a site's folder, of all pages at once or of what several processes gathered."""

from collections.abc import Iterable, Mapping

from generator.engines.site_files import Site
from generator.library.library import Library
from generator.pages.addresses import Addresses
from generator.pages.page import Page
from generator.pages.search import SearchIndex, entries


def index_of(pages: Iterable[Page], addresses: Addresses, handbooks: Mapping[str, str]) -> SearchIndex:
    """Return the index of some pages, in their order."""
    index = SearchIndex()
    for page in pages:
        for entry in entries(page, addresses, handbooks):
            index.add(entry)
    return index


def titles_of(library: Library) -> dict[str, str]:
    """Return the handbooks' titles by id, in the order to show them."""
    return {handbook.key.id: str(handbook.title) for handbook in library.handbooks}


def write_index(index: SearchIndex, handbooks: Mapping[str, str], site: Site) -> None:
    """Write the index into a site's folder; the root comes last, so that it never names a file that is not there."""
    for file in index.files(handbooks):
        site.write(file.address, file.pieces)
