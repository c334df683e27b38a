"""Rows of tables: how one begins, and how one of its cells of one line is written."""

from generator.authoring.importers.blocks import Lines, words
from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.placeholders import is_placeholder
from generator.authoring.importers.response.titles import name_of
from generator.authoring.importers.response.work import Work, folded


def row_of(kind: str, title: str, lines: Lines, work: Work) -> Draft:
    """Begin a row of a table named after a title; one of which no id can be made is named after its kind."""
    name = name_of(title) or name_of(words(title))
    return work.destination.draft(work.outcome, kind, lines, name or kind)


def put_words(draft: Draft, key: str, text: str, lines: Lines, work: Work) -> None:
    """Write a cell into a key of one line; a placeholder is left out."""
    if text and is_placeholder(text):
        work.outcome.leave_out(lines, f'{key} of {draft.id}: "{text}" is a placeholder')
    else:
        draft.put(key, folded(text), lines)
