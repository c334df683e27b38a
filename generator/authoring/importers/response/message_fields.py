"""A message as people write it to one with fields: `[Name]`, `{Name}` and `<name>` become `{Name}`."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.authoring.importers.response.placeholders import Token, tokens
from generator.authoring.importers.response.work import folded, sentence
from generator.records.reader import Data

_SUBJECT = re.compile(r"\A\s*(?:\*\*)?Subject:?(?:\*\*)?:?\s*(?P<subject>\S.*)\n+", re.IGNORECASE)
_LENGTH = re.compile(r"(?:\[?[XYN]+\]?|\d+)\s*(?:hours?|hrs?|minutes?|mins?|h|m)\b.*", re.IGNORECASE)
_TIME = re.compile(
    r"(?:time|hh:mm|start(?:ed)? time|current time|timestamp)(?:\s*\(?(?:utc|local)\)?)?|hh:mm\s*\w*", re.IGNORECASE
)
_DAY = re.compile(r"date|day|yyyy-mm-dd", re.IGNORECASE)
_PERSON = re.compile(r"(?:your |full |ic |commander'?s? )?name|commander|incident commander|ic", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:incident |issue )?(?:title|name of (?:the )?incident)|(?:brief |short )?(?:issue |"
    r"incident )?(?:description|summary)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:\[?P\{?[X#N]\}?\]?|sev-?\{?[X#N]\}?|severity|severity level|level|p\d(?:/p\d)+)", re.IGNORECASE
)
_LONG = re.compile(
    r"^(?:what|how)\b|description of|actions?$|details|detailed|steps|explanation|next steps", re.IGNORECASE
)
_HANDBOOK = {
    "status page": "status_page",
    "status page url": "status_page",
    "status page link": "status_page",
    "war room": "war_room",
}
_OF_LABEL = {"started": "started", "start time": "started", "resolved": "resolved", "detected": "detected"}
_NOW = re.compile(r"time|updated?|last updated?|as of|posted", re.IGNORECASE)
_LONGEST_LABEL = 200
_GENERIC = re.compile(r"(?:time|name|hh:mm.*|date|person|value|x+|link|url|text|description)", re.IGNORECASE)


@dataclass
class Message:
    """A message's subject, its text with braces, and what the braces alone do not say."""

    subject: str = ""
    body: str = ""
    fields: list[dict[str, Data]] = field(default_factory=list)
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Slot:
    token: Token
    label: str
    """The words before it on its line."""


def message_of(text: str, levels: Sequence[str] = ()) -> Message:
    """Read a message; every placeholder becomes a field with its own words kept as its name or hint.

    `levels` are what a placeholder for a severity can be chosen from.
    """
    message = Message(levels=tuple(levels))
    subject = _SUBJECT.match(text)
    if subject:
        text = text[subject.end() :]
        message.subject = _converted(subject["subject"].strip(), message)
    message.body = "\n".join(row.rstrip() for row in _converted(text, message).strip("\n").split("\n"))
    return message


def _converted(text: str, message: Message) -> str:
    pieces: list[str] = []
    done = 0
    found = list(tokens(text))
    times = Counter(token.words for token in found)
    for token in found:
        before = text[done : token.start]
        line = text[max(text.rfind("\n", 0, token.start) + 1, token.start - _LONGEST_LABEL) : token.start]
        pieces += [_literal(before), _braced(_Slot(token, _label(line)), message, is_repeated=times[token.words] > 1)]
        done = token.end
    return "".join([*pieces, _literal(text[done:])])


def _literal(text: str) -> str:
    """Return text between the fields: braces of its own are doubled."""
    return text.replace("{", "{{").replace("}", "}}")


def _label(line: str) -> str:
    """Return the words in front of a placeholder on its line, when a colon or a key makes them its label."""
    bare = re.sub(r"[*_`#>]+", "", line).strip().removesuffix("@").rstrip()
    if ":" not in bare:
        return ""
    words = [part.strip() for part in bare.split(":") if part.strip()]
    return " ".join((words[0], *(word.lower() for word in words[1:]))).strip(" -\u2022")


def _braced(slot: _Slot, message: Message, *, is_repeated: bool) -> str:
    fact = _HANDBOOK.get(slot.token.words.lower())
    if fact:
        return f"{{handbook.{fact}}}"
    name, entry = _described(slot, message.levels, is_repeated=is_repeated)
    entry = {key: value for key, value in entry.items() if value}
    known = next((one for one in message.fields if one["name"] == name), None)
    if known is None and entry:
        message.fields.append({"name": name, **entry})
    if slot.token.options:
        return f"{{{name}: {' | '.join(slot.token.options)}}}"
    return f"{{{name}}}"


def _described(slot: _Slot, levels: tuple[str, ...], *, is_repeated: bool) -> tuple[str, dict[str, Data]]:
    """Return a field's name, and what a table of fields says about it."""
    said, label = slot.token.words, slot.label
    if slot.token.options:
        name = _clean(label or slot.token.words) or _clean(" or ".join(slot.token.options))
        return name, {"prefill": "severity" if _LEVEL.fullmatch(name) or _is_levels(slot.token.options) else ""}
    if _LEVEL.fullmatch(said):
        choice: dict[str, Data] = {"type": "choice", "options": [*levels]} if levels else {}
        return "Severity", {"hint": said if said != "Severity" else "", **choice, "prefill": "severity"}
    if _LENGTH.fullmatch(said):
        return _length(said, label)
    return _plain(slot, is_repeated=is_repeated)


def _plain(slot: _Slot, *, is_repeated: bool) -> tuple[str, dict[str, Data]]:
    """Return the name of a field that is no choice, no level and no length: its words, or the label in front of it."""
    said, label = slot.token.words, slot.label
    kind, prefill = _kind_of(said, label)
    is_generic = _GENERIC.fullmatch(said) and (not slot.token.is_braced or said.lower() == "time")
    name = _clean(_cased(label) if label and (is_generic or is_repeated) else said) or "Text"
    if kind == "time" and re.search("hh.mm", name, re.IGNORECASE):
        name = "Time"
    shown = _shown(said, label, kind) if name == _clean(said) else ""
    shown = shown if shown.lower() != name.lower() else ""
    return name, {"label": shown, "hint": said if said != name or shown else "", "type": kind, "prefill": prefill}


def _shown(said: str, label: str, kind: str) -> str:
    """Return what stands beside a field when its name says too little."""
    if kind == "time" and not label:
        return re.sub(r"\s*\(?\b(?:UTC|local)\)?$", "", said) if re.search(r"[a-z]", said) else ""
    if not label or label.lower() == said.lower():
        return ""
    if kind == "person":
        return label
    return _cased(label) if kind in {"time", "date"} or "cause" in label.lower() else ""


def _cased(label: str) -> str:
    """Return a label as a sentence has it: `Last Update` is `Last update`, `ETA` stays."""
    return sentence(" ".join(word if word.isupper() else word.lower() for word in label.split()))


def _length(said: str, label: str) -> tuple[str, dict[str, Data]]:
    if label.lower() in {"duration", "total duration"}:
        return "Duration", {"hint": said, "type": "duration", "prefill": "duration"}
    return _clean(said), {"label": _cased(label), "hint": said if label else "", "type": "duration"}


def _kind_of(said: str, label: str) -> tuple[str, str]:
    """Return a field's type and where its value comes from; both empty when the words do not say it."""
    if _TIME.fullmatch(said):
        return "time", _OF_LABEL.get(label.lower(), "now" if not label or _NOW.search(label) else "")
    if _DAY.fullmatch(said):
        return "date", ""
    if _PERSON.fullmatch(said):
        return "person", "commander" if re.search(r"commander|\bIC\b", f"{label} {said}", re.IGNORECASE) else ""
    if _TITLE.fullmatch(said):
        is_short = re.search(r"issue|incident|title|summary|status|investigating", label, re.IGNORECASE)
        long = bool(label) and not is_short and "title" not in said.lower()
        about_cause = bool(re.search(r"cause", label, re.IGNORECASE))
        return "long" if long else "", "" if about_cause else "title"
    if _LONG.search(said) or _LONG.search(label):
        return "long", ""
    return "", ""


def _is_levels(options: tuple[str, ...]) -> bool:
    return all(re.fullmatch(r"(?:P|SEV-?|S)\d", option, re.IGNORECASE) for option in options)


def _clean(name: str) -> str:
    return folded(re.sub(r"[{}|:]", " ", name))
