"""A post-mortem form asks for fields that incidents have."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import did_you_mean, quoted
from generator.records.incident import Incident
from generator.records.kind import model_at
from generator.records.notes import Loc
from generator.records.post_mortem_form import PostMortemForm

COMPUTED = ("date", "duration", "time_to_detect", "time_to_acknowledge", "time_to_mitigate", "time_to_resolve")
"""Facts of an incident that are never written."""


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
            if not is_incident_field(key, base):
                hint = did_you_mean(key, _near(key, base)) or "; write one of an incident's keys, or leave it out"
                yield Finding(record, loc, f"no incident has a field {quoted(key)}{hint}", "unknown-key")


def is_incident_field(key: str, base: str = "") -> bool:
    """Say whether `key` names an incident's field, one inside it, a computed one, or a column of the list `base`."""
    if key in COMPUTED or key in _columns(base):
        return True
    *path, last = key.split(".")
    model = model_at(Incident, tuple(path))
    return model is not None and last in model.model_fields


def _near(key: str, base: str) -> tuple[str, ...]:
    path = key.rpartition(".")[0]
    inner = model_at(Incident, tuple(path.split("."))) if path else None
    inside = tuple(f"{path}.{name}" for name in inner.model_fields) if inner else ()
    return (*Incident.model_fields, *COMPUTED, *_columns(base), *inside)


def _columns(base: str) -> tuple[str, ...]:
    model = model_at(Incident, tuple(base.split("."))) if base else None
    return tuple(model.model_fields) if model else ()


def _keys(form: PostMortemForm) -> Iterator[tuple[Loc, str, str]]:
    for index, section in enumerate(form.sections):
        if section.key:
            yield ("sections", index, "key"), section.key, ""
        for number, field in enumerate(section.fields):
            yield ("sections", index, "fields", number, "key"), field.key, section.key or ""
