"""What a search result says of a record beside its title, and names of it that no section of its page says."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.library.library import Library
from generator.library.titles import title_of
from generator.records.incident import Incident
from generator.records.record import Document, Record
from generator.records.refs import Key, PersonRef, Ref, SeverityRef
from generator.records.review import review_due
from generator.records.severity import Severity


@dataclass(frozen=True)
class Card:
    """What a record is, in the words of a search result."""

    kind: str = "page"
    """The name of its kind; `page` for what is no record."""
    level: tuple[str, str, int] | None = None
    """Its severity: what people call it, the name, and how far down the list it stands, from 0 for the worst."""
    date: str = ""
    """The day on which it began, `2026-01-02`; of incidents only."""
    reviewed: str = ""
    """The day of its last review, which may be a month."""
    review_due: str = ""
    """The day on which the next review is due."""
    is_example: bool = False
    """Whether it is made up, to show how an incident is written."""
    names: tuple[str, ...] = ()
    """Who and what belongs to it: owners, people who responded, services, its id."""


NO_RECORD = Card()


def card_of(record: Record, library: Library) -> Card:
    """Return a record's card."""
    level = record if isinstance(record, Severity) else library.find(getattr(record, "severity", None))
    # Pydantic takes long to say that a model has no such field.
    is_reviewed = "reviewed" in type(record).model_fields
    reviewed = getattr(record, "reviewed", None) if is_reviewed else None
    due = review_due(reviewed, getattr(record, "review_every", None)) if is_reviewed else None
    return Card(
        record.key.kind,
        (str(level.id), str(level.name), level.origin.index or 0) if isinstance(level, Severity) else None,
        record.day.isoformat() if isinstance(record, Incident) and record.day else "",
        str(reviewed or ""),
        due.isoformat() if due else "",
        isinstance(record, Incident) and bool(record.example),
        tuple(dict.fromkeys(_names(record, library))),
    )


def _names(record: Record, library: Library) -> Iterator[str]:
    if not isinstance(record, Document):
        return
    if isinstance(record, Incident):
        yield str(record.id)
        refs: tuple[Ref | None, ...] = (
            record.commander,
            *(responder.who for responder in record.responders),
            *(item.owner for item in record.action_items),
            *record.services,
            record.severity,
        )
    else:
        refs = (getattr(record, "owner", None), *getattr(record, "services", ()))
    for ref in refs:
        if ref is not None:
            # The same few people, services and levels stand in ten thousand records.
            yield from library.once(_called, ref.key, ref)


def _called(library: Library, _key: Key, ref: Ref) -> tuple[str, ...]:
    """Return what people call what a reference leads to; a handle is its own name."""
    if isinstance(ref, PersonRef) and ref.hidden:
        return ()
    found = None if isinstance(ref, PersonRef) and ref.is_handle else library.find(ref)
    called = title_of(found) if found else str(ref)
    return (called, str(found.id)) if isinstance(found, Severity) and isinstance(ref, SeverityRef) else (called,)
