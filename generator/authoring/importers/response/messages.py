"""Message templates: a text in a code block or quote, under a heading that names it."""

import re

from generator.authoring.importers.blocks import Block, Fence, Lines, Paragraph, Quote, words
from generator.authoring.importers.document import Section
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.readings import levels_in
from generator.authoring.importers.response.entries import known_level
from generator.authoring.importers.response.message_fields import Message, message_of
from generator.authoring.importers.response.parts import Part, labelled
from generator.authoring.importers.response.placeholders import has_placeholder
from generator.authoring.importers.response.titles import plain_title
from generator.authoring.importers.response.work import Work, put_own

_HEADING = re.compile(
    r"(?:communicat|messag|notif|announce|e-?mail|slack|status (?:page|update)|alert|"
    r"stakeholder)\w*(?: \w+)* templates?|"
    r"templates? for (?:communicat|messag|notif)|^(?:message |communication )?templates?$",
    re.IGNORECASE,
)
_CUSTOMERS = re.compile(r"customer|user|client|public|external|status ?page", re.IGNORECASE)
_EXECUTIVES = re.compile(r"executive|leadership|\bC[ET]O\b|management|board", re.IGNORECASE)
_REGULATOR = re.compile(r"regulat|authorit|data protection|\bDPA\b|breach notice", re.IGNORECASE)
_INTERNAL = re.compile(r"internal|team|slack|engineering|responder|war ?room|chat|@channel|@here", re.IGNORECASE)
_CHANNELS = {
    "status-page": r"status ?page",
    "email": r"e-?mail",
    "sms": r"\bsms\b|text message",
    "phone": r"phone|call script",
    "chat": r"slack|teams|chat|telegram|discord|@channel|@here|<!(?:channel|here)>",
}
_STAGES = {
    "resolved": r"resol|all[ -]clear|closed|closure|recovered",
    "monitoring": r"monitoring",
    "update": r"update|progress|ongoing",
    "initial": r"initial|first|acknowledg|declar|\bopen(?:ed|ing)?\b|new incident|start",
}
_BRACKETS = re.compile(r"\s*\((?P<words>[^()]*)\)\s*$")
_SAYS_AUDIENCE = re.compile(
    r"internal|external|public|customers?|users?|status ?page|slack|e-?mail|sms|teams|chat|executives?", re.IGNORECASE
)


def is_messages(section: Section) -> bool:
    """Say whether a section holds message templates."""
    if not _HEADING.search(plain_title(section.title)) or re.search(
        r"post-?\s?mortem|runbook|report", section.title, re.IGNORECASE
    ):
        return False
    return any(isinstance(block, (Fence, Quote)) for one in section.walk() for block in one.blocks)


def read_messages(section: Section, work: Work) -> None:
    """Make a template of every heading or bold line with a text below it."""
    for one in section.walk():
        for part in labelled(one.blocks, one.heading_lines):
            _read_part(part if part.name else Part(one.title, one.heading_lines, part.blocks), one, work)


def is_message(fence: Fence) -> bool:
    """Say whether a code block is a text to send: no language but words, and placeholders in it."""
    return fence.language.lower() in {"", "text", "markdown", "md", "txt"} and has_placeholder(fence.text)


def message_in(fence: Fence, draft: Draft, work: Work) -> str:
    """Make a template of a message inside a procedure and return its id; it is named after its first line."""
    first = next((row for row in fence.text.split("\n") if row.strip()), "")
    title = _shouted(first)
    if not title:
        return ""
    made = work.row("template", fence.lines, title)
    made.guess("title", title, fence.lines, "made of the first line of the message")
    made.put("severities", draft.data.get("severities", []), fence.lines)
    _fill(made, f"{title}\n{first}", message_of(fence.text, work.levels), fence.lines)
    return made.id


def _read_part(part: Part, section: Section, work: Work) -> None:
    texts = [block for block in part.blocks if isinstance(block, (Fence, Quote))]
    if not texts:
        return
    heading = plain_title(part.name)
    title, levels = _title(heading, work)
    draft = work.row("template", Lines(part.lines.first, part.blocks[-1].lines.last), title)
    draft.put("title", title, part.lines)
    draft.put("severities", [*levels], part.lines)
    above = [block for block in part.blocks if isinstance(block, Paragraph)]
    for lead in above:
        draft.prose("summary", work.text(lead.lines), lead.lines)
    _fill(draft, f"{heading}\n{section.title}", message_of(_text(texts[0], work), work.levels), texts[0].lines)
    for number, more in enumerate(texts[1:], 2):
        other = work.row("template", more.lines, title)
        other.guess("title", f"{title} {number}", more.lines, "the same heading holds more than one message")
        _fill(other, heading, message_of(_text(more, work), work.levels), more.lines)
    for block in part.blocks:
        if not isinstance(block, (Paragraph, Fence, Quote)):
            put_own(draft, "more", work.text(block.lines), block.lines)


def _text(block: Block, work: Work) -> str:
    if isinstance(block, Fence):
        return block.text
    return "\n".join(re.sub(r"^\s*> ?", "", row) for row in work.text(block.lines).split("\n"))


def _title(heading: str, work: Work) -> tuple[str, list[str]]:
    """Return a heading without what stands in brackets, when that says levels, an audience or a channel."""
    brackets = _BRACKETS.search(heading)
    if not brackets:
        return heading, []
    levels = [known for level in levels_in(brackets["words"]) if (known := known_level(level, work))]
    says = bool(levels) or bool(_SAYS_AUDIENCE.search(brackets["words"]))
    return (heading[: brackets.start()] if says else heading), levels


def _fill(draft: Draft, about: str, message: Message, lines: Lines) -> None:
    audience = _audience(about)
    draft.guess("audience", audience, lines, "its heading says so")
    channel = _first(_CHANNELS, about) or ("email" if message.subject else "chat" if audience == "internal" else "")
    draft.guess("channel", "email" if message.subject else channel, lines, _why_channel(about, message))
    draft.guess("stage", _stage(about.partition("\n")[0]), lines, "its heading says so")
    draft.put("subject", message.subject, lines)
    draft.put("body", message.body, lines)
    draft.put("fields", [*message.fields], lines)


def _why_channel(about: str, message: Message) -> str:
    if message.subject:
        return "it has a subject"
    return "its heading says so" if _first(_CHANNELS, about) else "internal messages go to the chat"


def _audience(about: str) -> str:
    kinds = {"internal": _INTERNAL, "regulator": _REGULATOR, "executives": _EXECUTIVES, "customers": _CUSTOMERS}
    heading = about.partition("\n")[0]
    for text in (heading, about):
        found = next((name for name, pattern in kinds.items() if pattern.search(text)), "")
        if found:
            return found
    return ""


def _first(table: dict[str, str], text: str) -> str:
    return next((name for name, pattern in table.items() if re.search(pattern, text, re.IGNORECASE)), "")


def _stage(heading: str) -> str:
    """Return when in an incident a message is sent; a "status page update" is any message on the status page."""
    return _first(_STAGES, re.sub(r"status page updates?", "", heading, flags=re.IGNORECASE))


def _shouted(first: str) -> str:
    """Return the words in capitals of a message's first line as a title: `P0 INCIDENT ACKNOWLEDGED`."""
    shouted = re.findall(r"\b[A-Z]{3,}\b", words(first))
    return " ".join(word.capitalize() for word in shouted)
