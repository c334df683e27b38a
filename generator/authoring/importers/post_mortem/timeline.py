"""Timelines: tables, lists, lines and headings that begin with a time, as events; what has no time stays as prose."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.authoring.importers.blocks import Block, Fence, Items, Lines, Paragraph, Row, Table, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.incident_keys import COLUMNS, MILESTONES, key_of
from generator.authoring.importers.moments import When, when_of, zone_in
from generator.authoring.importers.post_mortem.case import Case
from generator.authoring.importers.response.work import folded

_BOLD_START = re.compile(r"^[*_`\[(~\s]*(?=[~\u2248\w])")
_AFTER_TIME = re.compile(r"^[\s*_`\])]*(?:[-:|,\u2013\u2014\u2192]|-{2,}|=>|->)*[\s*_`]*")
_ALL_TIMES = re.compile(r"\b(?:times?|timestamps?|timezone|zone)\b|^\W*[A-Z]{2,5}\W*$", re.IGNORECASE)


_HALF_A_DAY = 12 * 60


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")[:2]
    return int(hour) * 60 + int(minute)


@dataclass(frozen=True)
class Entry:
    """One row of a timeline: its time, what happened, where it stands."""

    when: When | None
    text: str
    lines: Lines
    by: str = ""
    """The handle of who did or said it."""


def has_times(section: Section) -> bool:
    """Say whether a timeline has an entry with a time."""
    return any(entry.when and entry.when.clock for entry in _entries(section))


def read_timeline(section: Section, case: Case) -> None:
    """Write a timeline's events; a line without a time of day goes to `x-timeline`."""
    zone = zone_in(section.heading)
    if zone:
        case.zones.append((zone, section.heading_lines))
    write_entries(case, _entries(section))
    if "timeline" in case.draft.data:
        case.draft.put("timeline", case.draft.data["timeline"], section.heading_lines)


def write_entries(case: Case, entries: Iterable[Entry]) -> None:
    """Write entries as events in their order; what was read as a fact is none."""
    writer = _Writer(case)
    for entry in entries:
        if not set(range(entry.lines.first, entry.lines.last + 1)) <= case.read:
            writer.write(entry)


class _Writer:
    """Writes entries one after the other, each on its day."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.day = ""
        """The day of the entry above, once it is written."""
        self.clock = ""
        self.said = ""
        """The day of a heading that an entry stands under already."""
        self.heading = ""
        """The day that a heading or a line of its own says."""

    def write(self, entry: Entry) -> None:
        """Write one entry: an event, a day for those below, or a line of prose."""
        when, case = entry.when, self.case
        if when and not when.clock and not when.unclear and not entry.text:
            self.heading = when.day or self.heading
            if when.zone:
                case.zones.append((when.zone, entry.lines))
            case.work.outcome.note(entry.lines, "became", case.draft.path, "timeline")
            return
        if (
            when is None
            or not when.clock
            or when.unclear
            or not entry.text
            or not (when.day or self.day or self._start)
        ):
            self._leave(entry)
            return
        if when.zone:
            case.zones.append((when.zone, entry.lines))
        self._add(entry, when)

    @property
    def _start(self) -> str:
        return self.heading or self.case.day

    def _next(self, when: When) -> str:
        """Return the day of a time that says none: that of the one above, or the next one behind midnight."""
        if not self.day:
            return self.case.day
        behind = bool(self.clock) and _minutes(self.clock) - _minutes(when.clock) >= _HALF_A_DAY
        return (date.fromisoformat(self.day) + timedelta(days=behind)).isoformat()

    def _is_back(self, day: str, when: When) -> bool:
        """Say whether a time is earlier than the one above it, so that only its day places it."""
        return day == self.day and bool(self.clock) and when.clock < self.clock

    def _leave(self, entry: Entry) -> None:
        when, case = entry.when, self.case
        if when and when.unclear:
            why = f"timeline: {when.unclear} can be two days; write the time that it means"
            case.work.outcome.note(entry.lines, "guessed", case.draft.path, why)
        zone = zone_in(entry.text)
        if zone and _ALL_TIMES.search(entry.text):
            case.zones.append((zone, entry.lines))
        case.own("timeline", case.work.text(entry.lines), entry.lines)

    def _add(self, entry: Entry, when: When) -> None:
        case, draft = self.case, self.case.draft
        day = when.day or (self.heading if self.heading != self.said else "") or self._next(when)
        at = " ".join(part for part in (day if day != self.day or self._is_back(day, when) else "", when.clock) if part)
        at = f"{at} {when.offset}" if when.offset else at
        until = f" (until {when.until})" if when.until else ""
        self.day, self.clock, self.said = day, when.clock, self.heading or self.said
        events = draft.data.setdefault("timeline", [])
        index = len(events)
        if isinstance(events, list):
            event = {"at": at, "event": f"{entry.text}{until}"}
            events.append({**event, **({"by": entry.by} if entry.by else {})})
        case.work.outcome.note(entry.lines, "became", draft.path, "timeline")
        if when.is_about:
            draft.guessed(("timeline", index, "at"), "it is written as about that time", entry.lines)
        milestone = key_of(re.split(r"[.;]\s", entry.text)[0], MILESTONES)
        if milestone:
            # The first of a kind counts; its own day makes it readable by itself.
            clock = " ".join(part for part in (self.day, when.clock, when.offset) if part)
            draft.guess(milestone, clock, entry.lines, f'the timeline says "{entry.text}"')


def _entries(section: Section) -> Iterator[Entry]:
    for block in section.blocks:
        yield from _of_block(block)
    for inner in section.sections:
        yield from _of_section(inner)


def _of_section(section: Section) -> Iterator[Entry]:
    """Yield the entry that a heading with a time is, with what stands below it; a heading with a day is one alone."""
    entry = _entry(section.heading, section.heading_lines)
    if not (entry.when and entry.when.clock):
        yield entry
        yield from _entries(section)
        return
    texts = [entry.text, *_sentences(section.blocks)]
    has_code = any(isinstance(block, Fence | Table) for block in section.blocks)
    text = _joined(texts)
    if has_code or section.sections or not text:
        yield Entry(entry.when, entry.text or words(section.heading), section.heading_lines)
        yield from _entries(section)
        return
    yield Entry(entry.when, text, section.lines)


def _joined(texts: list[str]) -> str:
    """Return texts as one line: each a sentence of its own."""
    said = [text for text in map(folded, texts) if text]
    return " ".join(text if text[-1] in ".!?:;" or text is said[-1] else f"{text};" for text in said)


def _sentences(blocks: list[Block] | tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            for item in block.items:
                yield item.text
                yield from _sentences(item.blocks)


def _of_block(block: Block) -> Iterator[Entry]:
    if isinstance(block, Table):
        yield from _of_table(block)
    elif isinstance(block, Items):
        for item in block.items:
            entry = _entry(item.text, item.own_lines)
            if any(isinstance(inner, Fence | Table) for inner in item.blocks):
                yield Entry(None, item.text, item.lines)
            elif entry.when and entry.when.clock:
                yield Entry(entry.when, _joined([entry.text, *_sentences(item.blocks)]), item.lines)
            else:
                # A day over the entries inside it, or words without a time.
                yield entry
                for inner in item.blocks:
                    yield from _of_block(inner)
    elif isinstance(block, Paragraph):
        yield from _of_lines(block)
    else:
        yield Entry(None, "code", block.lines)


def _of_lines(paragraph: Paragraph) -> Iterator[Entry]:
    """Yield the lines of a paragraph that begin with a time, each with those below that begin with none."""
    entries: list[Entry] = []
    for number, row in paragraph.rows:
        entry = _entry(row.rstrip("\\ "), Lines(number, number))
        above = entries[-1] if entries else None
        if entry.when or above is None or (above.when and not above.when.clock):
            entries.append(entry)
        else:
            # A line that begins with a capital letter is a sentence of its own, else the source only wraps.
            text = _joined([above.text, row]) if row.strip()[:1].isupper() else f"{above.text} {folded(row)}".strip()
            entries[-1] = Entry(above.when, text, Lines(above.lines.first, number))
    yield from entries


def _entry(text: str, lines: Lines) -> Entry:
    """Read a text that may begin with a day or a time, in bold or code as well."""
    start = _BOLD_START.sub("", text) if not text.lstrip().startswith("~") else text.lstrip()
    when = when_of(start)
    if when is None:
        return Entry(None, folded(text), lines)
    rest = _AFTER_TIME.sub("", when.rest, count=1)
    # Two stars that opened before the time close before the words.
    return Entry(when, folded(rest), lines)


def _of_table(table: Table) -> Iterator[Entry]:
    """Yield the rows of a table: the times from its columns of times, all other columns as words."""
    keys = [key_of(words(cell), COLUMNS["timeline"]) for cell in table.head.cells]
    if "at" not in keys:
        keys = ["at", *keys[1:]]
    zone = next((found for cell in table.head.cells if (found := zone_in(cell))), "")
    yield Entry(When(zone=zone), "", table.head_lines)
    for row in table.rows:
        yield _of_row(row, keys, table.head)


def _of_row(row: Row, keys: list[str], head: Row) -> Entry:
    at = " ".join(cell.strip() for cell, key in zip(row.cells, keys, strict=False) if key == "at" and cell.strip())
    said = [(words(name), cell.strip(), key) for name, cell, key in zip(head.cells, row.cells, keys, strict=False)]
    event = [cell for _, cell, key in said if key == "event" and cell]
    more = [f"({name}: {cell})" for name, cell, key in said if key not in {"at", "event"} and cell]
    if not event:
        event, more = [cell for _, cell, key in said if key != "at" and cell], []
    entry = _entry(at, row.lines)
    text = " ".join(part for part in (entry.text if entry.when else at, *event, *more) if part)
    return Entry(entry.when, folded(text.replace("<br>", " ")), row.lines)
