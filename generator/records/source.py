"""One YAML file to plain text data with places."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.problems import Place, Problem
from generator.records.composing import MAX_DEPTH, Composer, compose
from generator.records.notes import Loc, Notes
from generator.records.places import Places
from generator.records.quick_yaml import quick_data
from generator.records.reader import Data, Node, Reader, plain
from generator.records.text_file import has_unseen, text_of

__all__ = ["Data", "Loc", "Source", "composed", "documents", "parse", "read", "read_plain"]

_LINE_CODES = frozenset({"quote-needed", "swallowed-comment", "syntax", "not-plain"})


@dataclass(frozen=True)
class Source:
    """One file's text and what it says: `data` holds mappings, lists and text only, and None when it says nothing."""

    path: str
    text: str
    data: Data | None
    problems: tuple[Problem, ...] = ()
    dropped: frozenset[Loc] = frozenset()
    """Where something was reported that has no value, and left out."""
    sound: str = ""
    """The text as it was parsed: what could not be read is masked."""

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Return where `loc` stands, or the nearest thing above it that does; with `key` its key, not its value."""
        return self._places.place(loc, key=key)

    def place_of(self, loc: Loc, word: str, number: int = 0, *, every: bool = False) -> Place:
        """Return where a word stands in the text at `loc`: its occurrence of that number, counted from 0.

        Those that stand alone are counted, or `every` one.
        """
        return self._places.place_of(loc, word, number, every=every)

    def seat(self, loc: Loc) -> tuple[Node | None, Node] | None:
        """Return the key's node and the value's at `loc`, as they were parsed; None where nothing stands."""
        return self._places.seat(loc)

    @property
    def scalars(self) -> Iterator[tuple[int, int, int]]:
        """Where each text and key stands: its start, where its own words begin, and its end."""
        return self._places.scalars()

    def dropped_in(self, loc: Loc) -> tuple[Loc, ...]:
        """Return what was left out in the whole file, or in one row of its list."""
        return self._dropped.get(loc[0], ()) if loc else tuple(self.dropped)

    @cached_property
    def _dropped(self) -> dict[str | int, tuple[Loc, ...]]:
        found: dict[str | int, list[Loc]] = {}
        for loc in self.dropped:
            if loc:
                found.setdefault(loc[0], []).append(loc)
        return {step: tuple(locs) for step, locs in found.items()}

    @cached_property
    def told(self) -> frozenset[int]:
        """The lines that cannot be read as they stand: what else is wrong there follows from that."""
        return frozenset(problem.place.line for problem in self.problems if problem.code in _LINE_CODES)

    @cached_property
    def _places(self) -> Places:
        # Composed again only for a file that has something to report: places cost more than the data.
        return Places(compose(self.sound) if self.sound else None, self.text, self.path)


def read(file: Path, path: str) -> Source:
    """Read one YAML file; `path` is how problems name it. Never raises for what a person wrote."""
    text, problem = text_of(file, path)
    return Source(path, text, None, (problem,)) if problem else parse(text, path)


def parse(text: str, path: str) -> Source:
    """Parse one YAML document, every scalar as text."""
    quick = None if has_unseen(text) else quick_data(text)
    return composed(text, path) if quick is None else Source(path, text, quick, sound=text)


def composed(text: str, path: str) -> Source:
    """Parse one YAML document with the parser, which `parse` asks where it has to."""
    notes = Notes(text, path)
    composer = Composer(text, notes)
    node = composer.document()
    data = None
    if node is not None:
        reader = Reader(notes)
        data = reader.value(node, ())
        reader.comments(node)
    elif not notes.problems:
        notes.report(0, "the file is empty; write the record, or remove the file", "empty-value")
    return Source(path, text, data, notes.sorted(), frozenset(notes.dropped), composer.sound if node else "")


def read_plain(file: Path, path: str, *, tags: bool = False) -> Source:
    """Read a mkdocs configuration as plain data: tags are not run, an alias is what it names.

    With `tags` the data says which they are, as `plain` does.
    """
    text, problem = text_of(file, path)
    if problem:
        return Source(path, text, None, (problem,))
    notes = Notes(text, path)
    node = Composer(text, notes).as_it_stands()
    data = plain(node, {}, MAX_DEPTH, tags=tags) if node is not None else None
    return Source(path, text, data, notes.sorted(), sound=text if node else "")


def documents(text: str, path: str) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """Return the roots of a file that is no record of ours, anchors and several documents allowed, or what is wrong.

    An alias is the node that it names, so that a node may stand at several places, and even in itself.
    """
    notes = Notes(text, path)
    return Composer(text, notes).roots(), notes.sorted()
