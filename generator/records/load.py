"""Folders to records: reads every record file of a project, decodes it, and reports all that is wrong."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Place, Problem, did_you_mean, quoted
from generator.records.decode import Seat, decode
from generator.records.folders import CONTENT, INCIDENTS, RecordFile, Tree, is_record_file, walk_tree
from generator.records.handbook import Handbook
from generator.records.kind import Kind, Origin, Record
from generator.records.reader import Data
from generator.records.refs import Key
from generator.records.source import Source, read
from generator.records.times import Zone

__all__ = ["CONTENT", "INCIDENTS", "Content", "is_record_file", "load", "schema_path"]

_MODELINE = re.compile(r"#\s*(?:yaml-language-server:\s*)?\$schema[=:]\s*(\S+)")


@dataclass(frozen=True)
class Content:
    """Everything that people wrote: records as far as they are sound, and what is wrong."""

    root: Path
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    """In no order; two of them may be alike."""
    broken: frozenset[Key] = frozenset()
    """What is there and makes no record, so that a reference to it is not blamed; no id means: rows of that table."""
    sources: dict[str, Path] = field(default_factory=dict)
    """Every record file by its path relative to the root."""
    pages: tuple[tuple[str, str], ...] = ()
    """Hand-written Markdown pages: path relative to the root, and address."""


def load(root: Path, *, content: str = CONTENT, incidents: str = INCIDENTS) -> Content:
    """Read every record below `root`. User mistakes are problems, never exceptions."""
    tree = walk_tree(root, content, incidents)
    loader = _Loader()
    for one in sorted(tree.records, key=lambda one: (one.kind.name != "handbook", one.path)):
        # handbook.yaml first: its zone is the zone of every time in its records.
        loader.read(one)
    loader.without_handbook(tree.records, content)
    problems = (*tree.problems, *loader.problems, *_same_addresses(tree))
    sources = {one.path: one.file for one in tree.records}
    records = tuple(loader.records)
    return Content(root, records, problems, frozenset(loader.broken), sources, tuple(tree.pages))


def schema_path(path: str, kind: Kind) -> str:
    """Return the relative path from a record's file to its editor schema."""
    return f"{'../' * path.count('/')}schemas/{kind.schema}.schema.json"


class _Loader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.records: list[Record] = []
        self.broken: set[Key] = set()
        self.handbooks: dict[str, Handbook] = {}

    def read(self, one: RecordFile) -> None:
        source = read(one.file, one.path)
        self.problems += source.problems
        self.problems += _schema_line(one, source)
        if source.data is None:
            self.broken.add(Key(one.kind.name, one.handbook, "" if one.kind.many else one.id))
        elif one.kind.many:
            self._rows(one, source, source.data)
        else:
            self._record(one, source, source.data, Seat(source, Origin(_key(one, one.id), one.path)))

    def without_handbook(self, files: Iterable[RecordFile], content: str) -> None:
        """Let a bare handbook stand in where there is none, so that its records are checked all the same."""
        owned = {one.handbook for one in files if one.kind.name == "handbook"}
        for one in files:
            name = one.handbook
            if name in self.handbooks:
                continue
            if name not in owned:
                hint = did_you_mean(name, owned) or f"; write {content}/{name}/handbook.yaml"
                sentence = f"there is no handbook {quoted(name)}{hint}"
                self.problems.append(Problem(Place(one.path), "error", sentence, "missing-handbook"))
            origin = Origin(Key("handbook", name, name), f"{content}/{name}/handbook.yaml")
            self._keep(Handbook.model_validate({"format": "1", "title": name}).seated(origin, ()))
            self.broken.add(origin.key)

    def _rows(self, one: RecordFile, source: Source, data: Data) -> None:
        if not isinstance(data, list):
            sentence = f"expected a list of {one.kind.plural.lower()}, each beginning with `- id:`"
            self.problems.append(Problem(source.place(()), "error", sentence, "wrong-shape"))
            self.broken.add(_key(one, ""))
            return
        seen: dict[str, int] = {}
        for index, row in enumerate(data):
            said = row.get("id", "") if isinstance(row, dict) else ""
            name = said if isinstance(said, str) else ""
            if name and name.lower() in seen:
                line = source.place((seen[name.lower()], "id")).line
                sentence = f"the id {quoted(name)} is taken (first at line {line}); rename one of them"
                self.problems.append(Problem(source.place((index, "id")), "error", sentence, "duplicate-id"))
                continue
            if name:
                seen[name.lower()] = index
            if (index,) in source.dropped:
                self.broken.add(_key(one, ""))
            else:
                self._record(one, source, row, Seat(source, Origin(_key(one, name), one.path, index), (index,)))

    def _record(self, one: RecordFile, source: Source, data: Data, seat: Seat) -> None:
        book = self.handbooks.get(one.handbook)
        zone = book.timezone if book else Zone("UTC")
        record, problems = decode(one.kind, data, Seat(source, seat.origin, seat.loc, zone))
        self.problems += problems
        if record is None or ("id",) in record.lost:
            self.broken.add(seat.origin.key if not one.kind.many else _key(one, ""))
        if record is not None:
            self._keep(record)

    def _keep(self, record: Record) -> None:
        self.records.append(record)
        if isinstance(record, Handbook):
            self.handbooks[record.key.id] = record


def _key(one: RecordFile, name: str) -> Key:
    return Key(one.kind.name, one.handbook, name)


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


def _same_addresses(tree: Tree) -> Iterator[Problem]:
    """The same address twice: two year folders, two endings, a Markdown page beside a record, another case."""
    first: dict[str, str] = {}
    for one in tree.records:
        if one.address in first:
            sentence = f"{first[one.address]} has the same id; rename one of the two"
            yield Problem(Place(one.path), "error", sentence, "duplicate-id")
        first.setdefault(one.address, one.path)
    lists = {f"{one.handbook}/{one.kind.folder}" for one in tree.records if one.kind.folder}
    made = {*lists, *(f"{one.handbook}/{INCIDENTS}" for one in tree.records), INCIDENTS, "action-items"}
    for one in tree.records:
        if one.address in made:
            sentence = f'"{one.id}" is the name of the list of all {one.kind.plural.lower()}; rename it'
            yield Problem(Place(one.path), "error", sentence, "duplicate-id")
    for path, address in tree.pages:
        if address in first:
            sentence = f"{first[address]} has the same address; rename one of the two"
            yield Problem(Place(path), "error", sentence, "duplicate-id")
        elif address in made:
            yield Problem(Place(path), "error", "the site puts a list of its own here; rename it", "duplicate-id")
        first.setdefault(address, path)
