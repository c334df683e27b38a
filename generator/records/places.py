"""Where something in a file's data stands in its text."""

import re
from collections.abc import Iterator

from generator.problems import Place
from generator.records.lines import Lines
from generator.records.notes import Loc
from generator.records.reader import Node, entries, inside, pairs

_Seat = tuple[Node | None, Node]


class Places:
    """Finds places in one composed document; made only for a file that has something to report."""

    def __init__(self, root: Node | None, text: str, path: str) -> None:
        """`root` is None for a file that could not be composed: then everything stands at its beginning."""
        self._root = root
        self._lines = Lines(text, path)
        self._seats: dict[int, dict[str | int, _Seat]] = {}
        self._hits: dict[tuple[int, str], tuple[list[int], list[int]]] = {}

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Return where `loc` stands, or the nearest thing above it that does; with `key` its key, not its value."""
        label, node = self._found(loc)
        if node is None:
            return Place(self._lines.path)
        says_nothing = node.start_mark.index == node.end_mark.index
        chosen = label if label is not None and (key or says_nothing) else node
        return self._lines.place(chosen.start_mark.index)

    def place_of(self, loc: Loc, word: str, number: int = 0, *, every: bool = False) -> Place:
        """Return where a word stands in the text at `loc`: its occurrence of that number, counted from 0."""
        _, node = self._found(loc)
        if node is None or not word.strip():
            return self.place(loc)
        alone, anywhere = self._hits_of(node, word)
        # A link may stand inside a longer one, a word inside another: those that stand alone are meant.
        hits = alone if number < len(alone) and not every else anywhere
        return self._lines.place(hits[min(number, len(hits) - 1)]) if hits else self.place(loc)

    def _hits_of(self, node: Node, word: str) -> tuple[list[int], list[int]]:
        """Return where a word stands alone in a node's text, and where it stands at all; looked for only once."""
        begin, end = node.start_mark.index, node.end_mark.index
        if (begin, word) not in self._hits:
            # A folded text may break its lines between any two words.
            pattern = r"\s+".join(re.escape(part) for part in word.split())
            text = self._lines.text[begin:end]
            alone = [begin + hit.start() for hit in re.finditer(rf"(?<![\w:/.-]){pattern}(?![\w/.-])", text)]
            self._hits[begin, word] = alone, [begin + hit.start() for hit in re.finditer(pattern, text)]
        return self._hits[begin, word]

    def seat(self, loc: Loc) -> _Seat | None:
        """Return the key's node and the value's at `loc`; None where nothing stands."""
        label, node = None, self._root
        for step in loc:
            seat = self._inside(node).get(step) if node is not None else None
            if seat is None:
                return None
            label, node = seat
        return (label, node) if node is not None else None

    def scalars(self) -> Iterator[tuple[int, int, int]]:
        """Yield where each text and key stands: its start, where its own words begin, and its end."""
        return _scalars(self._root, self._lines.text) if self._root is not None else iter(())

    def _found(self, loc: Loc) -> tuple[Node | None, Node | None]:
        label: Node | None = None
        node = self._root
        for step in loc:
            seat = self._inside(node).get(step) if node is not None else None
            if seat is None:
                break
            label, node = seat
        return label, node

    def _inside(self, node: Node) -> dict[str | int, _Seat]:
        if id(node) not in self._seats:
            # The first of two equal keys is the one that was read.
            self._seats[id(node)] = dict(reversed(list(inside(node))))
        return self._seats[id(node)]


def _scalars(node: Node, text: str) -> Iterator[tuple[int, int, int]]:
    if node.id == "scalar":
        start = node.start_mark.index
        # Behind the sign that begins a block there may be a comment: its words begin on the next line.
        begin = text.find("\n", start) if node.style in {"|", ">"} else start
        yield start, begin if begin >= 0 else start, node.end_mark.index
    for key, value in pairs(node):
        yield from _scalars(key, text)
        yield from _scalars(value, text)
    for item in entries(node):
        yield from _scalars(item, text)
