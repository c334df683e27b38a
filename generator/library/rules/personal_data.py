"""Phone numbers and e-mail addresses stand where the public edition leaves them out."""

import re
from collections.abc import Iterator
from datetime import date

from generator.library.edition import is_internal
from generator.library.finding import Finding, once
from generator.library.library import Library
from generator.problems import quoted
from generator.records.code_spans import without_code
from generator.records.contact import Contact
from generator.records.kind import Record, texts
from generator.records.scalars import Line, Prose, Words
from generator.records.template import MessageTemplate

_ADDRESS = re.compile(r"(?<![\w.+/:@-])[A-Za-z0-9][\w.+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}\b(?!/)")
_RESERVED = re.compile(r"@(?:.*\.)?example(?:\.(?:com|net|org))?$|\.invalid$", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.+:/-])(?:\+\d{1,3}(?:[ ./-]?\(?\d+\)?){2,7}|(?:\(\d{3}\) ?|\d{3}([-. ]))\d{3}[-. ]\d{4})(?![\w:]|[.-]\d)"
)
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15
"""Of a whole number with its country (ITU-T E.164 allows fifteen)."""
_NATIONAL = 10
_DIGITS = re.compile(r"\d{4}")
"""One of these and the signs `+` and `@` are in whatever is found; most texts hold none."""


def personal_data(library: Library, today: date) -> Iterator[Finding]:
    """What a search engine has read stays read, and the number of a person who moved on rings at 3 a.m. for years.

    Fails: `resolution: ["Call +49 30 901820"]` in a runbook that is not internal.
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
def find_personal_data(record: Record) -> Iterator[Finding]:
    """Look at one record."""
    # Addresses of the web and commands have keys of their own.
    for loc, value in texts(record, Words, Line, Prose):
        if not ("@" in value or "+" in value or _DIGITS.search(value)):
            continue
        for word in _said(without_code(value)):
            sentence = (
                f"{quoted(word)} is for everybody to read here; write it into contacts.yaml, and name the contact"
            )
            yield Finding(record, loc, sentence, "personal-data", "advice", word)


def _said(text: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(text):
        if not _RESERVED.search(found[0]):
            yield found[0]
    for found in _NUMBER.finditer(text):
        digits = sum(letter.isdigit() for letter in found[0])
        if _FEWEST_DIGITS <= digits <= _MOST_DIGITS and (found[0].startswith("+") or digits == _NATIONAL):
            yield found[0]
