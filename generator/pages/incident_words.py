"""What the pages of incidents and the home page ask of the library: headings, orders, lists, words for states."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from generator.library.kinship import SEEN_BEFORE_SHOWN, History, Kin, Neighbours, SeenBefore, kin
from generator.library.library import Library
from generator.library.reports.action_items import LedgerRow, rows_of
from generator.library.reports.incident_times import Stage, lasted, stages
from generator.library.timeline import Entry, days
from generator.pages.figures import captioned
from generator.pages.scale import pieces, scale, steps
from generator.pages.values import zone_name
from generator.pages.zone_words import ZONE_WORDS
from generator.records.incident import Incident
from generator.records.incident_parts import Factor
from generator.records.post_mortem_form import FormSection, PostMortemForm

_STATES = {"in-progress": "in progress", "wont-do": "won't do"}
_DETECTED_BY = {"alert": "an alert", "customer": "a customer", "staff": "staff", "test": "a test"}


def zones_of(timeline: Iterable[tuple[date, tuple[Entry, ...]]]) -> tuple[str, ...]:
    """Return the short names of the zones that a timeline's times have, in order: two when the clocks changed."""
    return tuple(dict.fromkeys(zone_name(entry.at) for _, entries in timeline for entry in entries))


def has_key_events(incident: Incident) -> bool:
    """Say whether some events of a timeline matter more than others."""
    return any(event.key for event in incident.timeline)


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
        self._history = library.once(History)
        self._headings: dict[tuple[str, str], str] = {}

    def heading_of(self, incident: Incident, key: str, ours: str) -> str:
        """Return what the handbook's own form calls a section, or our words where it names none.

        A heading that promises a zone, "Timeline (all times UTC)", loses its promise where the times have another.
        """
        seat = (incident.key.handbook, key)
        if seat not in self._headings:
            self._headings[seat] = self._heading(*seat)
        heading = self._headings[seat] or ours
        if "UTC" not in heading or self.library.zone(incident) == "UTC":
            return heading
        return re.sub(r"\s*\([^()]*UTC[^()]*\)", "", heading)

    def _heading(self, handbook: str, key: str) -> str:
        """Return what a handbook's own form calls a section; empty where it names none."""
        forms = self.library.of(PostMortemForm, handbook)
        parts = [part for form in forms for part in form.sections]
        named = (part for part in parts if part.key == key)
        gathering = (part for part in parts if _gathers(part, key))
        found = next(named, None) or next(gathering, None)
        return str(found.heading) if found else ""

    def stages_of(self, incident: Incident) -> tuple[Stage, ...]:
        """Return the four durations with their targets."""
        return stages(self.library, incident, self.today)

    def days_of(self, incident: Incident) -> tuple[tuple[date, tuple[Entry, ...]], ...]:
        """Return the timeline by day."""
        return days(self.library, incident)

    def kin_of(self, incident: Incident) -> tuple[Kin, ...]:
        """Return the incidents that belong to one."""
        return kin(self.library, incident)

    def seen_before_of(self, incident: Incident) -> tuple[SeenBefore, ...]:
        """Return the last few earlier incidents like this one."""
        return self._history.seen_before(incident, SEEN_BEFORE_SHOWN)

    def neighbours_of(self, incident: Incident) -> Neighbours:
        """Return the previous and the next incident of the handbook."""
        return self._history.neighbours(incident)

    def actions_of(self, incident: Incident) -> tuple[LedgerRow, ...]:
        """Return an incident's action items in the order written."""
        return tuple(rows_of(self.library, incident))

    def words(self) -> dict[str, Callable[..., Any]]:
        """Return what templates call, by name."""
        plain = (
            zones_of,
            has_key_events,
            state_words,
            detected_by_words,
            open_first,
            by_category,
            captioned,
            lasted,
            pieces,
            scale,
            steps,
        )
        own = ("heading_of", "stages_of", "days_of", "kin_of", "seen_before_of")
        named = {function.__name__: function for function in plain}
        return {
            **ZONE_WORDS,
            **named,
            **{name: getattr(self, name) for name in (*own, "neighbours_of", "actions_of")},
        }


def _gathers(part: FormSection, key: str) -> bool:
    """Say whether a section of the form gathers the facts of one of ours: `impact.revenue` is of `impact`."""
    if part.key:
        return part.key.startswith(f"{key}.")
    return bool(part.fields) and all(field.key.startswith(f"{key}.") for field in part.fields)
