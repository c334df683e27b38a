"""One post-mortem while it is read: its record, the day of the incident, and the zones that its times are in."""

import re
from dataclasses import dataclass, field

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.moments import UNCLEAR, ZONES
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.placeholders import is_placeholder
from generator.authoring.importers.response.work import Work
from generator.records.post_mortem_form import MILESTONES

_FORM = re.compile(
    r"[\[<{(]?(?:Y{2,4}|M{1,2}|D{1,2}|H{1,2}|X{1,4})(?:[-/:. ](?:Y{2,4}|M{1,2}|D{1,2}|H{1,2}|X{1,4}))+.*"
)


def is_blank(text: str) -> bool:
    """Say whether a text says nothing: a placeholder, `YYYY-MM-DD` and `HH:MM` among them."""
    return is_placeholder(text) or bool(_FORM.fullmatch(text.strip().strip("*_`")))


def main_of(document: Document) -> Section:
    """Return the section that holds the others: that of the only highest heading, else the document itself."""
    top = document.root.sections
    return top[0] if len(top) == 1 else document.root


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

    draft: Draft = field(init=False)

    def prose(self, key: str, text: str, lines: Lines) -> None:
        """Write text under a key that takes prose."""
        self.draft.prose(key, text, lines)

    def own(self, name: str, text: str, lines: Lines) -> None:
        """Write what no field takes as a fact of the team's own; behind what stands there under that name."""
        self.draft.prose(f"x-{name or 'more'}", text, lines)

    def finish(self) -> None:
        """Write the zone, and the status that every record has."""
        self._zone()
        why = "no status is written; a post-mortem is mostly written when all is well again"
        self.draft.guess("status", "resolved", Lines(1, 1), why)

    def _zone(self) -> None:
        has_times = any(key in self.draft.data for key in (*MILESTONES, "timeline"))
        said = [self.draft.data[key] for key in MILESTONES if key in self.draft.data]
        has_times = has_times and not (said and all("+" in one for one in said if isinstance(one, str)))
        names = {ZONES.get(name, name) for name, _ in self.zones}
        lines = self.zones[0][1] if self.zones else Lines(1, 1)
        if len(names) == 1 and (name := next(iter(names))) not in UNCLEAR:
            self.draft.put("timezone", name, lines)
            written = self.zones[0][0]
            if name != "UTC":
                self.draft.guessed(("timezone",), f"{written} is read as the wall clock there", lines)
        elif len(names) == 1:
            words = f"its zone {self.zones[0][0]} can be {UNCLEAR[self.zones[0][0]]}; write timezone:"
            self._say(words, lines)
        elif names:
            words = (
                f"its times are in several zones ({', '.join(sorted(names))}); write one timezone: and turn the others"
            )
            self._say(words, lines)
        elif has_times:
            self._say("no zone is written; its times are read in the handbook's", lines)

    def _say(self, words: str, lines: Lines) -> None:
        self.work.outcome.note(lines, "guessed", self.draft.path, words)
