"""Nothing is left to fill in."""

import re
from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding, occurrence, once
from generator.library.library import Library
from generator.library.signs import Plain, Signs
from generator.library.wording import Wording
from generator.problems import Level, quoted
from generator.records.code_spans import without_code
from generator.records.incident import Incident
from generator.records.record import Record
from generator.records.scalars import Line, Prose, Words
from generator.records.template import MessageTemplate
from generator.records.times import Target

_BRACKETED = (
    r"(?i:(?:(?:your|insert|add|enter|describe|detailed|issue|incident|full|first|last|root) )*"
    r"(?:names?|phone|phone number|e-?mail|title|date|time|owner|team|role|link|url|ticket|number|person|people|"
    r"description|explanation|summary|cause|details?|impact|action|status|service|handle))"
)
_PLACEHOLDER = re.compile(
    r"\b(?:TB[DCA]|TODO|FIXME|XX:XX|HH:MM)\b|(?<!\w)\$X\b|"
    rf"(?<!\])\[{_BRACKETED}\](?![(\[:])|"
    r"(?<![\w$\\{}/=])\{[A-Za-z][^{}\n|=\"]{0,60}\}(?!\})",
)
_SIGNS = Signs(
    {
        r"\[[^\[\]\n]++\](?![(\[:])": "[",
        r"\{[A-Za-z]": "{",
        r"\$X": "$X",
        "TB[DCA]": "TB",
        **{word: word for word in ("TODO", "FIXME", "XX:XX", "HH:MM")},
    }
)
"""One of them is in every placeholder: looked for first, because that is sooner done."""
_WORDED = (Words, Line, Prose, Target)
_ELLIPSIS = "…"
_EXEMPT = frozenset({"prompt", "hint", "run", "pattern", "errors"})


def placeholders(library: Library, today: date) -> Iterator[Finding]:
    """A placeholder looks like a fact until somebody needs it. Unknown is honest: leave the key out.

    Fails: `root_cause: TBD`, `who: "[Name]"`, `summary: Sent by {X}`; an error once the post-mortem is published.
    Fails also: any key that says only `…`, as `new` writes it where nothing is known; `TBD` on a Markdown page.
    Passes: no `root_cause` key at all; `{X}` in a message template, in a `prompt:`, in a command, in code;
    `{region}` where that is a variable.
    """
    del today
    for record in library.records:
        yield from find_placeholders(record)


@once
def find_placeholders(wording: Wording) -> Iterator[Finding]:
    """Look at one record."""
    record = wording.record
    level = _level(record)
    for loc, value in wording.each(str) if _ELLIPSIS in wording.strange else ():
        if value.strip() == _ELLIPSIS:
            yield Finding(record, loc, still_open(value), "placeholder-left", level, _ELLIPSIS)
    if isinstance(record, MessageTemplate) or not _SIGNS.found_in(wording.plain):
        return
    variables = {str(variable.name) for variable in getattr(record, "variables", ())}
    for loc, value in wording.each(*_WORDED):
        for start, word in placeholders_in(value) if _EXEMPT.isdisjoint(loc) else ():
            if word[1:-1] not in variables:
                number = occurrence(value, word, start)
                yield Finding(record, loc, still_open(word), "placeholder-left", level, word, number)


def placeholders_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a placeholder begins in a Markdown text, and the placeholder; one that names a link is none."""
    for found in _PLACEHOLDER.finditer(without_code(text)) if _SIGNS.found_in(Plain(text)) else ():
        if not (found[0].startswith("[") and f"{found[0]}:".lower() in text.lower()):
            yield found.start(), found[0]


def still_open(found: str, what: str = "key") -> str:
    """Return the sentence about a placeholder; `what` is left out where nobody knows it."""
    return f"{quoted(found.strip())} is still to be filled in; write it, or leave the {what} out when it is not known"


def _level(record: Record) -> Level:
    published = isinstance(record, Incident) and record.post_mortem and record.post_mortem.status == "published"
    return "error" if published else "advice"
