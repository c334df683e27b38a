"""One record's data to one typed record, the models' errors in our words and at their places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pydantic import ValidationError

from generator.problems import Fault, Place, Problem
from generator.records.draft import Draft, original
from generator.records.kind import Kind, model_at
from generator.records.model_errors import fault_of, stand_in
from generator.records.names import slugify
from generator.records.notes import MAX_PROBLEMS, Loc
from generator.records.own_facts import own_facts_of
from generator.records.part import Part
from generator.records.quick_record import quick_record
from generator.records.reader import Data
from generator.records.reading import shape
from generator.records.record import Origin, Record, faults
from generator.records.scalars import Line, Link, Prose, Words
from generator.records.source import Source
from generator.records.times import Moment, UnreadMoment, Zone
from generator.records.walking import walk

_ROUNDS = 12
_TIMES = frozenset({"timezone", "started", "detected", "acknowledged", "mitigated", "resolved"})
_LISTS = frozenset({"investigation", "resolution", "escalation", "steps", "phases", "variants", "process", "one_of"})
_RELATIONS: dict[str, frozenset[str]] = {
    "ambiguous-time": frozenset({"timezone"}),
    "broken-chain": frozenset({"severity", "severity_changes"}),
    "missing-day": _TIMES,
    "template-field": frozenset({"body", "subject"}),
    "time-steps-back": _TIMES,
    "unknown-reference": _LISTS | {"id"},
    "unknown-variable": _LISTS | {"run", "variables", "name"},
}
"""Codes that say how parts of a record fit each other, and the keys whose loss, or the loss of an entry of whose list,
explains them as well."""
_NAMED = frozenset({"unknown-reference", "unknown-variable"})
"""Those of them that say that a name is not there: only what was lost with that name in it explains them."""
_NONE: frozenset[str] = frozenset()
_TEXTS = (Words, Line, Prose, Link)
_OF_KEY = frozenset({"unknown-key", "quote-needed"})
_MEANT = re.compile(r'^unknown key .* did you mean "([^"]+)"')
_MISSING = re.compile(r'the key "([^"]+)" is missing')


@dataclass(frozen=True)
class Seat:
    """Where one record's data stands: its file, its place in it, and the zone of times that name none."""

    source: Source
    origin: Origin
    loc: Loc = ()
    zone: Zone = Zone("UTC")  # noqa: RUF009 - a text is never changed

    @property
    def silent(self) -> Iterator[Loc]:
        """The places in the record that say nothing, and were reported."""
        depth = len(self.loc)
        return (loc[depth:] for loc in self.source.dropped_in(self.loc) if len(loc) > depth)


def decode(kind: Kind, data: Data, seat: Seat) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record, as far as its data is sound, and everything that is wrong with it.

    What is wrong is left out of the record, so that the rest of it can be checked in the same run, and the example of
    its field stands in for what no record can be without. None when the data is no mapping.
    """
    if not isinstance(data, dict):
        found = Fault((), f"expected a mapping with the keys of a {kind.name}, found {shape(data)}", "wrong-shape")
        return None, _placed((found,), seat)
    own, wrong = own_facts_of(data)
    draft = Draft({key: value for key, value in data.items() if not key.startswith("x-")}, seat.silent)
    record, refused = _validated(kind, draft, seat)
    told = [*wrong, *_without_misspelt(refused)]
    if record is None:
        return None, _placed(told, seat)
    doubts = _Doubts(draft)
    for fault in chain(record.settle(seat.zone), faults(record)):
        if len(told) > MAX_PROBLEMS:
            break
        loc = original(fault.loc, draft.moved)
        if not (draft.lost_within(loc) or doubts.about(fault, loc)):
            told.append(Fault(loc, fault.sentence, fault.code, fault.level, fault.word))
    return record.seated(seat.origin, own, draft.moved, frozenset(draft.lost)), _placed(told, seat)


class _Doubts:
    """Which faults in how parts of a record fit each other may come from a part that was lost."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        # A list with a time that nobody can read has lost an entry: those below took their day from it.
        self._lost = draft.keys_lost() | {str(loc[0]) for loc in draft.lost if loc[-1:] == ("at",)}
        self._unread = draft.keys_unread()
        texts = draft.texts_lost()
        self._texts = {form for text in texts for form in (text.lower(), slugify(text))}
        self._commands = "\n".join(texts)

    def about(self, fault: Fault, loc: Loc) -> bool:
        """Say whether `fault`, at `loc` in the data, may be none."""
        related = _RELATIONS.get(fault.code, _NONE)
        if fault.code not in _NAMED:
            # A time may be wrong only beside one of the same list.
            return bool(related & self._lost) or (related is _TIMES and loc[0] in self._lost)
        name = fault.word.strip("{}") or self._text_at(loc)
        return bool(related & self._unread) or name in self._texts or f"{{{name}}}" in self._commands

    def _text_at(self, loc: Loc) -> str:
        """Return the text at a place; a plain text may stand for the part that the place is in."""
        found = self._draft.value_at(loc) or self._draft.value_at(loc[:-1])
        return found if isinstance(found, str) else ""


def _validated(kind: Kind, draft: Draft, seat: Seat) -> tuple[Record | None, list[Fault]]:
    """Validate; take out what is wrong and validate what is left, until it makes a record."""
    quick = quick_record(kind.model, draft.data(), seat.origin.key.handbook)
    if isinstance(quick, Record):
        return quick, []
    context = {"handbook": seat.origin.key.handbook}
    found: list[Fault] = []
    for _ in range(_ROUNDS):
        try:
            return _small(kind.model.model_validate(draft.data(), context=context)), found
        except ValidationError as error:
            errors = error.errors(include_url=False)
        moved = dict(draft.moved)
        located = [(details, original(tuple(details["loc"]), moved)) for details in errors[:MAX_PROBLEMS]]
        # What is wrong because something was taken out was told when it was.
        derived = [draft.lost_within(loc) for _, loc in located]
        for (details, loc), is_derived in zip(located, derived, strict=True):
            if details["type"] == "too_short" and len(errors) > 1:
                # The entries that there were are reported themselves; without them, the next round tells.
                continue
            if not is_derived:
                beside = draft.value_at(loc[:-1])
                is_alone = isinstance(beside, dict) and len(beside) == 1 and isinstance(loc[-2:][0], int)
                found.append(fault_of(kind.model, details, loc, is_alone=is_alone))
            _take_out(kind, draft, loc, missing=details["type"] == "missing")
    return None, found


def _small(record: Record) -> Record:
    """Return a record that pydantic has made, as small as those that are made quickly."""
    for part in [part for _, part in walk(record) if isinstance(part, Part)]:
        part.share_names()
    return record


def _without_misspelt(found: list[Fault]) -> Iterator[Fault]:
    """Yield the faults, less the missing keys that are there in another spelling."""
    meant = {(fault.loc[:-1], hint[1]) for fault in found if (hint := _MEANT.search(fault.sentence))}
    timed = {fault.loc[:-1] for fault in found if fault.sentence.startswith("a time is no key")}
    for fault in found:
        missing = _MISSING.match(fault.sentence)
        if missing is None or not (fault.loc in timed or (fault.loc, missing[1]) in meant):
            yield fault


def _take_out(kind: Kind, draft: Draft, loc: Loc, *, missing: bool) -> None:
    if missing and len(loc) > 1:
        value = _stand_in(kind, loc)
        if value is not None and isinstance(draft.value_at(loc[:-1]), dict):
            # What else such a part says is checked; with another id than its own it would mislead.
            draft.replace(loc, value)
            return
        loc = loc[:-1]
    gone = draft.drop(loc)
    field = kind.model.model_fields.get(str(gone[0]))
    if len(gone) == 1 and field is not None and field.is_required():
        draft.replace(gone, stand_in(field))


def _stand_in(kind: Kind, loc: Loc) -> object:
    """Return what stands in for a part's own text or time; None where nothing can."""
    model = model_at(kind.model, tuple(step for step in loc[:-1] if isinstance(step, str)))
    field = model.model_fields.get(str(loc[-1])) if model else None
    if field is None:
        return None
    if field.annotation is Moment:
        return UnreadMoment("?")
    return stand_in(field) if field.annotation in _TEXTS else None


def _placed(found: Iterable[Fault], seat: Seat) -> tuple[Problem, ...]:
    """Turn faults into problems at their places, but for values that were reported already."""
    return tuple(_problem(fault, seat) for fault in found if not _is_told(fault, seat))


def _is_told(fault: Fault, seat: Seat) -> bool:
    loc = (*seat.loc, *fault.loc)
    source = seat.source
    missing = _MISSING.match(fault.sentence)
    if loc in source.dropped or (missing is not None and (*loc, missing[1]) in source.dropped):
        return True
    # What is wrong on a line that cannot be read follows from that; what a whole record lacks does not.
    return bool(fault.loc) and _place(fault, seat).line in source.told


def _problem(fault: Fault, seat: Seat) -> Problem:
    return Problem(_place(fault, seat), fault.level, fault.sentence, fault.code)


def _place(fault: Fault, seat: Seat) -> Place:
    loc = (*seat.loc, *fault.loc)
    if fault.word:
        return seat.source.place_of(loc, fault.word)
    return seat.source.place(loc, key=fault.code in _OF_KEY)
