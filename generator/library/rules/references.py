"""Every reference leads to a record."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import any_of, nearest, quoted
from generator.records import KINDS
from generator.records.notes import MAX_PROBLEMS
from generator.records.record import Document, Record, references
from generator.records.refs import Key, PersonRef, Ref
from generator.records.severity import Severity

_FEW = 6


def unknown_references(library: Library, today: date) -> Iterator[Finding]:
    """An id that no record has leads nowhere, just when somebody follows it.

    Fails: `severity: P9` in a handbook whose levels are P0 to P3; an incident that is `related:` to itself.
    Passes: `severity: P0`, `procedure: example/rollback`, `owner: "@name"`.
    """
    del today
    known = _Known.of(library)
    told: Counter[str] = Counter()
    for record in library.records:
        own = record.key
        for loc, ref in references(record):
            is_own = ref.key == own
            # Of hundred thousand nearly all lead to a record.
            if (ref.key in library.by_key and not is_own) or (isinstance(ref, PersonRef) and ref.is_handle):
                continue
            if is_own:
                sentence = f"this {ref.kind} refers to itself; leave it out, or name another one"
                yield Finding(record, loc, sentence, "self-reference")
            elif not known.has(ref) and told[record.path] <= MAX_PROBLEMS:
                told[record.path] += 1
                yield Finding(record, loc, known.complaint(record, ref), "unknown-reference")


@dataclass(frozen=True)
class _Known:
    """What there is to refer to."""

    library: Library
    ids: dict[tuple[str, str], list[str]]
    """The ids of each kind in each handbook, those of records that cannot be read among them."""
    other_names: dict[tuple[str, str, str], str]
    """Older ids, and other names of severities, with the id that is meant."""

    @classmethod
    def of(cls, library: Library) -> "_Known":
        ids: dict[tuple[str, str], list[str]] = {}
        other_names: dict[tuple[str, str, str], str] = {}
        for key in (*library.by_key, *sorted(library.broken - set(library.by_key))):
            ids.setdefault((key.kind, key.handbook), []).append(key.id)
        for record in library.records:
            kind, handbook, name = record.key
            aliases = record.aliases if isinstance(record, Document) else ()
            also = record.also_called if isinstance(record, Severity) else ()
            for word in (*aliases, *also):
                other_names.setdefault((kind, handbook, word.lower()), name)
        return cls(library, ids, other_names)

    def has(self, ref: Ref) -> bool:
        """Say whether a reference leads to something, be it something that cannot be read."""
        # A table that cannot be read as a whole hides its rows: its own error is enough.
        whole_table = Key(ref.kind, ref.key.handbook, "")
        return ref.key in self.library.by_key or ref.key in self.library.broken or whole_table in self.library.broken

    def complaint(self, record: Record, ref: Ref) -> str:
        """Say that a reference leads to nothing, and what was probably meant."""
        kind, handbook, name = ref.key
        if ("handbook", handbook) not in self.ids:
            return f"there is no handbook {quoted(handbook)}{self._handbook_hint(ref)}"
        where = "" if handbook == record.key.handbook else f" in {quoted(handbook)}"
        return f"no {kind} has the id {quoted(name)}{where}; {self._hint(ref)}"

    def _handbook_hint(self, ref: Ref) -> str:
        kind, handbook, name = ref.key
        if handbook in {KINDS[kind].folder, KINDS[kind].file, kind}:
            return f"; write {quoted(name)}, without the folder"
        near = nearest(handbook, [book.key.id for book in self.library.handbooks])
        return f'; did you mean "{near}"?' if near else "; write an id of this handbook, or other-handbook/id"

    def _hint(self, ref: Ref) -> str:
        kind, handbook, name = ref.key
        here = [one for one in self.ids.get((kind, handbook), []) if one]
        meant = self.other_names.get((kind, handbook, name.lower())) or nearest(name, here)
        # P9 is as near to P0 as to P3.
        guessed = (
            kind == "severity" and meant and meant.lower() != name.lower() and _digitless(meant) == _digitless(name)
        )
        if meant and not guessed:
            return f'did you mean "{meant}"?'
        other = next((book for one, book in self.ids if one == kind and name in self.ids[one, book]), None)
        if other:
            return f'write "{other}/{name}" for that of another handbook'
        strange = next((one for one, book in self.ids if book == handbook and name in self.ids[one, book]), None)
        if strange:
            return f"that is the id of a {strange}"
        if not here:
            return f"there are no {KINDS[kind].plural.lower()} yet, so write one, or leave it out"
        return f"there are {any_of(here, 'and')}" if len(here) <= _FEW else "write one that there is, or leave it out"


def _digitless(name: str) -> str:
    return re.sub(r"\d", "", name.lower())
