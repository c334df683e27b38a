"""One YAML file to plain text data with places; the only module that parses YAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

import yaml

from generator.problems import Place, Problem
from generator.records.notes import Loc, Notes
from generator.records.places import Places
from generator.records.quick_yaml import quick_data
from generator.records.reader import MASK, Data, Node, Reader, has_properties, plain
from generator.records.text_file import MAX_BYTES, has_unseen, text_of, without_unseen
from generator.records.yaml_words import Complaint, explain, unread_alias, value_of

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Data", "Loc", "Source", "composed", "documents", "parse", "read", "read_plain"]

MAX_DEPTH = 40
_MAX_MENDED = 50
_LINE_CODES = frozenset({"quote-needed", "swallowed-comment", "syntax", "not-plain"})
_COMPACT = re.compile(r"[-?][ \t]+(?:[-?][ \t]+){7}")
_INDENTED = re.compile(r"[\n\r][ \t]{20}")
_WORD = re.compile(r"[^\s,\]}]+")


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
        return Places(_compose(self.sound) if self.sound else None, self.text, self.path)


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
    composer = _Composer(text, notes)
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
    composer = _Composer(text, notes)
    try:
        node = None if composer.is_too_deep() else _compose(text)
    except yaml.YAMLError as error:
        composer.complain(error)
        node = None
    data = plain(node, {}, MAX_DEPTH, tags=tags) if node is not None else None
    return Source(path, text, data, notes.sorted(), sound=text if node else "")


def documents(text: str, path: str) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """Return the roots of a file that is no record of ours, anchors and several documents allowed, or what is wrong.

    An alias is the node that it names, so that a node may stand at several places, and even in itself.
    """
    notes = Notes(text, path)
    composer = _Composer(text, notes)
    try:
        roots = () if composer.is_too_deep() else tuple(yaml.compose_all(text, Loader=_Loader))
    except yaml.YAMLError as error:
        composer.complain(error)
        roots = ()
    return tuple(cast("Node", root) for root in roots), notes.sorted()


class _Composer:
    """Composes a text; a value that cannot be read is reported and masked, so that the rest can be."""

    def __init__(self, text: str, notes: Notes) -> None:
        self.sound = text
        self.notes = notes

    def document(self) -> Node | None:
        """Return the document's root; None when there is none, or none that can be read."""
        self.sound = without_unseen(self.sound, self.notes)
        last = -1
        for _ in range(_MAX_MENDED):
            try:
                if self.is_too_deep():
                    return None
                if (root := self._sound_root()) is not None:
                    return root
                if self._is_plain():
                    # Raises what is wrong, if anything; an empty text has no root.
                    return _compose(self.sound)
            except yaml.YAMLError as error:
                number = self.notes.lines.number(self._index(error))
                # What is wrong at or above a line that was masked follows from the mask.
                if number <= last or not self.complain(error):
                    return None
                last = number
        return None

    def is_too_deep(self) -> bool:
        """Report absurd depth, found in the events: composing calls itself once a level, until the process dies."""
        if not self._may_be_deep():
            return False
        depth = 0
        for event in yaml.parse(self.sound, Loader=yaml.CBaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                sentence = f"lists and mappings stand more than {MAX_DEPTH} deep here; a record is never that deep"
                self.notes.report(_begin(event), sentence, "too-large")
                return True
        return False

    def _may_be_deep(self) -> bool:
        text = self.sound
        opened = text.count("[") + text.count("{")
        return opened > MAX_DEPTH or bool(_INDENTED.search(text) or _COMPACT.search(text))

    def _sound_root(self) -> Node | None:
        """Return the root of a text in which nothing is to be mended: nearly every file is one."""
        try:
            root = _compose(self.sound)
        except yaml.YAMLError:
            return None
        return None if root is None or has_properties(root, self.sound) else root

    def complain(self, error: yaml.YAMLError) -> bool:
        """Report what the parser says; whether what is at fault could be masked."""
        lines, index = self.notes.lines, self._index(error)
        number = lines.number(index)
        begin, line = lines.begins[number], lines.line(number)
        found = explain(Complaint(_said(error), line, min(index - begin, len(line))))
        self.notes.report(begin + found.column, found.sentence, found.code)
        if found.spoils_line:
            self.notes.unread.add(number)
            self._mask(begin, begin + len(line), " ")
            return True
        start, value = value_of(line)
        if found.code != "quote-needed" or not value or MASK in self.sound[begin : begin + len(line)]:
            return False
        self._mask(begin + start, begin + start + len(value))
        return True

    def _is_plain(self) -> bool:
        """Report and mask anchors, aliases and tags; whether there were none."""
        events = list(yaml.parse(self.sound, Loader=yaml.CBaseLoader))
        anchors = {event.anchor for event in events if isinstance(event, _ANCHORED)}
        found = [event for event in events if _unplain(event)]
        for event in found:
            begin = _begin(event)
            word = _WORD.match(self.sound, begin)
            end = word.end() if word else begin + 1
            if self.sound[:begin].endswith("<<: "):
                # The merge key itself is reported, for what it merges with.
                pass
            elif isinstance(event, yaml.AliasEvent) and event.anchor not in anchors:
                self.notes.report(begin, unread_alias(self.sound[begin:end]), "quote-needed")
            else:
                sentence = f"{_unplain(event)} are not read; write the value out, or quote it if it is text"
                self.notes.report(begin, sentence, "not-plain")
            self._mask(begin, end, MASK if isinstance(event, yaml.AliasEvent) else " ")
        return not found

    def _index(self, error: yaml.YAMLError) -> int:
        """Return where to point: at what was opened and never closed, else at what surprised the parser."""
        if (mark := _mark(error)) is None:
            return 0
        if "flow" in _said(error):
            return _last_opened(self.sound, mark.index)
        lines, number = self.notes.lines, self.notes.lines.number(mark.index)
        if lines.line(number).strip():
            return mark.index
        # At the end of the file the parser points behind the last line that says something.
        while number and not lines.line(number).strip():
            number -= 1
        return lines.begins[number]

    def _mask(self, begin: int, end: int, mask: str = MASK) -> None:
        self.sound = self.sound[:begin] + mask * (end - begin) + self.sound[end:]


_ANCHORED = (yaml.ScalarEvent, yaml.CollectionStartEvent)


class _Loader(yaml.CBaseLoader):
    """Composes without asking for each node which type its tag says: every scalar is text."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        """Leave the tag open; nothing reads it."""
        del kind, value, implicit
        return ""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Follow no paths of tags."""

    def ascend_resolver(self) -> None:
        """Follow no paths of tags."""


def _compose(text: str) -> Node | None:
    return cast("Node | None", yaml.compose(text, Loader=_Loader))


def _mark(error: yaml.YAMLError) -> yaml.Mark | None:
    """Return the parser's mark: of what it was reading when that says more, else of what surprised it."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return None
    context = error.context or ""
    if error.context_mark is not None and any(word in context for word in ("quoted", "alias", "simple key")):
        return error.context_mark
    return error.problem_mark


def _last_opened(text: str, index: int) -> int:
    """Return where the last bracket or brace before `index` stands that was not closed; `index` when all were."""
    opened: list[int] = []
    try:
        for token in yaml.scan(text[:index], Loader=yaml.CBaseLoader):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(token.start_mark.index)
            elif opened and isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                opened.pop()
    except yaml.YAMLError:
        # What was opened until then is known.
        return opened[-1] if opened else index
    return opened[-1] if opened else index


def _begin(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _said(error: yaml.YAMLError) -> str:
    if not isinstance(error, yaml.MarkedYAMLError):
        return str(error)
    return str(error.problem if error.context is None else f"{error.context}, {error.problem}")


def _unplain(event: yaml.Event) -> str:
    if isinstance(event, yaml.AliasEvent):
        return "aliases (*name)"
    if getattr(event, "anchor", None):
        return "anchors (&name)"
    return "tags (!name)" if getattr(event, "tag", None) else ""
