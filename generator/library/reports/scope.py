"""What the numbers of a report can know: the public edition counts only what is published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import TypeAlias

from generator.library.library import Library
from generator.library.reports.table import Report

Make: TypeAlias = Callable[[Library, date], Report]

PUBLIC = (
    "Counts only what is published here: records that are not for everybody are left out, and so is every reference to "
    "them. Numbers, medians and lists of the whole can differ."
)
"""What everything that counts says in the public edition."""


def scope_of(library: Library) -> str:
    """Return what the numbers of a library count, where that is not everything; nothing in the internal edition."""
    return PUBLIC if library.edition == "public" else ""


def published(library: Library) -> str:
    """Return the word, with a space behind it, for what a public number is of; nothing in the internal edition."""
    return "published " if library.edition == "public" else ""


def scoped(make: Make) -> Make:
    """Return the same report, which says what it counts."""

    @wraps(make)
    def made(library: Library, today: date) -> Report:
        return replace(make(library, today), scope=scope_of(library))

    return made
