"""Work that processes share: each piece is done once, and what all of them made comes together."""

import os
import signal
from collections.abc import Iterator

import pytest

from generator.engines.crew import MOST, Crew, CrewLost

PIECES = 200


class Hand:
    """Does pieces of work and notes which, and in which process."""

    def __init__(self) -> None:
        """Nothing is done yet."""
        self.done: list[int] = []

    def do(self, piece: int) -> None:
        """Do a piece."""
        self.done.append(piece)

    def bring(self) -> Iterator[tuple[int, list[int]]]:
        """Yield who did what."""
        yield os.getpid(), self.done


@pytest.fixture
def hand() -> Hand:
    """Return a hand."""
    return Hand()


@pytest.mark.parametrize("helpers", [0, 1, 3])
def test_each_piece_is_done_once(hand: Hand, helpers: int) -> None:
    """Whoever takes it, no piece is left out and none is done twice; each process brings what it did."""
    crew = Crew(PIECES, hand.do, hand.bring)
    crew.start(helpers)
    brought = list(crew.finish())
    assert len({process for process, _ in brought}) == len(brought) == helpers + 1
    assert sorted(piece for _, done in brought for piece in done) == list(range(PIECES))
    assert brought[0][0] == os.getpid()


@pytest.mark.parametrize("bits", [0, 1, 3])
def test_everything_is_brought_bit_by_bit(hand: Hand, bits: int) -> None:
    """However many bits there are, also none, and also if a bit is nothing."""
    crew = Crew(0, hand.do, lambda: iter([None, *range(1, bits)][:bits]))
    crew.start(1)
    assert list(crew.finish()) == [None, *range(1, bits)][:bits] * 2


def test_a_helper_knows_what_was_known_when_it_began(hand: Hand) -> None:
    """It is a copy of the process that starts it; what that one does later stays unknown to it."""
    hand.done = [-1]
    crew = Crew(0, hand.do, hand.bring)
    crew.start(1)
    hand.done.append(-2)
    assert [done for _, done in crew.finish()] == [[-1, -2], [-1]]


def test_a_helper_that_dies_is_not_overlooked(hand: Hand) -> None:
    """Pages that it should have written are missing: the build must fail."""
    parent = os.getpid()

    def bring() -> Iterator[tuple[int, list[int]]]:
        yield os.getpid(), []
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        yield from hand.bring()

    crew = Crew(PIECES, hand.do, bring)
    crew.start(1)
    with pytest.raises(CrewLost, match="a process that writes pages ended with -9"):
        list(crew.finish())
    crew.stop()


def test_a_crew_that_is_stopped_leaves_the_rest(hand: Hand) -> None:
    """After a failure elsewhere nobody works on, and every process has ended."""
    crew = Crew(PIECES, hand.do, hand.bring)
    crew.start(2)
    crew.stop()
    crew.stop()
    assert children() == []
    assert [done for _, done in crew.finish()] == [[]]


def test_so_many_pieces_do_not_fit(hand: Hand) -> None:
    """Their numbers would block the pipe that they wait in."""
    crew = Crew(MOST + 1, hand.do, hand.bring)
    with pytest.raises(ValueError, match=f"{MOST + 1} pieces are more than {MOST}"):
        crew.start(1)


def children() -> list[int]:
    """Return the processes that this one has started and that have not ended."""
    return list(_running())


def _running() -> Iterator[int]:
    try:
        while True:
            process, _ = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                yield os.getpid()
                return
    except ChildProcessError:
        return
