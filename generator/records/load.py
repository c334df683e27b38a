"""Folders to records: finds every record file of a project, reads it, decodes it, and reports all that is wrong."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.problems import Place, Problem, did_you_mean
from generator.records import KINDS
from generator.records.decode import Seat, decode
from generator.records.handbook import Handbook
from generator.records.kind import Kind, Origin, Record
from generator.records.refs import Key
from generator.records.scalars import slugify
from generator.records.source import Data, Source, read
from generator.records.times import Zone

RESERVED = frozenset(
    "incidents action-items reports data a assets search templates respond compose schemas feeds tags stylesheets javascripts".split(),
)
CONTENT = "content"
INCIDENTS = "incidents"
_ENDINGS = (".yaml", ".yml")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YEAR = re.compile(r"\d{4}")
_MODELINE = re.compile(r"#\s*(?:yaml-language-server:\s*)?\$schema[=:]\s*(\S+)")


@dataclass(frozen=True)
class Content:
    """Everything that people wrote: records as far as they are sound, and what is wrong."""

    root: Path
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[Key] = frozenset()
    """Records that are there but make no record: a reference to one is not blamed."""
    sources: dict[str, Path] = field(default_factory=dict)
    """Every record file by its path relative to the root."""


@dataclass(frozen=True)
class _Found:
    """One record file: its kind, its handbook and its id."""

    file: Path
    path: str
    kind: Kind
    handbook: str
    id: str


def load(root: Path, *, content: str = CONTENT, incidents: str = INCIDENTS) -> Content:
    """Read every record below `root`. User mistakes are problems, never exceptions."""
    loader = _Loader(root, content, incidents)
    return loader.load()


def is_record_file(path: str) -> bool:
    """Say whether a file of these folders is read as a record: such files are never published."""
    return path.lower().endswith(_ENDINGS)


class _Loader:
    def __init__(self, root: Path, content: str, incidents: str) -> None:
        self.root = root
        self.folders = {CONTENT: content, INCIDENTS: incidents}
        self.problems: list[Problem] = []
        self.records: list[Record] = []
        self.broken: set[Key] = set()
        self.zones: dict[str, Zone] = {}
        self.owned: set[str] = set()

    def load(self) -> Content:
        content = list(self._files(self.folders[CONTENT]))
        found = [*self._in_content(content), *self._in_incidents()]
        self.owned = {one.handbook for one in found if one.kind.name == "handbook"}
        self._same_ids(found, content)
        # handbook.yaml first: its zone is the zone of every time in its records.
        for one in sorted(found, key=lambda one: (one.kind.name != "handbook", one.path)):
            self._read(one)
        self._without_handbook(found)
        sources = {one.path: one.file for one in found}
        return Content(self.root, tuple(self.records), tuple(sorted(self.problems)), frozenset(self.broken), sources)

    def _files(self, folder: str) -> Iterator[Path]:
        """Yield the files below a folder in order; links are reported, not followed."""
        base = self.root / folder
        for at, folders, names in os.walk(base):
            folders.sort()
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in [*sorted(names), *[name for name in folders if (Path(at) / name).is_symlink()]]:
                file = Path(at) / name
                if file.is_symlink():
                    sentence = "a symbolic link is not followed; put the file itself here"
                    self._problem(self._path(file), sentence, "symlink")
                elif not name.startswith("."):
                    yield file

    def _in_content(self, files: Iterable[Path]) -> Iterator[_Found]:
        for file in files:
            if not is_record_file(file.name):
                continue
            path = self._path(file)
            parts = file.relative_to(self.root / self.folders[CONTENT]).parts
            if len(parts) == 1:
                self._problem(path, "a record stands in a handbook's folder; move it into one", "unknown-file")
            elif self._is_handbook_name(parts[0], path):
                yield from self._classified(file, path, parts)

    def _classified(self, file: Path, path: str, parts: tuple[str, ...]) -> Iterator[_Found]:
        stem = file.stem
        handbook, *folders = parts[:-1]
        tables = {kind.file: kind for kind in KINDS.values() if kind.file and kind.root == CONTENT}
        documents = {kind.folder: kind for kind in KINDS.values() if kind.folder and kind.root == CONTENT}
        if not folders and stem in tables:
            kind = tables[stem]
            yield _Found(file, path, kind, handbook, handbook if kind.name == "handbook" else stem)
        elif len(folders) == 1 and folders[0] in documents:
            if self._is_id(stem, path):
                yield _Found(file, path, documents[folders[0]], handbook, stem)
        else:
            known, word = (tables, stem) if not folders else (documents, folders[0])
            place = f"no record is called {file.name} here" if not folders else f"no records lie in {'/'.join(folders)}/"
            hint = did_you_mean(word, known) or f"; known are {', '.join(known)}"
            self._problem(path, f"{place}{hint}", "unknown-file")

    def _in_incidents(self) -> Iterator[_Found]:
        kinds = {kind.root: kind for kind in KINDS.values() if kind.root == INCIDENTS}
        for file in self._files(self.folders[INCIDENTS]):
            if not is_record_file(file.name):
                continue
            path = self._path(file)
            parts = list(file.relative_to(self.root / self.folders[INCIDENTS]).parts)
            if len(parts) > 1 and _YEAR.fullmatch(parts[1]) and len(parts) > 2:  # noqa: PLR2004 - handbook/year/file
                del parts[1]
            in_folder = len(parts) == 3 and file.stem == "incident"  # noqa: PLR2004 - handbook/id/incident.yaml
            if len(parts) != 2 and not in_folder:  # noqa: PLR2004 - handbook/id.yaml
                sentence = "an incident is incidents/HANDBOOK/ID.yaml or incidents/HANDBOOK/ID/incident.yaml; move it there"
                self._problem(path, sentence, "unknown-file")
                continue
            name = parts[1] if in_folder else file.stem
            if self._is_handbook_name(parts[0], path) and self._is_id(name, path):
                yield _Found(file, path, kinds[INCIDENTS], parts[0], name)

    def _read(self, one: _Found) -> None:
        source = read(one.file, one.path)
        self.problems += source.problems
        self.problems += self._schema_line(one, source)
        if source.data is None:
            self.broken.add(Key(one.kind.name, one.handbook, one.id))
        elif one.kind.many:
            self._rows(one, source, source.data)
        else:
            self._record(one, source, source.data, Origin(Key(one.kind.name, one.handbook, one.id), one.path), ())

    def _rows(self, one: _Found, source: Source, data: Data) -> None:
        if not isinstance(data, list):
            sentence = f"expected a list of {one.kind.plural.lower()}, each beginning with `- id:`"
            self.problems.append(Problem(source.place(()), "error", sentence, "wrong-shape"))
            return
        seen: dict[str, int] = {}
        for index, row in enumerate(data):
            name = row.get("id", "") if isinstance(row, dict) else ""
            name = name if isinstance(name, str) else ""
            if name and name.lower() in seen:
                place = source.place((index, "id"))
                sentence = f'the id "{name}" is taken (first at line {seen[name.lower()]}); rename one of them'
                self.problems.append(Problem(place, "error", sentence, "duplicate-id"))
                continue
            if name:
                seen[name.lower()] = source.place((index, "id")).line
            key = Key(one.kind.name, one.handbook, name)
            self._record(one, source, row, Origin(key, one.path, index), (index,))

    def _record(self, one: _Found, source: Source, data: Data, origin: Origin, loc: tuple[int, ...]) -> None:
        if isinstance(data, str) and loc in source.dropped:
            return
        zone = self.zones.get(one.handbook, Zone("UTC"))
        record, problems = decode(one.kind, data, Seat(source, origin, loc, zone))
        self.problems += problems
        if record is None:
            self.broken.add(origin.key)
            return
        if isinstance(record, Handbook):
            self.zones[one.handbook] = record.timezone
        self.records.append(record)

    def _schema_line(self, one: _Found, source: Source) -> Iterator[Problem]:
        """A wrong schema path misleads the editor in silence: print the right line."""
        for number, line in enumerate(source.text.splitlines()[:2], start=1):
            found = _MODELINE.match(line)
            if not found or "://" in found[1]:
                continue
            right = schema_path(one.path, one.kind)
            if os.path.normpath(found[1]) != right:
                sentence = f"the editor finds no schema there; write: # yaml-language-server: $schema={right}"
                yield Problem(Place(one.path, number, found.start(1) + 1), "advice", sentence, "schema-line")

    def _same_ids(self, found: list[_Found], content: list[Path]) -> None:
        """The same address twice: two year folders, two endings, a Markdown page beside it, another case."""
        first: dict[tuple[str, str, str], str] = {}
        for one in found:
            name = (one.kind.name, one.handbook.lower(), one.id.lower())
            if name in first:
                sentence = f"{first[name]} has the same id; rename one of the two"
                self._problem(one.path, sentence, "duplicate-id")
            first.setdefault(name, one.path)
        pages = {self._path(file)[: -len(".md")]: file for file in content if file.suffix.lower() == ".md"}
        for one in found:
            stem = str(PurePosixPath(one.path).with_suffix(""))
            if stem in pages and one.kind.root == CONTENT:
                sentence = f"{self._path(pages[stem])} would have the same address; rename one of the two"
                self._problem(one.path, sentence, "duplicate-id")

    def _without_handbook(self, found: list[_Found]) -> None:
        told: set[str] = set()
        for one in found:
            if one.handbook in self.owned or one.handbook in told:
                continue
            told.add(one.handbook)
            folder = f"{self.folders[CONTENT]}/{one.handbook}"
            hint = did_you_mean(one.handbook, self.owned) or f"; write {folder}/handbook.yaml"
            self._problem(one.path, f'there is no handbook "{one.handbook}"{hint}', "missing-handbook")

    def _is_handbook_name(self, name: str, path: str) -> bool:
        if name in RESERVED:
            self._problem(path, f'"{name}" is an address of the site itself; give the handbook another name', "reserved-name")
            return False
        return self._is_id(name, path)

    def _is_id(self, name: str, path: str) -> bool:
        if _SLUG.fullmatch(name):
            return True
        better = slugify(name)
        hint = f'; rename it to "{better}"' if better else "; rename it"
        sentence = f'"{name}" becomes an address, so it has lower-case letters, digits and hyphens only{hint}'
        self._problem(path, sentence, "not-an-id")
        return False

    def _path(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()

    def _problem(self, path: str, sentence: str, code: str) -> None:
        self.problems.append(Problem(Place(path), "error", sentence, code))


def schema_path(path: str, kind: Kind) -> str:
    """Return the relative path from a record's file to its editor schema."""
    up = "../" * (path.count("/"))
    return f"{up}schemas/{kind.schema}.schema.json"
