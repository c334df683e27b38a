"""The on-call rotation: a table of shifts, and what being on call means."""

import re

from generator.authoring.importers.blocks import Block, Items, Paragraph, Row, Table, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.response.placeholders import is_placeholder
from generator.authoring.importers.response.tables import grid_of
from generator.authoring.importers.response.work import Work, folded
from generator.records import KINDS
from generator.records.reader import Data

_SHIFT_COLUMNS = {
    "when": r"^(?:week|period|date|dates|shift|month|day|sprint|rotation|when|time|#)s?$",
    "primary": r"primary|on-?call|engineer|first|lead",
    "secondary": r"secondary|backup|second|shadow",
}
_LENGTHS = {"week": "1w", "day": "1d"}
_ELLIPSIS = re.compile(r"[.\u2026\s]*|etc\.?")
_RESPONSIBLE = re.compile(r"responsib|duties|expect", re.IGNORECASE)


def is_rotation(section: Section) -> bool:
    """Say whether a section says who is on call when."""
    return any(_is_shifts(block) for block in section.blocks)


def read_rotation(section: Section, work: Work) -> None:
    """Make the rotation of a table of shifts, and what being on call means of the list beside it.

    A handbook has one rotation: that of a second table stays as it stands.
    """
    tables = [block for block in section.blocks if isinstance(block, Table) and _is_shifts(block)]
    shifts = _shifts(tables[0], work)
    if not shifts:
        work.outcome.leave_out(section.lines, "nobody is named in the rotation; import it once somebody is")
    if not shifts or work.of("rotation"):
        return
    kind = KINDS["rotation"]
    draft = work.outcome.draft(kind, work.destination.path(kind), section.lines, "on-call")
    work.outcome.note(section.heading_lines, "became", draft.path, "shifts")
    draft.put("length", _length(tables[0]), tables[0].head_lines)
    draft.put("shifts", shifts, tables[0].lines)
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.label and _RESPONSIBLE.search(block.label):
            work.outcome.note(block.lines, "became", draft.path, "responsibilities")
        elif isinstance(block, Items) and not any(item.blocks for item in block.items):
            draft.add("responsibilities", [folded(item.text) for item in block.items], block.lines)


def _is_shifts(block: Block) -> bool:
    return isinstance(block, Table) and {"when", "primary"} <= set(grid_of(block, _SHIFT_COLUMNS).places)


def _length(table: Table) -> str:
    """Return how long a shift lasts, when the first column's head says it."""
    period = words(table.head.cells[grid_of(table, _SHIFT_COLUMNS).places["when"]]).lower()
    return _LENGTHS.get(period.rstrip("s"), "")


def _shifts(table: Table, work: Work) -> list[Data]:
    grid = grid_of(table, _SHIFT_COLUMNS)
    shifts: list[Data] = []
    for row in table.rows:
        primary, secondary = grid.cell(row, "primary"), grid.cell(row, "secondary")
        if _ELLIPSIS.fullmatch(primary) or is_placeholder(primary):
            work.outcome.leave_out(row.lines, "nobody is named; the shifts repeat from the top")
            continue
        shift: dict[str, Data] = {"primary": _person(primary, row, work)}
        if secondary and not is_placeholder(secondary):
            shift["secondary"] = _person(secondary, row, work)
        shifts.append(shift)
    return shifts


def _person(text: str, row: Row, work: Work) -> str:
    """Return a person as a handle; a name becomes one, because a name alone refers to nothing."""
    bare = words(text)
    if not bare.startswith("@"):
        path = work.destination.path(KINDS["rotation"])
        work.outcome.note(row.lines, "guessed", path, f'"{bare}" is written as a handle; name a contact instead')
        bare = f"@{bare}"
    return re.sub(r"\s+", "-", bare)
