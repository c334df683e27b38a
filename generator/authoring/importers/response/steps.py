"""Lists, commands and sentences as steps."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.authoring.importers.blocks import Block, Fence, Item, Items, Lines, Other, Paragraph, Quote, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.readings import levels_in
from generator.authoring.importers.response.commands import RUN, steps_of_code
from generator.authoring.importers.response.parts import CAUTION, labelled
from generator.authoring.importers.response.work import Work, folded, sentence
from generator.records.reader import Data

Step = dict[str, Data]
_OR = re.compile(r"\s+(?:OR|or)$")
_IF = re.compile(
    r"^(?:\*\*)?if (?P<when>[^:\u2192]{2,80}?)(?:\*\*)?\s*(?::(?:\*\*)?|\u2192|[-=]>)\s*(?P<do>.+)$", re.IGNORECASE
)
_LEVELS_BEHIND = re.compile(r"\s*\((?P<words>[^()]*)\)$")
_ONLY_LEVELS = re.compile(
    r"(?:if|only|for|at|in case of|incidents?|and|or|above|[\W\d]|sev|severity|[ps](?=\d))+", re.IGNORECASE
)
_COMMAND_BEHIND = re.compile(r"^(?P<do>[^`]*[^`\s:])\s*:?\s*`(?P<run>[a-z./][^`\s]*\s[^`]*)`\.?$")
_ONLY_CODE = re.compile(r"`[a-z./][^`\s]*\s[^`]*`")
_WARNS = re.compile(r"^\W*(?:\*\*|__)?\W*(?:caution|warning|danger|attention)\b", re.IGNORECASE)


@dataclass
class Found:
    """What some blocks are as steps, what warns above them, and what is no step."""

    steps: list[Step] = field(default_factory=list)
    cautions: list[str] = field(default_factory=list)
    lines: list[Lines] = field(default_factory=list)
    """Of all that became steps or cautions."""
    rest: list[Block] = field(default_factory=list)
    """Tables, raw HTML: what no step can hold."""

    def join(self, other: "Found") -> None:
        """Take what was found below behind this."""
        self.steps += other.steps
        self.cautions += other.cautions
        self.lines += other.lines
        self.rest += other.rest


def steps_of(blocks: Iterable[Block], work: Work) -> Found:
    """Return blocks as steps, in their order."""
    found = Found()
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        below = waiting[0] if waiting else None
        if isinstance(block, Paragraph) and isinstance(below, Fence) and not _WARNS.match(block.text):
            waiting.pop(0)
            found.lines += [block.lines, below.lines]
            found.steps += _of_fence(below, work, folded(block.text).rstrip(":"))
        else:
            _read(block, work, found)
    return found


def step_of(text: str, work: Work) -> Step:
    """Return one sentence as a step: its condition, its levels and its command apart from what to do."""
    step: Step = {}
    text = folded(text)
    conditional = _IF.match(text)
    if conditional:
        step["when"] = conditional["when"].strip()
        text = sentence(conditional["do"].strip())
    behind = _LEVELS_BEHIND.search(text)
    levels = [one for one in levels_in(behind["words"]) if one in work.levels] if behind else []
    if behind and levels and _ONLY_LEVELS.fullmatch(behind["words"]):
        text = text[: behind.start()]
        step["severities"] = [*levels]
    if _ONLY_CODE.fullmatch(text):
        return {"do": RUN, "run": text.strip("`"), **step}
    command = _COMMAND_BEHIND.match(text)
    if command:
        text = command["do"]
        step["run"] = command["run"]
    return {"do": text, **step}


def short(steps: Iterable[Data]) -> list[Data]:
    """Return steps as people write them: one that only says what to do is its words alone."""
    made: list[Data] = []
    for step in steps:
        if isinstance(step, dict) and isinstance(step.get("one_of"), list):
            made.append({**step, "one_of": short(step["one_of"])})
        else:
            made.append(step["do"] if isinstance(step, dict) and list(step) == ["do"] else step)
    return made


def steps_within(blocks: list[Block], sections: list[Section], work: Work) -> Found:
    """Return the steps of blocks, of the bold lines among them and of headings inside, in their order."""
    found = Found()
    for part in labelled(blocks, Lines(1, 1)):
        found.join(_named(part.name, part.lines, part.blocks, work) if part.name else steps_of(part.blocks, work))
    for section in sections:
        inner = steps_within(section.blocks, section.sections, work)
        if section.blocks and isinstance(section.blocks[0], Fence) and inner.steps:
            inner.steps[0]["do"] = section.title if inner.steps[0]["do"] == RUN else inner.steps[0]["do"]
        if inner.steps and inner.steps[0].get("do") != section.title:
            head(inner.steps, section.title)
        found.join(inner)
    return found


def _named(name: str, lines: Lines, blocks: list[Block], work: Work) -> Found:
    """Return what stands under a bold line: code below it is its command, else it is said beside the first step."""
    if not blocks or isinstance(blocks[0], Fence):
        return steps_of([Paragraph(lines, name), *blocks], work)
    found = steps_of(blocks, work)
    head(found.steps, name)
    found.lines.append(lines)
    return found


def head(steps: list[Step], name: str) -> None:
    """Say above which steps a name of its own stood: a list of steps has none."""
    if steps and name:
        note = steps[0].get("note")
        steps[0]["note"] = f"{name}: {note}" if note else name


def _read(block: Block, work: Work, found: Found) -> None:
    match block:
        case Items():
            found.lines.append(block.lines)
            found.steps += _of_items(block.items, work, found)
        case Fence():
            found.lines.append(block.lines)
            found.steps += _of_fence(block, work, "")
        case Paragraph():
            found.lines.append(block.lines)
            if _WARNS.match(block.text):
                found.cautions.append(CAUTION.sub("", words(folded(block.text))))
            else:
                found.steps.append(step_of(folded(block.text).removesuffix(":"), work))
        case Quote() if all(isinstance(inner, Paragraph) for inner in block.blocks):
            found.lines.append(block.lines)
            text = folded(" ".join(inner.text for inner in block.blocks if isinstance(inner, Paragraph)))
            if _WARNS.match(text) or not found.steps:
                found.cautions.append(CAUTION.sub("", words(text)))
            else:
                _note(found.steps[-1], text)
        case Quote() | Other() | _:
            found.rest.append(block)


def _of_items(items: tuple[Item, ...], work: Work, found: Found) -> Iterator[Step]:
    """Yield the steps of a list; `a OR` and the entry below it are one step with a choice."""
    choice: list[Data] = []
    for item in items:
        steps = list(_of_item(item, work, found))
        first = steps[0] if steps else {}
        text = str(first.get("do", ""))
        if steps and _OR.search(text):
            first["do"] = _OR.sub("", text)
            choice.append(first)
            continue
        if choice and steps:
            yield {"one_of": [*choice, steps.pop(0)]}
            choice = []
        yield from steps
    yield from (one for one in choice if isinstance(one, dict))


def _of_item(item: Item, work: Work, found: Found) -> Iterator[Step]:
    """Yield an entry's own step and then those inside it; code below it is its command."""
    blocks = list(item.blocks)
    text = folded(item.text)
    if not text and not blocks:
        return
    fence = blocks.pop(0) if text and blocks and isinstance(blocks[0], Fence) else None
    if isinstance(fence, Fence):
        yield from _of_fence(fence, work, text.rstrip(":"))
    elif text:
        yield step_of(text.removesuffix(":") if blocks else text, work)
    inner = steps_of(blocks, work)
    found.rest += inner.rest
    found.cautions += inner.cautions
    yield from inner.steps


def _note(step: Step, text: str) -> None:
    step["note"] = f"{step['note']} {text}" if isinstance(step.get("note"), str) else text


def _of_fence(fence: Fence, work: Work, lead: str) -> Iterator[Step]:
    steps = steps_of_code(fence.text, fence.language, lead)
    for step in steps:
        if step.pop("unnamed", ""):
            work.outcome.note(fence.lines, "guessed", "", 'a command without words is the step "Run this"')
        yield step
