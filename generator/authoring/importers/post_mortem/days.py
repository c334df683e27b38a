"""The day of an incident: that of its facts, of its title or of its timeline, else the only one that is written."""

from collections.abc import Iterator
from itertools import takewhile

from generator.authoring.importers.blocks import Lines, Paragraph, walk
from generator.authoring.importers.document import Document
from generator.authoring.importers.incident_keys import section_key
from generator.authoring.importers.post_mortem.case import main_of
from generator.authoring.importers.post_mortem.facts import fact_pairs
from generator.authoring.importers.written_days import day_in, unclear_day_in


def day_of(document: Document) -> tuple[str, Lines | None]:
    """Return the day of an incident, `2025-03-04` or empty, and the lines of prose that it is guessed from."""
    pairs = fact_pairs(document)
    said = (day for key in ("date", "started", "detected") for pair in pairs if pair.means == key
            and (day := day_in(pair.value)))  # fmt: skip
    named = (day for text in (main_of(document).title, document.path) if (day := day_in(text)))
    day = next(said, "") or next(named, "") or next(_in_timelines(document), "")
    return (day, None) if day else _only_one(document)


def _in_timelines(document: Document) -> Iterator[str]:
    timelines = (one for one in document.root.walk() if section_key(one.title) == "timeline")
    rows = (row for one in timelines for row in document.rows[one.lines.first - 1 : one.lines.last])
    # Below a day that can be two, the next clear one is another day.
    above = takewhile(lambda row: not unclear_day_in(row), rows)
    return (day for row in above if (day := day_in(row)))


def _only_one(document: Document) -> tuple[str, Lines | None]:
    """Return the day that stands in the prose, when all of it says but one."""
    blocks = (block for section in document.root.walk() for block in walk(section.blocks))
    rows = [row for block in blocks if isinstance(block, Paragraph) for row in block.rows]
    if any(unclear_day_in(text) for _, text in rows):
        return "", None
    found = [(day, Lines(number, number)) for number, text in rows if (day := day_in(text))]
    return found[0] if len({day for day, _ in found}) == 1 else ("", None)
