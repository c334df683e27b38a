"""Days whose numbers could change places: in which order a document writes them, and how the report says it."""

from collections.abc import Iterator

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.document import Document
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.written_days import Order, days_of_order, orders_in


def order_of(document: Document, said: Order = "") -> tuple[Order, str]:
    """Return the order of a document's days and why: what somebody `said`, else what its clear days have in common."""
    if said:
        return said, f"--days {said} says so"
    found = [(order, day, number) for number, row in enumerate(document.rows, 1) for order, day in orders_in(row)]
    if len({order for order, *_ in found}) != 1:
        return "", ""
    order, day, number = found[0]
    return order, f"as in {day} on line {number} the {order.removesuffix('-first')} stands in front"


def note_days(document: Document, outcome: Outcome, why: str) -> None:
    """Say of each such day how it was read, where a file has it; one that stayed words was not read."""
    days = list(_read(document))
    written = "\n".join(part for file in outcome.files().items() for part in file) if days else ""
    for lines, said, day, order in days:
        if day in written:
            reason = why if order else "with dots the day stands in front"
            outcome.note(lines, "guessed", "", f"{said} is read as {day}: {reason}")


def _read(document: Document) -> Iterator[tuple[Lines, str, str, str]]:
    """Yield where such a day stands, as it is written, the day that it is, and what decided it.

    The file's name stands on line 1.
    """
    name = document.path.replace("\\", "/").rpartition("/")[2]
    for number, row in ((1, name), *enumerate(document.rows, 1)):
        for said, (day, order) in days_of_order(row).items():
            yield Lines(number, number), said, day, order
