"""What an import makes of one document: records and pages, and for each line what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.yaml_out import Comments, Loc, record_text
from generator.records.kind import Kind
from generator.records.reader import Data

Fate: TypeAlias = Literal["became", "guessed", "prose", "left-out", "repaired", "broken"]
FATES: dict[Fate, str] = {
    "became": "What became what",
    "guessed": "Guessed: please look at it",
    "prose": "Left as prose",
    "left-out": "Left out",
    "repaired": "Broken letters that were repaired",
    "broken": "Broken letters that nobody can repair",
}
"""What can become of a line, and the heading over it in a report."""
FATE_OF_BECOMING: Fate = "became"


@dataclass(frozen=True)
class Note:
    """What became of some lines: a record's keys, words about a guess, or why they are left out."""

    lines: Lines
    fate: Fate
    path: str
    """The file that they went to, or to which the guess belongs; empty for none."""
    words: str
    """The key that they became, or a sentence."""


@dataclass
class Draft:
    """One record while it is made: a file's, or one row of a table's."""

    kind: Kind
    path: str
    lines: Lines
    """Where it stands in the document."""
    outcome: "Outcome"
    id: str = ""
    """What names it; a row's `id:` is written from it."""
    origin: str = ""
    """What it is made of, where that is more than lines of one document."""
    data: dict[str, Data] = field(default_factory=dict)
    comments: dict[Loc, str] = field(default_factory=dict)

    def put(self, key: str, value: Data, lines: Lines, fate: Fate = FATE_OF_BECOMING) -> None:
        """Write a key, and note which lines it was made of; what is empty, or blank, is not written."""
        if isinstance(value, list):
            value = [one for one in value if not isinstance(one, str) or one.strip()]
        if value.strip() if isinstance(value, str) else value:
            self.data[key] = value
            self.outcome.note(lines, fate, self.path, self.id if self.kind.many else key)

    def guess(self, key: str, value: Data, lines: Lines, why: str, loc: Loc = ()) -> None:
        """Write a key that the document does not say itself; its reason stands above it as a comment.

        The key stands in the part at `loc`, else in the record itself. A key that is there stays.
        """
        part = inside(self.data, loc)
        if value and isinstance(part, dict) and key not in part:
            part[key] = value
            self.guessed((*loc, key), why, lines)

    def guessed(self, loc: Loc, why: str, lines: Lines) -> None:
        """Note that what stands at `loc` is a guess, and why."""
        self.comments[loc] = f"guessed: {why}"
        shown = ".".join(str(step + 1) if isinstance(step, int) else step for step in loc)
        self.outcome.note(
            lines, "guessed", self.path, f"{self.id}: {shown}: {why}" if self.kind.many else f"{shown}: {why}"
        )

    def add(self, key: str, values: Iterable[Data], lines: Lines, fate: Fate = FATE_OF_BECOMING) -> None:
        """Write more entries of a list behind those that are there."""
        there = self.data.get(key, [])
        more = [*(there if isinstance(there, list) else [there]), *values]
        self.put(key, more, lines, fate)

    def prose(self, key: str, text: str, lines: Lines) -> None:
        """Write a text that no field of its own takes; behind what stands there, as a paragraph of its own."""
        there = self.data.get(key)
        self.put(key, f"{there}\n\n{text}" if isinstance(there, str) and text else text, lines, "prose")


@dataclass
class Outcome:
    """What one document becomes."""

    source: str
    """The document's path as it was named."""
    drafts: list[Draft] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)
    """Markdown pages by their path relative to the root."""
    notes: list[Note] = field(default_factory=list)
    more: list["Outcome"] = field(default_factory=list)
    """What those documents become that go on where this one ends: they add to its records."""

    def draft(self, kind: Kind, path: str, lines: Lines, name: str = "") -> Draft:
        """Begin a record; `name` is its id."""
        made = Draft(kind, path, lines, self, name)
        if kind.many:
            made.data["id"] = name
        self.drafts.append(made)
        return made

    def note(self, lines: Lines, fate: Fate, path: str, words: str) -> None:
        """Note what became of some lines."""
        self.notes.append(Note(lines, fate, path, words))

    def leave_out(self, lines: Lines, why: str) -> None:
        """Note that lines are not imported, and why."""
        self.note(lines, "left-out", "", why)

    def drop(self, draft: Draft, why: str) -> None:
        """Take a record back, with all that was noted of it, and leave its lines out."""
        self.forget(draft)
        self.leave_out(draft.lines, why)

    def forget(self, draft: Draft) -> None:
        """Take a record back, with all that was noted of it: its lines stay to be read, or go to a page."""
        self.drafts.remove(draft)
        self.notes = [note for note in self.notes if note.path != draft.path]

    def taken(self) -> frozenset[int]:
        """Return the numbers of the lines of which something became of, or that are left out with a reason."""
        said = (note.lines for note in self.notes if note.fate in {"became", "prose", "left-out"})
        return frozenset(number for lines in said for number in range(lines.first, lines.last + 1))

    def files(self) -> dict[str, str]:
        """Return every file that it makes, by its path relative to the root."""
        made: dict[str, str] = {}
        by_path: dict[str, list[Draft]] = {}
        for draft in self.drafts:
            by_path.setdefault(draft.path, []).append(draft)
        for path, drafts in by_path.items():
            made[path] = record_text(path, drafts[0].kind, _data(drafts), _comments(drafts), self._header(drafts))
        return {path: made.get(path) or self.pages[path] for path in sorted((*made, *self.pages))}

    def _header(self, drafts: list[Draft]) -> str:
        if drafts[0].origin:
            return f"Imported from {drafts[0].origin}"
        first, last = min(one.lines.first for one in drafts), max(one.lines.last for one in drafts)
        name = self.source.replace("\\", "/").rpartition("/")[2]
        return f"Imported from {name}, line{'' if first == last else 's'} {Lines(first, last)}"


def inside(data: Data, loc: Loc) -> Data | None:
    """Return what stands at a place in data; None when nothing does."""
    for step in loc:
        if isinstance(data, dict) and str(step) in data:
            data = data[str(step)]
        elif isinstance(data, list) and int(step) < len(data):
            data = data[int(step)]
        else:
            return None
    return data


def _ordered(draft: Draft) -> dict[str, Data]:
    """Return a record's data in the order of its model; facts of the team's own come last."""
    order = list(draft.kind.model.model_fields)
    return {
        key: draft.data[key]
        for key in sorted(draft.data, key=lambda key: order.index(key) if key in order else len(order))
    }


def _data(drafts: list[Draft]) -> Data:
    return [_ordered(draft) for draft in drafts] if drafts[0].kind.many else _ordered(drafts[0])


def _comments(drafts: list[Draft]) -> Comments:
    if not drafts[0].kind.many:
        return drafts[0].comments
    return {(index, *loc): words for index, draft in enumerate(drafts) for loc, words in draft.comments.items()}
