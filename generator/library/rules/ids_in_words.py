"""Keys that take words hold words: an id leads somewhere only in the key that is made for it."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.contact import Contact
from generator.records.notes import Loc
from generator.records.part import Part
from generator.records.record import Record
from generator.records.refs import Key
from generator.records.severity import Severity
from generator.records.step import Step

_BESIDE: dict[type[Part], tuple[tuple[str, str, str], ...]] = {
    Step: tuple(("where", kind, kind) for kind in ("tool", "procedure", "runbook", "template", "contact")),
    Contact: (("who", "rotation", "rotation"),),
    Severity: (("who_to_page", "contact", "contacts"),),
}
"""For each model: a key that takes words, a kind of record, and the key beside it that takes that kind's ids."""


def ids_in_words(library: Library, today: date) -> Iterator[Finding]:
    """An id among words looks right to who wrote it, and is no link for who needs it.

    Fails: `where: graphs`, when there is a tool with the id `graphs`.
    Passes: `tool: graphs`; `where: the graphs`.
    """
    del today
    for record in library.records:
        for loc, part in _parts(record):
            for words, kind, key in _BESIDE.get(type(part), ()):
                said = getattr(part, words)
                is_id = said and Key(kind, record.key.handbook, str(said)) in library.by_key
                if is_id and not getattr(part, key):
                    written = f"[{said}]" if key == "contacts" else said
                    sentence = f"`{words}` takes words, and this is the id of a {kind}; write `{key}: {written}`"
                    yield Finding(record, (*loc, words), sentence, "id-in-words", "advice")


def _parts(record: Record) -> Iterator[tuple[Loc, Part]]:
    yield (), record
    yield from record.each(*_BESIDE)
