"""The facts of a post-mortem by their labels: in front matter, in lists, bold lines and two-column tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.authoring.importers.blocks import (
    Block,
    Item,
    Items,
    Lines,
    Pair,
    Paragraph,
    Row,
    Table,
    bold_pair,
    pairs,
    plain_pair,
    words,
)
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.front_matter import comments_of, facts_of
from generator.authoring.importers.incident_keys import FACTS, key_of, section_key
from generator.authoring.importers.moments import when_of
from generator.authoring.importers.post_mortem.case import Case, is_blank, main_of
from generator.authoring.importers.post_mortem.fact_values import put_fact
from generator.records.reader import Data

_COLUMNS = 2
_MOST_OF_A_FACT = 80
_LABEL = re.compile(r"(?P<key>[A-Za-z][A-Za-z ]{2,30}?)\s+(?=\d)")
_ALSO_FACTS = frozenset({"summary", "impact", "timeline", "resolution"})
"""Sections in which facts may stand as well."""


@dataclass(frozen=True)
class Fact:
    """One fact as it stands in a document."""

    lines: Lines
    label: str
    value: str
    means: str
    """The key of an incident that the label means; empty for none."""


def fact_pairs(document: Document) -> list[Fact]:
    """Return the facts of a document in their order."""
    return [*_front(document), *_written(document)]


def read_facts(case: Case) -> None:
    """Write every fact: to its key where the value can be read, else as a fact of the team's own."""
    document = case.work.document
    front = document.front
    if front and not facts_of(document):
        case.own("front-matter", front.text.strip("\n"), front.lines)
    elif front and (comments := comments_of(document)):
        case.own("front-matter", comments, front.lines)
    for fact in fact_pairs(document):
        case.read.update(range(fact.lines.first, fact.lines.last + 1))
        if is_blank(fact.value):
            if not (front and fact.lines == front.lines):
                case.work.outcome.leave_out(fact.lines, f"{fact.label}: nothing is filled in")
        else:
            put_fact(case, fact.label, fact.means, fact.value, fact.lines)
    for table in (block for section in document.root.walk() for block in section.blocks if isinstance(block, Table)):
        if table.rows and all(row.line in case.read for row in table.rows):
            case.read.update(range(table.lines.first, table.lines.last + 1))
            if not any(fact.lines == table.head.lines for fact in _table(table)):
                case.work.outcome.leave_out(table.head_lines, "the head of a table of facts")


def _front(document: Document) -> Iterator[Fact]:
    front = document.front
    for key, value in facts_of(document).items() if front else ():
        if front:
            label = key.replace("_", " ")
            yield Fact(front.lines, label, _flat(value), key_of(label, FACTS))


def _flat(value: Data) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flat(one)}" for key, one in value.items())
    return value


def _written(document: Document) -> Iterator[Fact]:
    main = main_of(document)
    for section in document.root.walk():
        key = section_key(section.title)
        if not key and (fact := _of_section(section)):
            yield fact
            continue
        is_above = section in (document.root, main)
        if section.level and key not in _ALSO_FACTS and not is_above and (key or not _is_metadata(section)):
            continue
        for block in section.blocks:
            found = list(_of_block(block, is_above=is_above))
            known = sum(bool(fact.means) for fact in found)
            if found and (is_above or known * 2 >= len(found)) and (known or is_above):
                yield from found


def _of_section(section: Section) -> Fact | None:
    """Return a heading that is a fact's label, above nothing but a few words: `## Severity`, `SEV2`."""
    means = key_of(section.title, FACTS)
    only = section.blocks[0] if len(section.blocks) == 1 and not section.sections else None
    if not means or not isinstance(only, Paragraph) or len(only.text) > _MOST_OF_A_FACT or only.text.endswith("."):
        return None
    return Fact(Lines(section.lines.first, only.lines.last), section.title, only.text, means)


def _is_metadata(section: Section) -> bool:
    found = [fact for block in section.blocks for fact in _of_block(block, is_above=False)]
    return bool(found) and sum(bool(fact.means) for fact in found) * 2 >= len(found)


def _of_block(block: Block, *, is_above: bool) -> Iterator[Fact]:
    """Yield the facts of a block: of each line or entry that is a pair; above all else bold lines among others too."""
    if isinstance(block, Table):
        yield from _table(block)
        return
    whole = pairs(block) or _moments(block)
    if whole:
        yield from (_fact(pair) for pair in whole if _is_label(pair))
    elif is_above and isinstance(block, Paragraph):
        for number, row in block.rows:
            pair = bold_pair(row.strip(), Lines(number, number))
            if pair and pair.value and _is_label(pair):
                yield _fact(pair)
    elif is_above and isinstance(block, Items):
        for item in block.items:
            pair = bold_pair(item.text.strip(), item.own_lines)
            if pair and pair.value and not item.blocks and "\n" not in item.text:
                yield _fact(pair)


def _moments(block: Block) -> tuple[Pair, ...]:
    """Return the entries of a list as pairs, of which those that say a time may lack the colon."""
    if not isinstance(block, Items) or any(item.blocks for item in block.items):
        return ()
    found = [_moment(item) or plain_pair(item.text, item.own_lines) for item in block.items]
    return tuple(pair for pair in found if pair) if all(found) else ()


def _moment(item: Item) -> Pair | None:
    """Return `Resolved 2025-03-04 15:10` as a pair: words, and nothing but a time; None for any other."""
    found = _LABEL.match(item.text)
    when = when_of(item.text[found.end() :]) if found else None
    if not found or not when or not when.clock or when.rest.strip(" .()"):
        return None
    return Pair(item.own_lines, found["key"], item.text[found.end() :])


def _is_label(pair: Pair) -> bool:
    return not words(pair.key)[:1].isdigit()


def _fact(pair: Pair) -> Fact:
    label = words(pair.key)
    return Fact(pair.lines, label, pair.value, key_of(label, FACTS))


def _table(table: Table) -> list[Fact]:
    """Return the rows of a table of two columns whose first one has labels; its head may be one of them."""
    rows = [row for row in (table.head, *table.rows) if len(row.cells) == _COLUMNS and words(row.cells[0])]
    found = [_of_row(row) for row in rows]
    below = [fact for fact in found if fact.lines != table.head.lines]
    if len(table.head.cells) != _COLUMNS or sum(bool(fact.means) for fact in below) * 2 < len(below) or not below:
        return []
    return [fact for fact in found if fact.lines != table.head.lines or fact.means]


def _of_row(row: Row) -> Fact:
    label = words(row.cells[0]).rstrip(":")
    return Fact(row.lines, label, row.cells[1].strip(), key_of(label, FACTS))
