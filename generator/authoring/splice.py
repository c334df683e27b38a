"""Changes inside a person's YAML file: a value, a key, an entry; every other byte stays as it is."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.authoring.yaml_text import scalar
from generator.problems import Place
from generator.records.lines import Lines
from generator.records.notes import Loc
from generator.records.reader import Data, Node, entries, pairs
from generator.records.source import Source, parse
from generator.records.text_file import text_of

_BOM = b"\xef\xbb\xbf"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]*")
_BLOCKS = frozenset({"|", ">"})


class Unchanged(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """The file cannot be changed so that nothing else changes; the sentence says why and what to do."""


@dataclass(frozen=True)
class Cut:
    """A span of the text, counted in characters, and what stands there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Changed:
    """A file's new bytes, and where the change stands."""

    place: Place
    raw: bytes

    def write(self, root: Path) -> None:
        """Put them in place of the file's own."""
        (root / self.place.path).write_bytes(self.raw)


class Splicer:
    """Changes one mapping of one file; keys that are added stand where the model has them."""

    def __init__(self, source: Source, loc: Loc, order: tuple[str, ...]) -> None:
        """`loc` leads to the mapping, or to a text that stands for one; `order` is that of the model's keys."""
        self.source = source
        self.loc = loc
        self.order = order
        self.cuts: list[Cut] = []
        found = source.seat(loc)
        if found is None:
            raise Unchanged(f"{source.path} cannot be read there; run: runbook-site check")
        self.node = found[1]

    def set(self, key: str, value: str) -> None:
        """Let a key say something else, or say it at all."""
        node = self._value(key)
        if node is None:
            self._insert(key, value)
        elif node.start_mark.index == node.end_mark.index:
            self.cuts.append(Cut(node.end_mark.index, node.end_mark.index, f" {scalar(value)}"))
        else:
            self.cuts.append(Cut(node.start_mark.index, node.end_mark.index, _as(self._plain(node, key), value)))

    def nest(self, key: str, name: str, value: str) -> None:
        """Add a mapping that says one thing under a key which says nothing yet, behind all other keys."""
        node, inner = self._value(key), f"{{{name}: {_in_braces(value)}}}"
        if node is None:
            label, last = self._last_pair()
            if self.node.flow_style:
                self._insert_braces(last.end_mark.index, key, inner)
                return
            step = f"{self._line_end()}{' ' * label.start_mark.column}"
            at = self._behind(last)
            self.cuts.append(Cut(at, at, f"{step}{key}:{step}  {name}: {scalar(value)}"))
        elif node.id == "mapping" and not pairs(node):
            self.cuts.append(Cut(node.start_mark.index, node.end_mark.index, inner))
        elif node.start_mark.index == node.end_mark.index and not self.node.flow_style:
            label, _ = self._pair(key)
            at = _end_of_line(self.source.text, node.end_mark.index)
            step = f"{self._line_end()}{' ' * label.start_mark.column}"
            self.cuts.append(Cut(at, at, f"{step}  {name}: {scalar(value)}"))
        else:
            raise Unchanged(f"`{key}:` of {self._where()} is no mapping; change it by hand")

    def names(self, key: str) -> bool:
        """Say whether a key stands there, whatever it says."""
        return self._value(key) is not None

    def rename(self, key: str, name: str, value: str) -> None:
        """Let another key with another value stand where a key stands."""
        label, node = self._pair(key)
        self.cuts.append(Cut(label.start_mark.index, label.end_mark.index, name))
        is_empty = node.start_mark.index == node.end_mark.index
        said = f" {scalar(value)}" if is_empty else _as(self._plain(node, key), value)
        self.cuts.append(Cut(node.start_mark.index, node.end_mark.index, said))

    def expand(self, key: str, more: Mapping[str, str]) -> None:
        """Make a mapping of a text that stands for its `key` alone, and add other keys to it."""
        node, text = self.node, self.source.text
        own = text[node.start_mark.index : node.end_mark.index]
        if "\n" in own or node.style in _BLOCKS:
            raise Unchanged(f"{self._where()} is a text of several lines; write `{key}:` before it by hand")
        column = node.start_mark.column
        before = text[: node.start_mark.index].rpartition("\n")[2]
        if re.fullmatch(r"[ ]*(?:- *)+", before):
            added = "".join(f"{self._line_end()}{' ' * column}{name}: {scalar(value)}" for name, value in more.items())
            self.cuts.append(Cut(node.start_mark.index, node.start_mark.index, f"{key}: "))
            at = _end_of_line(text, node.end_mark.index)
            self.cuts.append(Cut(at, at, added))
        else:
            inner = ", ".join(f"{name}: {_in_braces(value)}" for name, value in more.items())
            own = own if node.style else _in_braces(own)
            self.cuts.append(Cut(node.start_mark.index, node.end_mark.index, f"{{{key}: {own}, {inner}}}"))

    def changed(self, root: Path, expected: Data) -> Changed:
        """Return the file with its cuts, when its data is then `expected` and nothing else; else `Unchanged`."""
        text = self._text()
        after = parse(text, self.source.path)
        if after.data != expected or len(after.problems) > len(self.source.problems):
            raise Unchanged(f"{self._where()} is written in a way that cannot be changed safely; change it by hand")
        raw = (root / self.source.path).read_bytes()
        first = min(self.cuts, key=lambda cut: cut.start)
        begin = first.start + len(first.text) - len(first.text.lstrip())
        return Changed(
            Lines(text, self.source.path).place(begin), (_BOM if raw.startswith(_BOM) else b"") + text.encode()
        )

    def _text(self) -> str:
        return spliced(self.source.text, self.cuts)

    def _insert(self, key: str, value: str) -> None:
        """Add a key behind the last of those that stand before it in the model."""
        if self.node.id != "mapping":
            raise Unchanged(f"{self._where()} holds no keys")
        known = {str(label.value): (label, node) for label, node in pairs(self.node) if label.id == "scalar"}
        if not known:
            raise Unchanged(f"{self._where()} holds no keys")
        before = [name for name in self.order[: self.order.index(key)] if name in known]
        label, node = known[before[-1]] if before else list(known.values())[-1]
        if self.node.flow_style:
            self._insert_braces(_last(node).end_mark.index, key, _in_braces(value))
            return
        at = self._behind(node)
        self.cuts.append(Cut(at, at, f"{self._line_end()}{' ' * label.start_mark.column}{key}: {scalar(value)}"))

    def _insert_braces(self, end: int, key: str, value: str) -> None:
        self.cuts.append(Cut(end, end, f", {key}: {value}"))

    def _behind(self, node: Node) -> int:
        """Return where the line ends on which a value ends."""
        last = _last(node)
        end = last.end_mark.index
        # The end of a block's mark may lie behind empty lines and comments of the next key.
        end = len(self.source.text[:end].rstrip()) if last.id == "scalar" and last.style in _BLOCKS else end
        return _end_of_line(self.source.text, end)

    def _last_pair(self) -> tuple[Node, Node]:
        found = pairs(self.node)
        if not found:
            raise Unchanged(f"{self._where()} holds no keys")
        return found[-1]

    def _value(self, key: str) -> Node | None:
        found = self.source.seat((*self.loc, key))
        return found[1] if found else None

    def _pair(self, key: str) -> tuple[Node, Node]:
        found = self.source.seat((*self.loc, key))
        if found is None or found[0] is None:
            raise KeyError(key)
        return found[0], found[1]

    def _plain(self, node: Node, key: str) -> str | None:
        """Return the quotes of a value of one line; a value of any other form is not changed."""
        if node.id != "scalar" or node.style in _BLOCKS:
            raise Unchanged(f"`{key}:` of {self._where()} stands as a block; change it by hand")
        return node.style

    def _line_end(self) -> str:
        return "\r\n" if "\r\n" in self.source.text else "\n"

    def _where(self) -> str:
        return str(self.source.place(self.loc))


def spliced(text: str, cuts: Iterable[Cut]) -> str:
    """Return a text with its cuts; those at one place in the order in which they were made."""
    pieces, at = [], 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        pieces += [text[at : cut.start], cut.text]
        at = cut.end
    return "".join([*pieces, text[at:]])


def source_of(root: Path, path: str) -> Source:
    """Read a file that is to be changed: one that YAML cannot read, or whose values stand elsewhere, is not."""
    text, problem = text_of(root / path, path)
    source = Source(path, text, None, (problem,)) if problem else parse(text, path)
    if source.data is None:
        raise Unchanged(f"{path} cannot be read; run: runbook-site check")
    if elsewhere := [one for one in source.problems if one.code == "not-plain"]:
        raise Unchanged(f"{elsewhere[0].place}: {elsewhere[0].sentence}")
    return source


def _as(style: str | None, value: str) -> str:
    """Return a value in the quotes that the old one had."""
    if style == "'":
        return "'" + value.replace("'", "''") + "'"
    return json.dumps(value, ensure_ascii=False) if style == '"' else scalar(value)


def _in_braces(value: str) -> str:
    """Return a value as it may stand in braces, where a comma ends it."""
    return value if _SAFE.fullmatch(value) and value == value.strip() else json.dumps(value, ensure_ascii=False)


def _last(node: Node) -> Node:
    """Return the last node that a node holds, whose end is where it is written; of braces, these themselves."""
    if node.id == "scalar" or node.flow_style:
        return node
    inner = [value for _, value in pairs(node)] or entries(node)
    return _last(inner[-1]) if inner else node


def _end_of_line(text: str, index: int) -> int:
    """Return where the line ends on which `index` stands, before its line end."""
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end
