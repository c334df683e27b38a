"""A post-mortem says what happened and why it made sense, not who was wrong."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.library.finding import Finding, occurrence, once
from generator.library.library import Library
from generator.library.wording import Wording
from generator.problems import quoted
from generator.records.code_spans import without_code
from generator.records.incident import Incident
from generator.records.scalars import Line, Prose

_DONE = r"(?:\w+ed|been|known|seen|done|gone|caught|taken|made|told|read|run|written|kept|thought|found|had|sent|left)"
_PEOPLE = (
    r"(?:he|she|they|we|i|you|somebody|someone|nobody|everybody|engineers?|developers?|operators?|admins?|administrators?|"
    r"responders?|commanders?|reviewers?|interns?|juniors?|teams?|staff|people|persons?|employees?|contractors?)"
)
_NOT = r"(?:n['\u2019]t| not| never)?"
_NEVER_WAS = re.compile(
    rf"(?<!that )(?<!which )\bshould{_NOT}(?: have|['\u2019]ve) {_DONE}\b|"
    rf"\bought{_NOT} to have {_DONE}\b|"
    r"\b(?:could|might|would) (?:easily |simply |just )?have been (?:prevented|avoided)\b|"
    r"\bif only\b",
    re.IGNORECASE,
)
_ENDS_THE_SEARCH = re.compile(r"\b(?:human|operator|user|pilot) errors?\b|\berrors? of judge?ment\b", re.IGNORECASE)
_WHO = re.compile(
    rf"\b{_PEOPLE} (?:simply |just |had |has |have )?"
    r"(?:forgot(?:ten)?|neglected|overlooked|disregarded|messed up|screwed up|failed to)\b|"
    r"\bforgot(?:ten)? to\b|\b(?:is|was|are|were|be) to blame\b|\b(?:at|his|her|their|whose) fault\b|"
    r"\b(?:careless|negligent|incompetent|sloppy|reckless|lazy)(?:ly|ness)?\b(?! load| eval| init| import| connect)",
    re.IGNORECASE,
)
_SAID = (
    (_NEVER_WAS, "tells of a night that was not; write what was done, and what made it look right then"),
    (_ENDS_THE_SEARCH, "ends the search where it begins; write what made the mistake possible"),
    (_WHO, "says who was wrong; write what happened, and what made it possible"),
)
# One of these is in whatever is found: most texts hold none of them, and are passed over.
_STEMS = (
    *("should", "ought", "have been", "if only"),
    *("forgot", "neglected", "overlooked", "disregarded", "messed", "screwed", "failed to"),
    *("blame", "fault", "careless", "negligent", "incompetent", "sloppy", "reckless", "lazy"),
)
_ERRORS = ("human error", "operator error", "user error", "pilot error", "error of", "errors of")
_SENT = "messages"
_QUOTATION = re.compile(r"^[ \t]*>.*$|[\"“][^\"”\n]*[\"”]", re.MULTILINE)


def blaming_words(library: Library, today: date) -> Iterator[Finding]:
    """Who is blamed tells less the next time, and then nobody learns what made the mistake easy to make.

    Fails: `root_cause: Human error`; "the engineer should have checked"; "somebody forgot to renew it"; the same in its
    title, or on a Markdown page beside it.
    Passes: "nothing showed that the certificate would expire"; "the job failed to start"; "the renewal that should have
    replaced it"; quotations, code, and messages, which are what was sent.
    """
    del today
    for incident in library.incidents:
        yield from find_blame(incident)


@once
def find_blame(wording: Wording) -> Iterator[Finding]:
    """Look at one incident."""
    incident = wording.record
    if not isinstance(incident, Incident):
        return
    lower = wording.plain.lower
    stems = _signs_in(lower, (*_STEMS, *(_ERRORS if "error" in lower else ())))
    title: tuple[tuple[str | int, ...], str] = (("title",), incident.title)
    for loc, text in (title, *wording.each(Line, Prose)) if stems else ():
        if loc[0] != _SENT and _signs_in(text.lower().replace("\n", " "), stems):
            for start, word, why in blame_in(text):
                number = occurrence(text.replace("\n", " "), word, start)
                yield Finding(incident, loc, f"{quoted(word)} {why}", "blaming-words", "advice", word, number)


def _signs_in(text: str, signs: Iterable[str]) -> tuple[str, ...]:
    return tuple([sign for sign in signs if sign in text])


def blame_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where such words begin in a Markdown text, the words, and why they do not help."""
    # A sentence goes on in the next line.
    words = _QUOTATION.sub(lambda found: " " * len(found[0]), without_code(text)).replace("\n", " ")
    for pattern, why in _SAID:
        for found in pattern.finditer(words):
            yield found.start(), found[0], why
