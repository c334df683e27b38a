"""One record file to its records: what it says, as far as it is sound, and everything that is wrong with it."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from generator.problems import Place, Problem, quoted
from generator.records.decode import Seat, decode
from generator.records.folders import RecordFile
from generator.records.kind import Kind
from generator.records.reader import Data
from generator.records.record import Origin, Record
from generator.records.refs import Key
from generator.records.source import Source, read
from generator.records.times import Zone

_MODELINE = re.compile(r"#\s*(?:yaml-language-server:\s*)?\$schema[=:]\s*(\S+)")
_TO_US = "runbook-site:"


@dataclass
class FileReading:
    """What one file gave; it depends on nothing but the file's text, its path and the zone of its handbook."""

    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: set[Key] = field(default_factory=set)
    """What is there and makes no record; no id means: rows of that table."""
    speaks_to_us: bool = False
    """Whether a comment in it may be meant for `check`."""
    digest: bytes = b""
    """What tells its text from any other."""


class Reading:
    """How the files of a project are read: each by itself, when its turn comes, unless somebody knows a shorter way."""

    def ahead(self, files: Sequence[tuple[RecordFile, Zone]]) -> None:
        """Hear of all files that will be read, but for the handbooks, each with the zone of its handbook."""

    def read(self, one: RecordFile, zone: Zone) -> FileReading:
        """Return what a file gives."""
        return read_file(one, zone)

    def done(self, paths: Collection[str]) -> None:
        """Hear that all files have been read, and which there are."""


def read_file(one: RecordFile, zone: Zone) -> FileReading:
    """Read one file; `zone` is that of the times that name none. User mistakes are problems, never exceptions."""
    return reading_of(one, read(one.file, one.path), zone)


def reading_of(one: RecordFile, source: Source, zone: Zone) -> FileReading:
    """Return what a file gives that has been parsed already."""
    return _FileReader(one, source, zone).reading()


def origin_of(one: RecordFile) -> Origin:
    """Return where the record of a file comes from that holds one."""
    return Origin(Key(one.kind.name, one.handbook, one.id), one.path)


def digest_of(text: str) -> bytes:
    """Return what tells a text from any other."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def schema_path(path: str, kind: Kind) -> str:
    """Return the relative path from a record's file to its editor schema."""
    return f"{'../' * path.count('/')}schemas/{kind.schema}.schema.json"


class _FileReader:
    def __init__(self, one: RecordFile, source: Source, zone: Zone) -> None:
        self.one = one
        self.source = source
        self.zone = zone
        self.found = FileReading()

    def reading(self) -> FileReading:
        """Return what the file gives."""
        one, source, found = self.one, self.source, self.found
        found.problems += source.problems
        found.problems += _schema_line(one, source)
        found.speaks_to_us = _TO_US in source.text
        found.digest = digest_of(source.text)
        if source.data is None:
            found.broken.add(self.key("" if one.kind.many else one.id))
        elif one.kind.many:
            self._rows(source.data)
        else:
            self.record(source.data, origin_of(one))
        return found

    def _rows(self, data: Data) -> None:
        one, source = self.one, self.source
        if not isinstance(data, list):
            sentence = f"expected a list of {one.kind.plural.lower()}, each beginning with `- id:`"
            self.found.problems.append(Problem(source.place(()), "error", sentence, "wrong-shape"))
            self.found.broken.add(self.key(""))
            return
        seen: dict[str, int] = {}
        for index, row in enumerate(data):
            said = row.get("id", "") if isinstance(row, dict) else ""
            name = said if isinstance(said, str) else ""
            if name and name.lower() in seen:
                line = source.place((seen[name.lower()], "id")).line
                sentence = f"the id {quoted(name)} is taken (first at line {line}); rename one of them"
                self.found.problems.append(Problem(source.place((index, "id")), "error", sentence, "duplicate-id"))
                continue
            if name:
                seen[name.lower()] = index
            if (index,) in source.dropped:
                self.found.broken.add(self.key(""))
            else:
                self.record(row, Origin(self.key(name), one.path, index), (index,))

    def record(self, data: Data, origin: Origin, loc: tuple[int, ...] = ()) -> None:
        record, problems = decode(self.one.kind, data, Seat(self.source, origin, loc, self.zone))
        self.found.problems += problems
        if record is None or ("id",) in record.lost:
            self.found.broken.add(origin.key if not self.one.kind.many else self.key(""))
        if record is not None:
            self.found.records.append(record)

    def key(self, name: str) -> Key:
        return Key(self.one.kind.name, self.one.handbook, name)


def _schema_line(one: RecordFile, source: Source) -> Iterator[Problem]:
    """A wrong schema path misleads the editor in silence: print the right line."""
    for number, line in enumerate(source.text.split("\n", maxsplit=2)[:2], start=1):
        found = _MODELINE.match(line)
        if not found or "://" in found[1]:
            continue
        right = schema_path(one.path, one.kind)
        if os.path.normpath(found[1]) != right:
            sentence = f"the editor finds no schema there; write: # yaml-language-server: $schema={right}"
            yield Problem(Place(one.path, number, found.start(1) + 1), "advice", sentence, "schema-line")
