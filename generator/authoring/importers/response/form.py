"""Post-mortem templates, as headings or inside a code block, and the process around them."""

import re

from generator.authoring.importers.blocks import Block, Fence, Items, Lines, Other, Pair, Paragraph, Table, pairs, words
from generator.authoring.importers.document import Section, tree
from generator.authoring.importers.incident_keys import COLUMNS, FACTS, MILESTONES, SECTIONS, key_of
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.parts import lines_of_text
from generator.authoring.importers.response.placeholders import inside, tokens
from generator.authoring.importers.response.steps import short, steps_of
from generator.authoring.importers.response.tables import grid_of
from generator.authoring.importers.response.work import Work, folded, put_own
from generator.records import KINDS
from generator.records.post_mortem_form import ROWED
from generator.records.reader import Data

_HEADING = re.compile(
    r"post[ -]?(?:mortem|incident)|retrospective|\bRCA\b|incident (?:review|report)|after[ -]action", re.IGNORECASE
)
_TEMPLATE = re.compile(r"template|form|format|structure|document", re.IGNORECASE)
_PRINCIPLES = re.compile(r"blameless|principle|culture|ground rules|values|guidelines", re.IGNORECASE)
_DAY = re.compile(r"(?:D\s*\+\s*|day\s*\+?\s*)(?P<day>\d{1,3})", re.IGNORECASE)
_CLOCK = re.compile(
    r"^(?P<time>\[?(?:HH:MM|XX:XX|\d{1,2}:\d{2}|time)\]?|\[[^\]]*time[^\]]*\])\s*(?:[A-Z]{2,4}\s*)?[-\u2013\u2014:|]\s*(?P<event>\S.*)$",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"(?:field|item|key|attribute|metadata|property|value|details?|information|)", re.IGNORECASE)
_FEWEST = 2


def is_post_mortem(section: Section) -> bool:
    """Say whether a section is about post-mortems: a template of one, or how one is held."""
    return bool(_HEADING.search(section.title)) and (bool(section.sections) or bool(section.blocks))


def read_post_mortem(section: Section, work: Work) -> None:
    """Make the handbook's form, with its process and principles."""
    kind = KINDS["form"]
    draft = work.outcome.draft(kind, work.destination.path(kind), section.lines, "post-mortem")
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


_ORDER = ("title", "summary", "process", "sections", "principles")


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
    if section.blocks:
        work.outcome.note(
            section.heading_lines,
            "became",
            draft.path,
            "title" if section.title == draft.data.get("title") else "process",
        )
    for block in section.blocks:
        if _is_template(block):
            _read_template(draft, section, work)
            return
        process = _process_of(block) if isinstance(block, Table) else []
        if process:
            draft.add("process", process, block.lines)
        elif isinstance(block, Items):
            draft.add("process", short(steps_of([block], work).steps), block.lines)
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
    draft.put("title", section.title, section.heading_lines)
    for block in section.blocks:
        if _is_template(block) and isinstance(block, Fence):
            inner = tree(block.text, block.lines.first)
            top = inner.sections[0] if len(inner.sections) == 1 and inner.sections[0].sections else inner
            draft.put("sections", [*_first(top, draft), *_sections(top, work, draft)], block.lines)
        else:
            draft.prose("summary", work.text(block.lines), block.lines)
    if "sections" not in draft.data:
        sections = _sections(section, work, draft)
        draft.put("sections", sections, Lines(section.sections[0].lines.first, section.lines.last))


def _first(top: Section, draft: Draft) -> list[Data]:
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


def _sections(top: Section, work: Work, draft: Draft) -> list[Data]:
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
        texts = [folded(item.text) for item in block.items if item.text.strip()]
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
