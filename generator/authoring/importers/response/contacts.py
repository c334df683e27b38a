"""Contacts: tables of roles and ways to reach them, or lists of names with values."""

import re
from collections.abc import Iterator

from generator.authoring.importers.blocks import Block, Items, Lines, Row, Table, pairs, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.readings import duration_of, levels_in
from generator.authoring.importers.response.entries import known_level
from generator.authoring.importers.response.placeholders import inside, is_placeholder
from generator.authoring.importers.response.rows import put_words, row_of
from generator.authoring.importers.response.tables import Grid, grid_of
from generator.authoring.importers.response.work import Work, put_own
from generator.records import KINDS
from generator.records.zones import Zone

_CONTACTS = re.compile(r"contact|escalat|who to (?:call|page|contact)|responders|phone|key people|team", re.IGNORECASE)
CONTACT_COLUMNS = {
    "role": r"^(?:role|team|function|position|title|level|tier|service|area|who|group|escalation level|"
    r"service/team)s?$",
    "name": r"^(?:name|person|who|primary|primary contact|lead|owner|engineer|on-?call)$",
    "backup": r"backup|secondary|alternate|deputy",
    "when": r"when|escalate|condition|use for|reason|purpose|scope|for what",
    "timezone": r"time ?zone|\btz\b",
    "email": r"e-?mail",
    "slack": r"slack|chat|channel",
    "pager": r"pager|opsgenie",
    "telegram": r"telegram",
    "teams": r"^(?:ms |microsoft )?teams$",
    "phone": r"phone|mobile|cell|\btel\b|number",
    "contact": r"contact|reach|method|how",
    "escalate_after": r"after|timeout|response|within|wait",
}
_REACH = ("phone", "email", "sms", "slack", "teams", "telegram", "pager", "link")
_TIER = re.compile(r"(?:L|tier|level)\s*-?\s*(?P<order>\d)", re.IGNORECASE)
_CHANNEL = re.compile(r"#[A-Za-z0-9][\w-]*")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"^\d{3,6}$|\+?\(?\d[\d\s().-]{5,}\d")
_URL = re.compile(r"https?://[^\s)>\]|]+")


def is_contacts(section: Section) -> bool:
    """Say whether a section says whom to call: a table with roles and a way to reach them, or a list of such."""
    tables = [grid_of(block, CONTACT_COLUMNS) for block in section.blocks if isinstance(block, Table)]
    ways = {"contact", "when", *_REACH}
    if any({"role", "name"} & set(grid.places) and ways & set(grid.places) for grid in tables):
        return bool(_CONTACTS.search(section.title)) or any(
            "role" in grid.places and ways & set(grid.places) for grid in tables
        )
    return bool(re.search(r"contact", section.title, re.IGNORECASE)) and any(
        _has_pairs(block) for block in section.blocks
    )


def read_contacts(section: Section, work: Work) -> None:
    """Make a contact of each row."""
    work.outcome.note(section.heading_lines, "became", work.destination.path(KINDS["contact"]), "all contacts")
    for block in section.blocks:
        if isinstance(block, Table):
            grid = grid_of(block, CONTACT_COLUMNS)
            for row in block.rows:
                _contact_of_row(grid, row, work)
            work.outcome.note(block.head_lines, "became", work.destination.path(KINDS["contact"]), "all contacts")
        elif isinstance(block, Items) and _has_pairs(block):
            for pair in pairs(block):
                draft = row_of("contact", pair.key, pair.lines, work)
                draft.put("role", pair.key, pair.lines)
                _put_reach(draft, pair.value, "", pair.lines)


def _contact_of_row(grid: Grid, row: Row, work: Work) -> None:
    role, name = words(grid.cell(row, "role")), words(grid.cell(row, "name"))
    tier = _TIER.fullmatch(role)
    title = name if is_placeholder(role) or (tier and not is_placeholder(name)) else role
    if row.is_empty or is_placeholder(title):
        work.outcome.leave_out(row.lines, "a row of placeholders: nobody is named")
        return
    draft = row_of("contact", title, row.lines, work)
    draft.put("role", title, row.lines)
    if tier:
        draft.put("order", tier["order"], row.lines)
        put_own(draft, "tier", role if role != title else "", row.lines)
    if name and name != title:
        _put_name(draft, name, row.lines, work)
    put_words(draft, "when", grid.cell(row, "when"), row.lines, work)
    levels = [known for level in levels_in(grid.cell(row, "when")) if (known := known_level(level, work))]
    draft.put("severities", [*levels], row.lines)
    for column in ("contact", *_REACH):
        _put_reach(draft, grid.cell(row, column), "" if column == "contact" else column, row.lines)
    _put_rest(draft, grid, row, work)


def _put_rest(draft: Draft, grid: Grid, row: Row, work: Work) -> None:
    zone = grid.cell(row, "timezone")
    if zone and not is_placeholder(zone):
        _put_zone(draft, zone, row.lines)
    backup = grid.cell(row, "backup")
    if backup.startswith("@"):
        draft.put("backup", backup, row.lines)
    elif not is_placeholder(backup):
        put_own(draft, "backup", backup, row.lines)
    after = grid.cell(row, "escalate_after")
    length = duration_of(after)
    draft.put("escalate_after", length or "", row.lines)
    if after and not length and not is_placeholder(after):
        put_own(draft, "escalate after", after, row.lines)
    for head, cell in grid.others(row):
        if is_placeholder(cell):
            work.outcome.leave_out(row.lines, f'{head}: "{cell}" is a placeholder')
        else:
            put_own(draft, head, cell, row.lines)


def _put_zone(draft: Draft, zone: str, lines: Lines) -> None:
    try:
        draft.put("timezone", Zone.read(zone), lines)
    except ValueError:
        # An abbreviation is the name of several zones.
        put_own(draft, "timezone", zone, lines)


def _put_name(draft: Draft, name: str, lines: Lines, work: Work) -> None:
    if is_placeholder(name):
        work.outcome.leave_out(lines, f'name of {draft.id}: "{name}" is a placeholder; nobody is recorded')
    elif re.search(r"rotat|rota\b|on[- ]?call|whoever|see |schedule|varies", name, re.IGNORECASE):
        draft.put("who", name, lines)
    else:
        draft.put("name", name, lines)


def _put_reach(draft: Draft, cell: str, by: str, lines: Lines) -> None:
    """Write how to reach somebody; a placeholder says by what, and that the value is not recorded."""
    if not cell.strip():
        return
    bare = cell.strip().strip("`*_")
    if is_placeholder(bare):
        way = by or next((one for one in _REACH if one in inside(bare).lower()), "")
        if way:
            draft.add("reach", [{"by": way}], lines)
        draft.outcome.leave_out(
            lines, f'{way or "contact"} of {draft.id}: "{cell}" is a placeholder; its value is not recorded'
        )
        return
    ways = list(_ways(bare, by))
    draft.add("reach", [{"by": way, "value": value} for way, value in ways], lines)
    if not ways:
        put_own(draft, "contact", cell, lines)


def _ways(cell: str, by: str) -> Iterator[tuple[str, str]]:
    for text in re.split(r"\s*(?:<br\s*/?>|;|,|\s/\s|\sor\s)\s*", cell):
        said = by or next(
            (
                one
                for one in _REACH
                if re.search(rf"\b{one}\b|pagerduty|opsgenie", text, re.IGNORECASE) and one != "link"
            ),
            "",
        )
        for pattern, way in (
            (_URL, "link"),
            (_EMAIL, "email"),
            (_CHANNEL, said if said in {"slack", "teams", "telegram"} else "slack"),
            (_PHONE, said or "phone"),
        ):
            found = pattern.search(text)
            if found:
                yield (way if way != "phone" else (said or "phone")), found[0]
                break
        else:
            if said:
                yield said, text


def _has_pairs(block: Block) -> bool:
    return isinstance(block, Items) and bool(pairs(block))
