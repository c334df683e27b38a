"""Phone numbers and e-mail addresses stand where the public edition leaves them out."""

import re
from collections.abc import Iterator
from datetime import date

from generator.library.edition import is_internal
from generator.library.finding import Finding, occurrence, once
from generator.library.library import Library
from generator.library.wording import Wording
from generator.problems import quoted
from generator.records.code_spans import without_code
from generator.records.contact import Contact
from generator.records.scalars import Line, Prose, Words
from generator.records.template import MessageTemplate

_ADDRESS = re.compile(r"(?:(?<=mailto:)|(?<![\w.+/:@-]))[A-Za-z0-9][\w.+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b(?!/)")
_RESERVED = re.compile(r"@(?:.*\.)?example(?:\.(?:com|net|org))?$|\.invalid$", re.IGNORECASE)
_WITH_COUNTRY = r"\+\d(?:[ ./()-]{0,2}\d){8,14}"
_AMERICAN = r"(?:\(\d{3}\) ?|\d{3}(?P<sign>[-. ]))\d{3}[-. ]\d{4}"
_WITH_ZERO = r"(?:\(0[1-9]\d{0,3}\) ?|0[1-9]\d{1,3}[ /])\d{2,9}(?:[ -]\d{2,4}){0,3}"
_IN_PAIRS = r"0[1-9](?P<space>[ .])\d{2}(?:(?P=space)\d{2}){3}"
_NUMBER = re.compile(
    rf"(?:(?<=tel:)|(?<![\w.+:/-]))(?:{_WITH_COUNTRY}|{_AMERICAN}|{_WITH_ZERO}|{_IN_PAIRS})(?![\w:]|[.-]\d)"
)
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15
"""Of a whole number with its country (ITU-T E.164 allows fifteen)."""
_NATIONAL = 10
"""Of an American number without its country."""
_DIGITS = re.compile(r"\d{4}|\d{2}[ ./-]\d{2}|0\d\)")
"""One of these and the signs `+` and `@` are in whatever is found."""
_AS_ONE = {**dict.fromkeys(map(ord, "123456789?"), "0"), **dict.fromkeys(map(ord, "-."), " ")}
_AMERICAN_END = "0 0000"
"""How an American number ends where all digits are one, and so are the signs between them: sooner found."""
_ZERO_FIRST = re.compile(r"0[1-9](?:[\d?]{0,3}\) ?[\d?]|[\d?]{1,3}[ /][\d?]|[ .][\d?]{2}[ .][\d?])")
"""How the other ones begin."""


def personal_data(library: Library, today: date) -> Iterator[Finding]:
    """What a search engine has read stays read, and the number of a person who moved on rings at 3 a.m. for years.

    Fails: `resolution: ["Call +49 30 901820"]` in a runbook that is not internal; the same on a Markdown page.
    Passes: the same number under `reach:` in contacts.yaml, and `contact: duty` in the step; a message template, which
    is meant for others; addresses of example.com; code.
    """
    del today
    for record in library.records:
        # Who says of a contact that it is public means its numbers.
        if isinstance(record, Contact | MessageTemplate) or is_internal(record, library):
            continue
        yield from find_personal_data(record)


@once
def find_personal_data(wording: Wording) -> Iterator[Finding]:
    """Look at one record."""
    # Addresses of the web and commands have keys of their own.
    for loc, value in wording.each(Words, Line, Prose) if _may_hold_some(wording.plain.text) else ():
        if not ("@" in value or "+" in value or _DIGITS.search(value)):
            continue
        for start, word in personal_in(value):
            number = occurrence(value, word, start)
            yield Finding(wording.record, loc, for_everybody(word), "personal-data", "advice", word, number)


def _may_hold_some(plain: str) -> bool:
    """Say whether some may stand in the texts of a record; in most none do. Digits of other scripts are `?` there."""
    if "@" in plain or "+" in plain or _ZERO_FIRST.search(plain):
        return True
    return _AMERICAN_END in plain.translate(_AS_ONE)


def personal_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield where an address or a number begins in a Markdown text, and what it is."""
    words, told = without_code(text), set[str]()
    for found in _ADDRESS.finditer(words):
        # Where the words of a link are its target, that is said once.
        is_again = found[0] in told and words.endswith("mailto:", 0, found.start())
        if not is_again and not _RESERVED.search(found[0]):
            told.add(found[0])
            yield found.start(), found[0]
    for found in _NUMBER.finditer(words):
        digits = sum(letter.isdigit() for letter in found[0])
        is_whole = found[0].lstrip("(")[0] in "+0" or digits == _NATIONAL
        if is_whole and _FEWEST_DIGITS <= digits <= _MOST_DIGITS:
            yield found.start(), found[0]


def for_everybody(word: str) -> str:
    """Return the sentence about a word that everybody may read."""
    return f"{quoted(word)} is for everybody to read here; write it into contacts.yaml, and name the contact"
