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

from generator.library.kept_files import cut
from generator.library.kept_readings import KeptReadings, Sound, read_as, says
from generator.library.processes import spare_processes
from generator.library.rules import NOTHING_FOUND, look_at
from generator.records.file_reading import FileReading, Reading, origin_of, read_file
from generator.records.folders import RecordFile
from generator.records.packing import built, packed
from generator.records.times import Zone

if sys.platform == "linux":
    import fcntl

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_File = tuple[RecordFile, Zone]
_Found = Iterator[tuple[int, FileReading | None, Sound | None]]
"""Of some files the number, and what was read now or is known to be sound; of what is kept only the second is there."""

_WORTH: Final = 400
"""From so many files on another process is worth its beginning."""
_SHEAF: Final = 32
"""So many files are read before another process is asked what it has."""
_ROOM: Final = 1 << 20
"""Bytes of what another process has read that may wait for this one."""
_NUMBER: Final = struct.Struct("<I")


class SharedReading(Reading):
    """Reads most files before their turn comes, with the help of other processes where that pays."""

    def __init__(
        self,
        helpers: int | None = None,
        meanwhile: Callable[[], object] | None = None,
        keep: Callable[[], KeptReadings | None] = lambda: None,
    ) -> None:
        """`helpers` are the other processes; as many as there are processors to spare unless said.

        `meanwhile` is what this process does before it reads; others begin without waiting for it. `keep` returns
        what was read before; it is asked where that pays.
        """
        self._helpers = helpers
        self._keep = keep
        self._meanwhile = meanwhile or (lambda: None)
        self._found: dict[str, FileReading] = {}

    def ahead(self, files: Sequence[_File]) -> None:
        """Read the files of one record each, if there are many."""
        files = [file for file in files if not file[0].kind.many]
        helpers = self._helpers
        if helpers is None:
            helpers = spare_processes() if len(files) >= _WORTH else 0
        kept = self._keep() if len(files) >= _WORTH else None
        if helpers or kept:
            sheaves = [*cut(files, _SHEAF, lambda file: file[0].path)]
            self._share(sheaves, helpers, kept)
            if kept:
                kept.only([one for one, _ in sheaf] for sheaf in sheaves)
        else:
            self._meanwhile()

    def read(self, one: RecordFile, zone: Zone) -> FileReading:
        """Return what a file gives."""
        return self._found.pop(one.path, None) or super().read(one, zone)

    def _share(self, sheaves: Sequence[Sequence[_File]], helpers: int, kept: KeptReadings | None) -> None:
        numbers = _numbers(len(sheaves))
        crew = [_helper(sheaves, numbers, kept) for _ in range(helpers)]
        answers = [answer for _, answer in crew]
        self._meanwhile()
        for number in _taken(numbers):
            for index, reading, sound in _read(sheaves[number], kept, pack=kept is not None):
                one, _ = sheaves[number][index]
                found = self._found[one.path] = reading or _built(one, sound)
                for record in found.records:
                    # What everybody asks for is found while there are others to read meanwhile.
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
            for index, fields in sound:
                one, _ = sheaves[number][index]
                self._found[one.path] = _built(one, Sound(*fields))


def _helper(
    sheaves: Sequence[Sequence[_File]], numbers: int, kept: KeptReadings | None
) -> tuple["BaseProcess", Connection]:
    """Let another process begin."""
    context = multiprocessing.get_context("fork")
    answer, bring = context.Pipe(duplex=False)
    _widen(bring.fileno())
    process = context.Process(target=_help, args=(sheaves, numbers, bring, kept), daemon=True)
    process.start()
    bring.close()
    return process, answer


def _help(sheaves: Sequence[Sequence[_File]], numbers: int, bring: Connection, kept: KeptReadings | None) -> None:
    # Whoever presses Ctrl-C means the command: its process ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _taken(numbers):
        sound = [(index, tuple(sound)) for index, _, sound in _read(sheaves[number], kept, pack=True) if sound]
        bring.send_bytes(marshal.dumps((number, sound)))
    bring.close()


def _read(files: Sequence[_File], kept: KeptReadings | None, *, pack: bool) -> _Found:
    """Yield what files give; of sound ones as plain values, too, if that is known or to `pack`. Keep what is new."""
    names = [one for one, _ in files]
    known = kept.find(names) if kept else {}
    sound: dict[str, Sound] = {}
    is_same = True
    for index, (one, zone) in enumerate(files):
        found = known.get(one.path)
        if found and says(one, zone, found):
            sound[one.path] = found
            yield index, None, found
            continue
        reading = read_file(one, zone)
        new = None
        if _is_sound(reading) and pack:
            new = sound[one.path] = Sound(
                reading.digest, read_as(one, zone), packed(reading.records[0]), reading.speaks_to_us
            )
            is_same = False
        yield index, reading, new
    if kept and not (is_same and sound.keys() == known.keys()):
        kept.keep(names, sound)


def _is_sound(reading: FileReading) -> bool:
    """Let the rules look at each record by itself; say whether there is one, whole, with which nothing is wrong."""
    found = [look_at(record) for record in reading.records]
    return len(found) == 1 and not (reading.problems or found[0] or reading.records[0].lost)


def _built(one: RecordFile, sound: Sound | None) -> FileReading:
    """Return what a file gives that is sound."""
    assert sound is not None  # noqa: S101 - what was not read now is known to be sound
    record = built(one.kind, sound.sent, origin_of(one))
    record.keep_found(NOTHING_FOUND)
    record.explore()
    return FileReading([record], speaks_to_us=sound.speaks_to_us, digest=sound.digest)


def _numbers(count: int) -> int:
    """Return a pipe that gives each number to one of the processes that read it."""
    numbers, put = os.pipe()
    _widen(put)
    os.write(put, b"".join(map(_NUMBER.pack, range(count))))
    os.close(put)
    return numbers


def _widen(pipe: int) -> None:
    """Give a pipe more room, where that can be; where not, who writes waits more often for who reads."""
    if sys.platform == "linux":
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _ROOM)


def _taken(numbers: int) -> Iterator[int]:
    while number := os.read(numbers, _NUMBER.size):
        yield from _NUMBER.unpack(number)
