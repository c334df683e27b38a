"""The sections of a post-mortem: by their headings to an incident's keys, all others to facts of the team's own."""

import re
from collections.abc import Iterator

from generator.authoring.importers.blocks import Block, Items, Lines, Other, Paragraph
from generator.authoring.importers.document import Section
from generator.authoring.importers.html_blocks import fold_words
from generator.authoring.importers.incident_keys import LISTS, PROSE, says_more, section_key
from generator.authoring.importers.post_mortem.actions import are_actions, read_actions
from generator.authoring.importers.post_mortem.case import Case, is_blank, main_of
from generator.authoring.importers.post_mortem.entries import has_times, is_timeline
from generator.authoring.importers.post_mortem.timeline import read_timeline
from generator.authoring.importers.response.titles import name_of
from generator.authoring.importers.response.work import folded
from generator.problems import quoted
from generator.records.reader import Data

_OWN_NAMES = {"detected_by": "detection", "links": "links"}


def read_sections(case: Case) -> None:
    """Read every section of the document."""
    main = main_of(case.work.document)
    root = case.work.document.root
    for section in [root] if main is root else [root, main]:
        _above(section, case)
    for section in main.sections:
        _read(section, case)
    for section in main.walk():
        # A bold line that stands for a heading is known as one here only.
        if section.level and section.blocks and section.lines.first not in case.work.outcome.taken():
            words = f"{quoted(section.title)}: a heading over what is imported"
            case.work.outcome.leave_out(section.heading_lines, words)


def _above(section: Section, case: Case) -> None:
    """Write what stands above all sections and is no fact: the summary's beginning."""
    for lines in _unread(section.blocks, case):
        case.prose("summary", case.work.text(lines), lines)


def _read(section: Section, case: Case) -> None:
    key = section_key(section.title)
    if key in {"timeline", "action_items", *LISTS} and says_more(section.title):
        case.own(key.replace("_", "-"), f"**{section.title}**", section.heading_lines)
    if (key == "timeline" and has_times(section)) or (not key and is_timeline(section)):
        if not key:
            words = f"{quoted(section.title)} is read as timeline, because its entries begin with times"
            case.work.outcome.note(section.heading_lines, "guessed", case.draft.path, words)
        read_timeline(section, case)
        return
    inner_keys = any(section_key(inner.title) for inner in section.walk() if inner is not section)
    if key == "action_items" or (key == "resolution" and are_actions(section)):
        read_actions(section, case)
        for inner in section.sections:
            _read_kind_of_actions(inner, case)
        return
    if key in LISTS and not section.sections and _read_list(section, key, case):
        return
    title = section.title
    for index, lines in enumerate(_unread(section.blocks, case)):
        named = f"**{title}**\n\n" if not index and _is_kept(title, key) else ""
        text = f"{named}{case.work.text(lines)}"
        _put(case, key, "" if index and key else title, text, Lines(section.lines.first, lines.last))
    for inner in section.sections:
        if inner_keys or not key:
            _read(inner, case)
        else:
            _below(inner, case, key, title)


def _is_kept(title: str, key: str) -> bool:
    """Say whether a heading has words that neither its key nor the name of the team's own fact has."""
    if key:
        return says_more(title)
    return bool(set(re.findall(r"\w+", title.lower())) - set(name_of(title).split("-")))


def _below(section: Section, case: Case, key: str, title: str) -> None:
    """Write a lower section under the key of the one above it, its heading in bold."""
    texts = [case.work.text(lines) for lines in _unread(section.blocks, case)]
    if texts or section.sections:
        body = "\n\n".join([f"**{section.title}**", *texts])
        own_last = section.sections[0].lines.first - 1 if section.sections else section.lines.last
        _put(case, key, title, body, Lines(section.lines.first, own_last))
    for inner in section.sections:
        _below(inner, case, key, title)


def _read_kind_of_actions(section: Section, case: Case) -> None:
    """Read action items under a lower heading; what the heading says of them is kept with the first one."""
    before = len(_entries(case))
    read_actions(section, case)
    for item in _entries(case)[before:]:
        if isinstance(item, dict):
            item["action"] = f"{section.title}: {item['action']}"
    for inner in section.sections:
        _read_kind_of_actions(inner, case)


def _entries(case: Case) -> list[Data]:
    there = case.draft.data.get("action_items", [])
    return there if isinstance(there, list) else []


def _read_list(section: Section, key: str, case: Case) -> bool:
    """Write a section whose blocks are lists and paragraphs as lines; say whether it was that."""
    folds = [block for block in section.blocks if isinstance(block, Other) and fold_words(block.text) is not None]
    entries = [one for block in section.blocks if block not in folds for one in _lines(block)]
    if any(text is None for text, _ in entries):
        return False
    for block in folds:
        case.fold(key.replace("_", "-"), case.work.source(block.lines), block.lines)
    for text, lines in entries:
        if text is None or is_blank(text):
            case.work.outcome.leave_out(lines, f"{section.title}: nothing is filled in")
        else:
            case.draft.add(key, [{LISTS[key]: text} if LISTS[key] else text], lines)
    if key in case.draft.data:
        case.draft.put(key, case.draft.data[key], section.heading_lines)
    return True


def _lines(block: Block) -> Iterator[tuple[str | None, Lines]]:
    """Yield the lines of a list or paragraph; None for one that holds more than words and lists."""
    if isinstance(block, Paragraph):
        yield folded(block.text), block.lines
    elif isinstance(block, Items):
        for item in block.items:
            inner = [text for one in item.blocks for text, _ in _lines(one)]
            said = [text for text in inner if text is not None]
            whole = len(said) == len(inner)
            yield ("; ".join([folded(item.text), *said]) if whole else None), item.lines
    else:
        yield None, block.lines


def _put(case: Case, key: str, title: str, text: str, lines: Lines) -> None:
    """Write the words below a heading to its key, else as a fact of the team's own named after the heading."""
    if not text.strip() or is_blank(text):
        case.work.outcome.leave_out(lines, "nothing is filled in")
    elif key in PROSE:
        there = case.draft.data.get(key)
        # What stands under one more heading of the same meaning keeps its heading.
        heading = f"**{title}**\n\n" if key in case.headed and title and not text.startswith("**") else ""
        case.draft.put(key, f"{there}\n\n{heading}{text}" if isinstance(there, str) else text, lines)
        case.headed.add(key)
    elif key == "impact":
        _impact(case, text, lines)
    else:
        case.own(_OWN_NAMES.get(key, key.replace("_", "-")) or name_of(title) or "more", text, lines)


def _impact(case: Case, text: str, lines: Lines) -> None:
    impact = case.draft.data.setdefault("impact", {})
    if isinstance(impact, dict):
        there = impact.get("summary")
        impact["summary"] = f"{there}\n\n{text}" if isinstance(there, str) else text
        case.draft.put("impact", impact, lines)


def _unread(blocks: list[Block], case: Case) -> list[Lines]:
    """Return the lines of blocks that are no facts, as runs of lines that stand together."""
    runs: list[Lines] = []
    for block in blocks:
        left = [number for number in range(block.lines.first, block.lines.last + 1) if number not in case.read]
        for number in left:
            between = range(runs[-1].last + 1, number) if runs else range(0)
            joins = runs and not any(line in case.read for line in between)
            runs = [*runs[:-1], Lines(runs[-1].first, number)] if joins else [*runs, Lines(number, number)]
    return runs
