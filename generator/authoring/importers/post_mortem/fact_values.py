"""What the value of a fact becomes: a time, a level, a status, a person; words that cannot be read stay words."""

import re

from generator.authoring.importers.blocks import Lines, words
from generator.authoring.importers.html_prose import as_markdown
from generator.authoring.importers.incident_keys import LISTS, PROSE, SECTIONS, key_of
from generator.authoring.importers.moments import When, when_of, with_year
from generator.authoring.importers.other_languages import STATUS
from generator.authoring.importers.post_mortem.case import Case
from generator.authoring.importers.post_mortem.zones import Placed
from generator.authoring.importers.readings import Level, level_of
from generator.authoring.importers.response.titles import name_of
from generator.records.post_mortem_form import MILESTONES
from generator.records.severity import Severity

_STATUS = {
    "resolved": r"(?:resolved|closed|fixed|complete[d]?|done|recovered)\b.*",
    "monitoring": r"monitoring",
    "identified": r"identified",
    "investigating": r"(?:investigating|ongoing|open)",
}
_POST_MORTEM = {"draft": r"draft", "in-review": r"(?:in |under )?review", "published": r"(?:published|final)"}
_HANDLE = re.compile(r"@[^\s@,;]+")
_FLAGS_OF_STATUS = {"true": "resolved", "yes": "resolved", "false": "investigating", "no": "investigating"}
_FLAGS = {"no": "no", "none": "no", "yes": "yes"}


def put_fact(case: Case, label: str, means: str, value: str, lines: Lines) -> None:
    """Write one fact to the key that its label means, else under its own name."""
    text = as_markdown(value.strip())
    plain = words(text)
    if means == "title":
        if plain != case.draft.data.get("title"):
            case.own("title", text, lines)
        else:
            case.draft.put("title", plain, lines)
    elif means in {"date", *MILESTONES}:
        _time(case, label, means, text, lines)
    elif not (means and _is_put(case, means, text, lines)) and not _is_section(case, label, means, text, lines):
        # A label without a Latin letter names no key: its meaning does, else it stays beside its value.
        name = name_of(label) or means.rpartition(".")[2]
        case.own(name, text if name else f"{label}: {text}", lines)


def _is_section(case: Case, label: str, means: str, text: str, lines: Lines) -> bool:
    """Write what stands behind the label of a section to its key, and say whether it is one."""
    key = "" if means else key_of(label, SECTIONS)
    if key in PROSE:
        # A second label of the same meaning, as Trigger beside Root cause, stays beside its words.
        case.prose(key, f"**{label}:** {text}" if key in case.headed else text, lines)
        case.headed.add(key)
    elif key in LISTS:
        case.draft.add(key, [{LISTS[key]: text} if LISTS[key] else text], lines)
    elif key == "impact":
        return _impact(case, "summary", text, lines)
    return key in PROSE or key in LISTS


def _is_put(case: Case, means: str, text: str, lines: Lines) -> bool:
    """Write a fact to its key and say whether its value is one that the key takes."""
    plain = words(text)
    handles = [part.strip() for part in re.split(r",|;|\band\b", text)]
    if means == "severity":
        return _severity(case, plain, lines)
    if means == "status":
        return _status(case, plain, lines)
    if means == "commander":
        return _put(case, means, text if _HANDLE.fullmatch(text) else "", lines)
    if means == "responders" and all(map(_HANDLE.fullmatch, handles)):
        case.draft.add(means, list(handles), lines)
        return True
    if means == "post_mortem.author" and _HANDLE.fullmatch(text):
        case.draft.put("post_mortem", {"status": "published", "author": text}, lines)
        case.draft.guessed(
            ("post_mortem", "status"), "it has an author; write draft when it is none of that yet", lines
        )
        return True
    if means.startswith("impact."):
        return _impact(case, means.removeprefix("impact."), text, lines)
    return False


def _severity(case: Case, plain: str, lines: Lines) -> bool:
    """Write a level of the handbook, by its id or its name, and say whether the words are no more than that."""
    level = level_of(plain)
    found = next((one for one in case.work.destination.levels if level and _is_called(one, level)), None)
    if found is None or not _put(case, "severity", found.key.id, lines):
        return False
    return _letters(plain) in {_letters(f"{found.key.id}{more}") for more in ("", found.name)} | _names(found)


def _is_called(known: Severity, level: Level) -> bool:
    """Say whether a level of the handbook is the one that is written: by its number, else by its name."""
    return bool(_names(known) & {_letters(level.id), _letters(level.name)})


def _names(known: Severity) -> set[str]:
    return {_letters(name) for name in (known.key.id, known.name, *known.also_called)}


def _letters(text: str) -> str:
    """Return a name without what people write between its parts: `SEV-1` and `sev 1` are one."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _put(case: Case, key: str, value: str, lines: Lines) -> bool:
    if value and key not in case.draft.data:
        case.draft.put(key, value, lines)
        return True
    return False


def _impact(case: Case, key: str, text: str, lines: Lines) -> bool:
    impact = case.draft.data.setdefault("impact", {})
    value = _FLAGS.get(text.lower(), "") if key == "data_loss" else text
    if not isinstance(impact, dict) or key in impact or not value:
        return False
    impact[key] = value
    case.draft.put("impact", impact, lines)
    return True


def _status(case: Case, plain: str, lines: Lines) -> bool:
    """Write where the incident or its post-mortem stands, when the words say nothing more than that."""
    found = next((key for key, form in _STATUS.items() if re.fullmatch(form, plain, re.IGNORECASE)), "")
    found = found or next((key for key, names in STATUS.items() if plain.lower() in names), "")
    if found and _put(case, "status", found, lines):
        # What stands behind the word is no part of the status.
        return len(plain.split()) == 1
    form = next((key for key, form in _POST_MORTEM.items() if re.fullmatch(form, plain, re.IGNORECASE)), "")
    there = case.draft.data.get("post_mortem")
    if form and there is None:
        case.draft.put("post_mortem", {"status": form}, lines)
    return bool(form) and there is None


def _time(case: Case, label: str, means: str, text: str, lines: Lines) -> None:
    """Write a day or time: a milestone when it has a time of day; the day alone is in the record's name."""
    if means == "resolved" and text.lower() in _FLAGS_OF_STATUS:
        if not _put(case, "status", _FLAGS_OF_STATUS[text.lower()], lines):
            case.own(name_of(label), text, lines)
        return
    when = when_of(words(text))
    when = with_year(when, case.day) if when else None
    if when and when.zone:
        case.zones.append((when.zone, lines))
    if when is None or when.unclear or (when.yearless and not when.day) or when.rest.strip(" ()."):
        if when and when.unclear:
            why = f"{when.unclear} can be two days; write the time that it means"
            case.work.outcome.note(lines, "guessed", case.draft.path, f"{label}: {why}")
        case.own(name_of(label), text, lines)
    elif means == "date":
        _date(case, label, text, when, lines)
    elif not _milestone(case, means, when, lines) or when.until or when.is_about:
        case.own(name_of(label), text, lines)


def _milestone(case: Case, means: str, when: When, lines: Lines) -> bool:
    """Write a milestone and say whether its time could be: one with a time of day, on a day that is known."""
    at = _at(case, when)
    if not at or not _put(case, means, at, lines):
        return False
    case.place(case.draft.data, means, Placed(when.day or case.day, when.clock, when.offset, when.zone, lines))
    return True


def _at(case: Case, when: When) -> str:
    """Return a time with its day: that of the incident where none is written and nothing came before."""
    first = not any(key in case.draft.data for key in MILESTONES)
    return f"{case.day} {when.at}" if case.day and first and when.at and not when.day else when.at


def _date(case: Case, label: str, text: str, when: When, lines: Lines) -> None:
    if when.clock and "started" not in case.draft.data:
        case.draft.guess("started", _at(case, when), lines, f"the time behind {label}")
        if when.until and "resolved" not in case.draft.data:
            case.draft.guess("resolved", when.until, lines, f"the end of the time behind {label}")
        case.draft.put("started", case.draft.data["started"], lines)
        case.place(case.draft.data, "started", Placed(when.day or case.day, when.clock, when.offset, when.zone, lines))
    elif when.day == case.day:
        case.work.outcome.note(lines, "became", case.draft.path, "its name")
    else:
        case.own(name_of(label), text, lines)
