"""One record's data to one typed record, the models' errors in our words and at their places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import Fault, Problem, did_you_mean
from generator.records.kind import Kind, Origin, Record, faults, model_at, own_facts_of
from generator.records.scalars import shape
from generator.records.source import Data, Loc, Source
from generator.records.times import Zone

_LISTS = ("tuple_type", "list_type")
_OUR_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")


@dataclass(frozen=True)
class Seat:
    """Where one record's data stands: its file, its place in it, and the zone of times that name none."""

    source: Source
    origin: Origin
    loc: Loc = ()
    zone: Zone = Zone("UTC")


def decode(kind: Kind, data: Data, seat: Seat) -> tuple[Record | None, tuple[Problem, ...]]:
    """Return the record, as far as its data is sound, and everything that is wrong with it.

    What is wrong is left out of the record, so that the rest of it can be checked in the same run; None when what is
    left makes no record.
    """
    if not isinstance(data, dict):
        found = Fault((), f"expected a mapping with the keys of a {kind.name}, found {shape(data)}", "wrong-shape")
        return None, _placed((found,), seat)
    data = dict(data)
    own, wrong = own_facts_of(data)
    record, refused = _validated(kind, data, seat)
    found_faults = [*wrong, *refused]
    if record is None:
        return None, _placed(found_faults, seat)
    settled, unplaced = record.settled(seat.zone)
    # A record that lost a part to an error is not blamed for what only the missing part would explain.
    lost = {fault.loc[0] for fault in refused if fault.loc}
    later = [*unplaced, *faults(settled)]
    found_faults += [fault for fault in later if not lost or (fault.loc and not _depends(fault, lost))]
    return settled.seated(seat.origin, own), _placed(found_faults, seat)


def _depends(fault: Fault, lost: set[str | int]) -> bool:
    return fault.loc[0] in lost or fault.code in {"time-steps-back", "missing-day", "unknown-reference", "unknown-variable"}


def _validated(kind: Kind, data: dict[str, Data], seat: Seat) -> tuple[Record | None, list[Fault]]:
    """Validate; on errors, leave out the keys that hold them and validate the rest."""
    context = {"handbook": seat.origin.key.handbook}
    found: list[Fault] = []
    rest = data
    for _ in range(2):
        try:
            return kind.model.model_validate(rest, context=context), found
        except ValidationError as error:
            errors = error.errors(include_url=False)
        found += [fault for details in errors if (fault := _fault(kind.model, details, rest)) is not None]
        rest = {key: value for key, value in rest.items() if key not in {details["loc"][0] for details in errors if details["loc"]}}
    return None, found


def _fault(model: type[BaseModel], details: ErrorDetails, data: dict[str, Data]) -> Fault | None:
    """Say one error of the model in our words."""
    loc, code = tuple(details["loc"]), details["type"]
    if _OUR_CODE.fullmatch(code) and "sentence" in details.get("ctx", {}):
        return Fault(loc, str(details["ctx"]["sentence"]), code)
    if code == "extra_forbidden":
        return _unknown_key(model, loc, details)
    if code == "missing":
        if loc and loc[0] not in data and len(loc) > 1:
            return None
        return Fault(loc[:-1], f'the key "{loc[-1]}" is missing; write it', "missing-key")
    if code == "literal_error":
        return _unknown_choice(details)
    found = shape(details.get("input"))
    if code in _LISTS:
        return Fault(loc, f"expected a list, found {found}; write each entry on a line of its own with `- `", "wrong-shape")
    if code == "too_short":
        return Fault(loc, "the list is empty; write an entry", "missing-key")
    return Fault(loc, f"expected {_wanted(model, loc)}, found {found}", "wrong-shape")


def _wanted(model: type[BaseModel], loc: Loc) -> str:
    inner = model_at(model, tuple(step for step in loc if isinstance(step, str)))
    return f"a mapping with keys such as {_some_keys(inner)}" if inner else "text"


def _some_keys(model: type[BaseModel]) -> str:
    return ", ".join(f"`{name}`" for name in list(model.model_fields)[:3])


def _unknown_key(model: type[BaseModel], loc: Loc, details: ErrorDetails) -> Fault:
    key = str(loc[-1])
    at = model_at(model, tuple(step for step in loc[:-1] if isinstance(step, str)))
    known = tuple(at.model_fields) if at else ()
    hint = did_you_mean(key, known)
    if hint:
        return Fault(loc, f'unknown key "{key}"{hint}', "unknown-key")
    if at is not None and getattr(at, "shorthand", "") and " " in key + str(details.get("input", "")):
        return Fault(loc, f'"{key}: …" reads as a key and a value; quote the whole line', "quote-needed")
    return Fault(loc, f'unknown key "{key}"; known are {", ".join(known)}, or write it as "x-{key}"', "unknown-key")


def _unknown_choice(details: ErrorDetails) -> Fault:
    value = details.get("input")
    allowed = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
    if not isinstance(value, str):
        return Fault(tuple(details["loc"]), f"expected {_or(allowed)}, found {shape(value)}", "wrong-shape")
    sentence = f'"{value}" is none of {_or(allowed)}{did_you_mean(value, allowed)}'
    return Fault(tuple(details["loc"]), sentence, "unknown-choice")


def _or(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _placed(found: Iterable[Fault], seat: Seat) -> tuple[Problem, ...]:
    """Turn faults into problems at their places, but for values that were reported as empty already."""
    return tuple(_problem(fault, seat) for fault in found if not _told(fault, seat))


def _told(fault: Fault, seat: Seat) -> bool:
    loc = (*seat.loc, *fault.loc)
    missing = re.match(r'the key "([^"]+)" is missing', fault.sentence)
    return loc in seat.source.dropped or (missing is not None and (*loc, missing[1]) in seat.source.dropped)


def _problem(fault: Fault, seat: Seat) -> Problem:
    of_key = fault.code in {"unknown-key", "quote-needed"}
    place = seat.source.place((*seat.loc, *fault.loc), key=of_key)
    return Problem(place, fault.level, fault.sentence, fault.code)
