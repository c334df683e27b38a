"""Where an import goes: a handbook of a project, which may not be there yet, and what it knows already."""

from dataclasses import dataclass

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.outcome import Draft, Outcome
from generator.library.library import Library
from generator.library.settings import Settings
from generator.records import KINDS
from generator.records.kind import Kind
from generator.records.names import MAX_ID
from generator.records.severity import Severity


@dataclass(frozen=True)
class Destination:
    """A handbook's name, the folders of its project, and the library that it is in or will be in."""

    handbook: str
    settings: Settings
    library: Library

    @property
    def is_new(self) -> bool:
        """Whether there is no handbook of that name yet."""
        return all(book.key.id != self.handbook for book in self.library.handbooks)

    @property
    def levels(self) -> tuple[Severity, ...]:
        """The handbook's severities, most severe first; none when it is new."""
        return self.library.severities(self.handbook)

    def path(self, kind: Kind, name: str = "") -> str:
        """Return where a record of that id is written, relative to the root."""
        if kind.root == "incidents":
            return f"{self.settings.incidents}/{self.handbook}/{name}.yaml"
        folder = f"{self.settings.content}/{self.handbook}"
        return f"{folder}/{kind.folder}/{name}.yaml" if kind.folder else f"{folder}/{kind.file}.yaml"

    def page(self, name: str) -> str:
        """Return where a Markdown page of the handbook is written."""
        return f"{self.settings.content}/{self.handbook}/{name}.md"

    def draft(self, outcome: Outcome, kind: str, lines: Lines, name: str = "") -> Draft:
        """Begin a record of a kind; one with a name that the outcome has already gets a number behind it."""
        model = KINDS[kind]
        name = name[:MAX_ID].strip("-")
        taken = {draft.id for draft in outcome.drafts if draft.kind is model}
        number = 2
        free = name
        while name and free in taken:
            free = f"{name[: MAX_ID - 4]}-{number}"
            number += 1
        return outcome.draft(model, self.path(model, free), lines, free)
