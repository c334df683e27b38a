"""Tools: tables of what to look at, or lists of links."""

import re

from generator.authoring.importers.blocks import Block, Items, Row, Table, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.response.placeholders import is_placeholder
from generator.authoring.importers.response.rows import put_words, row_of
from generator.authoring.importers.response.tables import Grid, grid_of
from generator.authoring.importers.response.work import Work, put_own
from generator.records import KINDS

_TOOLS = re.compile(r"tool|dashboard|resource|system|monitoring|quick links|useful links|links|access", re.IGNORECASE)
TOOL_COLUMNS = {
    "name": r"^(?:tool|system|name|service|dashboard|resource|platform|link|what)s?(?: name)?$",
    "purpose": r"purpose|use|description|what for|for$|function|when|shows",
    "access": r"access|who|login|credential|account|permission",
    "url": r"url|link|address|where|location",
    "backup": r"backup|fallback|alternative",
}
_URL = re.compile(r"https?://[^\s)>\]|]+")
_LINK = re.compile(r"^\[(?P<words>[^\]]+)\]\((?P<url>https?://[^)\s]+)\)$")
_ONLY_TOOLS = re.compile(r"\btools?\b|dashboards", re.IGNORECASE)
_DESCRIBED = re.compile(
    r"(?P<name>(?:\*\*)?[^\W\d_][\w .&/+-]{1,40}?(?:\*\*)?)\s*"
    r"(?:\((?P<brackets>[^()]+)\)|:?(?:\*\*)?:? [-\u2013\u2014] (?P<behind>.+))"
)
_GENERIC = re.compile(r"\s+(?:dashboards?|console|app|portal|ui|web ?site)$", re.IGNORECASE)


def is_tools(section: Section) -> bool:
    """Say whether a section says what to look at or work with."""
    if not _TOOLS.search(section.title):
        return False
    grids = [grid_of(block, TOOL_COLUMNS) for block in section.blocks if isinstance(block, Table)]
    if any("name" in grid.places and len(grid.places) > 1 for grid in grids):
        return True
    is_listed = bool(_ONLY_TOOLS.search(section.title))
    return any(_are_tools(block, is_listed=is_listed) for block in section.blocks)


def read_tools(section: Section, work: Work) -> None:
    """Make a tool of each row or entry."""
    work.outcome.note(section.heading_lines, "became", work.destination.path(KINDS["tool"]), "all tools")
    for block in section.blocks:
        if isinstance(block, Table):
            grid = grid_of(block, TOOL_COLUMNS)
            for row in block.rows:
                _tool_of_row(grid, row, work)
            work.outcome.note(block.head_lines, "became", work.destination.path(KINDS["tool"]), "all tools")
        elif isinstance(block, Items) and _are_tools(block, is_listed=bool(_ONLY_TOOLS.search(section.title))):
            for item in block.items:
                name, url, purpose = _tool_of(item.text, is_listed=True) or ("", "", "")
                draft = row_of("tool", _GENERIC.sub("", name), item.lines, work)
                draft.put("name", name, item.lines)
                draft.put("purpose", purpose, item.lines)
                draft.put("url", url, item.lines)


def _are_tools(block: Block, *, is_listed: bool) -> bool:
    return isinstance(block, Items) and all(_tool_of(item.text, is_listed=is_listed) for item in block.items)


def _tool_of_row(grid: Grid, row: Row, work: Work) -> None:
    cell = grid.cell(row, "name")
    name, url, _ = _tool_of(cell) or (words(cell), "", "")
    if row.is_empty or is_placeholder(name):
        work.outcome.leave_out(row.lines, "a row of placeholders: no tool is named")
        return
    draft = row_of("tool", _GENERIC.sub("", name), row.lines, work)
    draft.put("name", name, row.lines)
    for key in ("purpose", "access", "backup"):
        put_words(
            draft, key, _unlinked(grid.cell(row, key)) if key == "access" else grid.cell(row, key), row.lines, work
        )
    address = grid.cell(row, "url")
    found = _URL.search(address)
    draft.put("url", url or (found[0] if found else ""), row.lines)
    if address and not found:
        put_words(draft, "access" if "access" not in draft.data else "x-where", address, row.lines, work)
    for head, text in grid.others(row):
        put_own(draft, head, text, row.lines)


def _unlinked(text: str) -> str:
    return text.strip("`") if text.count("`") == 2 and text.startswith("`") else text  # noqa: PLR2004 - one pair


def _tool_of(text: str, *, is_listed: bool = False) -> tuple[str, str, str] | None:
    """Return name, address and purpose of a tool in a list: `[Logs](https://…) - what for`, `Logs: https://…`.

    Where tools are listed for sure, `Logs (what for)` is one, too.
    """
    bare = text.strip()
    head, _, purpose = bare.partition(" - ")
    found = _LINK.match(head.strip().strip("*"))
    if found:
        return words(found["words"]), found["url"], purpose.strip()
    described = _DESCRIBED.fullmatch(bare)
    if described and is_listed:
        return words(described["name"]), "", (described["brackets"] or described["behind"]).strip()
    name, _, address = bare.partition(": ")
    url = _URL.fullmatch(address.strip().strip("`<>"))
    return (words(name), url[0], "") if url else None
