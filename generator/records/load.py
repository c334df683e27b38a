"""Folders to records: reads every record file of a project, decodes it, and reports all that is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Place, Problem, did_you_mean, quoted
from generator.records.file_reading import Reading, schema_path
from generator.records.folders import CONTENT, INCIDENTS, RecordFile, Tree, is_record_file, walk_tree
from generator.records.handbook import Handbook
from generator.records.record import Origin, Record
from generator.records.refs import Key
from generator.records.times import Zone

__all__ = ["CONTENT", "INCIDENTS", "Content", "Reading", "is_record_file", "load", "schema_path"]
_ACROSS = ("action-items", "data", "reports", "search")
"""Pages of the site that belong to no handbook, beside the incidents."""


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
    digests: dict[str, bytes] = field(default_factory=dict)
    """What tells the text of each record file from any other, by path."""
    pages: tuple[tuple[str, str], ...] = ()
    """Hand-written Markdown pages: path relative to the root, and address."""
    to_us: tuple[str, ...] = ()
    """The record files in which a comment may be meant for `check`."""


def load(root: Path, *, content: str = CONTENT, incidents: str = INCIDENTS, reading: Reading | None = None) -> Content:
    """Read every record below `root`. User mistakes are problems, never exceptions.

    `reading` may know a shorter way than to read each file by itself.
    """
    tree = walk_tree(root, content, incidents)
    reading = reading or Reading()
    loader = _Loader(reading)
    # handbook.yaml first: its zone is the zone of every time in its records.
    for one in tree.records:
        if one.kind.name == "handbook":
            loader.read(one)
    others = [one for one in tree.records if one.kind.name != "handbook"]
    reading.ahead([(one, loader.zone_of(one)) for one in others])
    for one in others:
        loader.read(one)
    loader.without_handbook(tree.records, content)
    problems = (*tree.problems, *loader.problems, *_same_addresses(tree))
    sources = {one.path: one.file for one in tree.records}
    reading.done(sources.keys())
    records, to_us, pages = tuple(loader.records), tuple(loader.to_us), tuple(tree.pages)
    return Content(root, records, problems, frozenset(loader.broken), sources, loader.digests, pages, to_us)


class _Loader:
    def __init__(self, reading: Reading) -> None:
        self.problems: list[Problem] = []
        self.records: list[Record] = []
        self.broken: set[Key] = set()
        self.handbooks: dict[str, Handbook] = {}
        self.to_us: list[str] = []
        self.digests: dict[str, bytes] = {}
        self._reading = reading

    def zone_of(self, one: RecordFile) -> Zone:
        """Return the zone of the times in a file that name none."""
        book = self.handbooks.get(one.handbook)
        return book.timezone if book else Zone("UTC")

    def read(self, one: RecordFile) -> None:
        found = self._reading.read(one, self.zone_of(one))
        self.problems += found.problems
        self.broken |= found.broken
        self.digests[one.path] = found.digest
        if found.speaks_to_us:
            self.to_us.append(one.path)
        for record in found.records:
            self._keep(record)

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

    def _keep(self, record: Record) -> None:
        self.records.append(record)
        if isinstance(record, Handbook):
            self.handbooks[record.key.id] = record


def _same_addresses(tree: Tree) -> Iterator[Problem]:
    """The same address twice: two year folders, two endings, a Markdown page beside a record, another case."""
    first: dict[str, str] = {}
    for one in tree.records:
        if one.address in first:
            sentence = f"{first[one.address]} has the same id; rename one of the two"
            yield Problem(Place(one.path), "error", sentence, "duplicate-id")
        first.setdefault(one.address, one.path)
    lists = {f"{one.handbook}/{one.kind.folder}" for one in tree.records if one.kind.folder}
    made = {*lists, *(f"{one.handbook}/{INCIDENTS}" for one in tree.records), INCIDENTS, *_ACROSS}
    for one in tree.records:
        if one.address in made:
            sentence = f'"{one.id}" is the name of the list of all {one.kind.plural.lower()}; rename it'
            yield Problem(Place(one.path), "error", sentence, "duplicate-id")
    for path, address in tree.pages:
        if address in first:
            sentence = f"{first[address]} has the same address; rename one of the two"
            yield Problem(Place(path), "error", sentence, "duplicate-id")
        elif address in made:
            yield Problem(Place(path), "error", "the site puts a page of its own here; rename it", "duplicate-id")
        first.setdefault(address, path)
