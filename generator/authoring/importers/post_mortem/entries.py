"""The entries of a timeline as people write it: tables, lists, lines, sentences and headings that begin with a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.authoring.importers.blocks import Block, Fence, Items, Lines, Other, Paragraph, Row, Table, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.html_blocks import words_in
from generator.authoring.importers.incident_keys import COLUMNS, key_of
from generator.authoring.importers.moments import When, when_of, zone_in
from generator.authoring.importers.response.work import folded
from generator.authoring.importers.written_days import day_in

_MARK = re.compile(r"\*{1,3}|_{1,3}|~~|`|\[|\(")
_OPENED = re.compile(rf"\s*(?:(?:{_MARK.pattern})\s*)*")
_CLOSES = {"[": "]", "(": ")"}
_AFTER_TIME = re.compile(r"^\s*(?:[-:|,\u2013\u2014\u2192]|-{2,}|=>|->)*\s*")
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_AT = re.compile(r"(?:At|By|On|From|Around|About)\s+(?=[\d~A-Za-z])")
_CLOCK = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(?!\d)|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?", re.IGNORECASE)
_FEWEST = 2
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """One row of a timeline: its time, what happened, where it stands."""

    when: When | None
    text: str
    lines: Lines
    by: str = ""
    """The handle of who did or said it."""
    speaker: str = ""
    """Who said it, in words."""
    head: Lines | None = None
    """The lines of the head of the table that it is a row of."""

    @property
    def whole(self) -> str:
        """What happened, behind the name of who says so."""
        return folded(f"{self.speaker}: {self.text}") if self.speaker else self.text


def entries_of(section: Section) -> Iterator[Entry]:
    """Yield the entries below a heading, in their order; one without a time is a line of prose, or a day for others."""
    for block in section.blocks:
        yield from _of_block(block)
    for inner in section.sections:
        yield from _of_section(inner)


def has_times(section: Section) -> bool:
    """Say whether a timeline has an entry with a time."""
    return any(entry.when and entry.when.clock for entry in entries_of(section))


def is_timeline(section: Section) -> bool:
    """Say whether most of what stands below a heading begins with a day and a time, whatever it is called."""
    entries = [entry for block in section.blocks for entry in _of_block(block)]
    timed = [entry for entry in entries if entry.when and entry.when.day and entry.when.clock and entry.text]
    return not section.sections and len(timed) >= _FEWEST and len(timed) * 2 > len(entries)


def _of_section(section: Section) -> Iterator[Entry]:
    """Yield the entry that a heading with a time is, with what stands below it; a heading with a day is one alone."""
    entry = _entry(section.heading, section.heading_lines)
    if not (entry.when and entry.when.clock):
        yield entry
        yield from entries_of(section)
        return
    text = _joined([entry.text, *_texts(section.blocks)])
    has_code = any(isinstance(block, Fence | Table) for block in section.blocks)
    if has_code or section.sections or not text:
        yield replace(entry, text=entry.text or words(section.heading))
        yield from entries_of(section)
        return
    yield replace(entry, text=text, lines=section.lines)


def _joined(texts: list[str]) -> str:
    """Return texts as one line: each a sentence of its own."""
    said = [text for text in map(folded, texts) if text]
    return " ".join(text if text[-1] in ".!?:;" or text is said[-1] else f"{text};" for text in said)


def _texts(blocks: list[Block] | tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            for item in block.items:
                yield item.text
                yield from _texts(item.blocks)


def _of_block(block: Block) -> Iterator[Entry]:
    if isinstance(block, Table):
        yield from _of_table(block)
    elif isinstance(block, Items):
        for item in block.items:
            entry = _entry(item.text, item.own_lines)
            if any(isinstance(inner, Fence | Table) for inner in item.blocks):
                yield Entry(None, item.text, item.lines)
            elif entry.when and entry.when.clock:
                yield replace(entry, text=_joined([entry.text, *_texts(item.blocks)]), lines=item.lines)
            else:
                # A day over the entries inside it, or words without a time.
                yield entry
                for inner in item.blocks:
                    yield from _of_block(inner)
    elif isinstance(block, Paragraph):
        yield from _of_sentences(block) or _of_lines(block)
    elif isinstance(block, Other):
        yield Entry(None, words_in(block.text), block.lines)
    else:
        yield Entry(None, "code", block.lines)


def _of_sentences(paragraph: Paragraph) -> list[Entry]:
    """Return prose as entries where each sentence with a time begins with it: `At 14:05 …`; else nothing.

    A sentence without a time belongs to the one above it.
    """
    first = next(iter(_SENTENCE_ENDS.split(paragraph.text)))
    if not _AT.match(first) or _of_sentence(first, paragraph.lines) is None:
        return []
    entries: list[Entry] = []
    for sentence in _SENTENCE_ENDS.split(paragraph.text):
        entry = _of_sentence(sentence, paragraph.lines)
        if entry:
            entries.append(entry)
        elif _CLOCK.search(sentence) or day_in(sentence):
            return []
        else:
            entries[-1] = replace(entries[-1], text=_joined([entries[-1].text, sentence]))
    return entries


def _of_sentence(sentence: str, lines: Lines) -> Entry | None:
    """Return a sentence that begins with its only time as an entry."""
    entry = _entry(_AT.sub("", sentence, count=1), lines)
    is_one = entry.when and entry.when.clock and entry.text and not _CLOCK.search(entry.text)
    return replace(entry, text=entry.text[:1].upper() + entry.text[1:]) if is_one else None


def _of_lines(paragraph: Paragraph) -> list[Entry]:
    """Return the lines of a paragraph that begin with a time, each with those below that begin with none."""
    entries: list[Entry] = []
    for number, row in paragraph.rows:
        entry = _entry(row.rstrip("\\ "), Lines(number, number))
        above = entries[-1] if entries else None
        if entry.when or above is None or (above.when and not above.when.clock):
            entries.append(entry)
        else:
            # A line that begins with a capital letter is a sentence of its own, else the source only wraps.
            text = _joined([above.text, row]) if row.strip()[:1].isupper() else f"{above.text} {folded(row)}".strip()
            entries[-1] = replace(above, text=text, lines=Lines(above.lines.first, number))
    return entries


def _entry(text: str, lines: Lines) -> Entry:
    """Read a text that may begin with a day or a time, in bold or code as well."""
    opened = _OPENED.match(text)
    marks = opened[0] if opened else ""
    when = when_of(text[len(marks) :])
    if when is None:
        return Entry(None, folded(text), lines)
    rest = when.rest
    for mark in reversed(_MARK.findall(marks)):
        # What opened before the time closes behind it, or behind the words.
        rest = rest.replace(_CLOSES.get(mark, mark), "", 1)
    return Entry(when, folded(_BREAK.sub(" ", _AFTER_TIME.sub("", rest, count=1))), lines)


def _of_table(table: Table) -> Iterator[Entry]:
    """Yield the rows of a table: the times from its columns of times, all other columns as words."""
    keys = [key_of(words(cell), COLUMNS["timeline"]) for cell in table.head.cells]
    if "at" not in keys:
        keys = ["at", *keys[1:]]
    zone = next((found for cell in table.head.cells if (found := zone_in(cell))), "")
    if when_of(words(table.head.cells[0])):
        # A table without a head, as HTML has it: its first row is one.
        yield _of_row(Row(table.head.line, table.head.cells, table.head_lines.last), keys, ("",) * len(keys))
    else:
        yield Entry(When(zone=zone), "", table.head_lines)
    for row in table.rows:
        yield replace(_of_row(row, keys, table.head.cells), head=table.head_lines)


def _of_row(row: Row, keys: list[str], head: tuple[str, ...]) -> Entry:
    at = " ".join(cell.strip() for cell, key in zip(row.cells, keys, strict=False) if key == "at" and cell.strip())
    said = [(words(name), cell.strip(), key) for name, cell, key in zip(head, row.cells, keys, strict=False)]
    event = [cell for _, cell, key in said if key == "event" and cell]
    others = [(name, cell) for name, cell, key in said if key not in {"at", "event"} and cell]
    # The day of the week says what the day does.
    more = [f"({name}: {cell})" for name, cell in others if not _WEEKDAY.fullmatch(cell)]
    if not event:
        event, more = [cell for _, cell, key in said if key != "at" and cell], []
    entry = _entry(at, row.lines)
    text = " ".join(part for part in (entry.text if entry.when else at, *event, *more) if part)
    return Entry(entry.when, folded(_BREAK.sub(" ", text)), row.lines)
