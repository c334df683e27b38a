"""The tree of files: which record a file holds, where it stands on the site, and what stands where nothing can."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.problems import Place, Problem, any_of, did_you_mean, quoted
from generator.records import KINDS
from generator.records.kind import Kind
from generator.records.names import MAX_ID, is_slug, slugify

RESERVED = frozenset(
    {
        "a",
        "action-items",
        "assets",
        "compose",
        "data",
        "feeds",
        "incidents",
        "javascripts",
        "reports",
        "respond",
        "schemas",
        "search",
        "stylesheets",
        "tags",
        "templates",
    }
)
"""Addresses of the site itself, which no handbook can have."""
CONTENT = "content"
INCIDENTS = "incidents"
_ENDINGS = (".yaml", ".yml")
_YEAR = re.compile(r"\d{4}", re.ASCII)


@dataclass(frozen=True)
class RecordFile:
    """One record file: its kind, its handbook and its id."""

    file: Path
    path: str
    kind: Kind
    handbook: str
    id: str

    @property
    def address(self) -> str:
        """Where its page stands, from the site's root."""
        if self.kind.name == "handbook":
            return self.handbook
        return address(f"{self.handbook}/{f'{self.kind.folder}/{self.id}' if self.kind.folder else self.kind.file}")


@dataclass
class Tree:
    """What the folders of a project hold."""

    records: list[RecordFile] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    """Hand-written Markdown pages: path and address."""
    problems: list[Problem] = field(default_factory=list)


def is_record_file(path: str) -> bool:
    """Say whether a file of these folders is read as a record: such files are never published."""
    return path.lower().endswith(_ENDINGS)


def address(stem: str) -> str:
    """Return the address of a page from its path without an ending; what differs in case only is one address."""
    lower = f"/{stem.lower()}"
    return lower.removesuffix("/index").removesuffix("/readme").lstrip("/")


def walk_tree(root: Path, content: str = CONTENT, incidents: str = INCIDENTS) -> Tree:
    """Find every record and page below the two folders, in the order of their paths."""
    walker = _Walker(root, content, incidents)
    walker.walk()
    return walker.tree


class _Walker:
    def __init__(self, root: Path, content: str, incidents: str) -> None:
        self.root = root
        self.before = len(str(root / "_")) - 1
        """How many letters of a file's path stand before its path from the root."""
        self.content = content
        self.incidents = incidents
        self.tree = Tree()
        self.refused: set[str] = set()

    def walk(self) -> None:
        for file, parts in self._files(self.content):
            if parts[-1].lower().endswith(".md"):
                self.tree.pages.append((self._path(file), address("/".join(parts)[: -len(".md")])))
            elif is_record_file(parts[-1]):
                self.tree.records += self._in_content(file, parts)
        for file, parts in self._files(self.incidents):
            if parts[-1].lower().endswith(".md"):
                beside = "/".join((parts[0], "incidents", *parts[1:]))
                self.tree.pages.append((self._path(file), address(beside[: -len(".md")])))
            elif is_record_file(parts[-1]):
                self.tree.records += self._in_incidents(file, parts)
        self.tree.records.sort(key=lambda one: one.path)

    def _files(self, folder: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
        """Yield the files below a folder in order, each with the names on the way to it.

        Links and what cannot be printed or read are reported, not followed.
        """
        top = self.root / folder
        below: list[tuple[str, tuple[str, ...]]] = [(str(top), ())] if top.is_dir() else []
        while below:
            at, parts = below.pop()
            folders = []
            for entry in self._entries(at):
                if entry.is_symlink():
                    self._problem(
                        Path(entry.path), "a symbolic link is not followed; put the file itself here", "symlink"
                    )
                elif entry.is_dir():
                    folders.append((entry.path, (*parts, entry.name)))
                elif entry.is_file():
                    yield Path(entry.path), (*parts, entry.name)
                else:
                    sentence = "this is no file that can be read; remove it"
                    self._problem(Path(entry.path), sentence, "unreadable-file")
            below += reversed(folders)

    def _entries(self, at: str) -> list["os.DirEntry[str]"]:
        try:
            with os.scandir(at) as found:
                entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda one: one.name)
        except OSError:
            self._problem(
                Path(at), "this folder cannot be read; let those who build the site read it", "unreadable-file"
            )
            return []
        return [entry for entry in entries if entry.name.isprintable() or self._is_printable(Path(entry.path))]

    def _is_printable(self, file: Path) -> bool:
        if file.name.isprintable():
            return True
        shown = file.name.encode("unicode_escape", "backslashreplace").decode("ascii")
        path = f"{self._path(file.parent)}/{shown}"
        sentence = "the name holds something that cannot be printed; rename it"
        self.tree.problems.append(Problem(Place(path), "error", sentence, "unreadable-file"))
        return False

    def _in_content(self, file: Path, parts: tuple[str, ...]) -> Iterator[RecordFile]:
        if len(parts) == 1:
            self._problem(file, "a record stands in a handbook's folder; move it into one", "unknown-file")
            return
        handbook, *folders = parts[:-1]
        if not self._is_handbook_name(handbook, file):
            return
        tables = {kind.file: kind for kind in KINDS.values() if kind.file and kind.root == CONTENT}
        documents = {kind.folder: kind for kind in KINDS.values() if kind.folder and kind.root == CONTENT}
        stem = file.stem
        if not folders and stem in tables:
            name = handbook if tables[stem].name == "handbook" else stem
            yield RecordFile(file, self._path(file), tables[stem], handbook, name)
        elif len(folders) == 1 and folders[0] in documents:
            if self._is_id(stem, file):
                yield RecordFile(file, self._path(file), documents[folders[0]], handbook, stem)
        elif not folders:
            hint = did_you_mean(stem, tables) or f"; the files here are {any_of(tables, 'and')}"
            self._problem(file, f"no record is called {quoted(stem)}{hint}", "unknown-file")
        else:
            hint = did_you_mean(folders[0], documents) or f"; the folders here are {any_of(documents, 'and')}"
            hint = hint if len(folders) == 1 else "; move them one folder up"
            self._problem(file, f"no records lie in {quoted('/'.join(folders) + '/')}{hint}", "unknown-file")

    def _in_incidents(self, file: Path, parts: tuple[str, ...]) -> Iterator[RecordFile]:
        handbook, *rest = parts
        if len(rest) > 1 and _YEAR.fullmatch(rest[0]):
            rest = rest[1:]
        in_folder = len(rest) == 2 and file.stem == "incident"  # noqa: PLR2004 - ID/incident.yaml
        if not in_folder and (len(rest) != 1 or file.stem == "incident"):
            base = self.incidents
            sentence = f"an incident is {base}/HANDBOOK/ID.yaml, or {base}/HANDBOOK/ID/incident.yaml; move it there"
            self._problem(file, sentence, "unknown-file")
            return
        name = rest[0] if in_folder else file.stem
        kind = next(kind for kind in KINDS.values() if kind.root == INCIDENTS)
        if self._is_handbook_name(handbook, file) and self._is_id(name, file):
            yield RecordFile(file, self._path(file), kind, handbook, name)

    def _is_handbook_name(self, name: str, file: Path) -> bool:
        # One folder with many files is one mistake.
        if name in self.refused:
            return False
        if name in RESERVED:
            sentence = f'"{name}" is an address of the site itself; give the handbook another name'
            self._problem(file, sentence, "reserved-name")
        elif self._is_id(name, file):
            return True
        self.refused.add(name)
        return False

    def _is_id(self, name: str, file: Path) -> bool:
        if is_slug(name):
            return True
        better = slugify(name)[:MAX_ID].strip("-")
        hint = f'rename it to "{better}"' if better else "rename it"
        rules = f"lower-case letters, digits and hyphens only, at most {MAX_ID}"
        self._problem(file, f"{quoted(name)} becomes an address, so it has {rules}; {hint}", "not-an-id")
        return False

    def _path(self, file: Path) -> str:
        return str(file)[self.before :].replace(os.sep, "/")

    def _problem(self, file: Path, sentence: str, code: str) -> None:
        self.tree.problems.append(Problem(Place(self._path(file)), "error", sentence, code))
