"""A composed YAML document to data: text, lists and mappings, and what YAML would let pass in silence."""

import re
from collections.abc import Iterator
from typing import Final, Protocol, TypeAlias, cast

from generator.problems import quoted
from generator.records.comments import Seat, may_swallow, swallowed
from generator.records.notes import Loc, Notes

Data: TypeAlias = str | list["Data"] | dict[str, "Data"]

MASK: Final = "\ue000"
"""Stands in for what cannot be read, letter by letter, so that all other places stay right."""
NOTHING = frozenset({"~", "null", "Null", "NULL"})
"""What says nothing, where it stands without quotes."""
_CURLY = re.compile("[\u201c\u201d\u201e\xab].*[\u201c\u201d\xbb]|[\u2018\u2019\u201a].*[\u2018\u2019]", re.DOTALL)
_PROPERTIES = ("&", "*", "!")
"""What a value begins with that has an anchor or a tag, or is an alias; without quotes no text can begin so."""
_YAML_TAG = "tag:yaml.org,2002:"
_EMPTY = "the value is empty; write one, or leave the key out when it is not known"


class Mark(Protocol):
    """A place in the text, all three counted from 0."""

    index: int
    line: int
    column: int


class Node(Protocol):
    """A node as PyYAML composes it: `id` is scalar, sequence or mapping."""

    id: str
    tag: str
    """Empty where none is written."""
    style: str | None
    flow_style: bool | None
    value: object
    start_mark: Mark
    end_mark: Mark


class Reader:
    """Builds the data of one document and notes what is wrong with it as YAML."""

    def __init__(self, notes: Notes) -> None:
        """`notes` take the problems, and the places that say nothing."""
        self.notes = notes

    def value(self, node: Node, loc: Loc) -> Data | None:
        """Return what a node says, or None (and a problem) when it says nothing."""
        if node.id == "scalar":
            return self._scalar(node, loc)
        if not node.value:
            self._empty(node.start_mark.index, loc)
        data: Data = self._list(node, loc) if node.id == "sequence" else self._mapping(node, loc)
        if not data:
            self.notes.dropped.add(loc)
        return data or None

    def comments(self, root: Node) -> None:
        """Report every word that YAML took for a comment."""
        if not may_swallow(self.notes.lines.text):
            return
        for index, word in swallowed(self.notes.lines, sorted(_seats(root, 0))):
            sentence = f'{quoted(word)} is read as a comment; quote the whole value, or write "# " for a comment'
            self.notes.report(index, sentence, "swallowed-comment")

    def _scalar(self, node: Node, loc: Loc) -> str | None:
        text = str(node.value)
        if MASK in text:
            self.notes.dropped.add(loc)
            return None
        if not text.strip() or (not node.style and text in NOTHING):
            self._empty(node.start_mark.index, loc)
            return None
        if not node.style and _CURLY.fullmatch(text):
            sentence = 'curly quotes do not quote in YAML, they are part of the text; write straight ones: "…"'
            self.notes.report(node.start_mark.index, sentence, "curly-quotes", "warning")
        return text

    def _list(self, node: Node, loc: Loc) -> list[Data]:
        values = [self.value(item, (*loc, index)) for index, item in enumerate(entries(node))]
        if all(value is None for value in values):
            return []
        # An empty entry keeps its seat, so that the places of those behind it stay right.
        return ["" if value is None else value for value in values]

    def _mapping(self, node: Node, loc: Loc) -> dict[str, Data]:
        mapping: dict[str, Data] = {}
        seen: dict[str, int] = {}
        for key_node, value_node in pairs(node):
            key, index = str(key_node.value), key_node.start_mark.index
            if not self._is_key(key_node, key, loc):
                continue
            if key in seen:
                line = self.notes.lines.place(seen[key]).line
                sentence = f"duplicate key {quoted(key)} (first at line {line}); keep one of them"
                self.notes.report(index, sentence, "duplicate-key")
                continue
            seen[key] = index
            if _is_missing(value_node):
                self._without_value(key, index, (*loc, key), in_braces=bool(node.flow_style))
                continue
            value = self.value(value_node, (*loc, key))
            if value is not None:
                mapping[key] = value
        return mapping

    def _is_key(self, node: Node, key: str, loc: Loc) -> bool:
        if node.id != "scalar":
            self.notes.report(node.start_mark.index, "a brace or bracket cannot begin a text; quote it", "quote-needed")
        elif MASK in key:
            self.notes.dropped.add(loc)
        elif key == "<<":
            sentence = "merge keys (<<) are not read; write the keys out"
            self.notes.report(node.start_mark.index, sentence, "not-plain")
        else:
            return True
        return False

    def _without_value(self, key: str, index: int, loc: Loc, *, in_braces: bool) -> None:
        if self.notes.precedes_unread(index):
            pass
        elif in_braces:
            sentence = f"a comma or brace makes {quoted(key)} a key without a value; quote the text"
            self.notes.report(index, sentence, "quote-needed")
        elif " " in key or self.notes.lines.text[max(index - 2, 0) : index] == "? ":
            sentence = f"{quoted(key + ':')} is read as a key without a value; quote the text"
            self.notes.report(index, sentence, "quote-needed")
        else:
            self.notes.report(index, _EMPTY, "empty-value")
        self.notes.dropped.add(loc)

    def _empty(self, index: int, loc: Loc) -> None:
        self.notes.dropped.add(loc)
        if not self.notes.precedes_unread(index):
            self.notes.report(index, _EMPTY, "empty-value")


def entries(node: Node) -> list[Node]:
    """Return the entries of a sequence."""
    return cast("list[Node]", node.value) if node.id == "sequence" else []


def pairs(node: Node) -> list[tuple[Node, Node]]:
    """Return the keys and values of a mapping."""
    return cast("list[tuple[Node, Node]]", node.value) if node.id == "mapping" else []


def inside(node: Node) -> Iterator[tuple[str | int, tuple[Node | None, Node]]]:
    """Yield what stands in a node, by key or index: `(key node or None, value node)`."""
    for key, value in pairs(node):
        if key.id == "scalar":
            yield str(key.value), (key, value)
    for index, item in enumerate(entries(node)):
        yield index, (None, item)


def has_properties(root: Node, text: str) -> bool:
    """Say whether a value or a key in a document has an anchor or a tag, or is an alias."""
    nodes = [root]
    while nodes:
        node = nodes.pop()
        # The mark of such a value stands before its anchor or tag; only below an anchor is something found twice.
        if text.startswith(_PROPERTIES, node.start_mark.index):
            return True
        for pair in pairs(node):
            nodes += pair
        nodes += entries(node)
    return False


def plain(node: Node, known: dict[int, Data], deepest: int, *, tags: bool = False) -> Data:
    """Return a node's data as it stands; an alias is the data that it names, not a copy of it.

    With `tags` a tag stands in front of its text, and is the key above its list or mapping: what it names may be code.
    """
    tag = node.tag.replace(_YAML_TAG, "!!", 1) if tags else ""
    if node.id == "scalar" or not deepest:
        return f"{tag} {node.value}".strip() if node.id == "scalar" else tag
    if id(node) not in known:
        known[id(node)] = ""
        data: Data
        if node.id == "sequence":
            data = [plain(item, known, deepest - 1, tags=tags) for item in entries(node)]
        else:
            data = {str(key.value): plain(value, known, deepest - 1, tags=tags) for key, value in pairs(node)}
        known[id(node)] = {tag: data} if tag else data
    return known[id(node)]


def _is_missing(node: Node) -> bool:
    return node.id == "scalar" and not node.style and not node.value


def _seats(node: Node, holder: int) -> Iterator[Seat]:
    """Yield where each scalar stands, and how far its key or its dash is indented."""
    if node.id == "scalar":
        yield Seat(node.start_mark.index, node.end_mark.index, holder, not node.style)
    for key, value in pairs(node):
        yield from _seats(key, holder)
        yield from _seats(value, key.start_mark.column)
    for item in entries(node):
        yield from _seats(item, node.start_mark.column)
