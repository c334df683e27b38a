"""Which records came, went and changed between two libraries, and how."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.library.changes.change import Change, What
from generator.library.changes.incident_changes import incident_changes, incident_facts
from generator.library.changes.lateness import now_late
from generator.library.changes.values import part_changes, value_changes
from generator.library.library import Library
from generator.library.titles import title_of
from generator.records import KINDS
from generator.records.contact import Contact
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.record import Document, Record
from generator.records.refs import Key
from generator.records.severity import Severity
from generator.records.step import Step

_FIRST = ("incident", "runbook", "procedure", "template")
_FACTS = ("severity", "owner", "services", "alerts", "audience", "channel")
"""What is told of a new record, where its kind has it."""
_REVIEW = frozenset({"reviewed"})
_NUMBERS = frozenset({"reach"})
"""What is told without its values: a log is read by more people than a list of phone numbers."""


@dataclass(frozen=True)
class _Both:
    """What is compared, and the day on which somebody asks."""

    before: Library
    after: Library
    today: date


def record_changes(before: Library, after: Library, today: date) -> tuple[Change, ...]:
    """Return what changed: incidents first, then what people follow, then the tables; each by handbook and id.

    A record that cannot be read on one side is left out: nobody knows what became of it.
    """
    both, books = _Both(before, after, today), _books(before, after)
    old = {_key_in(books, record.key): record for record in before.records}
    new = {record.key: record for record in after.records}
    unknown = frozenset(_key_in(books, key) for key in before.broken | _lost(before)) | after.broken | _lost(after)
    moved = _moved(old, new, unknown)
    found = []
    for key in sorted(old.keys() | new.keys(), key=_order):
        if key in unknown or Key(key.kind, key.handbook, "") in unknown or key in moved.values():
            continue
        was, now = old.get(moved.get(key, key)), new.get(key)
        is_renamed = key in moved or (key.kind == "handbook" and key.handbook in books.values())
        change = _became(was, now, both, is_renamed=is_renamed)
        if change:
            found.append(change)
    return tuple(found)


def _became(was: Record | None, now: Record | None, both: _Both, *, is_renamed: bool) -> Change | None:
    if now is None:
        return _change("removed", was) if was else None
    late = tuple(now_late(was, both.before, now, both.after, both.today))
    if was is None:
        return _change("new", now, (*_facts(now, both.today), *late))
    lines = (*_lines(was, now, both), *late)
    if is_renamed:
        return _change("renamed", now, (*_name(was, now), *(line for line in lines if not line.startswith("aliases"))))
    return _change("changed", now, lines) if lines else None


def _change(what: What, record: Record, lines: tuple[str, ...] = ()) -> Change:
    kind = KINDS[record.key.kind]
    return Change(what, kind.name, kind.plural.lower(), title_of(record), record.path, lines)


def _name(was: Record, now: Record) -> Iterator[str]:
    """Say what it was called, and what becomes of its old address."""
    yield f"was {was.key.id}"
    if isinstance(now, Document) and was.key.id not in now.aliases:
        yield f"its old address leads nowhere; `aliases: [{was.key.id}]` would lead it here"
    elif isinstance(now, Handbook):
        yield "no old address of its pages leads anywhere"


def _lines(was: Record, now: Record, both: _Both) -> Iterator[str]:
    if isinstance(was, Incident) and isinstance(now, Incident):
        yield from incident_changes(was, now, both.after, both.today)
    elif isinstance(was, Contact) and isinstance(now, Contact):
        yield from part_changes(was, now, _NUMBERS)
        if was.reach != now.reach:
            yield "how to reach them changed"
    else:
        yield from _review(was, now)
        yield from part_changes(was, now, _REVIEW)
    if isinstance(was, Severity) and isinstance(now, Severity):
        yield from _order_of_levels(was, now, both)
    yield from _own_facts(was, now)


def _order_of_levels(was: Severity, now: Severity, both: _Both) -> Iterator[str]:
    """Say where a level stands now among those that there were; one that came or went moves none of the others."""
    old = [level.key.id for level in both.before.severities(was.key.handbook)]
    new = [level.key.id for level in both.after.severities(now.key.handbook)]
    rise = _place(was.key.id, old, new) - _place(now.key.id, new, old)
    if rise:
        yield f"stands {abs(rise)} {'higher' if rise > 0 else 'lower'} in the order of levels"


def _place(level: str, levels: Sequence[str], known: Sequence[str]) -> int:
    return [one for one in levels if one in known].index(level)


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


def _books(before: Library, after: Library) -> dict[str, str]:
    """Return the new folders of handbooks that were called differently, by the old ones: those of the same title."""
    old, new = ({book.key.id: str(book.title) for book in library.handbooks} for library in (before, after))
    gone = {title: name for name, title in old.items() if name not in new}
    return {gone[title]: name for name, title in new.items() if name not in old and title in gone}


def _key_in(books: Mapping[str, str], key: Key) -> Key:
    """Return a record's name as it is in the handbook's new folder."""
    book = books.get(key.handbook)
    return key if book is None else Key(key.kind, book, book if key.kind == "handbook" else key.id)


def _lost(library: Library) -> frozenset[Key]:
    return frozenset(record.key for record in library.records if record.lost)


def _moved(old: dict[Key, Record], new: dict[Key, Record], unknown: frozenset[Key]) -> dict[Key, Key]:
    """Return the new names of records that were called differently, and the old ones.

    Such a record names its old id among its aliases, or it bears the title of one that is gone.
    """
    gone = {key: record for key, record in old.items() if key not in new and key not in unknown}
    found: dict[Key, Key] = {}
    for key, record in new.items():
        if key in old or key in unknown or not isinstance(record, Document):
            continue
        named = [Key(key.kind, key.handbook, alias) for alias in record.aliases]
        alike = [one for one in gone if (one.kind, one.handbook) == key[:2] and title_of(gone[one]) == record.title]
        was = next((one for one in (*named, *alike) if one in gone), None)
        if was:
            found[key] = was
            del gone[was]
    return found


def _order(key: Key) -> tuple[int, int, str, str]:
    rank = _FIRST.index(key.kind) if key.kind in _FIRST else len(_FIRST)
    return (rank, list(KINDS).index(key.kind), key.handbook, key.id)
