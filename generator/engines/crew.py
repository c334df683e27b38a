"""Pieces of work shared out among processes: this one, and copies of it that begin with all that it knows.

A copy costs nothing to inform: it sees the library as it stood when the copy was made (`fork`). So this is for work
that needs much and gives back little. Where there is no `fork`, or one processor, or not enough work, this process
does everything by itself, and nobody can tell from what is written.
"""

import gc
import multiprocessing
import os
import pickle
import signal
import struct
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
MOST = 1024
"""The most pieces that can be shared out: their numbers wait in a pipe, which holds 4 KiB at least."""
_NUMBER = struct.Struct("<I")


class CrewLost(RuntimeError):  # noqa: N818 - it says what happened
    """A process of the crew ended before its work did; what it said stands on stderr."""


class Crew(Generic[T]):
    """Does numbered pieces of work, each once, in whichever process is free; each process brings what it has made."""

    def __init__(self, pieces: int, do: Callable[[int], None], bring: Callable[[], Iterable[T]]) -> None:
        """`do` works on a piece; `bring` yields what came of all the pieces that a process did, to be pickled.

        It yields it bit by bit, so that no process holds all of it twice.
        """
        self._do = do
        self._bring = bring
        self._pieces: Iterator[int] = iter(range(pieces))
        self._helpers: list[tuple[BaseProcess, Connection]] = []

    def start(self, helpers: int) -> None:
        """Let so many other processes begin, with all that this one knows by now."""
        if not helpers:
            return
        self._pieces = _shared(tuple(self._pieces))
        # Copies share memory until somebody writes to it, and the collector of garbage would write to all of it.
        gc.collect()
        gc.freeze()
        context = multiprocessing.get_context("fork")
        for _ in range(helpers):
            answer, bring = context.Pipe(duplex=False)
            process = context.Process(target=self._help, args=(bring,), daemon=True)
            process.start()
            bring.close()
            self._helpers.append((process, answer))

    def finish(self, tell: Callable[[int], None] = lambda _piece: None) -> Iterator[T]:
        """Do what is left, and yield what each process brings. Raises `CrewLost`.

        `tell` hears of each piece that is begun here: pieces are taken in their order, so all before it are begun.
        """
        for piece in self._pieces:
            tell(piece)
            self._do(piece)
        yield from self._bring()
        for process, answer in self._helpers:
            # Its memory is free before this process unpacks what it brings.
            packed = deque(_received(answer))
            process.join()
            if process.exitcode:
                message = f"a process that writes pages ended with {process.exitcode}; what it said stands above"
                raise CrewLost(message)
            while packed:
                yield pickle.loads(packed.popleft())  # noqa: S301 - a copy of this process has packed it
        self.stop()

    def stop(self) -> None:
        """End every other process; what is not done stays undone."""
        for process, answer in self._helpers:
            answer.close()
            process.terminate()
            process.join()
        if self._helpers:
            gc.unfreeze()
        self._helpers.clear()
        self._pieces = iter(())

    def _help(self, bring: Connection) -> None:
        # Whoever presses Ctrl-C means the build: its process ends this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for piece in self._pieces:
            self._do(piece)
        for bit in self._bring():
            bring.send_bytes(pickle.dumps(bit))
        bring.close()


def _received(answer: Connection) -> Iterator[bytes]:
    """Yield what another process sends, until it is done or dead."""
    with suppress(EOFError, OSError):  # also one that dies in the middle of a word
        while True:
            yield answer.recv_bytes()


def _shared(pieces: Collection[int]) -> Iterator[int]:
    """Return the numbers of some pieces as an iterator that gives each number to one of the processes that copy it.

    Raises `ValueError` for more than `MOST`.
    """
    if len(pieces) > MOST:
        message = f"{len(pieces)} pieces are more than {MOST}"
        raise ValueError(message)
    numbers, put = os.pipe()
    os.write(put, b"".join(map(_NUMBER.pack, pieces)))
    os.close(put)
    return _taken(numbers)


def _taken(numbers: int) -> Iterator[int]:
    try:
        while number := os.read(numbers, _NUMBER.size):
            yield from _NUMBER.unpack(number)
    finally:
        os.close(numbers)
