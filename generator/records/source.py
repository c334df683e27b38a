"""One YAML file to plain text data with places; the only module that parses YAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import yaml

from generator.problems import Place, Problem
from generator.records.yaml_words import explain

Data: TypeAlias = str | list["Data"] | dict[str, "Data"]
Loc: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_SUSPECT = re.compile(r"[&!*]|(?:[-?] ){8}|[\[{]{8}")
_SWALLOWED = re.compile(r"(?<=\S)[ \t]+#[^\s#]")


@dataclass(frozen=True)
class Source:
    """One file's text and what it says: `data` holds mappings, lists and text only, and None when it says nothing."""

    path: str
    text: str
    data: Data | None
    problems: tuple[Problem, ...] = ()
    dropped: frozenset[Loc] = frozenset()
    """Where an empty value was reported and left out."""

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Return where `loc` stands, or the nearest thing above it that does; with `key` its key, not its value."""
        node: yaml.Node | None = self._nodes
        mark = node.start_mark if node else None
        for step in loc:
            pair = _child(node, step)
            if pair is None:
                break
            label, node = pair
            mark = label.start_mark if key and label else node.start_mark
            if node.start_mark.index == node.end_mark.index and label:
                mark = label.start_mark
        return Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)

    @cached_property
    def _nodes(self) -> yaml.Node | None:
        # Computed only for a file that has something to report: marks cost more than the data.
        try:
            node: yaml.Node | None = yaml.compose(self.text, Loader=yaml.CBaseLoader)
        except yaml.YAMLError:
            return None
        return node


def read(file: Path, path: str) -> Source:
    """Read one YAML file; `path` is how problems name it. Never raises for what a person wrote."""
    raw = file.read_bytes()
    if len(raw) > MAX_BYTES:
        return _unread(path, "", Place(path), f"a record holds at most {MAX_BYTES:,} bytes; split it", "too-large")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        readable = raw.decode("utf-8", errors="replace")
        return _unread(path, readable, place, "this byte is not UTF-8; save the file as UTF-8", "not-utf8")
    return parse(text, path)


def parse(text: str, path: str) -> Source:
    """Parse one YAML document, every scalar as text."""
    try:
        refused = _refused(text, path) if _SUSPECT.search(text) else ()
        if refused:
            return Source(path, text, None, refused)
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        return _unread(path, text, *_explained(error, text, path))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return _unread(path, text, place, "a control character stands here; remove it", "control-character")
    if node is None:
        return _unread(path, text, Place(path), "the file is empty; write the record or remove the file", "empty-value")
    reader = _Reader(text, path)
    data = reader.value(node, ())
    problems = (*reader.problems, *reader.swallowed(node))
    lines = {problem.place.line for problem in problems if problem.code == "swallowed-comment"}
    kept = tuple(p for p in problems if not (p.code in {"empty-value", "quote-needed"} and p.place.line in lines))
    return Source(path, text, data, tuple(sorted(kept)), frozenset(reader.dropped))


def settings(file: Path) -> Data | None:
    """Read a mkdocs configuration as plain data: tags are not run, their text is kept. None when it cannot be read."""
    try:
        node = yaml.compose(file.read_text("utf-8-sig"), Loader=yaml.CBaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    return _plain(node) if node else None


def _plain(node: yaml.Node, depth: int = 0) -> Data:
    if isinstance(node, yaml.ScalarNode) or depth > MAX_DEPTH:
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, depth + 1) for item in node.value]
    return {str(key.value): _plain(value, depth + 1) for key, value in node.value}


class _Reader:
    """Walks one composed document: builds the data, notes what YAML would let pass."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.problems: list[Problem] = []
        self.dropped: set[Loc] = set()

    def value(self, node: yaml.Node, loc: Loc) -> Data | None:
        """Return what a node says, or None (and a problem) when it says nothing."""
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, loc)
        data: Data = self._list(node, loc) if isinstance(node, yaml.SequenceNode) else self._mapping(node, loc)
        if not node.value:
            self._empty(node.start_mark, loc)
        if not data:
            self.dropped.add(loc)
        return data or None

    def swallowed(self, root: yaml.Node) -> Iterator[Problem]:
        """Yield every `#word` that YAML took for a comment."""
        hits = list(_SWALLOWED.finditer(self.text))
        if not hits:
            return
        spans = [(node.start_mark.index, node.end_mark.index) for node in _scalars(root)]
        for hit in hits:
            at = hit.end() - 2
            start = self.text.rfind("\n", 0, at) + 1
            inside = any(begin <= at < end for begin, end in spans)
            if inside or _comment_begins(self.text, start, at, spans):
                continue
            line = self.text.count("\n", 0, at) + 1
            word = self.text[at:].split()[0]
            sentence = f'"{word}" is read as a comment; quote the whole value, or write "# " for a comment'
            yield Problem(Place(self.path, line, at - start + 1), "error", sentence, "swallowed-comment")

    def _scalar(self, node: yaml.ScalarNode, loc: Loc) -> str | None:
        text = str(node.value)
        if not text.strip() or (not node.style and text in _NOTHING):
            self._empty(node.start_mark, loc)
            return None
        return text

    def _list(self, node: yaml.SequenceNode, loc: Loc) -> list[Data]:
        values = (self.value(item, (*loc, index)) for index, item in enumerate(node.value))
        # An empty entry keeps its seat, so that the places of those behind it stay right.
        return ["" if value is None else value for value in values]

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Data]:
        mapping: dict[str, Data] = {}
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(key_node.start_mark, "braces and brackets cannot be a key; quote the value", "quote-needed")
                continue
            key = str(key_node.value)
            if key == "<<":
                self._problem(key_node.start_mark, "merge keys are not read; write the keys out", "not-plain")
            elif key in seen:
                first = f'duplicate key "{key}" (first at line {seen[key]}); keep one of them'
                self._problem(key_node.start_mark, first, "duplicate-key")
            elif node.flow_style and _is_missing(value_node):
                sentence = f'a comma or brace makes "{key}" a key without a value; quote the text'
                self._problem(key_node.start_mark, sentence, "quote-needed")
                self.dropped.add((*loc, key))
            elif _is_missing(value_node):
                self._empty(key_node.start_mark, (*loc, key))
            else:
                value = self.value(value_node, (*loc, key))
                if value is not None:
                    mapping[key] = value
            seen.setdefault(key, key_node.start_mark.line + 1)
        return mapping

    def _empty(self, mark: yaml.Mark, loc: Loc) -> None:
        self.dropped.add(loc)
        self._problem(mark, "the value is empty; write one, or leave the key out when it is not known", "empty-value")

    def _problem(self, mark: yaml.Mark, sentence: str, code: str) -> None:
        self.problems.append(Problem(Place(self.path, mark.line + 1, mark.column + 1), "error", sentence, code))


def _is_missing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and not node.value


def _comment_begins(text: str, start: int, at: int, spans: list[tuple[int, int]]) -> bool:
    """Say whether a proper comment begins on this line before `at`: then `at` is only a word inside it."""
    for hit in re.finditer(r"(?:(?<=\s)|^)#", text[start:at]):
        index = start + hit.start()
        if not any(begin <= index < end for begin, end in spans):
            return True
    return False


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _refused(text: str, path: str) -> tuple[Problem, ...]:
    """Find anchors, aliases, tags and absurd depth in the events, before anything is built of them."""
    problems: list[Problem] = []
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        mark = event.start_mark
        place = Place(path, mark.line + 1, mark.column + 1)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            sentence = f"lists and mappings stand more than {MAX_DEPTH} deep here; a record is never that deep"
            return (Problem(place, "error", sentence, "too-large"),)
        word = _unplain(event)
        if word:
            sentence = f"{word} are not read; write the value out, or quote it if it is text"
            problems.append(Problem(place, "error", sentence, "not-plain"))
    return tuple(problems)


def _unplain(event: yaml.Event) -> str:
    if isinstance(event, yaml.AliasEvent):
        return "aliases (*name)"
    if getattr(event, "anchor", None):
        return "anchors (&name)"
    return "tags (!name)" if getattr(event, "tag", None) else ""


def _explained(error: yaml.MarkedYAMLError, text: str, path: str) -> tuple[Place, str, str]:
    lines = text.splitlines() or [""]
    complaint = str(error.problem if error.context is None else f"{error.context}, {error.problem}")
    use_context = error.context_mark is not None and ("quoted" in complaint or "alias" in complaint or "anchor" in complaint)
    mark = error.context_mark if use_context or error.problem_mark is None else error.problem_mark
    number = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark and mark.line == number else 0
    sentence, code = explain(complaint, lines[number], column)
    return Place(path, number + 1, column + 1), sentence, code


def _unread(path: str, text: str, place: Place, sentence: str, code: str) -> Source:
    return Source(path, text, None, (Problem(place, "error", sentence, code),))
