"""A published post-mortem has what its handbook's form requires."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.library.rules.form_fields import COMPUTED
from generator.problems import Level, quoted
from generator.records.incident import Incident
from generator.records.notes import Loc
from generator.records.part import Part
from generator.records.post_mortem_form import FormField, FormSection, PostMortemForm

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


@dataclass(frozen=True)
class _Gap:
    """What is required and not there: its place, what the form calls it, its key."""

    loc: Loc
    heading: str
    key: str
    level: Level = "warning"


def complete_post_mortems(library: Library, today: date) -> Iterator[Finding]:
    """Who reads a published post-mortem trusts that nothing which the team wants to know is missing.

    A section that is `required` asks for its field; one that only gathers facts asks for each of them, unless a fact
    says `required: no`; a required timeline asks for the milestones of its rows. A milestone's time may be unknown for
    ever, and an incident of another type need not have had it: its lack is advice, and told for incidents only.

    Fails: `status: published` without `root_cause:`, where the form's section for it says `required: true`; without
    `detected:`, where a row of a required timeline is that milestone.
    Passes: the same incident as `status: draft`, or with its root cause and its milestone.
    """
    del today
    for incident in library.incidents:
        status = incident.post_mortem.status if incident.post_mortem else None
        # What was taken out of a faulty record is not missing, it is wrong, and was told.
        if status != "published" or incident.lost:
            continue
        for form in library.of(PostMortemForm, incident.key.handbook):
            for gap in _gaps(form, incident):
                wanted = f"it is published without {quoted(gap.heading)}, which this handbook requires"
                sentence = f"{wanted}; write {_keys(gap.key)}"
                yield Finding(incident, gap.loc, sentence, "incomplete-post-mortem", gap.level)


def _keys(key: str) -> str:
    """Return the keys that say a fact, or from which it is computed."""
    keys = _TOLD_BY.get(key, (key,))
    return " and ".join(f"`{name}:`" for name in keys)


def _gaps(form: PostMortemForm, incident: Incident) -> Iterator[_Gap]:
    """Yield what is required and not there, in the order of the form."""
    at: Loc = ("post_mortem", "status")
    for section in form.sections:
        if section.required and section.key and not _said(incident, section.key):
            yield _Gap(at, section.heading, section.key)
        for row in section.rows if section.required and incident.counts else ():
            if row.milestone and not _said(incident, row.milestone):
                yield _Gap(at, row.text, row.milestone, "advice")
        for field in section.fields:
            entries = _entries(incident, section, field.key)
            named = field.heading or field.key
            if entries is None and _is_required(section, field) and not _said(incident, field.key):
                yield _Gap(at, named, field.key)
            for index, entry in enumerate(entries or ()):
                if field.required and not getattr(entry, field.key):
                    yield _Gap((str(section.key), index), named, field.key)


def _is_required(section: FormSection, field: FormField) -> bool:
    """Say whether a fact must be there: by its own word, else by that of the section, where that gathers only facts."""
    return bool(field.required if field.required is not None else section.required and not section.key)


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
