"""Post-mortem templates, as headings or inside a code block, and the process around them."""

import re

from generator.authoring.importers.blocks import Block, Fence, Items, Lines, Table, words
from generator.authoring.importers.document import Section, tree
from generator.authoring.importers.incident_keys import SECTIONS, key_of
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.form_sections import facts_above, sections_of
from generator.authoring.importers.response.parts import labelled, lines_of_text
from generator.authoring.importers.response.steps import head, short, steps_of
from generator.authoring.importers.response.titles import plain_title
from generator.authoring.importers.response.work import Work, folded, put_own
from generator.records import KINDS
from generator.records.reader import Data

_HEADING = re.compile(
    r"post[ -]?(?:mortem|incident)|retrospective|\bRCA\b|incident (?:review|report)|after[ -]action", re.IGNORECASE
)
_TEMPLATE = re.compile(r"template|form|format|structure|document", re.IGNORECASE)
_PRINCIPLES = re.compile(r"blameless|principle|culture|ground rules|values|guidelines", re.IGNORECASE)
_DAY = re.compile(r"(?:D\s*\+\s*|day\s*\+?\s*)(?P<day>\d{1,3})", re.IGNORECASE)
_FEWEST = 2
_ORDER = ("title", "summary", "process", "sections", "principles")


def is_post_mortem(section: Section) -> bool:
    """Say whether a section is about post-mortems: a template of one, or how one is held."""
    return bool(_HEADING.search(section.title)) and (bool(section.sections) or bool(section.blocks))


def read_post_mortem(section: Section, work: Work) -> None:
    """Make the handbook's form, with its process and principles."""
    for one in section.walk():
        _label_sections(one)
    kind = KINDS["form"]
    # A handbook has one form: what another section says is added to it.
    there = next(iter(work.of("form")), None)
    draft = there or work.outcome.draft(kind, work.destination.path(kind), section.lines, "post-mortem")
    if _sections_in(section):
        _read_template(draft, section, work)
    else:
        _read_around(draft, section, work)
        for inner in section.sections:
            _read_inner(draft, inner, work)
    if not set(draft.data) - {"title", "summary"}:
        work.outcome.drop(draft, "no section of a post-mortem is named")
        work.outcome.notes.pop()
    draft.data = {key: draft.data[key] for key in _ORDER if key in draft.data} | draft.data


def _label_sections(section: Section) -> None:
    """Let bold lines be headings where two of them name sections of a post-mortem."""
    parts = labelled(section.blocks, section.heading_lines)
    if section.sections or sum(bool(key_of(part.name, SECTIONS)) for part in parts) < _FEWEST:
        return
    section.blocks = parts[0].blocks
    for part in parts[1:]:
        section.sections.append(Section(section.level + 1, part.name, part.whole, part.lines.last, part.blocks))


def _read_inner(draft: Draft, section: Section, work: Work) -> None:
    fences = [block for block in section.blocks if _is_template(block)]
    if fences or _sections_in(section):
        _read_template(draft, section, work)
    elif _PRINCIPLES.search(section.title):
        texts = [folded(text) for _, text in lines_of_text(section.blocks)]
        draft.add("principles", texts, section.lines)
    else:
        _read_around(draft, section, work)
        for inner in section.sections:
            _read_inner(draft, inner, work)


def _read_around(draft: Draft, section: Section, work: Work) -> None:
    """Read what stands around a template: the process, as a table of days or a list, and prose."""
    if any(_is_template(block) for block in section.blocks):
        _read_template(draft, section, work)
        return
    if section.blocks:
        work.outcome.note(section.heading_lines, "became", draft.path, "process")
    for part in labelled(section.blocks, section.heading_lines):
        for block in part.blocks:
            process = _process_of(block) if isinstance(block, Table) else []
            if isinstance(block, Items):
                steps = steps_of([block], work).steps
                head(steps, part.name)
                process = short(steps)
            if process:
                draft.add(
                    "process", process, Lines(part.lines.first if part.name else block.lines.first, block.lines.last)
                )
            else:
                draft.prose("summary", work.text(block.lines), block.lines)


def _process_of(table: Table) -> list[Data]:
    """Return the rows of a table of days as steps; nothing when it is another table."""
    steps: list[Data] = []
    for row in table.rows:
        day = _DAY.fullmatch(words(row.cells[0]))
        if not day or len(row.cells) < _FEWEST:
            return []
        steps.append({"at": f"D+{day['day']}", "do": ", ".join(cell.strip() for cell in row.cells[1:] if cell.strip())})
    return steps


def _is_template(block: Block) -> bool:
    return isinstance(block, Fence) and bool(re.search(r"^\s*#{1,6} \S", block.text, re.MULTILINE))


def _sections_in(section: Section) -> bool:
    """Say whether the headings inside a section are those of a post-mortem."""
    known = [one for one in section.sections if key_of(one.title, SECTIONS)]
    others = [one for one in section.sections if any(_is_template(block) for block in one.blocks)]
    dated = [one for one in known if any(isinstance(block, Table) and _process_of(block) for block in one.blocks)]
    return len(known) >= _FEWEST and not others and not dated


def _read_template(draft: Draft, section: Section, work: Work) -> None:
    if "sections" in draft.data:
        put_own(draft, section.title, work.text(section.lines), section.lines)
        return
    draft.put("title", plain_title(section.title), section.heading_lines)
    for block in section.blocks:
        if _is_template(block) and isinstance(block, Fence):
            inner = tree(block.text, block.lines.first)
            top = inner.sections[0] if len(inner.sections) == 1 and inner.sections[0].sections else inner
            draft.put("sections", [*facts_above(top, draft), *sections_of(top, work, draft)], block.lines)
        else:
            draft.prose("summary", work.text(block.lines), block.lines)
    if "sections" not in draft.data and section.sections:
        sections = sections_of(section, work, draft)
        draft.put("sections", sections, Lines(section.sections[0].lines.first, section.lines.last))
