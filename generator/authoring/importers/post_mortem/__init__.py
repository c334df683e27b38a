"""Filled-in post-mortems: facts by their labels, sections by their headings, timelines and action items as lists."""

import re

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.incident_keys import SECTIONS, section_key
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.post_mortem.blank import is_form, says_anything
from generator.authoring.importers.post_mortem.case import Case, main_of
from generator.authoring.importers.post_mortem.days import day_of
from generator.authoring.importers.post_mortem.entries import has_times, is_timeline
from generator.authoring.importers.post_mortem.facts import fact_pairs, read_facts
from generator.authoring.importers.post_mortem.labels import sectioned
from generator.authoring.importers.post_mortem.logs import incidents_of
from generator.authoring.importers.post_mortem.sections import read_sections
from generator.authoring.importers.post_mortem.titles import has_lost_time, incident_name, says_incident, title_of
from generator.authoring.importers.response.severities import is_severities
from generator.authoring.importers.response.work import Work
from generator.authoring.importers.written_days import day_in

_MUCH = 30
_FEWEST = 2
_TELLING = frozenset(SECTIONS) - {"summary", "resolution", "impact", "detected_by", "links", "questions"}
_OF_THE_DOCUMENT = re.compile(
    r"(?:last|next|document|page)? ?(?:updat|review|revis|creat|modifi|edit|version|publish|approv)", re.IGNORECASE
)
"""The labels of days that are those of the document."""
_ABOUT_THEM = re.compile(r"\b(?:process|policy|guide(?:lines?)?|handbook|how[ -]to|procedures?)\b", re.IGNORECASE)
"""What the title of a document about post-mortems says."""
_SAYS_SO = re.compile(r"post[ -]?mortem|incident (?:report|review)|retrospective|\brca\b|outage", re.IGNORECASE)


EMPTY = (
    "an empty form: nothing in it is filled in, so it is no incident; "
    "--from incident-response makes the handbook's post-mortem form of it"
)


def _evidence(document: Document) -> int:
    """A day or times, or nothing at all, in sections that only a post-mortem has; a guide with severities is none."""
    if document.front and _is_record(document):
        return _MUCH
    log = incidents_of(document)
    if log:
        return _MUCH * len(log)
    document = sectioned(document)
    main = main_of(document)
    named = [*(section.title for section in main.sections), *(pair.label for pair in fact_pairs(document))]
    keys = {key for name in named if (key := section_key(name))}
    says_so = _SAYS_SO.search(f"{main.title} {document.path}") or (says_incident(main.title) and day_in(main.title))
    telling = len(_TELLING & keys) + bool(says_so) + _has_timeline(main)
    if (
        telling < _FEWEST
        or not keys
        or _ABOUT_THEM.search(main.title)
        or any(is_severities(section) for section in main.walk())
    ):
        return 0
    return _MUCH * telling if _is_filled_in(document) or _is_empty(document) else 0


def _is_empty(document: Document) -> bool:
    """Say whether a document is a form that nobody filled in."""
    return not says_anything(document) or (is_form(document) and not _is_filled_in(document))


def _is_record(document: Document) -> bool:
    """Say whether the front matter is an incident's: its title, a day, and when it began or ended."""
    front = [pair for pair in fact_pairs(document) if document.front and pair.lines == document.front.lines]
    means = {pair.means for pair in front}
    return "title" in means and bool(means & {"started", "resolved"}) and any(day_in(pair.value) for pair in front)


def _has_timeline(main: Section) -> bool:
    """Say whether a timeline has times of day: nothing else that is imported has."""
    return any(
        has_times(section) if section_key(section.title) == "timeline" else is_timeline(section)
        for section in main.walk()
    )


def _is_filled_in(document: Document) -> bool:
    """Say whether a day is written in the title, the file's name or a fact, or a time in the timeline."""
    main = main_of(document)
    if not says_anything(document):
        return False
    facts = (pair.value for pair in fact_pairs(document) if not _OF_THE_DOCUMENT.match(pair.label))
    if any(map(day_in, (main.title, document.path, *facts))):
        return True
    return _has_timeline(main)


def _read(document: Document, destination: Destination) -> Outcome:
    outcome = Outcome(document.path)
    log = incidents_of(document)
    for one in log or (document,):
        _read_one(sectioned(one), destination, outcome, is_whole=not log)
    return outcome


def _read_one(document: Document, destination: Destination, outcome: Outcome, *, is_whole: bool) -> None:
    """Make an incident of a document, or of the part of a log that is not blank."""
    lines = Lines(1, document.root.lines.last) if is_whole else document.root.sections[0].lines
    if _is_empty(document):
        outcome.leave_out(Lines(1, len(document.rows)) if is_whole else lines, EMPTY)
        return
    # The day is part of the record's name, so it is looked for before anything is read.
    day, seen = day_of(document)
    work = Work(document, destination, outcome, [level.key.id for level in destination.levels])
    case = Case(work, day)
    title, where = title_of(document)
    case.draft = destination.draft(outcome, "incident", lines, incident_name(day, title))
    if where:
        case.draft.put("title", title, where)
    else:
        case.draft.guess("title", title, Lines(1, 1), "made of the file's name")
    if has_lost_time(document, title):
        case.own("title", main_of(document).title, main_of(document).heading_lines)
    if seen:
        outcome.note(seen, "guessed", case.draft.path, f"its day {day}: the only one that is written")
    read_facts(case)
    read_sections(case)
    case.finish()


POST_MORTEM = Importer("post-mortem", "filled-in post-mortems: facts, timeline, causes, action items", _evidence, _read)
"""What reads a post-mortem."""
