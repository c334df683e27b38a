"""What is noted while one file is read: problems, and the places that say nothing."""

from collections.abc import Iterable
from typing import TypeAlias

from generator.problems import LEVELS, Level, Problem
from generator.records.lines import Lines

Loc: TypeAlias = tuple[str | int, ...]
"""Where something stands in a file's data: keys of mappings and indexes of lists."""

MAX_PROBLEMS = 500
"""How many problems of one file are told: who has more, mends those first."""
_FOLLOWERS = frozenset({"empty-value", "quote-needed"})


class Notes:
    """The problems of one file in the order they are found."""

    def __init__(self, text: str, path: str) -> None:
        """Begin without any."""
        self.lines = Lines(text, path)
        self.problems: list[Problem] = []
        self.dropped: set[Loc] = set()
        self.unread: set[int] = set()
        """Lines that cannot be read, counted from 0."""

    def report(self, index: int, sentence: str, code: str, level: Level = "error") -> None:
        """Note a problem at a place in the text."""
        if len(self.problems) <= MAX_PROBLEMS:
            self.problems.append(Problem(self.lines.place(index), level, sentence, code))

    def precedes_unread(self, index: int) -> bool:
        """Say whether the next line that says something cannot be read: then what it belongs to only seems empty."""
        lines = self.lines
        after = (number for number in range(lines.number(index) + 1, len(lines.begins)) if lines.line(number).strip())
        return bool(self.unread) and next(after, -1) in self.unread

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems by place, without those that follow from a swallowed comment on the same line."""
        lines = {problem.place.line for problem in self.problems if problem.code == "swallowed-comment"}
        return tuple(sorted(p for p in self.problems if not (p.code in _FOLLOWERS and p.place.line in lines)))


def told(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of one file in order, as many as can be read, and that there are more.

    Of too many the worst are told. That there are more is as bad as the worst of those left out: a file with hundreds
    of pieces of advice has no error.
    """
    ordered = sorted(set(problems))
    if len(ordered) <= MAX_PROBLEMS:
        return tuple(ordered)
    worst_first = sorted(ordered, key=lambda problem: LEVELS.index(problem.level))
    kept, left = sorted(worst_first[:MAX_PROBLEMS]), worst_first[MAX_PROBLEMS:]
    sentence = f"this file has more than {MAX_PROBLEMS} problems; mend those above, then check again"
    return (*kept, Problem(kept[-1].place, left[0].level, sentence, "too-large"))
