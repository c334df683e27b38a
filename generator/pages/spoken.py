"""The words of records as plain text: what search finds, taken from the values and never from the HTML."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Final

from pydantic import BaseModel

from generator.pages.prose import to_text
from generator.records.incident import Incident
from generator.records.post_mortem_form import PostMortemForm
from generator.records.procedure import Procedure
from generator.records.record import Document, Record
from generator.records.rotation import Rotation
from generator.records.runbook import Runbook
from generator.records.scalars import Line, Prose
from generator.records.step import Step, steps_within
from generator.records.template_field import Input
from generator.records.walking import picker

# What people call pages that are there once in a handbook, and whose own words say otherwise.
_CALLED: dict[type[Record], tuple[str, ...]] = {
    PostMortemForm: ("post-mortem template", "post-mortem form"),
    Rotation: ("who is on call", "on-call rota"),
}
_Speaker = Callable[[Any, list[str]], None]
_UNSAID = frozenset({"visibility", "language", "risk"})


def spoken(value: object) -> list[str]:
    """Return the words of a value: prose without its markup, names and commands as they are."""
    # All that pages say goes through here: a list, not generators in each other.
    said: list[str] = []
    _SPEAKERS[type(value)](value, said)
    return said


def _say_prose(text: str, said: list[str]) -> None:
    said.append(to_text(str(text)))


def _say_words(text: str, said: list[str]) -> None:
    said.append(str(text))


def _say_each(values: Iterable[object], said: list[str]) -> None:
    for value in values:
        _SPEAKERS[type(value)](value, said)


def _say_record(record: Record, said: list[str]) -> None:
    _say_fields(record, said)
    for _, texts in record.own_facts:
        _say_each(texts, said)


def _say_fields(model: BaseModel, said: list[str]) -> None:
    for value in _SAID[type(model)](model):
        if value is not None:
            _SPEAKERS[type(value)](value, said)


def _say_parts(parts: Any, said: list[str]) -> None:  # noqa: ANN401 - any dataclass
    _say_each((getattr(parts, field.name) for field in fields(parts)), said)


def _say_nothing(_value: object, _said: list[str]) -> None:
    """Numbers say nothing that anybody looks for."""


_KNOWN: Final[tuple[tuple[type, _Speaker], ...]] = (
    (Prose, _say_prose),
    (Line, _say_prose),
    (str, _say_words),
    (Input, lambda field, said: said.append(field.shown)),
    (tuple, _say_each),
    (Record, _say_record),
    (BaseModel, _say_fields),
    (Mapping, lambda pairs, said: _say_each(pairs.values(), said)),
    (Iterable, _say_each),
)
"""What adds the words of a value to a list, by its type; the first that fits."""


class _Speakers(dict[type, _Speaker]):
    """What adds the words of values of one type to a list; of a type that was never met it is found once."""

    def __missing__(self, kind: type) -> _Speaker:
        speaker = next((speaker for known, speaker in _KNOWN if issubclass(kind, known)), _say_nothing)
        self[kind] = _say_parts if is_dataclass(kind) else speaker
        return self[kind]


_SPEAKERS: Final = _Speakers()


class _Said(dict[type[BaseModel], Callable[[object], tuple[object, ...]]]):
    """What gives the values of a model that are said, all at once, by the model."""

    def __missing__(self, model: type[BaseModel]) -> Callable[[object], tuple[object, ...]]:
        self[model] = picker(tuple(name for name in model.model_fields if name not in _UNSAID))
        return self[model]


_SAID: Final = _Said()


@lru_cache(maxsize=512)
def _had(model: type[Record], *names: str) -> tuple[str, ...]:
    """Return which of these fields a model has: pydantic takes long to say that there is none."""
    return tuple(name for name in names if name in model.model_fields)


def leading_words(record: Record) -> Iterator[str]:
    """Yield what people type who are looking for exactly this page: what they see, and its older names."""
    # An incident had its alert; the runbook is what the alert leads to.
    if not isinstance(record, Incident):
        for name in _had(type(record), "alerts", "errors", "symptoms", "use_when"):
            yield from spoken(getattr(record, name))
    if isinstance(record, Runbook | Procedure):
        yield from (str(step.run) for step in _steps(record) if step.run)
    yield from _CALLED.get(type(record), ())
    if isinstance(record, Document):
        yield from (alias.replace("-", " ") for alias in record.aliases)


def _steps(record: Runbook | Procedure) -> Iterator[Step]:
    placed = steps_within(record.steps, ()) if isinstance(record, Runbook) else record.all_steps()
    return (step for _, step in placed)


def first_words(record: Record) -> Iterator[str]:
    """Yield what search finds on a page before its first heading; of an incident nothing, but of its sections."""
    if isinstance(record, Incident):
        return
    for name in _had(type(record), "summary", "tags", "also_called", "errors", "alerts", "symptoms", "use_when"):
        yield from spoken(getattr(record, name))
    yield from spoken([text for _, texts in record.own_facts for text in texts])
