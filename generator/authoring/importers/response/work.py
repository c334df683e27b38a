"""One incident-response document while it is read: what its readers share."""

import re
from dataclasses import dataclass, field

from generator.authoring.importers.blocks import Block, Lines, Paragraph
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.html_prose import as_markdown, in_line
from generator.authoring.importers.outcome import Draft, Outcome
from generator.authoring.importers.response.parts import Part
from generator.authoring.importers.response.titles import name_of
from generator.records.reader import Data

_RULES = re.compile(r"(?:\s*\n[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*)+\s*\Z")


@dataclass
class Work:
    """A document, where it goes, and what it became so far."""

    document: Document
    destination: Destination
    outcome: Outcome
    levels: list[str] = field(default_factory=list)
    """The ids of the severities, most severe first."""

    def text(self, lines: Lines) -> str:
        """Return the source of some lines as prose: its raw HTML as Markdown, which is all that records show."""
        return as_markdown(self.source(lines))

    def source(self, lines: Lines) -> str:
        """Return the source of some lines, without the indentation that all of them share."""
        rows = self.document.rows[lines.first - 1 : lines.last]
        shared = min((len(row) - len(row.lstrip(" ")) for row in rows if row.strip()), default=0)
        return _RULES.sub("", "\n".join(row[shared:] for row in rows)).strip("\n")

    def prose(self, blocks: list[Block]) -> str:
        """Return the source of blocks, from the first to the last."""
        return self.text(span_of_blocks(blocks)) if blocks else ""

    def below(self, part: Part) -> str:
        """Return the source of what stands under a part's name, without the name where both share a line."""
        first = part.blocks[0] if part.blocks else None
        if not isinstance(first, Paragraph) or first.lines.first != part.lines.first:
            return self.text(part.below)
        rest = Lines(first.lines.last + 1, part.whole.last)
        more = self.text(rest) if rest.last >= rest.first else ""
        said = as_markdown(first.text)
        return f"{said}\n\n{more}" if more else said

    def draft(self, kind: str, section: Section, title: str) -> Draft:
        """Begin a record with a title, named after it."""
        draft = self.row(kind, section.lines, title)
        key = "name" if "name" in draft.kind.model.model_fields and draft.kind.many else "title"
        draft.put(key, title, section.heading_lines)
        draft.guess(key, sentence(draft.id.replace("-", " ")), section.heading_lines, "its heading has no words")
        return draft

    def row(self, kind: str, lines: Lines, title: str) -> Draft:
        """Begin a record named after a title; one of which no id can be made is numbered."""
        name = name_of(title)
        draft = self.destination.draft(self.outcome, kind, lines, name or kind)
        if not name:
            self.outcome.note(
                lines, "guessed", draft.path, f"its name {draft.id}: nothing of its title can stand in an address"
            )
        return draft

    def of(self, kind: str) -> list[Draft]:
        """Return the records of a kind that were made so far."""
        return [draft for draft in self.outcome.drafts if draft.kind.name == kind]


def span_of_blocks(blocks: list[Block]) -> Lines:
    """Return the lines from the first block to the last."""
    return Lines(blocks[0].lines.first, blocks[-1].lines.last)


def keep(draft: Draft, name: str, lines: Lines, work: Work) -> None:
    """Write lines that no field takes as a fact of the team's own; those that are only tags of HTML say nothing."""
    text = work.text(lines)
    if text:
        put_own(draft, name, text, lines)
    else:
        work.outcome.leave_out(lines, "tags of HTML around what is imported")


def put_own(draft: Draft, name: str, text: str, lines: Lines) -> None:
    """Write what no field takes as a fact of the team's own, named after its heading."""
    key = f"x-{name_of(name) or 'more'}"
    while key in draft.data:
        key += "-more"
    draft.put(key, text, lines, "prose")


def sentence(text: str) -> str:
    """Return words as a sentence begins: with a capital letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def folded(text: str) -> str:
    """Return a text on one line, as a field of one line takes it, its raw HTML as Markdown."""
    return in_line(" ".join(text.split()))


def listed(data: Data | None) -> list[Data]:
    """Return data as a list: nothing is an empty one."""
    return data if isinstance(data, list) else [data] if data else []
