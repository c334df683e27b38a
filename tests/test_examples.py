"""The made-up records show every feature: each key of the formats, each situation that an incident can be in."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from fnmatch import fnmatchcase
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal, get_args, get_origin
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel

from generator.library.library import Library
from generator.library.project import open_project
from generator.records import KINDS
from generator.records.incident import Incident
from generator.records.post_mortem_form import MILESTONES
from generator.records.severity import Severity
from generator.records.walking import walk

TODAY = date(2026, 11, 22)
EXAMPLE = "example"
NOT_SHOWN = (
    # Each of both ways is shown on some records; one more hidden page is nothing that a new team can look at.
    "*.visibility*",
    # The fields of message templates show the same types.
    "Variable.type: *",
    # A few are shown; each is a fact that stands on the incident's page, or a reader that templates name.
    "MessageField.prefill: *",
    "Message.audience: *",
)
"""Keys and choices that need not stand in the example handbook, and why."""


@cache
def library() -> Library:
    """Return the repository's own records."""
    return open_project(Path(__file__).parent.parent, TODAY, "internal").library


def examples() -> list[Incident]:
    """Return the incidents of the example handbook."""
    return [incident for incident in library().incidents if incident.key.handbook == EXAMPLE]


def models(model: type[BaseModel], known: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Yield a model and those inside it, each once."""
    if model not in known:
        known.add(model)
        yield model
        for field in model.model_fields.values():
            for inner in within(field.annotation):
                if isinstance(inner, type) and issubclass(inner, BaseModel):
                    yield from models(inner, known)


def within(annotation: object) -> Iterator[object]:
    """Yield an annotation and all that it is made of."""
    yield annotation
    for inner in get_args(annotation):
        yield from within(inner)


def choices(annotation: object) -> set[str]:
    """Return the words that a key chooses from; empty where any text will do."""
    return {str(word) for part in within(annotation) if get_origin(part) is Literal for word in get_args(part)}


def test_the_example_handbook_uses_every_key_and_every_choice() -> None:
    """What a new team copies has each key of the formats, and each of the words that a key chooses from."""
    used: set[str] = set()
    for record in library().records:
        if record.key.handbook == EXAMPLE:
            for part in (record, *(value for _, value in walk(record))):
                if isinstance(part, BaseModel):
                    used |= {name for key in part.model_fields_set for name in names(part, key)}
    known: set[type[BaseModel]] = set()
    wanted = {
        f"{model.__name__}.{key}{word}"
        for model in chain.from_iterable(models(kind.model, known) for kind in KINDS.values())
        for key, field in model.model_fields.items()
        for word in ("", *(f": {word}" for word in choices(field.annotation)))
    }
    assert sorted(name for name in wanted - used if not any(fnmatchcase(name, free) for free in NOT_SHOWN)) == []


def names(part: BaseModel, key: str) -> tuple[str, str]:
    """Return what a key that is written shows: itself, and what it chose."""
    name = f"{type(part).__name__}.{key}"
    return name, f"{name}: {getattr(part, key)}"


def test_every_level_of_every_handbook_had_an_incident() -> None:
    """A report by level has something to show for each of them."""
    levels = {record.key for record in library().records if isinstance(record, Severity)}
    held = {incident.severity.key for incident in library().incidents if incident.severity}
    assert levels - held == set()


def test_every_incident_of_the_example_handbook_is_marked() -> None:
    """What was made up says so."""
    assert [incident.id for incident in examples() if not incident.example] == []


def times(incident: Incident) -> list[datetime]:
    """Return every instant that an incident names, in its zone."""
    moments = [*incident.milestones.values(), *(event.at for event in incident.timeline)]
    return [moment.at for moment in moments if moment.at]


def over_a_clock_change(incident: Incident) -> bool:
    """Say whether the clocks changed between the start and the end."""
    start, end = incident.started and incident.started.at, incident.resolved and incident.resolved.at
    return bool(start and end and start.utcoffset() != end.utcoffset())


def in_a_repeated_hour(incident: Incident) -> bool:
    """Say whether it names both passes of an hour that came twice."""
    zone = ZoneInfo(incident.timezone or "UTC")
    clocks = {at.astimezone(UTC): at.astimezone(zone).replace(tzinfo=None, fold=0) for at in times(incident)}
    return len(set(clocks.values())) < len(clocks)


def lasts(incident: Incident, least: timedelta) -> bool:
    """Say whether it took at least so long."""
    return incident.time_to_resolve is not None and incident.time_to_resolve >= least


def over_midnight(incident: Incident) -> bool:
    """Say whether it ended on the day after it began."""
    start, end = incident.started and incident.started.at, incident.resolved and incident.resolved.at
    return bool(start and end and end.date() - start.date() == timedelta(days=1))


def is_late(incident: Incident) -> bool:
    """Say whether its post-mortem was published after the day that its level allows."""
    level = library().find(incident.severity)
    policy = level.post_mortem_policy if isinstance(level, Severity) else None
    published = incident.post_mortem.published if incident.post_mortem else None
    if not (policy and policy.publish_within and published and incident.resolved and incident.resolved.at):
        return False
    return published.date > (incident.resolved.at + policy.publish_within.length).date()


def recurs(incident: Incident) -> bool:
    """Say whether its level asks for a post-mortem only then, and its runbook was used in the span before."""
    level = library().find(incident.severity)
    policy = level.post_mortem_policy if isinstance(level, Severity) else None
    if not policy or policy.required != "if-recurring" or not policy.recurring_within or not incident.day:
        return False
    first = incident.day - policy.recurring_within.length
    used = {use.runbook for use in incident.runbooks}
    return any(
        other.day and first <= other.day < incident.day and used & {use.runbook for use in other.runbooks}
        for other in examples()
    )


def is_overdue(incident: Incident) -> bool:
    """Say whether one of its action items is late."""
    return any(item.is_overdue(TODAY) for item in incident.action_items)


SITUATIONS: dict[str, Callable[[Incident], bool]] = {
    "over midnight": over_midnight,
    "in a zone of its own": lambda incident: incident.timezone not in {None, "UTC"},
    "over a clock change": over_a_clock_change,
    "in an hour that came twice": in_a_repeated_hour,
    "still open": lambda incident: incident.is_open and incident.counts,
    "a time is missing": lambda incident: len(incident.milestones) < len(MILESTONES) and not incident.is_open,
    "in a folder of its own": lambda incident: incident.path.endswith("/incident.yaml"),
    "in a folder by year": lambda incident: f"/{incident.id[:4]}/" in incident.path,
    "no action item": lambda incident: not incident.action_items,
    "an overdue action item": is_overdue,
    "an action item without an owner": lambda incident: any(not item.owner for item in incident.action_items),
    "an action item without a day": lambda incident: any(not item.due for item in incident.action_items),
    "an action item without a ticket": lambda incident: any(not item.ticket for item in incident.action_items),
    "a runbook was needed again": recurs,
    "a post-mortem that is late": is_late,
    "a post-mortem in time": lambda incident: (
        bool(incident.post_mortem and incident.post_mortem.published) and not is_late(incident)
    ),
    "a post-mortem that is missing": lambda incident: not incident.post_mortem and not incident.is_open,
    "its own facts": lambda incident: bool(incident.own_facts),
    "data was lost": lambda incident: bool(incident.impact and incident.impact.data_loss),
    "a runbook that did not help": lambda incident: any(str(use.helped) == "no" for use in incident.runbooks),
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_an_example_incident_shows(situation: str) -> None:
    """Each situation that pages and reports must cope with is there to be seen."""
    assert [incident.id for incident in examples() if SITUATIONS[situation](incident)] != []


def test_one_incident_lasts_for_days() -> None:
    """A timeline of several days is there to be seen."""
    assert [incident.id for incident in library().incidents if lasts(incident, timedelta(days=2))] != []
