"""What records of one document say of each other: which tool, message or procedure a step means, who is paged when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.duties import read_duties
from generator.authoring.importers.response.paging import read_paging
from generator.authoring.importers.response.steps import short
from generator.authoring.importers.response.variables import declare_variables
from generator.authoring.importers.response.work import Work, listed
from generator.records.notes import Loc
from generator.records.reader import Data

_WORD = re.compile(r"[a-z0-9]+")
_LITTLE = frozenset(
    ["a", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "if", "in", "is", "it", "its", "no", "not"]
) | frozenset(["of", "on", "or", "our", "that", "the", "this", "to", "via", "with", "your"])
_OF_KIND = {
    "procedure": frozenset({"procedure", "protocol", "process", "response", "plan"}),
    "tool": frozenset({"dashboard", "console", "app", "portal"}),
    "template": frozenset({"template", "internal", "external"}),
    "runbook": frozenset({"runbook", "playbook"}),
    "contact": frozenset(),
}
_CLEAR = frozenset({"rollback", "failover", "revert", "restor"})
"""Procedures of one word that no step names by chance."""
_CALLS = re.compile(r"\b(?:notify|call|page|contact|escalate|inform|alert|ask|involve|tell)\b", re.IGNORECASE)
_EITHER = re.compile(r"\bOR\b")
_CHANNEL = re.compile(r"#[A-Za-z][\w-]*")
_FEWEST = 2


@dataclass(frozen=True)
class _Target:
    """A record that a step may mean: its words, and at which levels it is for."""

    key: str
    draft: Draft
    words: frozenset[str]
    severities: frozenset[str]
    channels: frozenset[str]


class _Index:
    """Targets by one of the words that all have to be said, so that a step looks at few of many."""

    def __init__(self, targets: list[_Target]) -> None:
        self._by_word: dict[str, list[tuple[int, _Target]]] = {}
        for number, target in enumerate(targets):
            for word in (*sorted(target.words)[:1], *target.channels):
                self._by_word.setdefault(word, []).append((number, target))

    def named_by(self, told: frozenset[str], text: str) -> list[_Target]:
        """Return the targets that some words may mean, in their order."""
        said = (*told, *_CHANNEL.findall(text))
        found = {number: target for word in said for number, target in self._by_word.get(word, ())}
        return [found[number] for number in sorted(found)]


def link(work: Work) -> None:
    """Guess the references between records, then write steps as people do."""
    targets = [target for kind in _OF_KIND for target in _targets(kind, work)]
    known = _Index(targets)
    for draft in work.outcome.drafts:
        for loc, step in steps_in(draft):
            _link_step(draft, loc, step, known)
    _link_checkpoints(work, targets)
    read_paging(work)
    read_duties(work)
    for draft in work.of("runbook"):
        _guess_severity(draft, work)
        _guess_errors(draft)
    for draft in work.outcome.drafts:
        declare_variables(draft, [step for _, step in steps_in(draft)])
        _shorten(draft)


def steps_in(draft: Draft) -> Iterator[tuple[Loc, dict[str, Data]]]:
    """Yield every step of a record with its place, those of a choice too."""
    for key in ("steps", "investigation", "resolution", "escalation"):
        yield from _steps(draft.data.get(key), (key,))
    for key in ("phases", "variants"):
        for index, stage in enumerate(listed(draft.data.get(key))):
            if isinstance(stage, dict):
                yield from _steps(stage.get("steps"), (key, index, "steps"))


def significant(text: str, little: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the words of a text that mean something, without their endings."""
    found = (_stem(word) for word in _WORD.findall(text.lower().replace("'", "")))
    return frozenset(word for word in found if word not in _LITTLE and word not in {_stem(one) for one in little})


def _steps(data: Data | None, loc: Loc) -> Iterator[tuple[Loc, dict[str, Data]]]:
    for index, step in enumerate(listed(data)):
        if isinstance(step, dict):
            yield (*loc, index), step
            yield from _steps(step.get("one_of"), (*loc, index, "one_of"))


def _stem(word: str) -> str:
    """Return a word without the endings that do not change what it is about."""
    for endings in (("es", "s"), ("ation", "ating", "ated", "ate", "ing", "ed")):
        ending = next((one for one in endings if word.endswith(one) and len(word) - len(one) > _FEWEST), "")
        word = word.removesuffix(ending)
    return word.rstrip("e")


def _targets(kind: str, work: Work) -> Iterator[_Target]:
    for draft in work.of(kind):
        name = str(draft.data.get("title") or draft.data.get("name") or draft.data.get("role") or "")
        told = significant(re.sub(r"\([^()]*\)", "", name), _OF_KIND[kind]) or significant(name)
        levels = frozenset(str(one) for one in listed(draft.data.get("severities")))
        channels = frozenset(_CHANNEL.findall(str(draft.data.get("access", "")))) if kind == "tool" else frozenset()
        yield _Target(kind, draft, told, levels, channels)


def _link_step(draft: Draft, loc: Loc, step: dict[str, Data], known: "_Index") -> None:
    text = re.sub(r"\([^()]*\)", "", str(step.get("do", "")))
    told = significant(text)
    levels = frozenset(str(one) for one in listed(step.get("severities")))
    for target in known.named_by(told, text):
        if target.draft is draft or target.key in step or not _means(target, text, told, levels):
            continue
        name = target.draft.data.get("title") or target.draft.data.get("name") or target.draft.data.get("role")
        draft.guess(target.key, target.draft.id, draft.lines, f'its words name "{name}"', loc)
        if target.key in {"procedure", "runbook", "template"}:
            return


def _means(target: _Target, text: str, told: frozenset[str], levels: frozenset[str]) -> bool:
    if target.channels & frozenset(_CHANNEL.findall(text)):
        return True
    if not target.words or not target.words <= told:
        return False
    if target.key == "contact":
        return bool(_CALLS.search(text))
    if target.key == "template":
        # A message for some levels belongs to a step for these levels only.
        return len(target.words) >= _FEWEST and (not target.severities or target.severities == levels)
    if target.key == "tool":
        return True
    return len(target.words) >= _FEWEST or target.words <= _CLEAR


def _link_checkpoints(work: Work, targets: list[_Target]) -> None:
    """Give a checkpoint the message that it names, or that of the phase that begins then."""
    templates = [target for target in targets if target.key == "template"]
    for draft in work.of("procedure"):
        phases = [one for one in listed(draft.data.get("phases")) if isinstance(one, dict) and one.get("template")]
        for index, checkpoint in enumerate(listed(draft.data.get("checkpoints"))):
            if not isinstance(checkpoint, dict):
                continue
            same = next((one for one in phases if one.get("at") == checkpoint["at"]), None)
            told = significant(str(checkpoint["title"]))
            named = next((one for one in templates if len(one.words) >= _FEWEST and one.words <= told), None)
            loc: Loc = ("checkpoints", index)
            if same:
                draft.guess("template", same["template"], draft.lines, "the phase that begins then sends it", loc)
            elif named and not _EITHER.search(str(checkpoint["title"])):
                draft.guess(
                    "template", named.draft.id, draft.lines, f'its words name "{named.draft.data["title"]}"', loc
                )


def _guess_severity(draft: Draft, work: Work) -> None:
    """Take the level whose examples name the first word of a runbook's title, when it is one level alone."""
    first = next((word for word in _WORD.findall(str(draft.data["title"]).lower()) if word not in _LITTLE), "")
    found = [
        (level, example)
        for level in work.of("severity")
        for example in map(str, listed(level.data.get("examples")))
        if _stem(first) in significant(example)
    ]
    if first and len({level.id for level, _ in found}) == 1:
        level, example = found[0]
        draft.guess("severity", level.id, draft.lines, f'the example "{example}" of {level.id} is like its title')


def _guess_errors(draft: Draft) -> None:
    """Take the texts in quotes of symptoms, and of steps that look for them, as errors that people paste."""
    texts = [str(text) for text in listed(draft.data.get("symptoms"))]
    texts += [
        str(step.get("note", "")) for _, step in steps_in(draft) if str(step.get("note", "")).startswith("Look for")
    ]
    errors: list[Data] = list(
        dict.fromkeys(
            found for text in texts for found in re.findall(r'["\u201c]([^"\u201c\u201d]{4,80})["\u201d]', text)
        )
    )
    draft.guess("errors", errors, draft.lines, "texts in quotes among its symptoms")


def _shorten(draft: Draft) -> None:
    for key in ("steps", "investigation", "resolution", "escalation"):
        if key in draft.data:
            draft.data[key] = short(listed(draft.data[key]))
    for key in ("phases", "variants"):
        for stage in listed(draft.data.get(key)):
            if isinstance(stage, dict) and "steps" in stage:
                stage["steps"] = short(listed(stage["steps"]))
