"""The words of records as plain text: what search finds, taken from the values and never from the HTML."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache

from pydantic import BaseModel

from generator.pages.prose import to_text
from generator.records.incident import Incident
from generator.records.kind import Document, Record
from generator.records.post_mortem_form import PostMortemForm
from generator.records.procedure import Procedure
from generator.records.rotation import Rotation
from generator.records.runbook import Runbook
from generator.records.scalars import Line, Prose
from generator.records.step import Step, steps_within
from generator.records.template_field import Input

# What people call pages that are there once in a handbook, and whose own words say otherwise.
_CALLED: dict[type[Record], tuple[str, ...]] = {
    PostMortemForm: ("post-mortem template", "post-mortem form"),
    Rotation: ("who is on call", "on-call rota"),
}
_MARKDOWN = (Prose, Line)
_UNSAID = frozenset({"visibility", "language", "risk"})


def spoken(value: object) -> Iterator[str]:
    """Yield the words of a value: prose without its markup, names and commands as they are."""
    said: list[str] = []
    _speak(value, said)
    yield from said


def _speak(value: object, said: list[str]) -> None:
    # A list, not generators in each other: all that pages say goes through here.
    if isinstance(value, _MARKDOWN):
        said.append(to_text(str(value)))
    elif isinstance(value, str):
        said.append(str(value))
    elif isinstance(value, Input):
        said.append(value.shown)
    elif value is not None:
        for part in value if isinstance(value, tuple) else _parts(value):
            _speak(part, said)


def _parts(value: object) -> Iterator[object]:
    """Yield what a value holds: the fields of a record, the items of a list; nothing of what says nothing."""
    if isinstance(value, BaseModel):
        yield from (getattr(value, name) for name in _said_of(type(value)))
        if isinstance(value, Record):
            yield from (text for _, texts in value.own_facts for text in texts)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in fields(value))
    elif isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, Iterable):
        yield from value


@lru_cache(maxsize=512)
def _said_of(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _UNSAID)


def leading_words(record: Record) -> Iterator[str]:
    """Yield what people type who are looking for exactly this page: what they see, and its older names."""
    for name in ("alerts", "errors", "symptoms", "use_when"):
        # An incident had its alert; the runbook is what the alert leads to.
        if not isinstance(record, Incident):
            yield from spoken(getattr(record, name, None))
    if isinstance(record, Runbook | Procedure):
        yield from (str(step.run) for step in _steps(record) if step.run)
    yield from _CALLED.get(type(record), ())
    if isinstance(record, Document):
        yield from (alias.replace("-", " ") for alias in record.aliases)


def _steps(record: Runbook | Procedure) -> Iterator[Step]:
    placed = steps_within(record.steps, ()) if isinstance(record, Runbook) else record.all_steps()
    return (step for _, step in placed)


def first_words(record: Record) -> Iterator[str]:
    """Yield what search finds on a page before its first heading."""
    for name in ("summary", "tags", "also_called", "errors", "alerts", "symptoms", "use_when"):
        yield from spoken(getattr(record, name, None))
    yield from spoken([text for _, texts in record.own_facts for text in texts])
