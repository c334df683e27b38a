"""What a team thinks of problems in general: our option `check:`, with `ignore: [code]` and `levels: {code: level}`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.problems import CODES, LEVELS, SILENCEABLE, Level, Problem, any_of, did_you_mean, quoted
from generator.records.notes import Loc

_KEYS = ("ignore", "levels")


@dataclass(frozen=True)
class Judgement:
    """Codes that are not told at all, and codes that have another level than ours."""

    ignore: frozenset[str] = frozenset()
    levels: tuple[tuple[str, Level], ...] = ()

    def judged(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems that are told, each with the level that the team gave it."""
        levels = dict(self.levels)
        for problem in problems:
            if problem.code not in self.ignore:
                yield replace(problem, level=levels.get(problem.code, problem.level))


@dataclass(frozen=True)
class Misjudged:
    """What is wrong with the option: where, and whether the key is meant or its value."""

    loc: Loc
    sentence: str
    is_key: bool = False


def judgement_of(said: object, at: Loc) -> tuple[Judgement, tuple[Misjudged, ...]]:
    """Return the judgement that plain data stands for, and what is wrong with it; `at` is where it stands."""
    if said in (None, ""):
        return Judgement(), ()
    if not isinstance(said, dict):
        return Judgement(), (Misjudged(at, f"`check` is a mapping; write its keys {any_of(_KEYS, 'and')}"),)
    wrong = [Misjudged((*at, name), _unknown(name), is_key=True) for name in said if name not in _KEYS]
    ignore, levels = said.get("ignore") or [], said.get("levels") or {}
    if not isinstance(ignore, list) or not all(isinstance(code, str) for code in ignore):
        wrong.append(Misjudged((*at, "ignore"), "`ignore` is a list of codes; write [not-shown]"))
        ignore = []
    if not isinstance(levels, dict) or not all(isinstance(level, str) for level in levels.values()):
        wrong.append(Misjudged((*at, "levels"), "`levels` is a mapping of codes; write {not-shown: advice}"))
        levels = {}
    wrong += [fault for index, code in enumerate(ignore) for fault in _code((*at, "ignore", index), code)]
    wrong += [fault for code, level in levels.items() for fault in _level((*at, "levels", code), code, level)]
    right = {code: known for code, level in levels.items() for known in LEVELS if known == level}
    known = tuple((code, level) for code, level in sorted(right.items()) if code in SILENCEABLE)
    return Judgement(frozenset(ignore) & SILENCEABLE, known), tuple(wrong)


def _unknown(name: str) -> str:
    hint = did_you_mean(name, _KEYS) or f"; it has {any_of(_KEYS, 'and')}"
    return f"`check` has no key {quoted(name)}{hint}"


def _level(loc: Loc, code: str, level: str) -> Iterator[Misjudged]:
    yield from (Misjudged(loc, fault.sentence, is_key=True) for fault in _code(loc, code))
    if level not in LEVELS:
        yield Misjudged(loc, f"{quoted(level)} is no level; write {any_of(LEVELS)}")


def _code(loc: Loc, code: str) -> Iterator[Misjudged]:
    if code not in CODES:
        yield Misjudged(loc, f"no problem has the code {quoted(code)}{did_you_mean(code, CODES) or '; leave it out'}")
    elif code not in SILENCEABLE:
        sentence = f"{quoted(code)} stays an error, for it keeps something from being read; leave it out"
        yield Misjudged(loc, sentence)
