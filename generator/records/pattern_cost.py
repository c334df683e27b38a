"""How long a pattern may keep a browser busy: in how many ways it can read one text.

JavaScript tries one way after the other. A repetition whose rounds can be read in two ways doubles the ways with each
round; parts in a row that take the same signs multiply them. Both are found without running the pattern: its signs
are places in a small automaton (Glushkov 1961), and two places that may come next and share a sign are two ways.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from generator.problems import quoted
from generator.records.pattern import WrongPattern
from generator.records.pattern_parts import Mark, Node, Repeat, Sequence, Sign

_MOST_PLACES: Final = 300
_MOST_WAYS: Final = 20_000
_LONG: Final = 100
"""As long a text is taken to be where the pattern sets no end: of two parts that share it, some thousand ways."""


def refuse_costly(node: Node) -> None:
    """Raise WrongPattern when a text of a hundred signs could be read in more ways than a browser should try."""
    automaton = _Automaton()
    first, _, _ = automaton.add(node, None)
    for place, following in enumerate(automaton.follow):
        loop = automaton.loops[place]
        if loop is not None and _shares([automaton.signs[n] for n in following if automaton.loops[n] is loop]):
            word = loop.written
            sentence = f"{quoted(word)} can hang a page: its rounds can be read in more than one way"
            raise WrongPattern(f"{sentence}; let each begin with a sign of its own, as in [a-z]+(-[a-z]+)*", word)
    if automaton.ways(tuple(first)) > _MOST_WAYS:
        sentence = "this can hang a page: too many parts in a row take the same signs"
        raise WrongPattern(f"{sentence}; write what each of them stops at, as in [^@]+@[^@]+ for .+@.+")


def _shares(signs: list[int]) -> bool:
    seen = 0
    for sign in signs:
        if seen & sign:
            return True
        seen |= sign
    return False


@dataclass
class _Automaton:
    """The signs of a pattern as places, which places may follow each, and the outermost repetition around each."""

    signs: list[int] = field(default_factory=list)
    loops: list[Repeat | None] = field(default_factory=list)
    follow: list[list[int]] = field(default_factory=list)
    _known: dict[int, int] = field(default_factory=dict)

    def add(self, node: Node, loop: Repeat | None) -> tuple[list[int], list[int], bool]:
        """Add a part; return the places where it begins, those where it ends, and whether it can be empty."""
        if isinstance(node, Sign):
            return self._place(node, loop)
        if isinstance(node, Mark):
            return [], [], True
        if isinstance(node, Repeat):
            return self._repeat(node, loop)
        if isinstance(node, Sequence):
            return self._sequence(node.parts, loop)
        added = [self.add(part, loop) for part in node.parts]
        return [n for one in added for n in one[0]], [n for one in added for n in one[1]], any(one[2] for one in added)

    def ways(self, following: tuple[int, ...]) -> int:
        """Return at most in how many ways a text can go on through these places."""
        costs = {place: self._ways_from(place) for place in following}
        sums = (
            sum(costs[other] for other in following if self.signs[other] & self.signs[place])
            for place in set(following)
        )
        return max(sums, default=1)

    def _place(self, sign: Sign, loop: Repeat | None) -> tuple[list[int], list[int], bool]:
        if len(self.signs) >= _MOST_PLACES:
            raise WrongPattern("this pattern is too intricate; write a simpler one")
        self.signs.append(sign.mask)
        self.loops.append(loop)
        self.follow.append([])
        return [len(self.signs) - 1], [len(self.signs) - 1], False

    def _sequence(self, parts: tuple[Node, ...], loop: Repeat | None) -> tuple[list[int], list[int], bool]:
        first: list[int] = []
        last: list[int] = []
        is_empty = True
        for part in parts:
            begins, ends, may_be_empty = self.add(part, loop)
            self._connect(last, begins)
            first = [*first, *begins] if is_empty else first
            last = [*last, *ends] if may_be_empty else ends
            is_empty = is_empty and may_be_empty
        return first, last, is_empty

    def _repeat(self, node: Repeat, loop: Repeat | None) -> tuple[list[int], list[int], bool]:
        if node.most is not None and node.most <= 1:
            begins, ends, is_empty = self.add(node.part, loop) if node.most else ([], [], True)
            return begins, ends, is_empty or not node.least
        if node.least == node.most and _is_fixed(node.part):
            # Without any choice in it, two rounds show what follows what.
            return self._sequence((node.part, node.part), loop)
        begins, ends, is_empty = self.add(node.part, loop or node)
        if is_empty:
            sentence = f"{quoted(node.written)} can hang a page: what is repeated can be empty"
            raise WrongPattern(f"{sentence}; let each round hold a sign", node.written)
        self._connect(ends, begins)
        return begins, ends, not node.least

    def _connect(self, ends: list[int], begins: list[int]) -> None:
        for end in ends:
            self.follow[end] += begins

    def _ways_from(self, place: int) -> int:
        """Return the ways from a place on; from any place of a repetition, those of the whole of it."""
        loop = self.loops[place]
        key = place if loop is None else self._first_of[id(loop)]
        if key not in self._known:
            self._known[key] = self.ways(tuple(self.follow[place])) if loop is None else self._ways_through(loop)
        return self._known[key]

    def _ways_through(self, loop: Repeat) -> int:
        most, is_shared = 1, False
        for place in (n for n, own in enumerate(self.loops) if own is loop):
            out = tuple(n for n in self.follow[place] if self.loops[n] is not loop)
            on = [self.signs[n] for n in self.follow[place] if self.loops[n] is loop]
            most = max(most, self.ways(out))
            is_shared = is_shared or any(self.signs[n] & sign for n in out for sign in on)
        return most * _rounds(loop) + 1 if is_shared else most

    @cached_property
    def _first_of(self) -> dict[int, int]:
        return {id(loop): place for place, loop in reversed(list(enumerate(self.loops))) if loop is not None}


def _is_fixed(node: Node) -> bool:
    """Say whether a part can be read in one way only."""
    if isinstance(node, Sequence):
        return all(map(_is_fixed, node.parts))
    if isinstance(node, Repeat):
        return node.least == node.most and _is_fixed(node.part)
    return isinstance(node, Sign | Mark)


def _rounds(loop: Repeat) -> int:
    """Return in how many places a repetition can end."""
    if loop.most is None or not isinstance(loop.part, Sign):
        return _LONG
    return min(loop.most - loop.least + 1, _LONG)
