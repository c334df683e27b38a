"""An incident: something that hurt users, from the first symptom to the last action item."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import ClassVar, Literal, Self

from pydantic import Field, PrivateAttr

from generator.problems import Fault
from generator.records.action_item import ActionItem
from generator.records.incident_parts import (
    Event,
    Factor,
    Impact,
    Message,
    PostMortem,
    Responder,
    RunbookUse,
    SeverityChange,
)
from generator.records.kind import Kind
from generator.records.own_facts import OwnFacts
from generator.records.placing import place_times
from generator.records.post_mortem_form import MILESTONES, Milestone
from generator.records.record import Document
from generator.records.refs import IncidentRef, PersonRef, ServiceRef, SeverityRef
from generator.records.scalars import AlertName, Flag, Line, Prose, Slug, Words, slugify
from generator.records.service import NamedLink
from generator.records.times import Moment, Zone

Status = Literal["investigating", "identified", "monitoring", "resolved"]
MAX_ID = 48


class Incident(Document):
    """Something that hurt users, from the first symptom to the last action item."""

    instead: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("duration", "time_to_detect", "time_to_acknowledge", "time_to_mitigate", "time_to_resolve"),
            "it is computed from the times; leave it out",
        ),
        "author": "write it under `post_mortem:`, as `author:`",
    }

    severity: SeverityRef | None = Field(default=None, examples=["P1"])
    """How bad it was at its worst."""
    severity_changes: tuple[SeverityChange, ...] = ()
    """How the level changed."""
    type: Literal["incident", "near-miss", "drill", "maintenance"] = "incident"
    """What it was."""
    example: Flag = Flag("no")
    """Whether it is made up; the site says so."""
    status: Status = Field(examples=["resolved"])
    """Where it stands."""
    timezone: Zone | None = None
    """The zone of its times; the handbook's unless said."""
    started: Moment | None = Field(default=None, examples=["2025-02-11 14:02"])
    """First harm to users."""
    detected: Moment | None = Field(default=None, examples=["14:14"])
    """First alert or report."""
    acknowledged: Moment | None = Field(default=None, examples=["14:17"])
    """Somebody took it on."""
    mitigated: Moment | None = Field(default=None, examples=["15:05"])
    """The harm ended."""
    resolved: Moment | None = Field(default=None, examples=["15:31"])
    """All is well again."""
    detected_by: Literal["alert", "customer", "staff", "test"] | None = None
    """What noticed it first."""
    commander: PersonRef | None = None
    """Who led the response."""
    responders: tuple[Responder, ...] = ()
    """Who worked on it."""
    services: tuple[ServiceRef, ...] = ()
    """What broke."""
    alerts: tuple[AlertName, ...] = ()
    """The alerts that fired."""
    runbooks: tuple[RunbookUse, ...] = ()
    """The runbooks that were used."""
    tags: tuple[Words, ...] = Field(default=(), examples=[["provider"]])
    """Words to find it by."""
    related: tuple[IncidentRef, ...] = ()
    """Incidents that have to do with it."""
    duplicate_of: IncidentRef | None = None
    """The incident that this one turned out to be."""
    caused_by: IncidentRef | None = None
    """The incident that led to it."""
    summary: Prose | None = Field(default=None, examples=["Payments failed in one region for an hour."])
    """What happened, in a paragraph or two."""
    impact: Impact | None = None
    """What it did."""
    timeline: tuple[Event, ...] = ()
    """What happened when."""
    root_cause: Prose | None = Field(default=None, examples=["The provider's certificate had expired."])
    """What made it possible."""
    contributing_factors: tuple[Factor, ...] = ()
    """What else contributed."""
    resolution: Prose | None = Field(default=None, examples=["Traffic went to the second provider."])
    """What ended it."""
    went_well: tuple[Line, ...] = Field(default=(), examples=[["The alert fired within two minutes"]])
    """What to keep."""
    went_wrong: tuple[Line, ...] = Field(default=(), examples=[["Nobody knew who may switch the provider"]])
    """What to change."""
    lucky: tuple[Line, ...] = Field(default=(), examples=[["It was a holiday"]])
    """What could have gone worse."""
    lessons: Prose | None = Field(default=None, examples=["A certificate of somebody else is ours to watch."])
    """What others can learn."""
    questions: tuple[Line, ...] = Field(default=(), examples=[["Why did the second region not fail?"]])
    """What is not known yet."""
    messages: tuple[Message, ...] = ()
    """What was said to whom."""
    post_mortem: PostMortem | None = None
    """Where the post-mortem stands."""
    action_items: tuple[ActionItem, ...] = ()
    """What is to be done."""
    links: tuple[NamedLink, ...] = ()
    """More to read."""

    _repeats: bool = PrivateAttr(default=False)

    def seated_like(self, other: Self, own: OwnFacts | None = None) -> Self:
        """Tell the incident that it stands where another one does, of which it is a changed copy; returns it.

        A copy of a duplicate is one, also where the public edition does not say of what.
        """
        self._repeats = other.is_duplicate
        return super().seated_like(other, own)

    def settle(self, zone: Zone) -> tuple[Fault, ...]:
        """Place every time on its day (formats.md, rule 6); returns what could not be placed."""
        lists = {name: getattr(self, name) for name in ("timeline", "severity_changes", "messages")}
        milestones = {name: getattr(self, name) for name in MILESTONES}
        return place_times(milestones, lists, self.timezone or zone)

    @property
    def is_open(self) -> bool:
        """Whether it still goes on."""
        return self.status != "resolved"

    @cached_property
    def is_duplicate(self) -> bool:
        """Whether it repeats another incident, be that one published or not."""
        return self.duplicate_of is not None or self._repeats

    @property
    def counts(self) -> bool:
        """Whether numbers count it: a drill, a near miss and a maintenance are apart."""
        return self.type == "incident"

    def since_start(self, moment: Moment | None) -> timedelta | None:
        """Return how long after `started` a moment is; None where a time is missing."""
        if moment is None or moment.at is None or self.started is None or self.started.at is None:
            return None
        return moment.at - self.started.at

    @property
    def time_to_detect(self) -> timedelta | None:
        """From `started` to `detected`; None where a time is missing."""
        return self.since_start(self.detected)

    @property
    def time_to_acknowledge(self) -> timedelta | None:
        """From `started` to `acknowledged`."""
        return self.since_start(self.acknowledged)

    @property
    def time_to_mitigate(self) -> timedelta | None:
        """From `started` to `mitigated`."""
        return self.since_start(self.mitigated)

    @property
    def time_to_resolve(self) -> timedelta | None:
        """From `started` to `resolved`."""
        return self.since_start(self.resolved)

    @cached_property
    def day(self) -> date | None:
        """The day it began in its own zone: of `started`, else of the first time known, else of its id."""
        first = next((moment for moment in self.milestones.values()), None)
        if first is not None and first.at is not None:
            return first.at.date()
        try:
            return date.fromisoformat(self.id[:10])
        except ValueError:
            return None

    @cached_property
    def instant(self) -> int:
        """When it began, in seconds since 1970: its first milestone, else its day, else 0."""
        first = next(iter(self.milestones.values()), None)
        if first is not None and first.at is not None:
            return int(first.at.timestamp())
        return self.day.toordinal() * 86_400 - 62_135_596_800 if self.day else 0

    @cached_property
    def milestones(self) -> dict[Milestone, Moment]:
        """The known milestones in order."""
        pairs = ((name, getattr(self, name)) for name in MILESTONES)
        return {name: moment for name, moment in pairs if moment is not None}

    @cached_property
    def actions(self) -> tuple[tuple[str, ActionItem], ...]:
        """Each action item with its id; ids made from the text are unique in the incident."""
        taken = {item.id for item in self.action_items if item.id}
        named: list[tuple[str, ActionItem]] = []
        for item in self.action_items:
            name = item.id or _free(slugify(item.action)[:MAX_ID].strip("-") or "action", taken)
            taken.add(Slug(name))
            named.append((name, item))
        return tuple(named)

    def faults(self) -> Iterator[Fault]:
        """The chain of levels joins, ids are unique, status and times agree."""
        yield from self._severity_faults()
        seen: set[Slug] = set()
        for index, item in enumerate(self.action_items):
            if item.id in seen:
                sentence = f'two action items have the id "{item.id}"; rename one of them'
                yield Fault(("action_items", index, "id"), sentence, "duplicate-id")
            if item.id:
                seen.add(item.id)
        if self.resolved and self.is_open:
            sentence = (
                f'it was resolved ({self.resolved}), so its status is not "{self.status}"; write `status: resolved`'
            )
            yield Fault(("status",), sentence, "one-or-other")

    def _severity_faults(self) -> Iterator[Fault]:
        changes = self.severity_changes
        for index, (one, other) in enumerate(pairwise(changes)):
            if one.became != other.was:
                before = f"the level became {one.became} before, so this change begins there, not at {other.was}"
                sentence = f"{before}; write {one.became}"
                yield Fault(("severity_changes", index + 1, "was"), sentence, "broken-chain")
        for index, change in enumerate(changes):
            if change.was == change.became:
                sentence = f"a change from {change.was} to itself is none; leave it out"
                yield Fault(("severity_changes", index, "became"), sentence, "broken-chain")
        if changes and not self.severity:
            sentence = "the severity changed, so it is known; write `severity:` with the worst level ever held"
            yield Fault(("severity_changes",), sentence, "broken-chain")


def _free(name: str, taken: set[Slug]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


INCIDENT = Kind("incident", "Incidents", Incident, folder="incidents", root="incidents")
