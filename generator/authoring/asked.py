"""What a handbook's post-mortem form asks of an incident, as comments beside the keys that answer it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.records.incident import Incident
from generator.records.post_mortem_form import FormField, FormSection, PostMortemForm

Prompted = FormField | FormSection


@dataclass(frozen=True)
class Heading:
    """One section of the form: its words, the incident's keys that it asks for, and what follows from others."""

    words: str
    keys: tuple[str, ...]
    computed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A form as comments: nothing at all where there is no form."""

    sections: tuple[Heading, ...] = ()
    notes: dict[str, str] = field(default_factory=dict)
    """What the form says of a key, by its path: `impact.users_affected`."""
    events: tuple[str, ...] = ()
    """The lines that a timeline should have, but for the milestones."""

    @property
    def keys(self) -> frozenset[str]:
        """Every key that a section asks for."""
        return frozenset(key for section in self.sections for key in section.keys)


def asked_by(form: PostMortemForm | None) -> Asked:
    """Return what a form asks; a handbook without one asks nothing."""
    if form is None:
        return Asked()
    sections = tuple(_heading(section) for section in form.sections)
    rows = tuple(row for section in form.sections if section.key == "timeline" for row in section.rows)
    notes = dict(note for section in form.sections for note in _notes(section))
    notes |= {row.milestone: str(row.text) for row in rows if row.milestone}
    return Asked(sections, notes, tuple(str(row.text) for row in rows if not row.milestone))


def _heading(section: FormSection) -> Heading:
    paths = [section.key] if section.key else [part.key for part in section.fields]
    tops = dict.fromkeys(path.partition(".")[0] for path in paths if path)
    computed = (part.heading or part.key for part in section.fields if not section.key and not _is_written(part.key))
    return Heading(_words(section), tuple(top for top in tops if _is_written(top)), tuple(map(str, computed)))


def _notes(section: FormSection) -> Iterator[tuple[str, str]]:
    if section.key and ("." in section.key or (section.rows and section.key != "timeline")):
        yield str(section.key), _words(section)
    for part in section.fields:
        yield (f"{section.key}.{part.key}" if section.key else str(part.key)), _words(part)


def _is_written(path: str) -> bool:
    return path.partition(".")[0] in Incident.model_fields


def _words(asked: Prompted) -> str:
    """Return heading and prompt as one comment."""
    heading = asked.heading or (asked.key or "").replace("_", " ")
    lines = asked.rows if isinstance(asked, FormSection) and asked.key != "timeline" else ()
    said = [str(said) for said in (asked.prompt, *(row.text for row in lines)) if said]
    words = f"{heading}: {', '.join(said)}" if said else str(heading)
    return f"{words} (required)" if asked.required else words
