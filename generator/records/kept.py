"""What was read of each file, kept from one build of a preview to the next: only files that changed are read again."""

from collections.abc import Collection
from typing import Final, NamedTuple

from generator.records.file_reading import FileReading, Reading, digest_of, read_file
from generator.records.folders import RecordFile
from generator.records.text_file import text_of
from generator.records.times import Zone

_SURE: Final = 2_000_000_000
"""Nanoseconds. A file that was saved so shortly before the last one may have been saved again in the same tick of the
clock, and is compared by its text."""


class _Stamp(NamedTuple):
    """What changes when a file is saved, moved here or put back; and what else a reading depends on."""

    changed: int
    moved: int
    size: int
    number: int
    kind: str
    handbook: str
    id: str
    zone: str


_BESIDE: Final = _Stamp._fields.index("kind")
"""From here on a stamp says nothing of the file itself."""


class Kept(Reading):
    """The readings of one project's files."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._readings: dict[str, tuple[_Stamp, FileReading]] = {}
        self._latest = 0

    def read(self, one: RecordFile, zone: Zone) -> FileReading:
        """Return what a file gives now; what was read before where nothing has changed."""
        stamp = _stamp(one, zone)
        before, reading = self._readings.get(one.path, (None, None))
        if reading is not None and before is not None:
            is_sure = stamp == before and stamp.changed < self._latest - _SURE
            is_alike = before[_BESIDE:] == stamp[_BESIDE:] and (is_sure or _says(one, reading))
            if is_alike:
                self._readings[one.path] = (stamp, reading)
                return reading
        reading = read_file(one, zone)
        self._readings[one.path] = (stamp, reading)
        return reading

    def done(self, paths: Collection[str]) -> None:
        """Forget the files that are no longer there, and note when the latest of the others was saved."""
        self._readings = {path: kept for path, kept in self._readings.items() if path in paths}
        self._latest = max((stamp.changed for stamp, _ in self._readings.values()), default=0)


def _stamp(one: RecordFile, zone: Zone) -> _Stamp:
    state = one.file.stat()
    times = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
    return _Stamp(*times, one.kind.name, one.handbook, one.id, str(zone))


def _says(one: RecordFile, reading: FileReading) -> bool:
    text, problem = text_of(one.file, one.path)
    return problem is None and digest_of(text) == reading.digest
