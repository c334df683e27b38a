"""Bold lines that stand for headings: a post-mortem in which they name the sections."""

from collections.abc import Iterator
from dataclasses import replace

from generator.authoring.importers.blocks import Block, Item, Items, Lines, Pair, Paragraph, bold_pair, words
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


def keys_below(section: Section) -> frozenset[str]:
    """Return what the headings and bold labels below a heading mean, as far as they are parts of a post-mortem."""
    named = [inner.title for inner in section.walk() if inner is not section]
    named += [words(pair.key) for inner in section.walk() for pair, _ in _labels(inner)]
    return frozenset(key for name in named if (key := section_key(name)))


def _is_split(section: Section) -> bool:
    """Say whether there are bold labels below a heading: one for a part of a post-mortem, one above other blocks."""
    found = list(_labels(section))
    is_one = any(section_key(words(pair.key)) for pair, _ in found)
    return is_one and len(found) >= _FEWEST and any(is_above for _, is_above in found)


def _labels(section: Section) -> Iterator[tuple[Pair, bool]]:
    """Yield the bold labels that lines and entries of lists begin with, and whether something stands below them."""
    for block in section.blocks:
        if isinstance(block, Paragraph):
            for number, row in block.rows:
                if pair := bold_pair(row.strip(), Lines(number, number)):
                    yield pair, not pair.value
        elif isinstance(block, Items):
            for item in block.items:
                if pair := _pair_of(item):
                    yield pair, not pair.value and bool(item.blocks)


def _split(section: Section) -> None:
    """Turn the bold lines below a heading into sections; a label with its words beside it stays a fact."""
    for inner in section.sections:
        _split(inner)
    if not _is_split(section):
        return
    rest: list[Block] = []
    made: list[Section] = []
    is_open = False
    for block, is_apart in (part for one in section.blocks for part in _parts(one)):
        pair = _label(block)
        if pair and not pair.value:
            made.append(Section(min(section.level + 1, _DEEPEST), words(pair.key), block.lines, block.lines.last))
        is_open = not pair.value if pair else is_open and not is_apart
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


def _parts(block: Block) -> list[tuple[Block, bool]]:
    """Return a block as labels and what stands between them, each with whether it is a part of none above it."""
    if isinstance(block, Items) and all(map(_pair_of, block.items)):
        return [part for item in block.items for part in _of_item(item)]
    if not isinstance(block, Paragraph):
        return [(block, False)]
    parts: list[Paragraph] = []
    for number, row in block.rows:
        here = Paragraph(Lines(number, number), row)
        above = parts[-1] if parts else None
        if above is None or _label(here) or (_label(above) and "\n" not in above.text):
            parts.append(here)
        else:
            parts[-1] = Paragraph(Lines(above.lines.first, number), f"{above.text}\n{row}")
    return [(part, False) for part in parts]


def _of_item(item: Item) -> list[tuple[Block, bool]]:
    """Return an entry that is a label as that and what stands below it; one with words beside its label as it is."""
    pair = _pair_of(item)
    if pair is None or pair.value or not item.blocks:
        return [(Items(item.lines, (item,)), True)]
    return [(Paragraph(item.own_lines, item.text), False), *((block, False) for block in item.blocks)]


def _pair_of(item: Item) -> Pair | None:
    """Return the bold label that an entry begins with, and its words on however many lines; None for any other."""
    return bold_pair(" ".join(item.text.split("\n")), item.own_lines)
