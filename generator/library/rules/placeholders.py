"""Nothing is left to fill in."""

import re
from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import Level
from generator.records.incident import Incident
from generator.records.kind import Record, walk
from generator.records.scalars import Line, Prose, Words
from generator.records.template import MessageTemplate

_PLACEHOLDER = re.compile(
    r"\bTB[DCA]\b|\bTODO\b|\bFIXME\b|\bXX:XX\b|\bHH:MM\b|\$X\b|"
    r"\[(?:Name|Phone|Email|Title|Date|Time|Owner|Description|Detailed explanation|Issue description)\](?!\()|"
    r"(?<![\w$\\{/])\{[A-Z][^{}\n]{0,60}\}",
)
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_EXEMPT = frozenset({"prompt", "hint", "run", "pattern", "do"})


def placeholders(library: Library, today: date) -> Iterator[Finding]:
    """A placeholder looks like a fact until somebody needs it. Unknown is honest: leave the key out.

    Fails: `root_cause: TBD`, `commander: "[Name]"`.
    Passes: no `root_cause` key at all.
    """
    del today
    for record in library.records:
        if isinstance(record, MessageTemplate):
            continue
        level = _level(record)
        for loc, value in walk(record):
            if not isinstance(value, (Words, Line, Prose)) or _EXEMPT.intersection(map(str, loc)):
                continue
            for found in _PLACEHOLDER.finditer(_CODE.sub(" ", str(value))):
                sentence = f'"{found[0]}" is still to be filled in; write it, or leave the key out when it is not known'
                yield Finding(record, loc, sentence, "placeholder-left", level, found[0])


def _level(record: Record) -> Level:
    published = isinstance(record, Incident) and record.post_mortem and record.post_mortem.status == "published"
    return "error" if published else "advice"
