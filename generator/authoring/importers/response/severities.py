"""Severities: a table of levels, or one heading for each."""

import re
from collections.abc import Iterable

from generator.authoring.importers.blocks import Block, Items, Lines, Paragraph, Row, Table, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.readings import Level, duration_of, level_of, target_of
from generator.authoring.importers.response.parts import Part, lines_of_text, parts_of
from generator.authoring.importers.response.tables import Grid, grid_of, tables_in
from generator.authoring.importers.response.work import Work, folded, put_own
from generator.records.reader import Data
from generator.records.severity import SEVERITY

_HEADING = re.compile(r"severit|priorit(?:y|ies)|incident (?:level|class)|classification|impact level", re.IGNORECASE)
COLUMNS = {
    "level": r"^(?:level|severity|priority|sev|prio|code|class|severity level|incident level)s?$|severity|"
    r"priority|level",
    "name": r"^(?:name|label|title|severity|priority)$",
    "response_time": r"response|\bsla\b|acknowledg|\back\b|time to (?:respond|ack)|react",
    "resolution_target": r"resol|\bfix\b|\brto\b|restore",
    "update_every": r"update|communicat\w+ (?:freq|cadence|every)",
    "examples": r"example",
    "who_to_page": r"page|who|notify|escalat|responder|contact|involve",
    "definition": r"defin|descri|criteria|meaning|impact|what|condition",
}
_FIELDS = {
    "definition": r"^(?:definition|description|criteria|meaning|what it means|condition|impact)s?$",
    "examples": r"^examples?$",
    "response_time": r"^(?:target )?(?:initial )?response(?: time| sla)?$|^sla$|^ack\w*(?: time)?$|"
    r"^time to (?:respond|acknowledge)$",
    "resolution_target": r"^(?:target )?(?:resolution|resolve|fix)(?: time| target| sla)?$|^time to (?:resolve|fix)$",
    "update_every": r"^(?:status )?updates?(?: every| frequency| cadence| interval)?$|^communication frequency$",
    "who_to_page": r"^(?:who to page|who to notify|who|page|notify|notification|escalation|responders?|team|"
    r"contacts?)$",
}
_FEWEST = 2


def is_severities(section: Section) -> bool:
    """Say whether a section says which levels there are: in a table, or by two headings of levels."""
    if any(_level_rows(table) for table in tables_in(section)):
        return True
    found = [inner for inner in section.sections if is_level_heading(inner)]
    return len(found) >= _FEWEST or (bool(found) and bool(_HEADING.search(section.title)))


def read_severities(section: Section, work: Work) -> None:
    """Make a row of each level."""
    work.outcome.note(section.heading_lines, "became", work.destination.path(SEVERITY), "all levels")
    for table in tables_in(section):
        for row, level in _level_rows(table):
            _of_row(grid_of(table, COLUMNS), row, level, work)
        if work.of("severity"):
            work.outcome.note(table.head_lines, "became", work.destination.path(SEVERITY), "all levels")
    for inner in section.sections:
        named = level_of(inner.title)
        if named and is_level_heading(inner):
            _of_section(inner, named, work)
    work.levels = [draft.id for draft in work.of("severity")]


def is_level_heading(section: Section) -> bool:
    """Say whether a heading is a level and what stands below describes one, and not an incident of that level."""
    if level_of(section.title) is None:
        return False
    names = {part.plain for part in parts_of(section)}
    return not names or any(re.search(pattern, name) for name in names for pattern in _FIELDS.values()) or names == {""}


def _level_rows(table: Table) -> list[tuple[Row, Level]]:
    """Return the rows of a table of levels with their levels; none when it is another table."""
    grid = grid_of(table, COLUMNS)
    place = grid.places.get("level", 0)
    if not {"response_time", "definition", "examples", "resolution_target", "who_to_page"} & set(grid.places):
        return []
    rows = [row for row in table.rows if len(row.cells) > place and not row.is_empty]
    levels = [(row, level) for row in rows if (level := level_of(row.cells[place]))]
    return levels if len(levels) >= _FEWEST and len(levels) == len(rows) else []


def _begin(level: Level, lines: Lines, work: Work) -> Draft:
    there = next((draft for draft in work.of("severity") if draft.id == level.id), None)
    draft = there or work.outcome.draft(SEVERITY, work.destination.path(SEVERITY), lines, level.id)
    draft.outcome.note(lines, "became", draft.path, draft.id)
    if level.name:
        _keep(draft, "name", level.name, lines)
    elif "name" not in draft.data:
        draft.guess("name", level.id, lines, "only its number is written")
    _keep(draft, "summary", level.summary, lines)
    return draft


def _keep(draft: Draft, key: str, value: Data, lines: Lines) -> None:
    """Write a key of a level; what a second table says otherwise becomes a fact of the team's own."""
    if (key,) in draft.comments:
        del draft.comments[key,], draft.data[key]
    there = draft.data.get(key)
    if there is None or there == value:
        draft.put(key, value, lines)
    elif value:
        put_own(draft, key, "; ".join(map(str, value)) if isinstance(value, list) else str(value), lines)


def _of_row(grid: Grid, row: Row, level: Level, work: Work) -> None:
    name = grid.cell(row, "name")
    if name and not level.name:
        level = Level(level.id, words(name), level.summary)
    draft = _begin(level, row.lines, work)
    _put_examples_last(draft, {key: grid.cell(row, key) for key in _FIELDS}, row.lines)
    for head, cell in grid.others(row):
        put_own(draft, head, cell, row.lines)


def _put_examples_last(draft: Draft, cells: dict[str, str], lines: Lines) -> None:
    for key, cell in cells.items():
        if cell in {"-", "\u2014", "N/A", "n/a"}:
            draft.outcome.leave_out(lines, f"{key} of {draft.id}: {cell} says nothing")
        elif cell and key == "examples":
            _keep(draft, key, _several(cell), lines)
        elif cell:
            _put(draft, key, cell, lines)


def _several(cell: str) -> list[Data]:
    """Return the entries of a cell: by its line breaks or semicolons, else it is one."""
    parts = re.split(r"\s*(?:<br\s*/?>|;|\u2022)\s*", cell)
    return [part.strip(" -") for part in parts if part.strip(" -")]


def _of_section(section: Section, level: Level, work: Work) -> None:
    draft = _begin(level, section.heading_lines, work)
    draft.lines = section.lines if draft.lines == section.heading_lines else draft.lines
    for part in parts_of(section):
        key = next((key for key, pattern in _FIELDS.items() if re.search(pattern, part.plain)), "")
        key = key if part.name else "definition" if _is_prose(part.blocks) else "examples"
        if part.blocks and not part.sections and (key in _FIELDS and key not in draft.data):
            _of_part(draft, key, part, work)
        elif part.blocks or part.sections:
            put_own(draft, part.name or "more", work.below(part), part.whole if part.name else part.below)
        elif part.name:
            work.outcome.leave_out(part.lines, f'"{part.name}": nothing stands below it')


def _of_part(draft: Draft, key: str, part: Part, work: Work) -> None:
    lines = part.whole if part.name else part.below
    texts = [text for _, text in lines_of_text(part.blocks)]
    if key == "examples":
        _keep(draft, key, [folded(text) for text in texts], lines)
    elif key == "definition":
        _keep(draft, key, work.below(part) if _is_rich(part.blocks) else folded(" ".join(texts)), lines)
    else:
        _put(draft, key, folded(", ".join(texts)), lines)


def _is_prose(blocks: Iterable[Block]) -> bool:
    """Say whether words stand there, and not only a list of what is of this level."""
    return any(not isinstance(block, Items) for block in blocks)


def _is_rich(blocks: Iterable[Block]) -> bool:
    return any(not isinstance(block, Paragraph) for block in blocks)


def _put(draft: Draft, key: str, text: str, lines: Lines) -> None:
    """Write one of a level's fields of one line; what cannot be computed with stays words, beside it."""
    if key in {"response_time", "resolution_target"}:
        target, note = target_of(text)
        _keep(draft, key, target, lines)
        if note and key == "response_time":
            _keep(draft, "response_note", note, lines)
        elif note:
            put_own(draft, f"{key} note", note, lines)
    elif key == "update_every":
        length = duration_of(re.sub(r"^every\s+", "", text, flags=re.IGNORECASE))
        _keep(draft, key, length or "", lines)
        if not length:
            put_own(draft, "updates", text, lines)
    else:
        _keep(draft, key, text, lines)
