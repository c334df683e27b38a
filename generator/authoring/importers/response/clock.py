"""The clock of a protocol: `T+15`, `(T+15-60)`, `(0-5 min)`, and drawn boxes and tables of them."""

import re
from dataclasses import dataclass, field

from generator.authoring.importers.blocks import Block, Fence, Table, words
from generator.authoring.importers.document import Document
from generator.authoring.importers.response.work import folded
from generator.records.durations import span_of
from generator.records.reader import Data

_OFFSET = r"T\s*\+\s*(?P<{0}>\d+)\s*(?P<{0}unit>h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?|d(?:ays?)?)?"
_TIMES = re.compile(
    rf"{_OFFSET.format('at')}(?:\s*(?:-|\u2013|to)\s*(?:T\s*\+\s*)?(?P<until>\d+)\s*(?P<untilunit>h\w*|m\w*)?)?$",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?:first\s+)?(?P<at>\d+)\s*(?:-|\u2013|to)\s*(?P<until>\d+)\s*(?P<unit>h(?:ours?|rs?)?|m(?:in(?:ute)?s?)?)\.?",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?:within|after|by|first|under|for|every)\s+.+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[](?P<words>[^()\[\]]*)[)\]]\s*:?$")
_ROW = re.compile(rf"^(?P<when>{_OFFSET.format('at')})\s*[:|\u2013\u2014-]*\s*(?P<title>\S.*)$", re.IGNORECASE)
_BORDER = re.compile(r"[\u2500-\u257f|+=_-]{3,}|[\u2500-\u257f]")
_FEWEST = 2


@dataclass
class Clock:
    """What a block says of where an incident should stand when."""

    title: str = ""
    checkpoints: list[Data] = field(default_factory=list)


def timed(title: str) -> tuple[str, dict[str, Data], str]:
    """Return a stage's title without its times, its times as fields, and what else stood in brackets about time."""
    brackets = _BRACKETS.search(title)
    if not brackets:
        return title.rstrip(":").strip(), {}, ""
    bare, inside = title[: brackets.start()].strip(), brackets["words"].strip()
    times = _TIMES.fullmatch(inside)
    if times:
        return bare, _offsets(times["at"], times["atunit"], times["until"], times["untilunit"]), ""
    between = _RANGE.fullmatch(inside)
    if between:
        return bare, _offsets(between["at"], between["unit"], between["until"], between["unit"]), ""
    return (bare, {}, inside) if _WITHIN.fullmatch(inside) else (title.rstrip(":").strip(), {}, "")


def checkpoints_of(block: Block, document: Document) -> Clock:
    """Return the clock that a drawn box or a table is; an empty one when it is something else."""
    if isinstance(block, Fence):
        return _of_rows([_bare(document.without_lost(row)) for row in block.text.split("\n")])
    if isinstance(block, Table):
        clock = _of_rows(
            [f"{row.cells[0]} | {', '.join(cell for cell in row.cells[1:] if cell)}" for row in block.rows]
        )
        return clock if len(clock.checkpoints) == len(block.rows) else Clock()
    return Clock()


def offset_of(number: str, unit: str | None) -> str:
    """Return an offset with its unit; a bare number of a clock counts minutes."""
    letter = (unit or "m")[0].lower()
    return f"T+{number}{letter}"


def _offsets(at: str, unit: str | None, until: str | None, until_unit: str | None) -> dict[str, Data]:
    times: dict[str, Data] = {"at": offset_of(at, unit or until_unit)}
    if until:
        times["until"] = offset_of(until, until_unit or unit)
    return times


def _bare(row: str) -> str:
    """Return a row of a drawn box without its lines."""
    return folded(_BORDER.sub(" ", row).strip().strip("|"))


def _of_rows(rows: list[str]) -> Clock:
    clock = Clock()
    for row in rows:
        found = _ROW.match(words(row).lstrip("| "))
        if found:
            title = found["title"].strip(" |")
            clock.checkpoints.append({"at": offset_of(found["at"], found["atunit"]), "title": title})
        elif row and not clock.checkpoints:
            clock.title = folded(f"{clock.title} {row}")
        elif row:
            return Clock()
    return clock if len(clock.checkpoints) >= _FEWEST and _goes_forward(clock.checkpoints) else Clock()


def _goes_forward(checkpoints: list[Data]) -> bool:
    offsets = [span_of(str(one["at"])[2:]) for one in checkpoints if isinstance(one, dict)]
    known = [offset for offset in offsets if offset is not None]
    return len(known) == len(offsets) and known == sorted(known)
