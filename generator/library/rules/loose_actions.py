"""An action item has somebody who does it, and a day."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import any_of
from generator.records.incident import Incident
from generator.records.post_mortem_form import PostMortemForm

_KEYS = ("owner", "due")


def loose_actions(library: Library, today: date) -> Iterator[Finding]:
    """What nobody owns nobody does, and what has no day is never late: the same incident comes again.

    Fails: `action_items: [Alert earlier]`.
    Passes: the same with `owner:` and `due:`; what is done, or will not be; an example; a drill.
    """
    del today
    for incident in library.incidents:
        if incident.example or not incident.counts:
            continue
        required = _required(library, incident)
        for index, item in enumerate(incident.action_items):
            if not item.is_open:
                continue
            loc = ("action_items", index)
            missing = [key for key in _KEYS if not getattr(item, key) and not incident.is_lost((*loc, key))]
            asked = [key for key in missing if key not in required]
            if asked:
                keys = any_of([f"`{key}:`" for key in asked], "and")
                sentence = f"nobody knows {_unknown(asked)}; write {keys}"
                yield Finding(incident, loc, sentence, "loose-action", "advice")


def _required(library: Library, incident: Incident) -> frozenset[str]:
    """Return the keys that the handbook's form asks for of this incident: another rule says that they are missing."""
    if not incident.post_mortem or incident.post_mortem.status != "published":
        return frozenset()
    return frozenset(
        field.key
        for form in library.of(PostMortemForm, incident.key.handbook)
        for section in form.sections
        if section.key == "action_items"
        for field in section.fields
        if field.required
    )


def _unknown(missing: list[str]) -> str:
    return any_of([{"owner": "who does this", "due": "until when"}[key] for key in missing], "and")
