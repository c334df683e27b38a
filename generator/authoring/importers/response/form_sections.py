"""What the sections of a post-mortem template ask for."""

import re

from generator.authoring.importers.blocks import Block, Fence, Items, Other, Pair, Paragraph, Table, pairs, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.incident_keys import COLUMNS, FACTS, MILESTONES, SECTIONS, key_of
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.parts import lines_of_text
from generator.authoring.importers.response.placeholders import inside, tokens
from generator.authoring.importers.response.tables import grid_of
from generator.authoring.importers.response.work import Work, folded, put_own
from generator.records.post_mortem_form import ROWED
from generator.records.reader import Data

_CLOCK = re.compile(
    r"^(?P<time>\[?(?:HH:MM|XX:XX|\d{1,2}:\d{2}|time)\]?|\[[^\]]*time[^\]]*\])\s*(?:[A-Z]{2,4}\s*)?[-\u2013\u2014:|]\s*(?P<event>\S.*)$",
    re.IGNORECASE,
)
_ONLY_CLOCK = re.compile(r"\s*\[?(?:HH:MM|XX:XX)\]?\s*[-\u2013\u2014:|]?\s*", re.IGNORECASE)
_GENERIC = re.compile(r"(?:field|item|key|attribute|metadata|property|value|details?|information|)", re.IGNORECASE)
_FEWEST = 2


def facts_above(top: Section, draft: Draft) -> list[Data]:
    """Return the facts above the first section of a template: its title and a line for each fact."""
    fields: list[Data] = []
    prompt = next((token.words for token in tokens(top.heading)), "")
    if prompt:
        fields.append({"key": "title", "heading": "Title", "prompt": prompt})
    for block in top.blocks:
        found = _fields(block, draft)
        fields += found
        if not found:
            put_own(
                draft, "above the sections", folded(" ".join(text for _, text in lines_of_text([block]))), block.lines
            )
    heading = re.sub(r"[:\s-]*$", "", re.sub(r"[{\[<][^}\]>]*[}\]>]", "", top.title)).strip()
    return [{"heading": heading or "Facts", "fields": fields}] if fields else []


def sections_of(top: Section, work: Work, draft: Draft) -> list[Data]:
    """Return the sections of a template that an incident has keys for; others become facts of the team's own."""
    found: list[Data] = []
    for section in top.sections:
        made = _section(section, draft)
        if made:
            found.append(made)
        else:
            put_own(draft, section.title, work.text(section.lines), section.lines)
    return found


def _section(section: Section, draft: Draft) -> Data:
    key = key_of(section.title, SECTIONS)
    facts = (
        [found for block in section.blocks for found in _fields(block, draft)] if key not in {*COLUMNS, *ROWED} else []
    )
    if facts:
        return {"heading": section.title, "fields": facts}
    if not key:
        return {}
    made: dict[str, Data] = {"key": key, "heading": section.title}
    for block in section.blocks:
        _read_block(made, key, block, draft)
    for inner in section.sections:
        _prompt(made, " ".join((inner.title, *(folded(text) for _, text in lines_of_text(inner.blocks)))))
    return {name: value for name, value in made.items() if value}


def _read_block(made: dict[str, Data], key: str, block: Block, draft: Draft) -> None:
    if isinstance(block, Table) and key in COLUMNS:
        made["fields"] = _columns(block, key, draft)
        if key == "timeline":
            made["rows"] = [_row(text) for text in _events(block)]
    elif isinstance(block, Items) and key == "timeline":
        texts = [
            folded(item.text) for item in block.items if item.text.strip() and not _ONLY_CLOCK.fullmatch(item.text)
        ]
        clocks = [_CLOCK.match(text) for text in texts]
        first = next((clock["time"] for clock in clocks if clock), "")
        if first:
            made["fields"] = [{"key": "at", "heading": "Time", "prompt": inside(first) or first}]
        made["rows"] = [_row(clock["event"] if clock else text) for clock, text in zip(clocks, texts, strict=True)]
    elif isinstance(block, Items) and key in ROWED:
        made["rows"] = [inside(item.text) or folded(item.text) for item in block.items if item.text.strip("- ")]
    elif isinstance(block, (Paragraph, Items)):
        for _, text in lines_of_text([block]):
            _prompt(made, inside(text) or folded(text).strip(" -"))
    else:
        put_own(draft, str(made["heading"]), _words(block), block.lines)


def _words(block: Block) -> str:
    """Return the words of a block that no key of a form takes."""
    if isinstance(block, Table):
        return " / ".join(
            ", ".join(cell for cell in row.cells if cell) for row in (block.head, *block.rows) if not row.is_empty
        )
    return (
        block.text
        if isinstance(block, (Fence, Other))
        else folded(" ".join(text for _, text in lines_of_text([block])))
    )


def _events(table: Table) -> list[str]:
    """Return what a timeline's table already names as events."""
    place = grid_of(table, {name: f"^(?:{pattern})$" for name, pattern in COLUMNS["timeline"].items()}).places.get(
        "event", 1
    )
    texts = (row.cells[place].strip() for row in table.rows if len(row.cells) > place)
    return [text for text in texts if text and not inside(text)]


def _prompt(made: dict[str, Data], text: str) -> None:
    if text:
        made["prompt"] = f"{made['prompt']} {text}" if made.get("prompt") else text


def _row(text: str) -> Data:
    milestone = key_of(text, MILESTONES)
    return {"text": text, "milestone": milestone} if milestone else text


def _columns(table: Table, key: str, draft: Draft) -> list[Data]:
    """Return the columns of a list that an incident has, each with the words that its first row asks with."""
    fields: list[Data] = []
    for place, head in enumerate(table.head.cells):
        column = key_of(words(head), COLUMNS[key])
        cells = [row.cells[place].strip() for row in table.rows if len(row.cells) > place]
        asked = next((cell for cell in cells if cell), "")
        if column and all(field["key"] != column for field in fields if isinstance(field, dict)):
            entry: dict[str, Data] = {"key": column, "heading": words(head)}
            if column != "event" and asked:
                entry["prompt"] = asked if asked.startswith("@") else inside(asked) or asked
            fields.append(entry)
        elif head.strip():
            put_own(draft, f"{key} column", ": ".join(filter(None, (words(head), asked))), table.lines)
    return fields


def _fields(block: Block, draft: Draft) -> list[Data]:
    """Return the facts that a block of pairs asks for; those that no incident has become facts of the team's own."""
    found: list[Data] = []
    others: list[Pair] = []
    for pair in _pairs(block):
        key = key_of(pair.key, FACTS)
        if not key:
            others.append(pair)
            continue
        entry: dict[str, Data] = {"key": key, "heading": words(pair.key)}
        if pair.value:
            entry["prompt"] = inside(pair.value) or pair.value
        found.append(entry)
    for pair in others if found else ():
        put_own(draft, pair.key, pair.value or pair.key, pair.lines)
    return found


def _pairs(block: Block) -> list[Pair]:
    if isinstance(block, Table) and len(block.head.cells) == _FEWEST:
        heads = () if all(_GENERIC.fullmatch(words(cell)) for cell in block.head.cells) else (block.head,)
        rows = [row for row in (*heads, *block.rows) if row.cells[0].strip()]
        return [Pair(row.lines, words(row.cells[0]), row.cells[-1].strip()) for row in rows]
    return list(pairs(block)) if isinstance(block, (Paragraph, Items)) else []
