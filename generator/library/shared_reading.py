"""Files read in several processes: this one, and copies of it that send back what is sound.

A sound record is sent as plain values, with the news that no rule has anything to say of it alone. What is not sound is
left to this process, so that all problems are found in one place.
"""

import marshal
import multiprocessing
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Final

from generator.library.processes import spare_processes
from generator.library.rules import NOTHING_FOUND, look_at
from generator.records.file_reading import FileReading, Reading, origin_of, reading_of
from generator.records.folders import RecordFile
from generator.records.packing import Sent, built, packed
from generator.records.source import read
from generator.records.times import Zone

if sys.platform == "linux":
    import fcntl

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_File = tuple[RecordFile, Zone]
_Sound = list[tuple[int, Sent, bool, bytes]]
"""Of some files those that are sound: numbers, records, whether a comment may be meant for us, digests of the texts."""

_WORTH: Final = 400
"""From so many files on another process is worth its beginning."""
_SHEAF: Final = 32
"""So many files are read before another process is asked what it has."""
_ROOM: Final = 1 << 20
"""Bytes of what another process has read that may wait for this one."""
_NUMBER: Final = struct.Struct("<I")


class SharedReading(Reading):
    """Reads most files before their turn comes, with the help of other processes where that pays."""

    def __init__(self, helpers: int | None = None, meanwhile: Callable[[], object] | None = None) -> None:
        """`helpers` are the other processes; as many as there are processors to spare unless said.

        `meanwhile` is what this process does before it reads; others begin without waiting for it.
        """
        self._helpers = helpers
        self._meanwhile = meanwhile or (lambda: None)
        self._found: dict[str, FileReading] = {}

    def ahead(self, files: Sequence[_File]) -> None:
        """Read the files of one record each, if there are many."""
        files = [file for file in files if not file[0].kind.many]
        helpers = self._helpers
        if helpers is None:
            helpers = spare_processes() if len(files) >= _WORTH else 0
        if helpers:
            self._share([files[first : first + _SHEAF] for first in range(0, len(files), _SHEAF)], helpers)
        else:
            self._meanwhile()

    def read(self, one: RecordFile, zone: Zone) -> FileReading:
        """Return what a file gives."""
        return self._found.pop(one.path, None) or super().read(one, zone)

    def _share(self, sheaves: Sequence[Sequence[_File]], helpers: int) -> None:
        numbers = _numbers(len(sheaves))
        crew = [_helper(sheaves, numbers) for _ in range(helpers)]
        answers = [answer for _, answer in crew]
        self._meanwhile()
        for number in _taken(numbers):
            for one, zone in sheaves[number]:
                reading = self._found[one.path] = super().read(one, zone)
                for record in reading.records:
                    # What all rules ask for is found while there are others to read meanwhile.
                    look_at(record)
                    record.explore()
            while ready := wait(answers, timeout=0) if answers else []:
                self._receive(ready, answers, sheaves)
        while answers:
            self._receive(wait(answers), answers, sheaves)
        os.close(numbers)
        for process, _ in crew:
            process.join()

    def _receive(self, ready: Sequence[object], answers: list[Connection], sheaves: Sequence[Sequence[_File]]) -> None:
        for answer in [answer for answer in answers if answer in ready]:
            try:
                number, sound = marshal.loads(answer.recv_bytes())  # noqa: S302 - from a copy of this process
            except EOFError:
                # It is done; or it died, and what it did not send is read by this process in its turn.
                answers.remove(answer)
                answer.close()
                continue
            for index, sent, speaks_to_us, digest in sound:
                one, _ = sheaves[number][index]
                record = built(one.kind, sent, origin_of(one))
                record.keep_found(NOTHING_FOUND)
                record.explore()
                self._found[one.path] = FileReading([record], speaks_to_us=speaks_to_us, digest=digest)


def _helper(sheaves: Sequence[Sequence[_File]], numbers: int) -> tuple["BaseProcess", Connection]:
    """Let another process begin."""
    context = multiprocessing.get_context("fork")
    answer, bring = context.Pipe(duplex=False)
    _widen(bring.fileno())
    process = context.Process(target=_help, args=(sheaves, numbers, bring), daemon=True)
    process.start()
    bring.close()
    return process, answer


def _help(sheaves: Sequence[Sequence[_File]], numbers: int, bring: Connection) -> None:
    # Whoever presses Ctrl-C means the command: its process ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _taken(numbers):
        bring.send_bytes(marshal.dumps((number, _sound(sheaves[number]))))
    bring.close()


def _sound(files: Sequence[_File]) -> _Sound:
    sound: _Sound = []
    for index, (one, zone) in enumerate(files):
        source = read(one.file, one.path)
        reading = reading_of(one, source, zone)
        is_whole = source.data is not None and not reading.problems and len(reading.records) == 1
        if is_whole and not reading.records[0].lost and not look_at(reading.records[0]):
            sound.append((index, packed(reading.records[0]), reading.speaks_to_us, reading.digest))
    return sound


def _numbers(count: int) -> int:
    """Return a pipe that gives each number to one of the processes that read it."""
    numbers, put = os.pipe()
    _widen(put)
    os.write(put, b"".join(map(_NUMBER.pack, range(count))))
    os.close(put)
    return numbers


def _widen(pipe: int) -> None:
    """Give a pipe more room, where that can be; where not, who writes waits more often for who reads."""
    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _taken(numbers: int) -> Iterator[int]:
    while number := os.read(numbers, _NUMBER.size):
        yield from _NUMBER.unpack(number)
