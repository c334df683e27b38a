"""A YAML text to nodes; what cannot be read is said and masked. The only module that parses YAML."""

import re
from typing import cast

import yaml

from generator.records.notes import Notes
from generator.records.reader import MASK, Node, has_properties
from generator.records.text_file import without_unseen
from generator.records.yaml_words import Complaint, explain, unread_alias, value_of

MAX_DEPTH = 40
_MAX_MENDED = 50
_COMPACT = re.compile(r"[-?][ \t]+(?:[-?][ \t]+){7}")
_INDENTED = re.compile(r"[\n\r][ \t]{20}")
_WORD = re.compile(r"[^\s,\]}]+")


class Composer:
    """Composes a text; a value that cannot be read is reported and masked, so that the rest can be."""

    def __init__(self, text: str, notes: Notes) -> None:
        """`notes` is told what is wrong; `sound` becomes the text as it was parsed."""
        self.sound = text
        self.notes = notes

    def document(self) -> Node | None:
        """Return the document's root; None when there is none, or none that can be read."""
        self.sound = without_unseen(self.sound, self.notes)
        last = -1
        for _ in range(_MAX_MENDED):
            try:
                if self._is_too_deep():
                    return None
                if (root := self._sound_root()) is not None:
                    return root
                if self._is_plain():
                    # Raises what is wrong, if anything; an empty text has no root.
                    return compose(self.sound)
            except yaml.YAMLError as error:
                number = self.notes.lines.number(self._index(error))
                # What is wrong at or above a line that was masked follows from the mask.
                if number <= last or not self._complain(error):
                    return None
                last = number
        return None

    def as_it_stands(self) -> Node | None:
        """Return the root of a document that may hold anchors and tags; None without one, or when it cannot be read."""
        try:
            return None if self._is_too_deep() else compose(self.sound)
        except yaml.YAMLError as error:
            self._complain(error)
            return None

    def roots(self) -> tuple[Node, ...]:
        """Return the roots of several documents, which may hold anchors and tags; none when they cannot be read.

        An alias is the node that it names, so that a node may stand at several places, and even in itself.
        """
        try:
            found = () if self._is_too_deep() else tuple(yaml.compose_all(self.sound, Loader=_Loader))
        except yaml.YAMLError as error:
            self._complain(error)
            return ()
        return tuple(cast("Node", root) for root in found)

    def _is_too_deep(self) -> bool:
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
            root = compose(self.sound)
        except yaml.YAMLError:
            return None
        return None if root is None or has_properties(root, self.sound) else root

    def _complain(self, error: yaml.YAMLError) -> bool:
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


def compose(text: str) -> Node | None:
    """Return a text's root, None when it says nothing; raises `yaml.YAMLError` for what the parser cannot read."""
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
