"""Entries of the form Symptoms / Investigation / Resolution, which become runbooks."""

import re
from itertools import takewhile

from generator.authoring.importers.blocks import Block, Items, Lines, Other, Paragraph
from generator.authoring.importers.document import Section
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.readings import level_of, levels_in
from generator.authoring.importers.response.part_names import FIELDS, field_named
from generator.authoring.importers.response.parts import Part, lines_of_text, parts_of
from generator.authoring.importers.response.placeholders import is_placeholder
from generator.authoring.importers.response.steps import Step, head, steps_within
from generator.authoring.importers.response.titles import is_numbered, plain_title
from generator.authoring.importers.response.work import Work, folded, keep, put_own
from generator.records.reader import Data

_LINKS = re.compile(
    r"(?:useful |quick |related |additional )?(?:links|references|resources|dashboards|documentation|docs|"
    r"further reading|see also)"
)
_LINK = re.compile(r"(?:\[(?P<words>[^\]]+)\]\((?P<url>https?://[^)\s]+)\)|<?(?P<bare>https?://[^\s>]+)>?)\.?")
_INCIDENT_OF = re.compile(r"^(?P<level>\S+(?: \d)?)\s+incidents?\s*[:\u2013\u2014-]\s+(?P<title>.+)$", re.IGNORECASE)
_LEVEL_BEHIND = re.compile(r"\s*[(\[](?P<words>[^()\[\]]*)[)\]]$")
IS_ONE = re.compile(r"procedure|protocol|checklist|playbook|workflow|process$", re.IGNORECASE)
"""What a heading says that is one procedure."""
_SYMPTOMS = re.compile(r"symptoms?|signs?|indicat(?:ors?|ions?)|what you(?: will)? see|how to recogni[sz]e")
_AT_ONCE = re.compile(r"immediate (?:actions?|response|steps|mitigation)|(?:resolution|mitigation)(?: steps)?|fix")
_SAYS_ORDER = re.compile(r"response|recovery|commander|roll ?back|phase|stage|step", re.IGNORECASE)
_LINES = ("symptoms", "prevention")
_STEPS = ("investigation", "resolution", "escalation")
_FEWEST = 2
_INNER = 6
"""The level of a bold line that stands for a heading: below all others."""


def field_of(part: Part) -> str:
    """Return the runbook's field that a part's name means, or begins with; empty when it means none."""
    return field_named(part.plain)


def is_entry(section: Section) -> bool:
    """Say whether a section is about one kind of trouble: it names symptoms, or two other parts of a runbook."""
    parts = parts_of(section)[1:]
    found = {key for part in parts if (key := field_of(part))} - {"summary"}
    if any(_SYMPTOMS.fullmatch(part.plain) for part in parts):
        return True
    # Numbered stages, and what is called a protocol or checklist, are an order and not parts of a runbook.
    if IS_ONE.search(section.title) or any(is_numbered(part.name) for part in parts):
        return False
    at_once = any(_AT_ONCE.fullmatch(part.plain) for part in parts)
    at_once = at_once and not (_SAYS_ORDER.search(section.title) or is_numbered(section.title))
    named = [part for part in parts if part.name]
    if sum(field_of(part) in found for part in named) * 2 < len(named):
        # Most of it is about something else: a whole guide, say.
        return False
    return bool(found & {"investigation", "resolution"}) and (len(found) >= _FEWEST or at_once)


def read_entry(section: Section, work: Work) -> None:
    """Make a runbook; one in which nothing is filled in becomes nothing."""
    title, level = titled(section.title, work)
    draft = work.draft("runbook", section, title)
    if level:
        draft.put("severity", level, section.heading_lines)
    for part in _gathered(parts_of(section)):
        read_part(draft, part, work)
    drop_if_empty(draft, work)


def _gathered(parts: list[Part]) -> list[Part]:
    """Return parts; where only a name stands, the bold lines of other names below it stand in it."""
    gathered: list[Part] = []
    is_open = False
    for part in parts:
        key = field_of(part)
        begins_below = part.blocks and part.blocks[0].lines.first > part.lines.last
        if part.name and not key and is_open and begins_below and "cause" not in part.plain:
            inner = Section(_INNER, part.name, part.whole, part.lines.last, part.blocks, part.sections)
            gathered[-1].sections.append(inner)
            continue
        is_open = key in _STEPS and not part.blocks and not part.sections
        gathered.append(part)
    return gathered


def titled(heading: str, work: Work) -> tuple[str, str]:
    """Return a heading as the title of a runbook, and the level that stands in it: `P0 INCIDENT: API down`."""
    title = plain_title(heading)
    of_level = _INCIDENT_OF.match(title)
    level = level_of(of_level["level"]) if of_level else None
    if of_level and level:
        return of_level["title"], known_level(level.id, work)
    behind = _LEVEL_BEHIND.search(title)
    found = levels_in(behind["words"]) if behind else ()
    if behind and len(found) == 1 and known_level(found[0], work):
        return title[: behind.start()], known_level(found[0], work)
    return title, ""


def known_level(level: str, work: Work) -> str:
    """Return the id of a level of this handbook; empty when it has none like it."""
    every = [*work.levels, *(one.key.id for one in work.destination.levels)]
    return next((one for one in every if one.replace("-", "").lower() == level.replace("-", "").lower()), "")


def read_part(draft: Draft, part: Part, work: Work) -> None:
    """Write what stands under one name into the field that it means."""
    if not part.blocks and not part.sections:
        if part.name:
            work.outcome.leave_out(part.lines, f'"{part.name}": nothing stands below it')
    elif not part.name:
        draft.prose("summary", work.below(part), part.below)
    elif says_nothing(part):
        work.outcome.leave_out(part.whole, f'"{part.name}": only placeholders stand below it')
    else:
        _put(draft, field_of(part), part, work)


def _put(draft: Draft, key: str, part: Part, work: Work) -> None:
    links = links_in(part) if _LINKS.fullmatch(part.plain) else []
    if key in _STEPS:
        _put_steps(draft, key, part, work)
    elif key == "summary":
        work.outcome.note(part.lines, "became", draft.path, "summary")
        draft.prose("summary", work.below(part), part.below)
    elif links:
        draft.put("links", [*links], part.whole)
    elif key == "impact" and key not in draft.data:
        draft.put(key, work.below(part), part.whole)
    elif key in _LINES and part.blocks:
        _put_lines(draft, key, part, work)
    elif re.fullmatch(r"severity|priority|level", part.plain) and not part.sections:
        _put_severity(draft, part, work)
    else:
        put_own(draft, part.name, work.below(part), part.whole)


def links_in(part: Part) -> list[dict[str, Data]]:
    """Return the links that a part lists; empty when one of its entries is something else."""
    found: list[dict[str, Data]] = []
    for _, text in lines_of_text(part.blocks):
        one = _LINK.fullmatch(text.strip())
        if not one or part.sections or not _is_plain(part.blocks):
            return []
        found.append({"title": one["words"] or one["bare"], "url": one["url"] or one["bare"]})
    return found


def says_nothing(part: Part) -> bool:
    """Say whether a part holds placeholders only."""
    texts = [text for _, text in lines_of_text(part.blocks)]
    others = [
        block
        for block in part.blocks
        if not isinstance(block, (Paragraph, Items)) and not (isinstance(block, Other) and is_placeholder(block.text))
    ]
    return not others and not part.sections and all(is_placeholder(text) for text in texts)


def drop_if_empty(draft: Draft, work: Work) -> None:
    """Take a record back that has a title and nothing else: an empty form is no knowledge."""
    if not set(draft.data) - {"title", "severity", "alerts"}:
        work.outcome.drop(draft, f'"{draft.data["title"]}" is an empty form; nothing is imported of it')


def _put_steps(draft: Draft, key: str, part: Part, work: Work) -> None:
    found = steps_within(part.blocks, part.sections, work)
    for caution in found.cautions:
        _warn(found.steps, caution)
    if key in draft.data or not re.fullmatch(FIELDS[key], part.plain):
        head(found.steps, part.name)
    if found.steps:
        draft.add(key, [*found.steps], part.whole)
    for block in found.rest:
        keep(draft, part.name, block.lines, work)


def _put_lines(draft: Draft, key: str, part: Part, work: Work) -> None:
    """Write lines of prose; commands below the symptoms are where the investigation begins."""
    plain = list(takewhile(lambda block: _is_plain([block]), part.blocks))
    rest = part.blocks[len(plain) :]
    if not plain or (rest and key != "symptoms"):
        put_own(draft, part.name, work.below(part), part.whole)
        return
    draft.add(key, [folded(text) for _, text in lines_of_text(plain)], Lines(part.lines.first, plain[-1].lines.last))
    if rest or part.sections:
        below = Part("", part.lines, rest, part.sections)
        _put_steps(draft, "investigation", below, work)
        draft.guessed(("investigation",), "it stands below the symptoms", below.below)


def _warn(steps: list[Step], caution: str) -> None:
    if steps:
        there = steps[0].get("caution")
        steps[0]["caution"] = f"{there} {caution}" if there else caution


def _put_severity(draft: Draft, part: Part, work: Work) -> None:
    text = folded(" ".join(text for _, text in lines_of_text(part.blocks)))
    level = level_of(text)
    known = known_level(level.id, work) if level else ""
    if known and "severity" not in draft.data:
        draft.put("severity", known, part.whole)
    else:
        put_own(draft, part.name, text, part.whole)


def _is_plain(blocks: list[Block]) -> bool:
    """Say whether blocks are lines of prose: paragraphs, and lists of nothing but words."""
    return all(
        isinstance(block, Paragraph)
        or (isinstance(block, Items) and all(_is_plain(list(item.blocks)) for item in block.items))
        for block in blocks
    )
