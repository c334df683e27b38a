"""A post-mortem form asks for fields that incidents have."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import did_you_mean
from generator.records.incident import Incident
from generator.records.kind import model_at
from generator.records.post_mortem_form import PostMortemForm
from generator.records.source import Loc

COMPUTED = ("date", "duration", "time_to_detect", "time_to_acknowledge", "time_to_mitigate", "time_to_resolve")


def form_fields(library: Library, today: date) -> Iterator[Finding]:
    """A section for a field that no incident has can never be filled.

    Fails: `key: sumary`.
    Passes: `key: summary`, `key: impact.users_affected`, `key: duration`.
    """
    del today
    for record in library.records:
        if not isinstance(record, PostMortemForm):
            continue
        for loc, key, base in _keys(record):
            known = (*Incident.model_fields, *COMPUTED, *_columns(base))
            if not is_incident_field(key, base):
                sentence = f'no incident has a field "{key}"{did_you_mean(key, known)}'
                yield Finding(record, loc, sentence, "unknown-key")


def is_incident_field(key: str, base: str = "") -> bool:
    """Say whether `key` names an incident's field, one inside it, a computed one, or a column of the list `base`."""
    if key in COMPUTED or key in _columns(base):
        return True
    *path, last = key.split(".")
    model = model_at(Incident, tuple(path))
    return model is not None and last in model.model_fields


def _columns(base: str) -> tuple[str, ...]:
    model = model_at(Incident, tuple(base.split("."))) if base else None
    return tuple(model.model_fields) if model else ()


def _keys(form: PostMortemForm) -> Iterator[tuple[Loc, str, str]]:
    for index, section in enumerate(form.sections):
        if section.key:
            yield ("sections", index, "key"), section.key, ""
        for number, field in enumerate(section.fields):
            yield ("sections", index, "fields", number, "key"), field.key, section.key or ""
