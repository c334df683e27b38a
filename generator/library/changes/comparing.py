"""Which records came, went and changed between two libraries, and how."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.library.changes.incident_changes import incident_changes, incident_facts
from generator.library.changes.values import part_changes, value_changes
from generator.library.library import Library
from generator.records import KINDS
from generator.records.contact import Contact
from generator.records.incident import Incident
from generator.records.kind import Document, Record
from generator.records.refs import Key
from generator.records.step import Step

What = Literal["new", "changed", "renamed", "removed"]
_FIRST = ("incident", "runbook", "procedure", "template")
_FACTS = ("severity", "owner", "services", "alerts", "audience", "channel")
"""What is told of a new record, where its kind has it."""
_REVIEW = frozenset({"reviewed"})
_NUMBERS = frozenset({"reach"})
"""What is told without its values: a log is read by more people than a list of phone numbers."""


@dataclass(frozen=True)
class Change:
    """What became of one record."""

    what: What
    record: Record
    """As it is now; as it was, when it is gone."""
    lines: tuple[str, ...] = ()
    """A sentence for each thing that is different, lower case, without a full stop."""


def changes(before: Library, after: Library, today: date) -> tuple[Change, ...]:
    """Return what changed: incidents first, then what people follow, then the tables; each by handbook and id.

    A record that cannot be read on one side is left out: nobody knows what became of it.
    """
    old, new = _sound(before), _sound(after)
    unknown = before.broken | after.broken | _lost(before) | _lost(after)
    moved = _moved(old, new)
    found = []
    for key in sorted(old.keys() | new.keys(), key=_order):
        if key in unknown or Key(key.kind, key.handbook, "") in unknown or key in moved.values():
            continue
        was, now = old.get(moved.get(key, key)), new.get(key)
        change = _became(was, now, after, today)
        if change:
            found.append(change)
    return tuple(found)


def _became(was: Record | None, now: Record | None, library: Library, today: date) -> Change | None:
    if was is None or now is None:
        return Change("new", now, tuple(_facts(now, today))) if now else Change("removed", was) if was else None
    lines = tuple(_lines(was, now, library, today))
    if was.key != now.key:
        return Change(
            "renamed", now, (f"was {was.key.id}", *(line for line in lines if not line.startswith("aliases")))
        )
    return Change("changed", now, lines) if lines else None


def _lines(was: Record, now: Record, library: Library, today: date) -> Iterator[str]:
    if isinstance(was, Incident) and isinstance(now, Incident):
        yield from incident_changes(was, now, library, today)
    elif isinstance(was, Contact) and isinstance(now, Contact):
        yield from part_changes(was, now, _NUMBERS)
        if was.reach != now.reach:
            yield "how to reach them changed"
    else:
        yield from _review(was, now)
        yield from part_changes(was, now, _REVIEW)
    if was.origin.index is not None and now.origin.index is not None and now.key.kind == "severity":
        rise = was.origin.index - now.origin.index
        if rise:
            yield f"stands {abs(rise)} {'higher' if rise > 0 else 'lower'} in the order of levels"
    yield from _own_facts(was, now)


def _review(was: Record, now: Record) -> Iterator[str]:
    old, new = getattr(was, "reviewed", None), getattr(now, "reviewed", None)
    if old != new:
        yield (
            f"reviewed on {new}{f', before that on {old}' if old else ' for the first time'}"
            if new
            else (f"review of {old} is taken back")
        )


def _own_facts(was: Record, now: Record) -> Iterator[str]:
    old, new = dict(was.own_facts), dict(now.own_facts)
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            yield from value_changes(f"x-{name}", _fact(old.get(name)), _fact(new.get(name)))


def _fact(texts: Sequence[object] | None) -> object:
    """Return a fact as one text where it is one, else as a list of texts."""
    return texts[0] if texts and len(texts) == 1 else texts


def _facts(record: Record, today: date) -> Iterator[str]:
    """Yield what there is to know of a new record."""
    if isinstance(record, Incident):
        yield from incident_facts(record, today)
        return
    for name in _FACTS:
        value = getattr(record, name, None)
        if value:
            yield f"{name}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}"
    steps = sum(1 for _ in record.each(Step))
    if steps:
        yield f"{steps} step{'' if steps == 1 else 's'}"


def _sound(library: Library) -> dict[Key, Record]:
    return {record.key: record for record in library.records}


def _lost(library: Library) -> frozenset[Key]:
    return frozenset(record.key for record in library.records if record.lost)


def _moved(old: dict[Key, Record], new: dict[Key, Record]) -> dict[Key, Key]:
    """Return the new names of records that say which id they had, and the old ones."""
    return {
        key: before
        for key, record in new.items()
        if key not in old and isinstance(record, Document)
        for before in (Key(key.kind, key.handbook, alias) for alias in record.aliases)
        if before in old and before not in new
    }


def _order(key: Key) -> tuple[int, int, str, str]:
    rank = _FIRST.index(key.kind) if key.kind in _FIRST else len(_FIRST)
    return (rank, list(KINDS).index(key.kind), key.handbook, key.id)
