"""Days with dots, of which the report says how they were read."""

from collections.abc import Iterator

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.document import Document
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.written_days import dotted_days


def note_dotted_days(document: Document, outcome: Outcome) -> None:
    """Say of each day with dots how it was read, where a file has it; one that stayed words was not read."""
    written = "\n".join(part for file in outcome.files().items() for part in file)
    for lines, said, day in _dotted(document):
        if day in written:
            outcome.note(
                lines, "guessed", "", f"{said} is read as {day}: with dots the day stands in front of the month"
            )


def _dotted(document: Document) -> Iterator[tuple[Lines, str, str]]:
    """Yield where such a day stands, as it is written, and the day that it is; the file's name stands on line 1."""
    name = document.path.replace("\\", "/").rpartition("/")[2]
    for number, row in ((1, name), *enumerate(document.rows, 1)):
        yield from ((Lines(number, number), said, day) for said, day in dotted_days(row).items())
