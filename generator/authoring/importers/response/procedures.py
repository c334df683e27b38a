"""Checklists, protocols and rollbacks, which become procedures: steps, phases in their order, or variants."""

import re

from generator.authoring.importers.blocks import Block, Fence, Item, Items, Paragraph, Table, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.readings import levels_in
from generator.authoring.importers.response.clock import checkpoints_of, timed
from generator.authoring.importers.response.entries import IS_ONE, known_level
from generator.authoring.importers.response.messages import is_message, message_in
from generator.authoring.importers.response.parts import Part, lines_of_text, parts_of
from generator.authoring.importers.response.steps import steps_of, steps_within
from generator.authoring.importers.response.titles import is_numbered, plain_title
from generator.authoring.importers.response.work import Work, folded, keep, put_own
from generator.records.reader import Data

_HEADING = re.compile(
    r"procedure|protocol|checklist|roll ?back|playbook|workflow|how to|steps|commander", re.IGNORECASE
)
_SEVERAL = re.compile(r"(?:procedures|protocols|playbooks|runbooks|checklists|workflows|scenarios)$", re.IGNORECASE)
_WEAK = re.compile(r"process|response|recovery|fail ?over|restore|hand-?off|runbook", re.IGNORECASE)
_USE_WHEN = re.compile(
    r"when(?: (?:to|not to|should)\b.*)?|use (?:this |it )?(?:when|if|for)\b.*|triggers?(?: for.*)?", re.IGNORECASE
)
_STAGE = re.compile(
    r"phase|stage|step|minutes|immediate|first|detect|triage|assess|acknowledg|communicat|investigat|mitigat|contain|resol|"
    r"recover|verif|post|review|follow|before|during|after|then|finally|\bT\+",
    re.IGNORECASE,
)
_COMMANDER = re.compile(r"incident (?:commander|manager|lead)\b|\bIC\b", re.IGNORECASE)
_STEP_BY_STEP = re.compile(r"(?:step[ -]by[ -]step|steps|checklist|procedure|instructions|actions)", re.IGNORECASE)


def is_procedure(section: Section) -> bool:
    """Say whether a section tells people what to do, in order: by its heading, or by its numbers and boxes."""
    own = [block for block in section.blocks if isinstance(block, (Items, Fence))]
    inner = [block for one in section.sections for block in one.blocks if isinstance(block, (Items, Fence))]
    has_order = any(isinstance(block, Fence) or _is_ordered(block) for block in own + inner)
    if _HEADING.search(section.title) or (_WEAK.search(section.title) and has_order):
        return bool(own) or (bool(inner) and not any(IS_ONE.search(one.title) for one in section.sections))
    return bool(own) and not section.sections and any(_is_ordered(block) for block in own)


def holds_procedures(section: Section) -> bool:
    """Say whether a heading stands over several procedures: it names more than one, and those below have no order."""
    names = [one.title for one in section.sections]
    has_order = any(is_numbered(name) or _STAGE.search(name) for name in names)
    return len(names) > 1 and not has_order and bool(_SEVERAL.search(section.title))


def has_steps(section: Section) -> bool:
    """Say whether lists or commands stand somewhere below a heading."""
    return any(isinstance(block, (Items, Fence)) for one in section.walk() for block in one.blocks)


def read_procedure(section: Section, work: Work) -> None:
    """Make a procedure of a section."""
    title = plain_title(section.title)
    draft = work.draft("procedure", section, title)
    if _COMMANDER.search(title):
        draft.put("role", "commander", section.heading_lines)
    levels = [known for level in levels_in(title) if (known := known_level(level, work))]
    draft.put("severities", [*levels], section.heading_lines)
    parts = parts_of(section)
    stages = [part for part in parts if part.name and _is_stage(part)]
    variants = _are_variants(stages)
    for part in parts:
        if not part.name:
            _read_top(draft, part, work)
        elif (
            _USE_WHEN.fullmatch(part.plain) and not part.sections and not any(isinstance(b, Fence) for b in part.blocks)
        ):
            draft.add("use_when", [folded(text) for _, text in lines_of_text(part.blocks)], part.whole)
        elif _STEP_BY_STEP.fullmatch(part.plain) and not part.sections:
            _read_top(draft, part, work)
        elif not part.blocks and not part.sections:
            work.outcome.leave_out(part.lines, f'"{part.name}": nothing stands below it')
        elif _is_stage(part):
            _add_stage(draft, "variants" if variants else "phases", part, work)
        else:
            put_own(draft, part.name, work.below(part), part.whole)
    if variants:
        draft.guessed(("variants",), "its headings have no order, so one of them is followed", section.heading_lines)
    _settle(draft)
    if not {"steps", "phases", "variants", "checkpoints"} & set(draft.data):
        # Nobody can follow it: it stays as it was written.
        work.outcome.forget(draft)


def _is_ordered(block: Block) -> bool:
    return isinstance(block, Items) and (block.is_ordered or any(item.is_done is not None for item in block.items))


def _is_stage(part: Part) -> bool:
    if _USE_WHEN.fullmatch(part.plain) or _STEP_BY_STEP.fullmatch(part.plain):
        return False
    return any(isinstance(block, (Items, Fence)) for block in part.blocks) or any(
        isinstance(block, (Items, Fence)) for one in part.sections for block in one.blocks
    )


def _are_variants(stages: list[Part]) -> bool:
    """Say whether the parts of a procedure are alternatives and no order: nothing in their names says one."""
    names = [part.name for part in stages]
    return len(names) > 1 and not any(is_numbered(name) or _STAGE.search(name) for name in names)


def _read_top(draft: Draft, part: Part, work: Work) -> None:
    """Read what stands directly below the heading: prose, a clock, a list of steps or of phases."""
    blocks: list[Block] = []
    for block in part.blocks:
        clock = checkpoints_of(block, work.document)
        if clock.checkpoints:
            draft.add("checkpoints", [*clock.checkpoints], block.lines)
            if clock.title:
                draft.prose("summary", clock.title, block.lines)
        elif (isinstance(block, Paragraph) and not blocks and block is not part.blocks[-1]) or (
            isinstance(block, Paragraph) and len(part.blocks) == 1
        ):
            draft.put("summary", work.text(block.lines), block.lines)
        else:
            blocks.append(block)
    if part.name:
        work.outcome.note(part.lines, "became", draft.path, "steps")
    for block in blocks:
        if isinstance(block, Items) and _are_phases(block):
            for item in block.items:
                _add_stage(draft, "phases", _part_of(item), work)
        elif isinstance(block, Table):
            keep(draft, part.name or "table", block.lines, work)
        else:
            _add_steps(draft, block, work)


def _add_steps(draft: Draft, block: Block, work: Work) -> None:
    found = steps_of([block], work)
    for caution in found.cautions:
        there = draft.data.get("caution")
        draft.data["caution"] = f"{there} {caution}" if there else caution
    if found.steps:
        for lines in found.lines:
            work.outcome.note(lines, "became", draft.path, "steps")
        draft.data["steps"] = [*_listed(draft.data.get("steps")), *found.steps]
    for rest in found.rest:
        keep(draft, "more", rest.lines, work)


def _are_phases(items: Items) -> bool:
    """Say whether the entries of a list are stages with more inside them, and not steps."""
    inside = [item for item in items.items if item.blocks]
    bold = all(item.text.lstrip().startswith(("**", "__")) for item in inside)
    return items.is_ordered and bold and len(inside) * 2 > len(items.items)


def _part_of(item: Item) -> Part:
    return Part(words(folded(item.text)), item.own_lines, list(item.blocks))


def _add_stage(draft: Draft, key: str, part: Part, work: Work) -> None:
    title, times, note = timed(plain_title(part.name))
    stage: dict[str, Data] = {"title": title, **times}
    messages = [block for block in part.blocks if isinstance(block, Fence) and is_message(block)]
    for name in [name for message in messages if (name := message_in(message, draft, work))]:
        stage.setdefault("template", name)
    found = steps_within([block for block in part.blocks if block not in messages], part.sections, work)
    if note:
        stage["note"] = note
    if found.cautions:
        stage["caution"] = " ".join(found.cautions)
    if found.steps:
        stage["steps"] = [*found.steps]
    draft.add(key, [stage], part.whole)
    for block in found.rest:
        keep(draft, title, block.lines, work)


def _settle(draft: Draft) -> None:
    """Let steps that stand beside phases or variants be one of these: a procedure has one or the other."""
    key = next((key for key in ("phases", "variants") if key in draft.data), "")
    steps = draft.data.pop("steps", None) if key else None
    if steps:
        draft.data[key] = [{"title": "First", "steps": steps}, *_listed(draft.data[key])]
        draft.guessed((key, 0), "the steps above the headings come first", draft.lines)


def _listed(data: Data | None) -> list[Data]:
    return data if isinstance(data, list) else []
