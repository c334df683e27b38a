"""A chat as a timeline: pasted lines that begin with a time."""

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.chat import begin, never, note_names, note_removed
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.moments import when_of
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.post_mortem.entries import Entry
from generator.authoring.importers.post_mortem.timeline import write_entries
from generator.authoring.importers.redaction import redacted
from generator.authoring.importers.response.work import folded
from generator.authoring.importers.written_days import day_in

_AUTHOR = re.compile(r"(?P<who>[^\s\d\[(][^\[(:]{0,40}?)(?:\s\s+|\s+APP\s+|\s+(?=\[))\[?(?P<at>\d.*?)\]?\s*")
_WRAPPED = re.compile(r"^\s*[\[(](?P<at>[^\])]+)[\])]\s*")
_SPEAKER = re.compile(r"(?:<(?P<wrapped>[^<>]{1,40})>|(?P<plain>[^\s\d:][^:]{0,40}?):(?!/))(?:\s+(?P<text>.*)|$)")
_NAME = re.compile(r"[^\W\d_][^:.!?]{0,39}")
_PROGRAM = "APP"
"""What stands between the name of a program and the time of its message."""


def _read(document: Document, destination: Destination) -> Outcome:
    text, removed = redacted(document.text)
    clean = Document(document.path, text, document.repairs)
    outcome = Outcome(document.path)
    if not text.strip():
        return outcome
    days = (day for one in (document.path, *clean.rows) if (day := day_in(one)))
    case = begin(clean, destination, outcome, next(days, ""))
    note_removed(case, removed, Lines(1, len(clean.rows)))
    if not case.day:
        words = "no day is written; begin the text or the file's name with one, as 2025-03-04"
        outcome.note(Lines(1, 1), "guessed", case.draft.path, words)
    entries = list(_entries(clean))
    write_entries(case, entries)
    note_names(case, [(entry.speaker, entry.lines) for entry in entries if " " in entry.speaker])
    case.finish()
    return outcome


def _entries(document: Document) -> Iterator[Entry]:
    """Yield the messages of pasted lines; a line without a time belongs to the one above."""
    rows = [(lines, row, _of_line(row, lines)) for lines, row in _rows(document)]
    has_names = _has_names_above(rows)
    above: Entry | None = None
    for lines, row, entry in rows:
        if entry is None and above and above.when and above.when.clock:
            above = _joined(above, row, lines)
            continue
        if above:
            yield above
        above = entry or Entry(None, row, lines)
        if has_names and _WRAPPED.match(row):
            above = replace(above, text="", speaker=above.text)
    if above:
        yield above


def _has_names_above(rows: list[tuple[Lines, str, Entry | None]]) -> bool:
    """Say whether behind each time in brackets stands a name only, with the words below it: `[14:05] Gate Team`."""
    places = [index for index, (_, row, _) in enumerate(rows) if _WRAPPED.match(row)]
    return bool(places) and all(
        (entry := rows[index][2]) is not None
        and not entry.speaker
        and _NAME.fullmatch(entry.text)
        and index + 1 < len(rows)
        and rows[index + 1][2] is None
        for index in places
    )


def _joined(entry: Entry, row: str, lines: Lines) -> Entry:
    """Return a message with one more line."""
    whole = Lines(entry.lines.first, lines.last)
    return replace(entry, text=folded(f"{entry.text} {row}"), lines=whole)


def _rows(document: Document) -> Iterator[tuple[Lines, str]]:
    """Yield the lines that say something; the name of a program joins the line below that has its time."""
    rows = [(number, row.strip()) for number, row in enumerate(document.rows, 1) if row.strip()]
    skipped = False
    for index, (number, row) in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else (0, "")
        if skipped:
            skipped = False
        elif below[1].startswith(f"{_PROGRAM} ") and when_of(below[1].removeprefix(_PROGRAM).strip()):
            skipped = True
            yield Lines(number, below[0]), f"{row} {below[1]}"
        else:
            yield Lines(number, number), row


def _of_line(row: str, lines: Lines) -> Entry | None:
    """Return the message that a line begins; None for one that goes on with the message above.

    `14:05 who: words`, `[14:05] <who> words` and `[14:05] who` with the words below, `who  2:05 PM` above the words.
    """
    wrapped = _WRAPPED.match(row)
    if wrapped and (when := when_of(wrapped["at"])) and not when.rest.strip():
        return _said(Entry(when, "", lines), row[wrapped.end() :])
    author = _AUTHOR.fullmatch(row)
    if author and (when := when_of(author["at"])) and when.clock and not when.rest.strip():
        return Entry(when, "", lines, speaker=author["who"].strip())
    when = when_of(row)
    return _said(Entry(when, "", lines), when.rest) if when and (when.clock or not when.rest.strip()) else None


def _said(entry: Entry, rest: str) -> Entry:
    """Return an entry with the words behind its time, and who said them where that stands in front."""
    words = rest.strip().lstrip("-\u2013\u2014:|, ").strip()
    found = _SPEAKER.fullmatch(words)
    if not found:
        return replace(entry, text=folded(words))
    return replace(entry, text=folded(found["text"] or ""), speaker=found["wrapped"] or found["plain"].strip())


TEXT = Importer(
    "text",
    "pasted lines that begin with a time, as a timeline",
    never,
    _read,
    is_markdown=False,
    names="**/*.txt",
    file="text, *.txt",
)
