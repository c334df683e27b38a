"""A published post-mortem has what its handbook's form requires."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.library.rules.form_fields import COMPUTED
from generator.records.incident import Incident
from generator.records.kind import Part
from generator.records.notes import Loc
from generator.records.post_mortem_form import FormSection, PostMortemForm

_COMPUTED_FROM = dict(zip(COMPUTED, ("day", "time_to_resolve", *COMPUTED[2:]), strict=True))

_TOLD_BY = {
    "date": ("started",),
    "duration": ("started", "resolved"),
    "time_to_detect": ("started", "detected"),
    "time_to_acknowledge": ("started", "acknowledged"),
    "time_to_mitigate": ("started", "mitigated"),
    "time_to_resolve": ("started", "resolved"),
}
"""Computed facts, and the keys that they are computed from."""


def complete_post_mortems(library: Library, today: date) -> Iterator[Finding]:
    """Who reads a published post-mortem trusts that nothing which the team wants to know is missing.

    Fails: `status: published` without `root_cause:`, where the form's section for it says `required: true`.
    Passes: the same incident as `status: draft`, or with its root cause.
    """
    del today
    for incident in library.incidents:
        status = incident.post_mortem.status if incident.post_mortem else None
        # What was taken out of a faulty record is not missing, it is wrong, and was told.
        if status != "published" or incident.lost:
            continue
        for form in library.of(PostMortemForm, incident.key.handbook):
            for loc, heading, key in _missing(form, incident):
                sentence = f'it is published without "{heading}", which this handbook requires; write {_keys(key)}'
                yield Finding(incident, loc, sentence, "incomplete-post-mortem", "warning")


def _keys(key: str) -> str:
    """Return the keys that say a fact, or from which it is computed."""
    keys = _TOLD_BY.get(key, (key,))
    return " and ".join(f"`{name}:`" for name in keys)


def _missing(form: PostMortemForm, incident: Incident) -> Iterator[tuple[Loc, str, str]]:
    """Yield what is required and not there: its place, what the form calls it, its key."""
    at: Loc = ("post_mortem", "status")
    for section in form.sections:
        if section.required and section.key and not _said(incident, section.key):
            yield at, section.heading, section.key
        for field in section.fields:
            named = field.heading or field.key
            if not field.required:
                continue
            entries = _entries(incident, section, field.key)
            if entries is None and not _said(incident, field.key):
                yield at, named, field.key
            for index, entry in enumerate(entries or ()):
                if not getattr(entry, field.key):
                    yield (str(section.key), index), named, field.key


def _entries(incident: Incident, section: FormSection, column: str) -> tuple[Part, ...] | None:
    """Return the list whose column a field names; None when it names a fact of the incident."""
    value = getattr(incident, section.key, None) if section.key else None
    if not isinstance(value, tuple):
        return None
    parts = tuple(part for part in value if isinstance(part, Part))
    return parts if all(column in type(part).model_fields for part in parts) else None


def _said(incident: Incident, key: str) -> bool:
    value: object = incident
    for name in (_COMPUTED_FROM.get(key) or key).split("."):
        value = getattr(value, name, None)
    return value is not None and value != ()
