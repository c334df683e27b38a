"""Texts hold what a person wrote, and nothing that only a machine sees."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding, once
from generator.library.library import Library
from generator.library.unfit_text import may_be_unfit, unfit
from generator.library.wording import Wording


def unfit_texts(library: Library, today: date) -> Iterator[Finding]:
    """Broken letters are not found and not understood; a secret is everybody's who can read the file.

    Fails: `title: CafÃ© down`; `run: psql postgres://shop:hunter22@db/shop`, where detect-secrets is installed.
    Passes: `title: Café down`; `run: psql $DATABASE_URL`.
    """
    del today
    for record in library.records:
        yield from find_unfit_texts(record)


@once
def find_unfit_texts(wording: Wording) -> Iterator[Finding]:
    """Look at one record."""
    for loc, value in wording.each(str) if may_be_unfit(wording) else ():
        for found in unfit(value):
            yield Finding(wording.record, loc, found.sentence, found.code, found.level, found.word)
