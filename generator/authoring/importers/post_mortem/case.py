"""One post-mortem while it is read: its record, the day of the incident, and the zones that its times are in."""

import re
from dataclasses import dataclass, field

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.html_blocks import fold_words
from generator.authoring.importers.incident_keys import SECTIONS, key_of
from generator.authoring.importers.moments import UNCLEAR, ZONES
from generator.authoring.importers.outcome import Draft, Outcome
from generator.authoring.importers.post_mortem.zones import Placed, write_offsets
from generator.authoring.importers.response.placeholders import is_placeholder
from generator.authoring.importers.response.work import Work
from generator.records.post_mortem_form import MILESTONES
from generator.records.reader import Data

_FORM = re.compile(
    r"[\[<{(]?(?:Y{2,4}|M{1,2}|D{1,2}|H{1,2}|X{1,4})(?:[-/:. ](?:Y{2,4}|M{1,2}|D{1,2}|H{1,2}|X{1,4}))+.*"
)


def is_blank(text: str) -> bool:
    """Say whether a text says nothing: a placeholder, `YYYY-MM-DD` and `HH:MM` among them."""
    return is_placeholder(text) or bool(_FORM.fullmatch(text.strip().strip("*_`")))


def main_of(document: Document) -> Section:
    """Return the section that holds the others: that of the only highest heading, else the document itself.

    A heading that means a part of a post-mortem holds none of the others.
    """
    top = document.root.sections
    return top[0] if len(top) == 1 and not key_of(top[0].title, SECTIONS) else document.root


@dataclass
class Case:
    """A document, the record that it becomes, and what is known of its times."""

    work: Work
    day: str
    """The day of the incident, `2025-03-04`; empty when none is written."""
    zones: list[tuple[str, Lines]] = field(default_factory=list)
    """The abbreviations of zones that stand beside its times, and where."""
    read: set[int] = field(default_factory=set)
    """The numbers of the lines that are read as facts."""
    places: list[tuple[dict[str, Data], str, Placed]] = field(default_factory=list)
    """Its times with their own days and zones, and the parts that hold them."""

    headed: set[str] = field(default_factory=set)
    """The keys of prose to which a heading or a label was written."""

    draft: Draft = field(init=False)

    def turn_to(self, document: Document, outcome: Outcome) -> None:
        """Go on with another document: what is noted from here on is of its lines."""
        self.work = Work(document, self.work.destination, outcome)
        self.draft.outcome = outcome

    def prose(self, key: str, text: str, lines: Lines) -> None:
        """Write text under a key that takes prose."""
        self.draft.prose(key, text, lines)

    def own(self, name: str, text: str, lines: Lines) -> None:
        """Write what no field takes as a fact of the team's own; behind what stands there under that name."""
        self.draft.prose(f"x-{name or 'more'}", text, lines)

    def place(self, part: dict[str, Data], key: str, placed: Placed) -> None:
        """Note where a time stands, so that it can be written with its offset."""
        self.places.append((part, key, placed))

    def fold(self, name: str, source: str, lines: Lines) -> bool:
        """Leave out tags that only fold what is imported, but for their words; say whether a text is that."""
        said = fold_words(source)
        if said:
            self.own(name, said, lines)
        elif said is not None:
            self.work.outcome.leave_out(lines, "tags of HTML around what is imported")
        return said is not None

    def finish(self) -> None:
        """Write the zone, and the status that every record has."""
        self._zone()
        why = "no status is written; a post-mortem is mostly written when all is well again"
        self.draft.guess("status", "resolved", self._first, why)

    @property
    def _first(self) -> Lines:
        return Lines(self.draft.lines.first, self.draft.lines.first)

    def _zone(self) -> None:
        names = {ZONES.get(name, name) for name, _ in self.zones}
        lines = self.zones[0][1] if self.zones else self._first
        if len(names) == 1 and (name := next(iter(names))) not in UNCLEAR:
            self.draft.put("timezone", name, lines)
            if name != "UTC":
                self.draft.guessed(("timezone",), f"{self.zones[0][0]} is read as the wall clock there", lines)
        elif len(names) == 1:
            self._say(f"its zone {self.zones[0][0]} can be {UNCLEAR[self.zones[0][0]]}; write timezone:", lines)
        elif names:
            written = ", ".join(dict.fromkeys(zone for zone, _ in self.zones))
            self._say(f"its times are in several zones ({written}), so each has its offset", lines)
            for key, placed in write_offsets(self.places):
                self.own(key, f"{placed.day} {placed.clock} {placed.zone}", placed.lines)
                self._say(
                    f"{key}: {placed.zone} can be {UNCLEAR[placed.zone]}; write the time with its offset", placed.lines
                )
        elif self._has_times():
            self._say("no zone is written; its times are read in the handbook's", lines)

    def _has_times(self) -> bool:
        said = [self.draft.data[key] for key in MILESTONES if key in self.draft.data]
        has_offsets = bool(said) and all("+" in one for one in said if isinstance(one, str))
        return not has_offsets and (bool(said) or "timeline" in self.draft.data)

    def _say(self, words: str, lines: Lines) -> None:
        self.work.outcome.note(lines, "guessed", self.draft.path, words)
