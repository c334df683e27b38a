"""Filled-in post-mortems: facts by their labels, sections by their headings, timelines and action items as lists."""

import re

from generator.authoring.importers.blocks import Lines, Table
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.incident_keys import SECTIONS, key_of
from generator.authoring.importers.moments import day_in
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.post_mortem.case import Case, is_blank, main_of
from generator.authoring.importers.post_mortem.facts import fact_pairs, read_facts
from generator.authoring.importers.post_mortem.sections import read_sections
from generator.authoring.importers.post_mortem.timeline import has_times
from generator.authoring.importers.post_mortem.titles import incident_name, title_of
from generator.authoring.importers.response.severities import is_severities
from generator.authoring.importers.response.work import Work

_MUCH = 30
_FEWEST = 2
_TELLING = frozenset(SECTIONS) - {"summary", "resolution", "impact", "detected_by", "links", "questions"}
_SAYS_SO = re.compile(r"post[ -]?mortem|incident (?:report|review)|retrospective|\brca\b|outage", re.IGNORECASE)


def _evidence(document: Document) -> int:
    """A day, and sections that only a post-mortem has; a guide with severities and a blank form is none."""
    if document.front and _is_record(document):
        return _MUCH
    main = main_of(document)
    keys = [key for section in main.sections if (key := key_of(section.title, SECTIONS))]
    telling = len(_TELLING & set(keys)) + bool(_SAYS_SO.search(f"{main.title} {document.path}"))
    if telling < _FEWEST or not keys or any(is_severities(section) for section in main.walk()):
        return 0
    return _MUCH * telling if _is_filled_in(document) else 0


def _is_record(document: Document) -> bool:
    """Say whether the front matter is an incident's: its title, a day, and when it began or ended."""
    front = [pair for pair in fact_pairs(document) if document.front and pair.lines == document.front.lines]
    means = {pair.means for pair in front}
    return "title" in means and bool(means & {"started", "resolved"}) and any(day_in(pair.value) for pair in front)


def _is_filled_in(document: Document) -> bool:
    """Say whether a day is written in the title, the file's name or a fact, or a time in the timeline."""
    main = main_of(document)
    if day_in(main.title) or day_in(document.path) or any(day_in(pair.value) for pair in fact_pairs(document)):
        return True
    timelines = [section for section in main.walk() if key_of(section.title, SECTIONS) == "timeline"]
    return any(has_times(section) for section in timelines)


def _read(document: Document, destination: Destination) -> Outcome:
    outcome = Outcome(document.path)
    work = Work(document, destination, outcome, [level.key.id for level in destination.levels])
    if not _says_anything(document):
        outcome.leave_out(Lines(1, len(document.rows)), "an empty form: nothing in it is filled in")
        return outcome
    # The day is part of the record's name, so it is looked for before anything is read.
    case = Case(work, _day(document))
    title, lines = title_of(document)
    name = incident_name(case.day, title)
    case.draft = destination.draft(outcome, "incident", Lines(1, document.root.lines.last), name)
    case.draft.put("title", title, lines)
    read_facts(case)
    read_sections(case)
    case.finish()
    return outcome


def _day(document: Document) -> str:
    """Return the day of an incident: of its facts, else of its title or file's name, else of its timeline."""
    pairs = fact_pairs(document)
    said = [day for key in ("date", "started", "detected") for pair in pairs if pair.means == key
            and (day := day_in(pair.value))]  # fmt: skip
    named = [day for text in (main_of(document).title, document.path) if (day := day_in(text))]
    timelines = [one for one in document.root.walk() if key_of(one.title, SECTIONS) == "timeline"]
    days = (day for one in timelines for row in document.rows[one.lines.first - 1 : one.lines.last]
            if (day := day_in(row)))  # fmt: skip
    return next(iter([*said, *named]), "") or next(days, "")


def _says_anything(document: Document) -> bool:
    """Say whether anything but headings, labels and placeholders stands in a document."""
    if any(not is_blank(pair.value) for pair in fact_pairs(document) if pair.means != "title"):
        return True
    return any(_is_said(section, document) for section in main_of(document).walk())


def _is_said(section: Section, document: Document) -> bool:
    known = {line for pair in fact_pairs(document) for line in range(pair.lines.first, pair.lines.last + 1)}
    for block in section.blocks:
        head = block.lines.first + 2 if isinstance(block, Table) else block.lines.first
        for number in range(head, block.lines.last + 1):
            row = re.sub(r"<!--.*?-->|^\s*(?:[-*+>]|\d+[.)])\s*(?:\[[ xX]\])?", "", document.rows[number - 1])
            cells = [cell.strip(" -:") for cell in row.split("|")]
            if number not in known and not all(map(is_blank, cells)):
                return True
    return False


POST_MORTEM = Importer("post-mortem", "filled-in post-mortems: facts, timeline, causes, action items", _evidence, _read)
"""What reads a post-mortem."""
