"""Logs of many incidents in one document: each heading with a day is one."""

from collections.abc import Iterator
from dataclasses import replace

from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.incident_keys import section_key
from generator.authoring.importers.post_mortem.labels import keys_below
from generator.authoring.importers.post_mortem.titles import says_incident
from generator.authoring.importers.written_days import day_in

_FEWEST = 2


def incidents_of(document: Document) -> tuple[Document, ...]:
    """Return each incident of a log as a document whose other lines are blank, so that lines keep their numbers.

    Empty for a document that is no log.
    """
    found = list(_incidents(document.root))
    alike = [section for section in found if section.level == found[0].level]
    return tuple(_alone(document, section) for section in alike) if len(alike) >= _FEWEST else ()


def _incidents(section: Section) -> Iterator[Section]:
    """Yield the headings that are one incident each: with a day, above two parts of a post-mortem, or one of many."""
    for inner in section.sections:
        keys = keys_below(inner)
        if section_key(inner.title):
            # The days of a timeline are no incidents.
            continue
        if day_in(inner.title) and (len(keys) >= _FEWEST or (keys and says_incident(inner.title))):
            yield inner
        else:
            yield from _incidents(inner)


def _alone(document: Document, section: Section) -> Document:
    numbers = range(section.lines.first, section.lines.last + 1)
    rows = (row if number in numbers else "" for number, row in enumerate(document.rows, 1))
    return replace(document, text="\n".join(rows))
