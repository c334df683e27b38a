"""Bold lines that stand for headings: a post-mortem in which they name the sections."""

from dataclasses import replace

from generator.authoring.importers.blocks import Block, Lines, Pair, Paragraph, bold_pair, words
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.incident_keys import section_key

_FEWEST = 2
_DEEPEST = 6


def sectioned(document: Document) -> Document:
    """Return a document with a section for each bold line that names one, where it has no headings that do."""
    named = [section for section in document.root.walk() if section.level and section_key(section.title)]
    if len(named) >= _FEWEST or not any(_is_split(section) for section in document.root.walk()):
        return document
    return replace(document, split=_split)


def _is_split(section: Section) -> bool:
    """Say whether bold labels below a heading name two sections or more, one of them on a line of its own."""
    rows = (row for block in section.blocks if isinstance(block, Paragraph) for row in block.rows)
    found = [pair for number, row in rows if (pair := _named(number, row))]
    return len(found) >= _FEWEST and any(not pair.value for pair in found)


def _named(number: int, row: str) -> Pair | None:
    """Return the bold label of a section that a line begins with; None for any other line."""
    pair = bold_pair(row.strip(), Lines(number, number))
    return pair if pair and section_key(words(pair.key)) else None


def _split(section: Section) -> None:
    """Turn the bold lines below a heading into sections; a label with its words beside it stays a fact."""
    for inner in section.sections:
        _split(inner)
    if not _is_split(section):
        return
    rest: list[Block] = []
    made: list[Section] = []
    is_open = False
    for block in (part for one in section.blocks for part in _parts(one)):
        pair = _label(block)
        if pair and not pair.value:
            made.append(Section(min(section.level + 1, _DEEPEST), words(pair.key), block.lines, block.lines.last))
        is_open = not pair.value if pair else is_open
        if is_open and not pair:
            made[-1].blocks.append(block)
            made[-1].lines = Lines(made[-1].lines.first, block.lines.last)
        elif not is_open:
            rest.append(block)
    section.blocks, section.sections = rest, [*made, *section.sections]


def _label(block: Block) -> Pair | None:
    """Return the bold label that a block is, or begins with when it names a section; None for any other block."""
    if not isinstance(block, Paragraph):
        return None
    pair = bold_pair(block.text.strip(), block.lines)
    return pair if pair and (not pair.value or section_key(words(pair.key))) else None


def _parts(block: Block) -> list[Block]:
    """Return a paragraph as the lines that are labels and what stands between them; any other block as it is."""
    if not isinstance(block, Paragraph):
        return [block]
    parts: list[Paragraph] = []
    for number, row in block.rows:
        here = Paragraph(Lines(number, number), row)
        above = parts[-1] if parts else None
        if above is None or _label(here) or (_label(above) and "\n" not in above.text):
            parts.append(here)
        else:
            parts[-1] = Paragraph(Lines(above.lines.first, number), f"{above.text}\n{row}")
    return [*parts]
