"""Every reference leads to a record."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import did_you_mean
from generator.records.kind import references
from generator.records.refs import PersonRef, Ref


def unknown_references(library: Library, today: date) -> Iterator[Finding]:
    """An id that no record has leads nowhere, just when somebody follows it.

    Fails: `severity: P9` in a handbook whose levels are P0 to P3.
    Passes: `severity: P0`.
    """
    del today
    known: dict[tuple[str, str], list[str]] = {}
    for key in (*library.by_key, *library.broken):
        known.setdefault((key.kind, key.handbook), []).append(key.id)
    for record in library.records:
        for loc, ref in references(record):
            if _resolves(ref, library):
                continue
            kind, handbook, name = ref.key
            near = did_you_mean(name, known.get((kind, handbook), ()))
            where = "" if handbook == record.key.handbook else f' in "{handbook}"'
            yield Finding(record, loc, f'no {kind} has the id "{name}"{where}{near}', "unknown-reference")


def _resolves(ref: Ref, library: Library) -> bool:
    if isinstance(ref, PersonRef) and ref.is_handle:
        return True
    # A table that cannot be read at all hides its rows: its own error is enough.
    whole = {key for key in library.broken if not key.id or key.id == key.kind}
    return ref.key in library.by_key or ref.key in library.broken or any(
        key.kind == ref.key.kind and key.handbook == ref.key.handbook for key in whole
    )
