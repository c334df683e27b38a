"""The way from an incident to a message: the address of a template's page that fills in what the record knows."""

from collections.abc import Iterator
from datetime import UTC, date, timedelta
from urllib.parse import quote, urlencode

from generator.library.library import Library
from generator.pages.prose import to_text
from generator.records.contact import Contact
from generator.records.incident import Incident
from generator.records.refs import PersonRef
from generator.records.scalars import Prose
from generator.records.severity import Severity
from generator.records.template import MessageTemplate
from generator.records.template_field import FieldType, MessageField, Prefill
from generator.records.times import Moment

_LONGEST = 600
"""As many characters of prose as an address carries; a message says it shorter than a record."""


def filled_in(template: MessageTemplate, incident: Incident, library: Library) -> str:
    """Return the query of a template's page, `?Title=Checkout+fails`, with the facts that its fields ask for.

    Fields without `prefill`, facts that are not recorded and secrets are left out: what a person does not type must
    not be where others read it.
    """
    known = ((str(field.name), value) for field in template.inputs if (value := _value(field, incident, library)))
    query = urlencode(dict(known), quote_via=quote)
    return f"?{query}" if query else ""


def person_words(ref: PersonRef, library: Library) -> str:
    """Return who that is as a message says it: a contact's name, else its role; a handle without its `@`."""
    if ref.hidden:
        return ""
    found = library.find(ref)
    return str(found.title) if isinstance(found, Contact) else ref.removeprefix("@")


def length_words(length: timedelta) -> str:
    """Return a length of time as a message says it: `1 hour 29 minutes`, `2 days`."""
    minutes = int(length.total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    parts = (("day", days), ("hour", rest // 60), ("minute", rest % 60))
    said = [f"{number} {unit}{'' if number == 1 else 's'}" for unit, number in parts if number]
    return " ".join(said) or "0 minutes"


def _value(field: MessageField, incident: Incident, library: Library) -> str:
    """Return what stands in a field at first: of a choice only what it offers."""
    if field.secret or field.prefill in {None, "now"}:
        return ""
    found = tuple(_spellings(field.prefill, field.kind, incident, library))
    if not field.options:
        return next(iter(found), "")
    offered = {option.casefold(): str(option) for option in field.options}
    return next((offered[text.casefold()] for text in found if text.casefold() in offered), "")


def _spellings(fact: Prefill | None, kind: FieldType, incident: Incident, library: Library) -> Iterator[str]:
    """Yield the ways to write a fact of an incident, the usual one first; nothing when it is not recorded."""
    value = _fact(fact, incident)
    if isinstance(value, Moment):
        yield from _time(value, kind)
    elif isinstance(value, timedelta):
        yield length_words(value)
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, PersonRef):
        yield person_words(value, library)
    elif isinstance(value, Prose):
        yield _short(to_text(value))
    elif fact == "severity":
        level = library.find(incident.severity)
        if isinstance(level, Severity):
            yield from (level.id, level.name, f"{level.id} {level.name}")
    elif fact == "services":
        found = (library.find(service) for service in incident.services)
        yield ", ".join(str(getattr(service, "name", "")) for service in found if service)
    elif value is not None:
        yield str(value)


def _fact(fact: Prefill | None, incident: Incident) -> object:
    named = {"date": "day", "duration": "time_to_resolve"}
    return getattr(incident, named.get(str(fact), str(fact)))


def _time(moment: Moment, kind: FieldType) -> Iterator[str]:
    """Yield a time as the page itself writes the time now: always in UTC."""
    if moment.at is not None:
        forms = {"time": "%H:%M UTC", "date": "%Y-%m-%d"}
        yield moment.at.astimezone(UTC).strftime(forms.get(kind, "%Y-%m-%d %H:%M UTC"))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rsplit(' ', 1)[0]}…"
