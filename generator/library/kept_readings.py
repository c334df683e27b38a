"""What was read of sound records, kept on disk for the next build: when nothing is wrong with one alone.

It is kept by the sheaf, some files that follow each other, and believed for a file with the very same text.
"""

import marshal
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from generator.library.kept_files import keep_only, kept_file, read_kept, write_kept
from generator.records.file_reading import digest_of
from generator.records.folders import RecordFile
from generator.records.packing import Sent
from generator.records.text_file import text_of
from generator.records.times import Zone

_ENDING: Final = ".records"


class Sound(NamedTuple):
    """A record as plain values, and what it was read of."""

    digest: bytes
    read_as: str
    """What `read_as` says of the file."""
    sent: Sent
    speaks_to_us: bool
    """Whether a comment in the file may be meant for `check`."""


class KeptReadings:
    """The sound records of one project, in a folder."""

    def __init__(self, folder: Path, program: bytes) -> None:
        """`program` tells the program that reads, with all packages that it uses, from any other."""
        self._folder = folder
        self._program = program

    def find(self, files: Sequence[RecordFile]) -> dict[str, Sound]:
        """Return what was kept of these files, by path; whether it still holds is for `says` to tell."""
        found = read_kept(self._file(files), self._program)
        return {} if found is None else {path: Sound(*sound) for path, sound in marshal.loads(found).items()}  # noqa: S302 - it is whole, and in a folder of our own

    def keep(self, files: Sequence[RecordFile], sound: Mapping[str, Sound]) -> None:
        """Keep what was read of these files."""
        plain = {path: tuple(one) for path, one in sound.items()}
        write_kept(self._file(files), self._program, marshal.dumps(plain))

    def only(self, sheaves: Iterable[Sequence[RecordFile]]) -> None:
        """Remove what was kept of other files than these."""
        keep_only(self._folder, map(self._file, sheaves), _ENDING)

    def _file(self, files: Sequence[RecordFile]) -> Path:
        return kept_file(self._folder, files[0].path, _ENDING)


def read_as(one: RecordFile, zone: Zone) -> str:
    """Return as what a file is read beside its text: its kind and handbook, and the zone of times that name none.

    Another `docs_dir` makes another kind of record of the same file.
    """
    return f"{one.kind.name} {one.handbook} {zone}"


def says(one: RecordFile, zone: Zone, sound: Sound) -> bool:
    """Say whether a file has the text that a record was read of, and is read in the same way."""
    if read_as(one, zone) != sound.read_as:
        return False
    text, problem = text_of(one.file, one.path)
    return problem is None and digest_of(text) == sound.digest
