"""The pages of a site by address; of some nobody knows how many there are before somebody asks for one of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.pages.page import Leaf


@dataclass(frozen=True)
class Bough:
    """Pages below one address; to know which there are takes as long as to count what stands on them."""

    folder: str
    """What their addresses begin with: `reports/calendar/`."""
    grow: Callable[[], Iterable[Leaf]]

    @cached_property
    def leaves(self) -> dict[str, Leaf]:
        """The pages by address in their order."""
        return {leaf.uri: leaf for leaf in self.grow()}

    @property
    def is_grown(self) -> bool:
        """Whether it is known which pages there are."""
        return "leaves" in self.__dict__


class Leaves(Mapping[str, Leaf]):
    """Pages by address in their order. A bough grows when a page below its address is asked for, or when all are."""

    def __init__(self, grown: Iterable[Leaf | Bough], keep: Callable[[str], bool] = lambda _: True) -> None:
        """Only pages are there whose addresses are to be kept."""
        self._grown = tuple(grown)
        self._keep = keep
        self._leaves = {leaf.uri: leaf for leaf in self._grown if isinstance(leaf, Leaf) and keep(leaf.uri)}
        self._boughs = tuple(bough for bough in self._grown if isinstance(bough, Bough))

    def grow(self, uris: Iterable[str]) -> None:
        """Let those boughs grow below which somebody put a page of that address."""
        for uri in uris:
            self.get(uri)

    def only(self, keep: Callable[[str], bool]) -> "Leaves":
        """Return those with addresses that are to be kept; nothing grows for it."""
        return Leaves(self._grown, lambda uri: self._keep(uri) and keep(uri))

    @property
    def known(self) -> Iterator[Leaf]:
        """The pages in their order, without those of boughs that did not grow."""
        for one in self._grown:
            found = (one,) if isinstance(one, Leaf) else one.leaves.values() if one.is_grown else ()
            yield from (leaf for leaf in found if self._keep(leaf.uri))

    @property
    def boughs(self) -> Iterator[Bough]:
        """Those that did not grow, in their order."""
        return (bough for bough in self._boughs if not bough.is_grown)

    def __getitem__(self, uri: str) -> Leaf:
        """Return the page at an address. Raises `KeyError`."""
        if uri in self._leaves:
            return self._leaves[uri]
        bough = next((bough for bough in self._boughs if uri.startswith(bough.folder)), None)
        if bough is None or not self._keep(uri):
            raise KeyError(uri)
        return bough.leaves[uri]

    def __iter__(self) -> Iterator[str]:
        """Yield every address; all boughs grow."""
        for one in self._grown:
            yield from filter(self._keep, (one.uri,) if isinstance(one, Leaf) else one.leaves)

    def __len__(self) -> int:
        """Return how many there are; all boughs grow."""
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        """Say whether there is any page, as far as that is known."""
        return bool(self._leaves)
