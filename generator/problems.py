"""One problem at one place: the value that every room reports mistakes with."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning", "advice"]
LEVELS: tuple[Level, ...] = ("error", "warning", "advice")

CODES: dict[str, str] = {
    # The file as YAML.
    "control-character": "An invisible character stands in a text, where it breaks lines, commands or terminals.",
    "curly-quotes": "A value stands in curly quotes, which YAML takes for a part of the text.",
    "duplicate-key": "A key stands twice in one mapping, and only one of its values could be read.",
    "empty-value": "A key, an entry or a file says nothing; what is not known is left out.",
    "not-plain": "Anchors, aliases, tags and merge keys are not read: a record says what it says in place.",
    "not-utf8": "A file holds bytes that are no UTF-8.",
    "quote-needed": "YAML reads a text as something else than text, so it needs quotes.",
    "several-documents": "A file holds more than one YAML document.",
    "swallowed-comment": "YAML takes a word that begins with # for a comment, and everything after it.",
    "syntax": "A file cannot be read as YAML.",
    "too-large": "A file is too long or too deep for a record.",
    # The tree of files.
    "duplicate-id": "Two things have one name, and with it one address.",
    "missing-handbook": "Records belong to a handbook, and there is none.",
    "reserved-name": "A handbook's name is an address of the site itself.",
    "schema-line": "The first line names an editor schema that is not there.",
    "symlink": "Symbolic links are not followed: a site holds what its own project holds.",
    "unknown-file": "A YAML file stands where no record is read.",
    "unreadable-file": "A file's name cannot be printed, or what it names is no file.",
    # One record.
    "ambiguous-time": "The clocks change, so a local time occurs twice or not at all.",
    "broken-chain": "The changes of severity do not join, or do not fit the incident's severity.",
    "ends-before-start": "Something ends before it starts.",
    "missing-day": "No time above a bare time says which day it is on.",
    "missing-key": "A key that the record needs is not there.",
    "missing-reason": "Something is not done, and nobody says why.",
    "not-a-boolean": "A value is neither yes nor no.",
    "not-a-day": "A value is not a day of the calendar, or not in its written form.",
    "not-a-duration": "A value is not a duration with its unit.",
    "not-a-link": "A value is not an address on the web.",
    "not-a-number": "A value is not a whole number.",
    "not-a-time": "A value is not a time in its written form.",
    "not-an-id": "A value or a file's name cannot be an id, which becomes an address.",
    "not-an-offset": "A value is not an offset such as T+15m or D+3.",
    "not-one-line": "A value of one line holds paragraphs, a list or code.",
    "not-the-handoff-day": "A rotation's start, length and handoff do not fit each other.",
    "nothing-to-do": "A runbook or procedure has no steps.",
    "one-or-other": "Two keys say different things, or only one of them can be there.",
    "overlap": "Two overrides of a rotation cover the same day.",
    "target-order": "A level's resolution target is over before its response time.",
    "template-field": "The fields of a template, or the inputs of a runbook, do not fit what uses them.",
    "time-steps-back": "A time is earlier than the one above it, or too far from the start to say its day.",
    "too-long": "A text is longer than its field takes.",
    "too-tangled": "Lists, quotes or notes stand too deep in each other for Markdown.",
    "unknown-choice": "A value is none of those that the key takes.",
    "unknown-key": "A key is none of those that the record takes.",
    "unknown-variable": "A command uses a variable that is not declared, or a declared one is not used.",
    "unknown-zone": "A value is not the name of a time zone.",
    "wrong-shape": "A text stands where a list or mapping belongs, or the other way round.",
    # The library.
    "blaming-words": "A sentence of a post-mortem says who was wrong, or what should have been, not what happened.",
    "broken-link": "A link or image in prose leads to nothing that is published.",
    "clashing-zone": "A time is read in one zone, and the rest of its record says that it was written in another.",
    "day-clash": "A day does not fit the times of its incident.",
    "duplicate-alert": "Two runbooks claim the short address of one alert.",
    "duplicate-chain": "An incident is the duplicate of one that is a duplicate itself.",
    "duplicate-runbook": "Two runbooks of a handbook say the same.",
    "id-in-words": "A key that takes words holds an id, which leads nowhere there.",
    "incomplete-post-mortem": "A published post-mortem lacks what its handbook requires.",
    "loose-action": "An open action item has no owner or no due day.",
    "mojibake": "Letters were read in the wrong encoding and saved like that.",
    "not-shown": "A link or image in prose that no page shows: of another scheme, or an image of another host.",
    "late-post-mortem": "The day on which a post-mortem was due is over, and it is not published.",
    "not-public": "A public record shows a file that the public edition leaves out.",
    "not-yet": "The day of something that was done, or that happened, lies in the future.",
    "personal-data": "A phone number or an e-mail address stands in a record that everybody may read.",
    "placeholder-left": "A placeholder is still to be filled in.",
    "review-overdue": "The day on which something was to be looked through again is over.",
    "secret": "A password, key or token stands in a record.",
    "self-reference": "A record refers to itself.",
    "unknown-alert": "An alert fired that no runbook names.",
    "unknown-reference": "An id leads to nothing.",
    # The project.
    "bad-settings": "mkdocs.yml says something to us that cannot be so.",
    "bad-silence": "A comment that silences a problem gives no reason, or there is nothing that it could silence.",
    "front-matter": "A Markdown page's first lines are not read as they were meant.",
    "raw-markup": "A Markdown page holds markup that ends the whole build.",
}
"""Every code that a problem can have, with one sentence of what it means. A code never changes its meaning."""

SILENCEABLE = frozenset(
    {
        "blaming-words",
        "clashing-zone",
        "curly-quotes",
        "day-clash",
        "duplicate-runbook",
        "id-in-words",
        "incomplete-post-mortem",
        "late-post-mortem",
        "loose-action",
        "missing-reason",
        "mojibake",
        "not-public",
        "not-shown",
        "not-yet",
        "nothing-to-do",
        "personal-data",
        "placeholder-left",
        "review-overdue",
        "schema-line",
        "secret",
        "target-order",
        "unknown-alert",
        "unknown-variable",
    }
)
"""Codes of what a team may have its reasons for. All others keep a file or a site from being read."""

_LONGEST_WORD = 60
_NEAR = 0.7
_FEW = 500


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a path relative to the project's root, a line and a column, both counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """`path:line:column`, as editors and terminals link it."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong and how to mend it: one sentence, lower case, no full stop."""

    place: Place
    level: Level
    sentence: str
    code: str

    def __str__(self) -> str:
        """One line: `path:line:column: level: sentence [code]`."""
        return f"{self.place}: {self.level}: {self.sentence} [{self.code}]"

    @property
    def logged(self) -> str:
        """The same for a log, which says the level itself."""
        return f"{self.place}: {self.sentence} [{self.code}]"


@dataclass(frozen=True)
class Fault:
    """A mistake that a record finds in itself: where in its data, before anybody knows the line."""

    loc: tuple[str | int, ...]
    sentence: str
    code: str
    level: Level = "error"
    word: str = ""
    """The words at fault, when they stand inside a longer text: their line is pointed at."""


def quoted(text: str) -> str:
    """Return what a person wrote as a sentence shows it: in quotes, on one line, printable, not too long."""
    line = " ".join(text.split())
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in line[: _LONGEST_WORD + 1])
    return f'"{shown}"' if len(shown) <= _LONGEST_WORD else f'"{shown[:_LONGEST_WORD]}…"'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was probably meant: another case, hyphen or plural of it, or one that reads alike."""
    words = sorted({str(name) for name in known})
    alike = {_bare(name): name for name in reversed(words)}
    if _bare(word) in alike:
        return alike[_bare(word)]
    lower = {name.lower(): name for name in reversed(words)}
    near = get_close_matches(word[:_LONGEST_WORD].lower(), _candidates(word.lower(), lower), n=1, cutoff=_NEAR)
    return lower[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean "x"?` for the nearest known word, or nothing when none is near."""
    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""


def any_of(words: Iterable[str], last: str = "or") -> str:
    """Return words as a sentence lists them: `a, b or c`."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def fails(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Say whether these problems make a run fail: errors always, warnings when strict, advice never."""
    failing = ("error", "warning") if strict else ("error",)
    return any(problem.level in failing for problem in problems)


def _candidates(word: str, known: Iterable[str]) -> list[str]:
    """Return the words that are worth comparing: all of a few; of many those that are about as long and begin alike."""
    found = sorted(one for one in known if len(one) <= 2 * len(word) and len(word) <= 2 * len(one))
    return found if len(found) <= _FEW else [one for one in found if one[:2] == word[:2]][:_FEW]


def _bare(word: str) -> str:
    return word[:_LONGEST_WORD].lower().replace("_", "").replace("-", "").replace(" ", "").rstrip("s")
