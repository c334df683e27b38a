"""Forms that nobody filled in: placeholders, hints and questions are no words of an incident."""

import re

from generator.authoring.importers.blocks import Table
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.incident_keys import section_key
from generator.authoring.importers.post_mortem.case import is_blank, main_of
from generator.authoring.importers.post_mortem.facts import fact_pairs
from generator.authoring.importers.response.placeholders import tokens

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKS = re.compile(r"^\s*(?:[-*+>]|\d+[.)])(?=\s|$)\s*(?:\[[ xX]\])?")
_HINT = re.compile(r"\s*(?:>.*|(?P<mark>[*_])(?![*_\s]).*(?P=mark)|[^.!]*\?)\s*")
"""A quotation, a line in italics, a question: how a form says what to write."""
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?:\s*[A-Z]{2,4})?")
_LETTERS = re.compile(r"(?:[#XYN]{1,3}\s*(?:hours?|hrs?|minutes?|mins?|days?|h|m|d)?\s*,?\s*)+", re.IGNORECASE)
_HANDLE = re.compile(r"@(?:name|user(?:name)?|handle|owner|person|someone|team|tbd|todo)", re.IGNORECASE)
_MOST_CHOICES = 3
_FILLER = re.compile(r"lorem ipsum", re.IGNORECASE)
_SAYS_SO = re.compile(r"\b(?:template|boilerplate)\b|\u30c6\u30f3\u30d7\u30ec\u30fc\u30c8", re.IGNORECASE)
_POST_MORTEM = re.compile(r"post[ _-]?mortem", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:Y{4}|20[xXyY]{2})[-/.]M{2}|\bHH:?MM\b|\bhh:mm\b|\bHH:mm\b|\bXX:XX\b")


def says_anything(document: Document) -> bool:
    """Say whether anything but headings, labels, placeholders and hints stands in a document."""
    if _FILLER.search(document.text):
        return False
    facts = fact_pairs(document)
    front = document.front.lines if document.front else None
    # Front matter has more than facts of an incident: `draft: true`, `layout: post`.
    telling = [fact for fact in facts if fact.means not in {"title", "status", *([""] if fact.lines == front else [])}]
    if any(not _is_open(fact.value) for fact in telling):
        return True
    known = {line for fact in facts for line in range(fact.lines.first, fact.lines.last + 1)}
    rows = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), document.text).split("\n")
    return any(_is_said(section, rows, known) for section in main_of(document).walk())


def is_form(document: Document) -> bool:
    """Say whether a post-mortem without a day or a time is one to be filled in.

    It says so, or has places for both, and most of its headings are those of a post-mortem: a guide has others.
    """
    headings = [section.title for section in main_of(document).sections]
    known = [key for title in headings if (key := section_key(title))]
    above = f"{document.path} {document.text.partition(chr(10) + '## ')[0]}"
    is_one = "timeline" in known or bool(_POST_MORTEM.search(above))
    says_so = bool(_SAYS_SO.search(above) or _PLACE.search(document.text))
    return says_so and is_one and len(known) * 2 >= len(headings)


def _is_said(section: Section, rows: list[str], known: set[int]) -> bool:
    for block in section.blocks:
        head = block.head_lines.last + 1 if isinstance(block, Table) else block.lines.first
        for number in range(head, block.lines.last + 1):
            if number not in known and not _is_hint(rows[number - 1]):
                return True
    return False


def _is_hint(row: str) -> bool:
    """Say whether a line says nothing of an incident: all its cells are open, or times without an event."""
    bare = _MARKS.sub("", row) if not row.lstrip().startswith(">") else row
    cells = [cell.strip(" -:") for cell in bare.split("|")]
    return bool(_HINT.fullmatch(bare)) or all(_is_open(cell) or _CLOCK.fullmatch(cell) for cell in cells)


def _is_open(text: str) -> bool:
    """Say whether a text is still to be written: a placeholder, a choice, or a few words around a placeholder."""
    bare = text.strip().strip("*_`")
    if is_blank(text) or _HANDLE.fullmatch(bare) or _LETTERS.fullmatch(bare) or _HINT.fullmatch(bare):
        return True
    choices = [choice.split() for choice in re.split(r"\s*[|/]\s*", bare)]
    if len(choices) > 1 and all(0 < len(words) <= _MOST_CHOICES for words in choices) and "|" in bare:
        return True
    found = list(tokens(bare))
    # `SEV-[1-4]`: no more than a word stands in front of a placeholder, and none behind it.
    ends = [*(one.start for one in found[1:]), len(bare)]
    rest = "".join(bare[one.end : end] for one, end in zip(found, ends, strict=False))
    return bool(found) and not re.search(r"\w{2}", rest) and len(bare[: found[0].start].split()) <= 1
