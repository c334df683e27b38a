"""What holds for every model of every kind: names, descriptions, examples."""

import keyword
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from generator.records import KINDS
from generator.records.incident import Incident
from generator.records.kind import Kind, model_at
from generator.records.meanings import meanings
from generator.records.model_errors import stand_in
from generator.records.part import Part
from generator.records.record import Origin, Record
from generator.records.refs import Key
from generator.records.scalars import Prose

RECORD_PROPERTIES = frozenset(
    name for name in dir(Record) if isinstance(getattr(Record, name, None), property | cached_property)
)


def models(model: type[BaseModel], seen: set[type[BaseModel]] | None = None) -> Iterator[type[Part]]:
    """Yield a model and every one inside it, once."""
    seen = set() if seen is None else seen
    if model in seen:
        return
    seen.add(model)
    assert issubclass(model, Part)
    yield model
    for name in model.model_fields:
        inner = model_at(model, (name,))
        if inner is not None:
            yield from models(inner, seen)


MODELS = sorted(
    {model for kind in KINDS.values() for model in models(kind.model)}, key=lambda model: model.__qualname__
)
EVERY_MODEL = pytest.mark.parametrize("model", [pytest.param(model, id=model.__qualname__) for model in MODELS])
EVERY_KIND = pytest.mark.parametrize("kind", [pytest.param(kind, id=name) for name, kind in KINDS.items()])


@EVERY_MODEL
def test_no_key_is_a_word_of_the_language_or_of_the_base(model: type[Part]) -> None:
    """A YAML key is an attribute of the same name (formats.md, rule 11)."""
    taken = {name for name in model.model_fields if keyword.iskeyword(name) or hasattr(BaseModel, name)}
    assert taken == set()


@EVERY_MODEL
def test_no_key_hides_what_every_record_has(model: type[Part]) -> None:
    """A record's own properties, such as `path`, stay what they are."""
    shadowed = RECORD_PROPERTIES & set(model.model_fields) if issubclass(model, Record) else set()
    assert shadowed == set()


@EVERY_MODEL
def test_every_key_is_described(model: type[Part]) -> None:
    """Form, skeleton, schema and reference are made from it: a sentence that ends."""
    undescribed = [name for name in model.model_fields if not meanings(model)[name].endswith(".")]
    assert undescribed == []
    assert model.__doc__


@EVERY_KIND
def test_a_record_can_be_made_of_examples(kind: Kind) -> None:
    """An example stands in for what is wrong and cannot be left out, so that the rest can be checked."""
    required = {name: field for name, field in kind.model.model_fields.items() if field.is_required()}
    record = kind.model.model_validate({name: stand_in(field) for name, field in required.items()})
    assert [fault for fault in record.faults() if fault.level == "error"] == []


@EVERY_MODEL
def test_examples_are_right(model: type[Part]) -> None:
    """What an example shows can be written."""
    for name, field in model.model_fields.items():
        adapter: TypeAdapter[Any] = TypeAdapter(Any if field.annotation is None else field.annotation)
        assert [example for example in field.examples or () if adapter.validate_python(example) is None] == [], name


def test_what_was_found_out_goes_with_what_it_came_from() -> None:
    """A record that gets another seat, and a copy with other words, say nothing of before."""
    record = Incident.model_validate({"title": "A", "status": "resolved", "summary": "[a](b.md)"})
    before = (record.key.id, record.path, record.day, len(record.targets), record.own_facts)
    assert before == ("", "", None, 1, ())
    own = (("graph", (Prose("[c](d.md)"),)),)
    seat = Origin(Key("incident", "shop", "2025-02-11-a"), "a.yaml")
    record.seated(seat, own)
    assert (record.key, record.path, str(record.day), record.own_facts) == (seat.key, "a.yaml", "2025-02-11", own)
    assert [one.written for _, one in record.targets] == ["b.md", "d.md"]
    copy = record.model_copy(update={"summary": Prose("[e](f.md)")})
    assert [one.written for _, one in copy.targets] == ["f.md", "d.md"]
    assert [value for loc, value in copy.walked if loc == ("summary",)] == ["[e](f.md)"]
    assert [one.written for _, one in record.targets] == ["b.md", "d.md"]
