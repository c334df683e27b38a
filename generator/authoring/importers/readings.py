"""How people write severities and durations, read as values; what can mean two things is never guessed."""

import re
from dataclasses import dataclass

from generator.authoring.importers.blocks import words
from generator.records.durations import span_of

_NUMBERED = re.compile(
    r"(?:(?P<letters>sev|severity|priority|prio|p|s)[\s_-]*(?P<number>[0-9]))(?![0-9A-Za-z])", re.IGNORECASE
)
_ANYWHERE = re.compile(rf"(?<![0-9A-Za-z]){_NUMBERED.pattern}", re.IGNORECASE)
_SPAN = re.compile(
    r"(?<![0-9A-Za-z])(?P<letters>(?:sev|p|s)-?)(?P<first>[0-9])\s*(?:-|\u2013|to)\s*(?:sev|p|s)?-?(?P<last>[0-9])(?!\d)",
    re.IGNORECASE,
)
NAMES = (
    "critical",
    "high",
    "major",
    "medium",
    "moderate",
    "minor",
    "low",
    "urgent",
    "blocker",
    "informational",
    "info",
)
"""Words that are a level on their own."""
_NAME = re.compile(rf"(?:{'|'.join(NAMES)})(?![A-Za-z])", re.IGNORECASE)
_DASHES = r"\s*(?:-{1,2}|\u2013|\u2014|:|/)\s*"
_ENDS = re.compile(rf"{_DASHES}|\s*$|\s+{_NAME.pattern}", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*\((?P<words>[^()]*)\)\s*$")
_FILLER = re.compile(
    r"^(?:within|in|under|less than|at most|up to|max(?:imum)?\.?|target:?|<=|<|\u2264)\s*",
    re.IGNORECASE,
)
_WORDY = {
    "hour": "1 hour",
    "day": "1 day",
    "week": "1 week",
    "an hour": "1 hour",
    "one hour": "1 hour",
    "half an hour": "30 minutes",
    "a day": "1 day",
    "a week": "1 week",
}


@dataclass(frozen=True)
class Level:
    """A severity as somebody wrote it: `P0 - Critical (Complete Outage)`."""

    id: str
    """`P0`, `SEV1`, or the name when there is no number."""
    name: str = ""
    """`Critical`; empty when only the number stands there."""
    summary: str = ""
    """The words in brackets, or those behind the name."""


def level_of(text: str) -> Level | None:
    """Return the severity that a heading or cell begins with; None for anything else, `L1` (a tier) among it."""
    text = words(text)
    brackets = _IN_BRACKETS.search(text)
    inner = brackets["words"].strip() if brackets else ""
    bare = text[: brackets.start()] if brackets else text
    numbered = _NUMBERED.match(bare)
    if numbered and _ENDS.match(bare[numbered.end() :]):
        name, summary = _named(re.sub(rf"^{_DASHES}", "", bare[numbered.end() :]).strip(), inner)
        return Level(_id(numbered), name, summary)
    named = _NAME.match(bare)
    # Words behind the name make it a sentence, unless a dash stands between them.
    if not named or not re.fullmatch(rf"(?:{_DASHES}.*)?", bare[named.end() :]):
        return None
    rest = re.sub(rf"^{_DASHES}", "", bare[named.end() :]).strip()
    other = next((found for words in (inner, rest) if (found := _NUMBERED.fullmatch(words))), None)
    if other:
        return Level(_id(other), named[0].capitalize(), "" if other.string == inner else inner)
    return Level(named[0].capitalize(), named[0].capitalize(), inner or rest)


def levels_in(text: str) -> tuple[str, ...]:
    """Return the ids of numbered levels in a text: those of `P0/P1 incidents`, `SEV1 and SEV2`, `P0-P2`."""
    span = _SPAN.search(text)
    if span and int(span["first"]) < int(span["last"]):
        numbers = range(int(span["first"]), int(span["last"]) + 1)
        return tuple(f"{span['letters'].upper()}{number}" for number in numbers)
    return tuple(dict.fromkeys(_id(found) for found in _ANYWHERE.finditer(text)))


def duration_of(text: str) -> str | None:
    """Return the duration that some words are, as a record takes it: `within 15 minutes` is `15 minutes`; else None."""
    bare = _FILLER.sub("", text.strip().strip("*_.").strip())
    bare = _WORDY.get(bare.lower(), bare).removesuffix(" max")
    return bare if span_of(bare) is not None else None


def target_of(text: str) -> tuple[str, str]:
    """Return a target and the words beside it: `Immediate (within 15 minutes)` is `15 minutes` and `Immediate`."""
    brackets = _IN_BRACKETS.search(text)
    if brackets:
        outside = text[: brackets.start()].strip()
        for one, other in ((brackets["words"], outside), (outside, brackets["words"])):
            length = duration_of(one)
            if length:
                return length, other.strip()
    length = duration_of(text)
    return (length or text.strip(), "")


def _named(rest: str, inner: str) -> tuple[str, str]:
    """Return the name of a level and what it means, from the words behind its number and those in brackets."""
    if not rest:
        return (inner, "") if _NAME.fullmatch(inner) or len(inner.split()) <= 1 else ("", inner)
    head, *more = re.split(_DASHES, rest, maxsplit=1)
    return head.strip(), (inner or (more[0].strip() if more else ""))


def _id(found: re.Match[str]) -> str:
    letters = found["letters"].lower()
    if letters in {"p", "s"}:
        return f"{letters.upper()}{found['number']}"
    if letters in {"priority", "prio"}:
        return f"P{found['number']}"
    written = found[0].upper().replace(" ", "").replace("_", "-")
    return written if written.startswith("SEV") and not written.startswith("SEVERITY") else f"SEV{found['number']}"
