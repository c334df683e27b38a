"""What an importer is: how it knows its documents, and how it reads one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document
from generator.authoring.importers.outcome import Outcome


@dataclass(frozen=True)
class Importer:
    """One foreign form: its name, as `--from` takes it, and what it reads."""

    name: str
    about: str
    """What it reads, in a few words."""
    evidence: Callable[[Document], int]
    """How much speaks for a document being of this form; the importer with the most reads it, none with 0."""
    read: Callable[[Document, Destination], Outcome]
    """Make records of a document; lines of which nothing is noted go to a page beside them."""
    is_markdown: bool = True
    """Whether its documents are Markdown, in which an end that is missing is found."""
    names: str = "**/*.md"
    """Which files of a folder are meant when the folder is named, as `Path.glob` takes it."""
    file: str = "Markdown, *.md"
    """What such a file is called where there is none."""
    joined: Callable[[Sequence[Document]], Sequence[Document]] = tuple
    """Make one document of those that go on where another ends."""
