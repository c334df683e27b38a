"""What the pages of incidents and the home page ask of the library: headings, orders, lists, words for states."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from markupsafe import Markup

from generator.library.kinship import Kin, SeenBefore, kin, seen_before
from generator.library.library import Library
from generator.library.reports.action_items import LedgerRow, rows_of
from generator.library.reports.incident_times import Duty, Stage, duties, lasted, stages
from generator.library.timeline import Entry, days
from generator.pages.scale import Scale, scale
from generator.pages.template_words import clock
from generator.pages.values import day_words, zone_name
from generator.records.incident import Incident
from generator.records.incident_parts import Factor, Message
from generator.records.post_mortem_form import FormSection, PostMortemForm
from generator.records.times import Moment

_STATES = {"in-progress": "in progress", "wont-do": "won't do"}
_DETECTED_BY = {"alert": "an alert", "customer": "a customer", "staff": "staff", "test": "a test"}


@dataclass(frozen=True)
class Period:
    """From when to when an incident lasted, as its line of facts says it."""

    start: Moment | None
    end: Moment | None
    one_day: bool
    """Whether it ended on the day on which it began, and in the same zone."""


def period(incident: Incident) -> Period:
    """Return from when to when an incident lasted."""
    start, end = incident.started, incident.resolved
    if not (start and end and start.at and end.at):
        return Period(start, end, one_day=False)
    return Period(start, end, start.at.date() == end.at.date() and zone_name(start.at) == zone_name(end.at))


def day_clock(moment: Moment) -> Markup:
    """Return the day and the time of a moment without its zone, which follows at the end of the line."""
    if moment.at is None:
        return Markup("{}").format(str(moment))
    stamp = moment.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Markup('<time datetime="{}">{} {:%H:%M}</time>').format(stamp, day_words(moment.at), moment.at)


def zone_of(at: datetime) -> str:
    """Return the short name of a zone at that moment."""
    return zone_name(at)


def kin_words(groups: tuple[Kin, ...]) -> tuple[str, ...]:
    """Return the titles of incidents that belong to one, for the search."""
    return tuple(str(one.title) for group in groups for one in group.incidents)


def state_words(state: str) -> str:
    """Return the state of an action item or incident in words."""
    return _STATES.get(state, state.replace("-", " "))


def detected_by_words(word: str | None) -> str:
    """Return what noticed an incident, as it reads behind "detected by"."""
    return _DETECTED_BY.get(word or "", word or "")


def open_first(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Return open incidents first, then those of other types that are open, then the rest; each newest first."""
    return tuple(sorted(incidents, key=lambda one: (not one.is_open, one.is_open and not one.counts)))


def by_category(factors: tuple[Factor, ...]) -> tuple[tuple[str, tuple[Factor, ...]], ...]:
    """Return factors by their category in the order in which the categories come first; those without one last."""
    found: dict[str, list[Factor]] = {}
    for factor in sorted(factors, key=lambda factor: not factor.category):
        found.setdefault(str(factor.category or ""), []).append(factor)
    return tuple((category.replace("-", " "), tuple(group)) for category, group in found.items())


class IncidentWords:
    """What the templates of incidents and of the home page ask the library."""

    def __init__(self, library: Library, today: date) -> None:
        """`today` is the day of the build."""
        self.library = library
        self.today = today

    def heading_of(self, incident: Incident, key: str, ours: str) -> str:
        """Return what the handbook's own form calls a section, or our words where it names none.

        A heading that promises a zone, "Timeline (all times UTC)", loses its promise where the times have another.
        """
        forms = self.library.of(PostMortemForm, incident.key.handbook)
        parts = [part for form in forms for part in form.sections]
        named = (part for part in parts if part.key == key)
        gathering = (part for part in parts if _gathers(part, key))
        found = next(named, None) or next(gathering, None)
        if found is None:
            return ours
        heading = str(found.heading)
        return heading if self.library.zone(incident) == "UTC" else re.sub(r"\s*\([^()]*UTC[^()]*\)", "", heading)

    def stages_of(self, incident: Incident) -> tuple[Stage, ...]:
        """Return the four durations with their targets."""
        return stages(self.library, incident, self.today)

    def scale_of(self, incident: Incident) -> Scale | None:
        """Return the course of an incident drawn to scale."""
        return scale(incident, self.stages_of(incident))

    def days_of(self, incident: Incident) -> tuple[tuple[date, tuple[Entry, ...]], ...]:
        """Return the timeline by day."""
        return days(self.library, incident)

    def zones_of(self, incident: Incident) -> tuple[str, ...]:
        """Return the short names of the zones that the timeline's times have: two when the clocks changed."""
        return tuple(dict.fromkeys(zone_name(entry.at) for _, entries in self.days_of(incident) for entry in entries))

    def duties_of(self, incident: Incident) -> tuple[Duty, ...]:
        """Return when the meeting and the post-mortem are owed."""
        return duties(self.library, incident)

    def kin_of(self, incident: Incident) -> tuple[Kin, ...]:
        """Return the incidents that belong to one."""
        return kin(self.library, incident)

    def seen_before_of(self, incident: Incident) -> tuple[SeenBefore, ...]:
        """Return earlier incidents like this one."""
        return seen_before(self.library, incident)

    def message_time(self, incident: Incident, message: Message) -> Markup:
        """Return when a message was sent: the time of day, with the day when it was not the incident's first."""
        at = message.at.at
        return clock(message.at) if at and at.date() == incident.day else day_clock(message.at)

    def actions_of(self, incident: Incident) -> tuple[LedgerRow, ...]:
        """Return an incident's action items in the order written."""
        return tuple(rows_of(self.library, incident))

    def words(self) -> dict[str, Callable[..., Any]]:
        """Return what templates call, by name."""
        plain = (period, day_clock, zone_of, state_words, kin_words, detected_by_words, open_first, by_category, lasted)
        own = ("heading_of", "stages_of", "scale_of", "days_of", "zones_of", "duties_of", "kin_of", "seen_before_of")
        named = {function.__name__: function for function in plain}
        return {**named, **{name: getattr(self, name) for name in (*own, "message_time", "actions_of")}}


def _gathers(part: FormSection, key: str) -> bool:
    """Say whether a section of the form gathers the facts of one of ours: `impact.revenue` is of `impact`."""
    if part.key:
        return part.key.startswith(f"{key}.")
    return bool(part.fields) and all(field.key.startswith(f"{key}.") for field in part.fields)
