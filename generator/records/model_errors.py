"""What the models complain about, in our words."""

import re

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.problems import Fault, any_of, did_you_mean, nearest, quoted
from generator.records.kind import model_at
from generator.records.notes import Loc
from generator.records.other_words import our_word
from generator.records.part import Part
from generator.records.reading import read_as_key, shape
from generator.records.record import Record

_LISTS = frozenset({"tuple_type", "list_type"})
_OUR_CODE = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_FEW = 8
_SHORT = 60
_BETWEEN = r"\s*[,;]\s*"
_TIMED = re.compile(r"(\d{1,2}:\d{2})\b")
_ENTRIES = re.compile(rf"\w[\w.-]*(?:{_BETWEEN}\w[\w.-]*)*")


def fault_of(model: type[BaseModel], details: ErrorDetails, loc: Loc, *, is_alone: bool = False) -> Fault:
    """Say one error of the model; `loc` is where it stands in the data, `is_alone` whether it is a whole entry."""
    code = details["type"]
    context = details.get("ctx", {})
    if _OUR_CODE.fullmatch(code) and "sentence" in context:
        return Fault(loc, str(context["sentence"]), code)
    if code == "extra_forbidden":
        return _unknown_key(_model(model, loc[:-1]), loc, details.get("input"), is_alone=is_alone)
    if code == "missing":
        return _missing_key(_model(model, loc[:-1]), loc)
    if code == "literal_error":
        return _unknown_choice(details, loc)
    found = shape(details.get("input"))
    if code in _LISTS:
        return Fault(
            loc,
            f"expected a list, found {found}; {_as_a_list(details.get('input'), _model(model, loc))}",
            "wrong-shape",
        )
    if code == "too_short":
        return Fault(loc, "the list is empty; write an entry", "missing-key")
    inner = _model(model, loc)
    clock = _TIMED.match(str(details.get("input")))
    if inner is not None and {"at", "event"} <= inner.model_fields.keys() and clock:
        sentence = f"an event has its time apart; write `at: {clock[1]}`, and below it `event:` with what happened"
        return Fault(loc, sentence, "wrong-shape")
    return Fault(loc, f"expected {_wanted(inner)}, found {found}", "wrong-shape")


def stand_in(field: FieldInfo) -> object:
    """Return the example of a field that no record can be without; it stands in for a value that is wrong."""
    return field.examples[0] if field.examples else None


def _model(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    return model_at(model, tuple(step for step in loc if isinstance(step, str)))


def _as_a_list(value: object, inner: type[BaseModel] | None) -> str:
    """Say how to write a value as a list; `inner` is the model of its entries, if they have keys."""
    takes_text = inner is None or (issubclass(inner, Part) and bool(inner.shorthand))
    if takes_text and isinstance(value, str) and len(value) <= _SHORT and _ENTRIES.fullmatch(value):
        return f"write [{re.sub(_BETWEEN, ', ', value)}]"
    return "write each entry on a line of its own, beginning with `- `"


def _wanted(inner: type[BaseModel] | None) -> str:
    return f"a mapping with keys such as {any_of(_some_keys(inner), 'and')}" if inner else "text"


def _some_keys(model: type[BaseModel]) -> list[str]:
    ordered = sorted(model.model_fields, key=lambda name: not model.model_fields[name].is_required())
    return [f"`{name}`" for name in ordered if name not in {"visibility", "aliases"}][:3]


def _unknown_key(model: type[BaseModel] | None, loc: Loc, value: object, *, is_alone: bool) -> Fault:
    key = str(loc[-1])
    known = tuple(model.model_fields) if model else ()
    instead: dict[str, str] = getattr(model, "instead", {})
    if key in instead:
        return Fault(loc, f'"{key}" is no key here; {instead[key]}', "unknown-key")
    if "at" in known and re.fullmatch(r"\d{1,2}:\d{2}", key):
        return Fault(loc, f"a time is no key; write `at: {key}`, and below it what happened", "unknown-key")
    meant = our_word(key, known) if nearest(key, known) is None else nearest(key, known)
    if meant:
        return Fault(loc, f'unknown key {quoted(key)}; did you mean "{meant}"?', "unknown-key")
    shorthand = model is not None and issubclass(model, Part) and bool(model.shorthand)
    if " " in key or (shorthand and isinstance(value, str) and (is_alone or " " in value)):
        return Fault(loc, read_as_key(key, value), "quote-needed")
    return Fault(loc, f"unknown key {quoted(key)}; {_way_out(model, key)}", "unknown-key")


def _way_out(model: type[BaseModel] | None, key: str) -> str:
    known = [name for name in model.model_fields if name not in {"visibility", "aliases"}] if model else []
    said = f"known are {any_of(known, 'and')}" if 0 < len(known) <= _FEW else ""
    if model is not None and issubclass(model, Record):
        name = "-".join(key[:40].removeprefix("x_").strip("-_ ").split())
        own = f"a fact of your own begins with x-: {quoted(f'x-{name}')}"
        return f"{said}; {own}" if said else own
    if key.startswith("x-"):
        return "facts of your own stand at the top of a record, not inside its parts"
    return said or "leave it out, or write it in words"


def _missing_key(model: type[BaseModel] | None, loc: Loc) -> Fault:
    field = model.model_fields.get(str(loc[-1])) if model else None
    example = field.examples[0] if field is not None and field.examples else None
    how = f"write it: `{loc[-1]}: {example}`" if isinstance(example, str) and "\n" not in example else "write it"
    return Fault(loc[:-1], f'the key "{loc[-1]}" is missing; {how}', "missing-key")


def _unknown_choice(details: ErrorDetails, loc: Loc) -> Fault:
    value = details.get("input")
    allowed = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
    if not isinstance(value, str):
        return Fault(loc, f"expected {any_of(allowed)}, found {shape(value)}", "wrong-shape")
    sentence = f"{quoted(value)} is none of {any_of(allowed, 'and')}{did_you_mean(value, allowed)}"
    return Fault(loc, sentence, "unknown-choice")
