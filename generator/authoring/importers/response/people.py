"""Contacts, tools and the on-call rotation: tables, or lists of names with values."""

import re
from collections.abc import Iterator

from generator.authoring.importers.blocks import Block, Items, Lines, Paragraph, Row, Table, pairs, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.readings import duration_of, levels_in
from generator.authoring.importers.response.entries import known_level
from generator.authoring.importers.response.placeholders import inside, is_placeholder
from generator.authoring.importers.response.tables import Grid, grid_of
from generator.authoring.importers.response.titles import name_of
from generator.authoring.importers.response.work import Work, folded, put_own
from generator.records import KINDS
from generator.records.reader import Data
from generator.records.zones import Zone

_CONTACTS = re.compile(r"contact|escalat|who to (?:call|page|contact)|responders|phone|key people|team", re.IGNORECASE)
_TOOLS = re.compile(r"tool|dashboard|resource|system|monitoring|quick links|useful links|links|access", re.IGNORECASE)
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
TOOL_COLUMNS = {
    "name": r"^(?:tool|system|name|service|dashboard|resource|platform|link|what)s?(?: name)?$",
    "purpose": r"purpose|use|description|what for|for$|function|when|shows",
    "access": r"access|who|login|credential|account|permission",
    "url": r"url|link|address|where|location",
    "backup": r"backup|fallback|alternative",
}
_SHIFT_COLUMNS = {
    "when": r"^(?:week|period|date|dates|shift|month|day|sprint|rotation|when|time|#)s?$",
    "primary": r"primary|on-?call|engineer|first|lead",
    "secondary": r"secondary|backup|second|shadow",
}
_REACH = ("phone", "email", "sms", "slack", "teams", "telegram", "pager", "link")
_TIER = re.compile(r"(?:L|tier|level)\s*-?\s*(?P<order>\d)", re.IGNORECASE)
_CHANNEL = re.compile(r"#[A-Za-z0-9][\w-]*")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"^\d{3,6}$|\+?\(?\d[\d\s().-]{5,}\d")
_URL = re.compile(r"https?://[^\s)>\]|]+")
_LINK = re.compile(r"^\[(?P<words>[^\]]+)\]\((?P<url>https?://[^)\s]+)\)$")
_GENERIC = re.compile(r"\s+(?:dashboards?|console|app|portal|ui|web ?site)$", re.IGNORECASE)
_LENGTHS = {"week": "1w", "day": "1d"}
_ELLIPSIS = re.compile(r"[.\u2026\s]*|etc\.?")
_RESPONSIBLE = re.compile(r"responsib|duties|expect", re.IGNORECASE)


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
                draft = _row("contact", pair.key, pair.lines, work)
                draft.put("role", pair.key, pair.lines)
                _put_reach(draft, pair.value, "", pair.lines)


def is_tools(section: Section) -> bool:
    """Say whether a section says what to look at or work with."""
    if not _TOOLS.search(section.title):
        return False
    grids = [grid_of(block, TOOL_COLUMNS) for block in section.blocks if isinstance(block, Table)]
    if any("name" in grid.places and len(grid.places) > 1 for grid in grids):
        return True
    return any(
        isinstance(block, Items) and all(_tool_of(item.text) for item in block.items) for block in section.blocks
    )


def read_tools(section: Section, work: Work) -> None:
    """Make a tool of each row or entry."""
    work.outcome.note(section.heading_lines, "became", work.destination.path(KINDS["tool"]), "all tools")
    for block in section.blocks:
        if isinstance(block, Table):
            grid = grid_of(block, TOOL_COLUMNS)
            for row in block.rows:
                _tool_of_row(grid, row, work)
            work.outcome.note(block.head_lines, "became", work.destination.path(KINDS["tool"]), "all tools")
        elif isinstance(block, Items) and all(_tool_of(item.text) for item in block.items):
            for item in block.items:
                name, url, purpose = _tool_of(item.text) or ("", "", "")
                draft = _row("tool", _GENERIC.sub("", name), item.lines, work)
                draft.put("name", name, item.lines)
                draft.put("purpose", purpose, item.lines)
                draft.put("url", url, item.lines)


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


def _row(kind: str, title: str, lines: Lines, work: Work) -> Draft:
    name = name_of(title) or name_of(words(title))
    return work.destination.draft(work.outcome, kind, lines, name or kind)


def _contact_of_row(grid: Grid, row: Row, work: Work) -> None:
    role, name = words(grid.cell(row, "role")), words(grid.cell(row, "name"))
    tier = _TIER.fullmatch(role)
    title = name if is_placeholder(role) or (tier and not is_placeholder(name)) else role
    if row.is_empty or is_placeholder(title):
        work.outcome.leave_out(row.lines, "a row of placeholders: nobody is named")
        return
    draft = _row("contact", title, row.lines, work)
    draft.put("role", title, row.lines)
    if tier:
        draft.put("order", tier["order"], row.lines)
        put_own(draft, "tier", role if role != title else "", row.lines)
    if name and name != title:
        _put_name(draft, name, row.lines, work)
    _put_words(draft, "when", grid.cell(row, "when"), row.lines, work)
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


def _put_words(draft: Draft, key: str, text: str, lines: Lines, work: Work) -> None:
    if text and is_placeholder(text):
        work.outcome.leave_out(lines, f'{key} of {draft.id}: "{text}" is a placeholder')
    else:
        draft.put(key, folded(text), lines)


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


def _tool_of_row(grid: Grid, row: Row, work: Work) -> None:
    cell = grid.cell(row, "name")
    name, url, _ = _tool_of(cell) or (words(cell), "", "")
    if row.is_empty or is_placeholder(name):
        work.outcome.leave_out(row.lines, "a row of placeholders: no tool is named")
        return
    draft = _row("tool", _GENERIC.sub("", name), row.lines, work)
    draft.put("name", name, row.lines)
    for key in ("purpose", "access", "backup"):
        _put_words(
            draft, key, _unlinked(grid.cell(row, key)) if key == "access" else grid.cell(row, key), row.lines, work
        )
    address = grid.cell(row, "url")
    found = _URL.search(address)
    draft.put("url", url or (found[0] if found else ""), row.lines)
    if address and not found:
        _put_words(draft, "access" if "access" not in draft.data else "x-where", address, row.lines, work)
    for head, text in grid.others(row):
        put_own(draft, head, text, row.lines)


def _unlinked(text: str) -> str:
    return text.strip("`") if text.count("`") == 2 and text.startswith("`") else text  # noqa: PLR2004 - one pair


def _tool_of(text: str) -> tuple[str, str, str] | None:
    """Return name, address and purpose of a tool in a list: `[Logs](https://…) - what for`, `Logs: https://…`."""
    bare = text.strip()
    head, _, purpose = bare.partition(" - ")
    found = _LINK.match(head.strip().strip("*"))
    if found:
        return words(found["words"]), found["url"], purpose.strip()
    name, _, address = bare.partition(": ")
    url = _URL.fullmatch(address.strip().strip("`<>"))
    return (words(name), url[0], "") if url else None


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


def _has_pairs(block: Block) -> bool:
    return isinstance(block, Items) and bool(pairs(block))
