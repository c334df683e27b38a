"""A duplicate leads to the incident itself."""

from collections.abc import Iterator
from datetime import date

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.incident import Incident


def duplicate_chains(library: Library, today: date) -> Iterator[Finding]:
    """Numbers count the incident that others repeat. Where each repeats the next, nobody says which one that is.

    Fails: two incidents that are `duplicate_of:` each other: no number counts either of them.
    Passes: both are `duplicate_of:` a third one, which is none.
    """
    del today
    for incident in library.incidents:
        repeated = _repeated(library, incident)
        if repeated is None or repeated.duplicate_of is None or repeated.key == incident.key:
            continue
        yield Finding(incident, ("duplicate_of",), _sentence(library, incident), "duplicate-chain")


def _sentence(library: Library, incident: Incident) -> str:
    """Say where a chain leads in the end."""
    passed, one = {incident.key}, incident
    while (following := _repeated(library, one)) and following.key not in passed:
        passed.add(following.key)
        one = following
    if following is None and one.duplicate_of is None:
        here = one.id if one.key.handbook == incident.key.handbook else f"{one.key.handbook}/{one.id}"
        return f"{incident.duplicate_of} is a duplicate itself; write {here}, which is none"
    return (
        f"{incident.duplicate_of} is a duplicate itself, in a circle of which no number counts any; "
        "take `duplicate_of` out of the one that the others repeat"
    )


def _repeated(library: Library, incident: Incident) -> Incident | None:
    found = library.find(incident.duplicate_of)
    return found if isinstance(found, Incident) else None
