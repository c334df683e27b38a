"""Pages of which nobody knows how many there are before somebody asks for one of them."""

from collections.abc import Iterator

import pytest

from generator.pages.leaves import Bough, Leaves
from generator.pages.page import Leaf, Page, described

GROWN = ("a.md", "reports/x.md", "reports/x/rows-2024.md", "reports/x/rows-2025.md", "z.md")


class Tree:
    """Some pages in which one bough notes that it grew."""

    def __init__(self) -> None:
        """Nothing has grown yet."""
        self.grew = 0
        alone = {uri: leaf(uri) for uri in (GROWN[0], GROWN[1], GROWN[4])}
        self.leaves = Leaves((alone["a.md"], alone["reports/x.md"], Bough("reports/x/", self.grow), alone["z.md"]))

    def grow(self) -> Iterator[Leaf]:
        """Yield the pages of the bough."""
        self.grew += 1
        yield from map(leaf, GROWN[2:4])


def leaf(uri: str) -> Leaf:
    """Return a page without words."""
    return described(Page(uri, uri, ()), lambda _: ())


def test_all_of_them_in_their_order() -> None:
    """A bough grows once, however often somebody wants all."""
    tree = Tree()
    assert [*tree.leaves] == [page.uri for page in tree.leaves.values()] == [*GROWN]
    assert (len(tree.leaves), tree.grew) == (5, 1)


@pytest.mark.parametrize(
    ("uri", "is_there", "grew"),
    [
        pytest.param("z.md", True, 0, id="a page by itself"),
        pytest.param("reports/x.md", True, 0, id="beside a bough"),
        pytest.param("reports/xy/rows-2024.md", False, 0, id="below another address"),
        pytest.param("reports/x/rows-2024.md", True, 1, id="of a bough"),
        pytest.param("reports/x/rows-1999.md", False, 1, id="below its address, and not there"),
    ],
)
def test_a_bough_grows_when_it_is_asked_for(uri: str, is_there: bool, grew: int) -> None:  # noqa: FBT001
    """And not before."""
    tree = Tree()
    assert tree.leaves
    assert (uri in tree.leaves, tree.grew) == (is_there, grew)


def test_what_is_known() -> None:
    """All but what has not grown."""
    tree = Tree()
    assert [page.uri for page in tree.leaves.known] == ["a.md", "reports/x.md", "z.md"]
    tree.leaves.grow(["b.md", "reports/x/rows-2024.md"])
    assert ([page.uri for page in tree.leaves.known], tree.grew) == ([*GROWN], 1)


def test_some_of_them() -> None:
    """Nothing grows for choosing; what is left out is not there, and all share what has grown."""
    tree = Tree()
    some = tree.leaves.only(lambda uri: "2025" in uri or uri == "a.md").only(lambda uri: uri != "z.md")
    assert (tree.grew, [page.uri for page in some.known]) == (0, ["a.md"])
    assert "reports/x/rows-2024.md" not in some
    assert [*some] == ["a.md", "reports/x/rows-2025.md"]
    assert some["reports/x/rows-2025.md"] is tree.leaves["reports/x/rows-2025.md"]
    assert (tree.grew, bool(Leaves(()))) == (1, False)
