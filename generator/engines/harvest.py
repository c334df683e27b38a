"""What the search finds, gathered from each page while it is there, in whichever process it is written."""

from collections.abc import Iterable, Iterator, Mapping

from generator.pages.addresses import Addresses
from generator.pages.page import Page
from generator.pages.search import SearchIndex, entries

Gathered = dict[str, SearchIndex]
"""The index of one page, or of several that follow each other, by the address of the first."""


class Harvest:
    """Gathers what one build's search finds."""

    def __init__(self, addresses: Addresses, handbooks: Mapping[str, str]) -> None:
        """Gather nothing yet; `handbooks` are the titles by id, in the order to show them."""
        self.handbooks = handbooks
        self._addresses = addresses
        self._gathered: Gathered = {}

    def take(self, page: Page) -> None:
        """Take the words of a page that is a part by itself."""
        self.take_part(page.uri, (page,))

    def take_part(self, first: str, pages: Iterable[Page]) -> None:
        """Take the words of pages that follow each other, as each is made; `first` is the address of the first."""
        # Made first, read afterwards: in turns, each would drive the other's memory out of the processor's cache.
        found = [entry for page in pages for entry in entries(page, self._addresses, self.handbooks)]
        part = self._gathered.setdefault(first, SearchIndex())
        for entry in found:
            part.add(entry)

    def part(self, first: str) -> SearchIndex:
        """Return what was taken of the pages that follow the one at an address."""
        return self._gathered[first]

    def put(self, first: str, part: SearchIndex) -> None:
        """Put there what was taken of them before."""
        self._gathered[first] = part

    def bring(self) -> Iterator[tuple[str, SearchIndex]]:
        """Yield the parts that were gathered since the last time, and forget each."""
        while self._gathered:
            yield self._gathered.popitem()

    def joined(self, gathered: Gathered, order: Iterable[str]) -> SearchIndex:
        """Return the index of everything, in the order of the pages. The parts are used up."""
        whole = SearchIndex()
        for uri in order:
            if uri in gathered:
                whole.merge(gathered.pop(uri))
        return whole
