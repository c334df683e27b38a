"""A message template as its page shows it: safe HTML with a place for each field, and the fields to fill in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from generator.pages.prose import links, to_text
from generator.records.handbook import Handbook
from generator.records.scalars import Line, Prose
from generator.records.template import HANDBOOK, MessageTemplate, Segment, Slot, is_handbook_fact
from generator.records.template_field import MessageField

KIND_WORDS = {
    "text": "text",
    "long": "text of any length",
    "choice": "a choice",
    "time": "a time, such as 14:20 UTC",
    "date": "a day, such as 2025-02-20",
    "duration": "a length of time, such as 1 hour 29 minutes",
    "number": "a number",
    "person": "a person or a role",
}
"""What a kind of field takes, for readers who see no form."""

# Stands for the next slot while the text around it is marked up; no record holds this character.
_HOLE = "\x00"
_BOLD = re.compile(r"\*\*(?=[^\s*])([^\n]*?[^\s*])\*\*")

_STRONG = r'<strong><span class="rb-sign">**</span>\1<span class="rb-sign">**</span></strong>'


@dataclass(frozen=True)
class Message:
    """What stands on the page of a template. The text content of `subject` and `body` is the message to the letter."""

    subject: Markup
    body: Markup
    inputs: tuple[MessageField, ...]


def message_of(template: MessageTemplate, handbook: Handbook) -> Message:
    """Return a template with the facts of its handbook filled in.

    A fact that the handbook does not record becomes an ordinary field, called by the words of its key.
    """
    subject = tuple(_filled(template.subject_segments, handbook))
    body = tuple(_filled(template.segments, handbook))
    known = {str(field.name): field for field in template.inputs}
    names = dict.fromkeys(part.name for part in (*subject, *body) if isinstance(part, Slot))
    inputs = tuple(known.get(name) or _unrecorded(name) for name in names)
    secrets = frozenset(str(field.name) for field in inputs if field.secret)
    return Message(_marked_up(subject, secrets), _marked_up(body, secrets), inputs)


def fact_text(handbook: Handbook, key: str) -> str:
    """Return a fact of the handbook as the plain text of a message, nothing when it is not recorded.

    A link of prose keeps its address, which is what a reader of the message needs.
    """
    fact = getattr(handbook, key)
    if not isinstance(fact, Line | Prose):
        return str(fact) if fact else ""
    words = to_text(str(fact))
    ways = (target for target, is_image in links(str(fact)) if not is_image and urlsplit(target).scheme)
    missing = [way for way in dict.fromkeys(ways) if way not in words]
    return f"{words} ({', '.join(missing)})" if missing else words


def _filled(segments: tuple[Segment, ...], handbook: Handbook) -> Iterator[Segment]:
    for part in segments:
        if isinstance(part, Slot) and is_handbook_fact(part.name):
            key = part.name.removeprefix(HANDBOOK)
            yield fact_text(handbook, key) or Slot(key.replace("_", " "))
        else:
            yield part


def _unrecorded(words: str) -> MessageField:
    return MessageField.model_validate({"name": words, "label": words.capitalize()})


def _marked_up(segments: tuple[Segment, ...], secrets: frozenset[str]) -> Markup:
    """Return the segments as HTML: `**words**` bold with its signs kept, since they are part of what is copied."""
    text = "".join(_HOLE if isinstance(part, Slot) else part for part in segments)
    bold = _BOLD.sub(_STRONG, str(escape(text)))
    slots = (_slot(part, secrets) for part in segments if isinstance(part, Slot))
    # Escaped above, and nothing but our own elements added since.
    return Markup("").join(Markup(piece) + next(slots, "") for piece in bold.split(_HOLE))  # noqa: S704


def _slot(slot: Slot, secrets: frozenset[str]) -> Markup:
    look = " rb-slot--secret" if slot.name in secrets else ""
    return Markup('<span class="rb-slot{}" data-rb-slot="{}">{}</span>').format(look, slot.name, f"{{{slot.name}}}")
