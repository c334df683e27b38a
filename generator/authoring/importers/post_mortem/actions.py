"""Action items: tables, lists and checkboxes, with owner, due day, ticket and state where these can be read."""

import re
from collections.abc import Iterator

from generator.authoring.importers.action_states import SIGN, STATE_IN_FRONT, action_state_of
from generator.authoring.importers.blocks import Block, Item, Items, Lines, Table, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.incident_keys import COLUMNS, key_of
from generator.authoring.importers.moments import when_of
from generator.authoring.importers.post_mortem.case import Case, is_blank
from generator.authoring.importers.response.work import folded
from generator.records.reader import Data

_HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z0-9][\w.-]*\w")
_URL = re.compile(r"https?://[^\s)>\]|\"']+")
_DUE = re.compile(r"(?:\bdue(?: date| by| on)?|\bby|\bdeadline|\beta)\b[\s:*]*", re.IGNORECASE)
_NUMBER = re.compile(r"#|no\.?|nr\.?|", re.IGNORECASE)
_STATE_BEHIND = re.compile(r"(?P<cell>.*?)\s*(?:\*\*|__)(?P<state>[^*_]+)(?:\*\*|__)")
_PURPOSE = {"prevent": "prevent", "mitigat": "mitigate", "detect": "detect", "process": "process",
            "investigat": "investigate"}  # fmt: skip
"""What an action item is good for, by how people's words for it begin."""
_PRIORITY = {"high": "high", "medium": "medium", "low": "low"}


def read_actions(section: Section, case: Case) -> None:
    """Write the action items of a section; words that are none become `x-action-items`."""
    if section.blocks:
        case.work.outcome.note(section.heading_lines, "became", case.draft.path, "action_items")
    for block in section.blocks:
        if isinstance(block, Table):
            _read_table(block, case)
        elif isinstance(block, Items):
            for item in block.items:
                _add(case, _of_item(item), item.lines)
        elif not set(range(block.lines.first, block.lines.last + 1)) <= case.read:
            _keep(block, case)


def _keep(block: Block, case: Case) -> None:
    """Keep what is no action item; tags that only fold the others go."""
    if not case.fold("action-items", case.work.source(block.lines), block.lines):
        case.own("action-items", case.work.text(block.lines), block.lines)


def are_actions(section: Section) -> bool:
    """Say whether a section is a list in which every entry says where it stands: with a box, a sign or a word."""
    items = [item for block in section.blocks if isinstance(block, Items) for item in block.items]
    said = (item.is_done is not None or action_state_of(item.text) for item in items)
    return bool(items) and all(said) and all(isinstance(block, Items) for block in section.blocks)


def _add(case: Case, item: dict[str, Data], lines: Lines) -> None:
    if item.get("action"):
        case.draft.add("action_items", [item], lines)
    else:
        case.work.outcome.leave_out(lines, "an action item that says nothing")


def _of_item(item: Item) -> dict[str, Data]:
    """Read an entry: its words stay whole, and what they say of owner, day and ticket is written beside them."""
    text = folded("; ".join([item.text, *_inner(item)]))
    # A state in front says nothing of the work: `TODO: renew it` is work to do, `TODO` alone is none.
    bare = STATE_IN_FRONT.sub("", SIGN.sub("", text))
    if is_blank(bare):
        return {}
    found: dict[str, Data] = {"action": bare}
    found |= _beside(text)
    status = action_state_of(text)
    if item.is_done is not None:
        found["status"] = "done" if item.is_done else "open"
    elif status:
        found["status"] = status
    return found


def _inner(item: Item) -> Iterator[str]:
    for block in item.blocks:
        if isinstance(block, Items):
            for one in block.items:
                yield one.text
                yield from _inner(one)
        else:
            yield getattr(block, "text", "")


def _beside(text: str) -> dict[str, Data]:
    handles, urls = _HANDLE.findall(_URL.sub("", text)), _URL.findall(text)
    found: dict[str, Data] = {}
    if len(handles) == 1:
        found["owner"] = handles[0]
    for due in _DUE.finditer(text):
        when = when_of(text[due.end() :])
        if when and when.day:
            found["due"] = when.day
    if len(urls) == 1:
        found["ticket"] = urls[0].rstrip(".,;")
    return found


def _read_table(table: Table, case: Case) -> None:
    keys = [key_of(words(cell), COLUMNS["action_items"]) for cell in table.head.cells]
    if "action" not in keys:
        case.own("action-items", case.work.text(table.lines), table.lines)
        return
    for row in table.rows:
        cells = list(zip((words(cell) for cell in table.head.cells), row.cells, keys, strict=False))
        _add(case, _of_cells(cells), row.lines)
        for _, cell, key in cells:
            if key == "due" and (when := when_of(words(cell))) and when.unclear:
                why = f"action_items: {when.unclear} can be two days; write due:"
                case.work.outcome.note(row.lines, "guessed", case.draft.path, why)
    if any(not all(map(is_blank, row.cells)) for row in table.rows):
        case.draft.put("action_items", case.draft.data.get("action_items", []), table.head_lines)


def _of_cells(cells: list[tuple[str, str, str]]) -> dict[str, Data]:
    """Read a row: a cell that its key cannot take stands behind the words, under its column's name."""
    found: dict[str, Data] = {}
    more: list[str] = []
    for name, written, key in cells:
        cell, state = _apart(written) if key == "ticket" else (written, "")
        if state:
            found.setdefault("status", state)
        if not key and _NUMBER.fullmatch(words(name)) and cell.strip().isdigit():
            continue
        # `todo` is a state, and says nothing in any other column.
        is_said = key == "status" or not is_blank(cell)
        value = _value(key, cell.strip()) if key and key not in found and is_said else ""
        if value:
            found[key] = value
        if not is_blank(cell) and (not value or (key != "action" and _loses(key, cell, value))):
            more.append(f"{name}: {cell.strip()}" if name else cell.strip())
    if "action" in found and more:
        found["action"] = folded(f"{found['action']} ({'; '.join(more)})")
    return found


def _apart(cell: str) -> tuple[str, str]:
    """Return a ticket's cell without the state in bold behind it, `n/a **DONE**`, and that state; empty for none."""
    found = _STATE_BEHIND.fullmatch(cell.strip())
    state = action_state_of(found["state"]) if found else ""
    return (found["cell"], state) if found and state else (cell, "")


def _value(key: str, cell: str) -> str:
    """Return what a key takes of a cell; empty when it cannot be read."""
    if key == "action":
        return folded(cell)
    if key == "owner":
        return cell if _HANDLE.fullmatch(cell) else ""
    if key == "due":
        when = when_of(words(cell))
        return when.day if when and not when.rest.strip() else ""
    if key == "status":
        return action_state_of(cell)
    if key == "purpose":
        return next((purpose for begin, purpose in _PURPOSE.items() if words(cell).lower().startswith(begin)), "")
    if key == "priority":
        return _PRIORITY.get(words(cell).lower(), "")
    url = _URL.search(cell) if key == "ticket" else None
    return url[0] if url else ""


def _loses(key: str, cell: str, value: str) -> bool:
    """Say whether a cell says more than its key keeps."""
    return (key == "ticket" and words(cell) != value) or (key == "purpose" and not _is_one_word(cell))


def _is_one_word(cell: str) -> bool:
    return len(words(cell).split()) == 1
