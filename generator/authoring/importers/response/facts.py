"""What a document says of the handbook as a whole: its title, what it is for, when it was revised, its channels."""

import json
import re

from generator.authoring.importers.blocks import Lines, Paragraph, Quote, Table, pairs, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.front_matter import comments_of, facts_of
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.titles import name_of
from generator.authoring.importers.response.work import Work, folded, put_own
from generator.records.handbook import HANDBOOK

_SUFFIX = re.compile(
    r"[\s:\u2013\u2014-]*\b(?:(?:incident|emergency|outage)[ -](?:response|management|handling)|on-?call|"
    r"incident|operations?|production)?[ -]*"
    r"(?:runbooks?|playbooks?|handbook|guide|plan|procedures?|process|policy|manual|documentation|response|protocol)$",
    re.IGNORECASE,
)
_SAYS_LITTLE = re.compile(
    r"(?:our |the )?(?:emergency|production|operations?|on[- ]?call|team|general|incidents?|common|basic|engineering)",
    re.IGNORECASE,
)
_REVISED = re.compile(r"(?:last[ -])?(?:updated?|revised|modified|reviewed)(?: on)?\s*:?\s*(?P<when>.+)", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_YEAR = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_MONTH_DAY = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_CHANNEL = re.compile(r"(?:^|[\s`(|\[])(?P<channel>#[A-Za-z][\w-]*\w)")
_STATUS_PAGE = re.compile(r"https?://status\.[^\s)>\]|`]+|(?<=status page: )https?://[^\s)>\]|`]+", re.IGNORECASE)


def read_facts(main: Section, work: Work) -> None:
    """Begin the handbook with what the document says of it."""
    revision = take_revision(work)
    draft = work.outcome.draft(
        HANDBOOK, work.destination.path(HANDBOOK), Lines(1, main.lines.last), work.destination.handbook
    )
    draft.data["format"] = "1"
    _read_title(draft, main, work)
    _read_intro(draft, main, work)
    if revision:
        draft.put("updated", *revision)
    _read_front(draft, work)
    _read_channels(draft, work)


def take_revision(work: Work) -> tuple[str, Lines] | None:
    """Take the line out that says when the document was last revised; return the day and the line."""
    for section in work.document.root.walk():
        for block in section.blocks:
            found = _REVISED.fullmatch(words(block.text).strip("*_ .")) if isinstance(block, Paragraph) else None
            day = day_of(found["when"]) if found else ""
            if day:
                section.blocks = [one for one in section.blocks if one is not block]
                return day, block.lines
    return None


def day_of(text: str) -> str:
    """Return a day or month as records write it: `December 2024` is `2024-12`; empty for any other form."""
    bare = text.strip(" .*_")
    if _ISO.fullmatch(bare):
        return bare
    for pattern in (_MONTH_DAY, _DAY_MONTH, _MONTH_YEAR):
        found = pattern.fullmatch(bare)
        month = _MONTHS.index(found["month"].lower()[:3]) + 1 if found and found["month"].lower()[:3] in _MONTHS else 0
        if found and month:
            day = found.groupdict().get("day")
            return f"{found['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
    return ""


def _read_title(draft: Draft, main: Section, work: Work) -> None:
    title = _SUFFIX.sub("", main.title).strip(" -:\u2013\u2014")
    title = "" if _SAYS_LITTLE.fullmatch(title) else title
    source = main.heading_lines if main.heading else Lines(1, 1)
    if title:
        draft.put("title", title, source)
    else:
        product = _product(work)
        why = (
            "the words of the document that begin like the handbook's name"
            if product
            else "made of the handbook's name"
        )
        draft.guess("title", product or work.destination.handbook.replace("-", " ").title(), source, why)
    if main.heading and title != main.title:
        draft.put("x-source-document", main.title, source)


def _read_front(draft: Draft, work: Work) -> None:
    """Read the front matter: facts of the handbook, or of the team's own."""
    front = work.document.front
    facts = facts_of(work.document)
    if not front or not facts:
        return
    work.outcome.note(front.lines, "became", draft.path, "front matter")
    if comments := comments_of(work.document):
        put_own(draft, "front matter", comments, front.lines)
    for key, value in facts.items():
        if isinstance(value, str) and value not in draft.data.values():
            _read_fact(draft, re.sub("[_-]", " ", key), value, front.lines)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            draft.put(f"x-{name_of(key) or 'more'}", value, front.lines, "prose")
        elif not isinstance(value, str):
            put_own(draft, key, json.dumps(value, ensure_ascii=False), front.lines)


def _product(work: Work) -> str:
    """Return the words of the document in capitals that begin with the handbook's name: `Vlossom Protocol`."""
    name = re.escape(work.destination.handbook.replace("-", " "))
    found = re.search(rf"\b(?i:{name})\b(?: [A-Z][\w-]+)*", work.document.text)
    return found[0] if found and found[0][:1].isupper() else ""


def _read_intro(draft: Draft, main: Section, work: Work) -> None:
    for block in main.blocks:
        facts = pairs(block)
        if facts:
            for pair in facts:
                _read_fact(draft, pair.key, pair.value, pair.lines)
        elif isinstance(block, Quote) and all(isinstance(inner, Paragraph) for inner in block.blocks):
            text = "\n\n".join(folded(inner.text) for inner in block.blocks if isinstance(inner, Paragraph))
            draft.prose("summary", text, block.lines)
        elif isinstance(block, Paragraph) and not _REVISED.fullmatch(words(block.text).strip("*_ .")):
            draft.prose("summary", work.text(block.lines), block.lines)
        elif isinstance(block, Table):
            continue
    if main.heading:
        work.outcome.note(main.heading_lines, "became", draft.path, "title")


def _read_fact(draft: Draft, key: str, value: str, lines: Lines) -> None:
    day = day_of(value)
    if day and re.fullmatch(r"(?:last )?(?:updated?|revised|reviewed|modified)|date", key, re.IGNORECASE):
        draft.put("updated", day, lines)
    elif value:
        put_own(draft, key, value, lines)
    else:
        draft.outcome.leave_out(lines, f'"{key}": nothing stands behind it')


def _read_channels(draft: Draft, work: Work) -> None:
    """Guess where incidents are worked on and where alerts arrive, from the names of channels in the text."""
    for number, row in enumerate(work.document.rows, 1):
        if re.match(r"\s*#{1,6} ", row):
            continue
        for found in _CHANNEL.finditer(row):
            for key, word in (("alert_channel", "alert"), ("incident_channel", "incident")):
                if word in found["channel"].lower():
                    draft.guess(key, found["channel"], Lines(number, number), "a channel of that name is mentioned")
        if re.search(r"\bUTC\b", row):
            draft.guess("timezone", "UTC", Lines(number, number), "the document writes times in it")
        page = _STATUS_PAGE.search(row)
        if page:
            draft.guess("status_page", page[0].rstrip(".,"), Lines(number, number), "an address that is called so")
