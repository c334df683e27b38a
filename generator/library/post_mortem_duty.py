"""Post-mortem duty: whether an incident owes a post-mortem, why, by when, and how far it is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from generator.library.library import Library
from generator.library.recurrence import Recurrence, Recurrences
from generator.records.incident import Incident
from generator.records.incident_parts import PostMortem
from generator.records.scalars import Line
from generator.records.severity import PostMortemPolicy, Severity
from generator.records.times import Day, Span, Zone

Standing = Literal["not known", "not required", "not due yet", "missing", "draft", "in review", "published"]
"""How far a post-mortem is, whatever day it is."""
STANDINGS: tuple[Standing, ...] = (
    "missing",
    "draft",
    "in review",
    "published",
    "not due yet",
    "not required",
    "not known",
)
State = Literal[Standing, "late"]

_WRITTEN: dict[str, Standing] = {"draft": "draft", "in-review": "in review", "published": "published"}
_OTHER_TYPES = {
    "near-miss": "a near miss owes none",
    "drill": "a drill owes none",
    "maintenance": "maintenance owes none",
}


class Deadline(NamedTuple):
    """By when a part of the post-mortem is owed: on the day on which the span from `resolved` ends."""

    due: date | None
    """In the handbook's zone; it is late when this day is over there."""
    no_due: str
    """Why there is no due day; empty when there is one."""
    within: Span | None
    """The span that the severity sets."""
    done: date | None
    is_awaited: bool
    """Whether it is still to come: not done, and the post-mortem is not published without it."""

    def days_late(self, today: date) -> int | None:
        """Return how many days late it was done, or is today; 0 when it is not late, None when nobody can say."""
        if self.due is None or not (self.done or self.is_awaited):
            return None
        return max(((self.done or today) - self.due).days, 0)


@dataclass(frozen=True)
class Duty:
    """What one incident owes."""

    incident: Incident
    standing: Standing
    reason: str
    """Why it is required, or why not, in words."""
    recurring: tuple[Recurrence, ...]
    """What makes it recurring; empty where that does not matter."""
    otherwise: Line | None
    """What is owed instead of a post-mortem, in the severity's words."""
    meeting: Deadline
    publication: Deadline
    zone: Zone
    """The handbook's zone, in which due days end."""

    @property
    def is_owed(self) -> bool:
        """Whether there is, or has to be, a post-mortem."""
        return self.standing not in {"not required", "not known"}

    def is_late(self, today: date) -> bool:
        """Say whether its due day is over and it is not published."""
        return self.publication.is_awaited and bool(self.publication.days_late(today))

    def state(self, today: date) -> State:
        """Return where it stands on a day."""
        return "late" if self.is_late(today) else self.standing

    @property
    def why(self) -> str:
        """The reason with every recurrence in words."""
        return ": ".join((self.reason, *filter(None, ["; ".join(one.words for one in self.recurring)])))


class Duties:
    """What the incidents of one library owe."""

    def __init__(self, library: Library) -> None:
        """Compute nothing yet."""
        self.library = library
        self.recurrences = Recurrences(library)

    def of(self, incident: Incident) -> Duty:
        """Return what an incident owes by its severity's policy, by what came before, and by its own record."""
        policy = self._policy(incident)
        recurring = self._recurring(incident, policy)
        is_required, reason = self._required(incident, policy, recurring)
        written, zone = incident.post_mortem, self.library.handbook(incident.key.handbook).timezone
        standing = _standing(incident, is_required)
        spans = (policy.meeting_within, policy.publish_within) if policy else (None, None)
        days = (written.meeting, written.published) if written else (None, None)
        return Duty(
            incident,
            standing,
            _reason(written, reason, is_required),
            recurring if is_required else (),
            policy.otherwise if policy and standing == "not required" and _may_owe(incident) else None,
            _deadline(incident, standing, spans[0], days[0], zone),
            _deadline(incident, standing, spans[1], days[1], zone),
            zone,
        )

    def _policy(self, incident: Incident) -> PostMortemPolicy | None:
        level = self.library.find(incident.severity)
        return level.post_mortem_policy if isinstance(level, Severity) else None

    def _recurring(self, incident: Incident, policy: PostMortemPolicy | None) -> tuple[Recurrence, ...]:
        if policy is None or policy.required != "if-recurring" or not _may_owe(incident):
            return ()
        return self.recurrences.of(incident, policy.recurring_within.length if policy.recurring_within else None)

    def _required(
        self, incident: Incident, policy: PostMortemPolicy | None, recurring: tuple[Recurrence, ...]
    ) -> tuple[bool | None, str]:
        """Return whether the policy requires one (None when that is not known), and why."""
        level = incident.severity.key.id if incident.severity else ""
        if not incident.counts:
            return False, _OTHER_TYPES[incident.type]
        if incident.is_duplicate:
            return False, "it is a duplicate of another incident, which owes it"
        if policy is None:
            return None, f"no post-mortem policy is recorded for {level}" if level else "no severity is recorded"
        if policy.required == "if-recurring":
            return self._if_recurring(incident, policy.recurring_within, recurring)
        if policy.required == "always":
            return True, f"{level} always requires one"
        return False, f"{level} requires none"

    def _if_recurring(
        self, incident: Incident, within: Span | None, recurring: tuple[Recurrence, ...]
    ) -> tuple[bool | None, str]:
        level = incident.severity.key.id if incident.severity else ""
        if recurring:
            return True, f"recurring within {within}" if within else "recurring"
        if self.recurrences.began(incident) is None:
            return None, "its start is not recorded, so nobody can say whether it is recurring"
        where = "published here" if self.library.edition == "public" else "recorded"
        span = f" in the {within} before" if within else ""
        return False, f"{level} requires one of recurring trouble, and nothing like it is {where}{span}"


def _may_owe(incident: Incident) -> bool:
    """Say whether the policy of its severity is asked at all."""
    return incident.counts and not incident.is_duplicate


def _standing(incident: Incident, is_required: bool | None) -> Standing:  # noqa: FBT001 - what it tells is the name
    state = incident.post_mortem.status if incident.post_mortem else ""
    if state in _WRITTEN:
        return _WRITTEN[state]
    if state == "not-required" or is_required is False:
        return "not required"
    if is_required is None:
        return "not known"
    return "not due yet" if incident.is_open else "missing"


def _reason(written: PostMortem | None, reason: str, is_required: bool | None) -> str:  # noqa: FBT001 - as above
    """Return why it stands as it stands: the record's word counts before the policy's, and both are said."""
    excused = written is not None and written.status == "not-required"
    if written is None or is_required is (not excused):
        return reason
    said = "its record says so" if excused else "written" if written.status == "published" else "begun"
    return f"{said}{';' if is_required is None else ', though'} {reason}"


def _deadline(incident: Incident, standing: Standing, within: Span | None, day: Day | None, zone: Zone) -> Deadline:
    """Return when a part is due: the span counts hour by hour from `resolved`, also over a change of the clocks."""
    is_owed = standing not in {"not required", "not known"}
    resolved = incident.resolved.at if incident.resolved else None
    no_due = ""
    if not is_owed:
        no_due = "no post-mortem is owed"
    elif within is None:
        no_due = "the severity sets no time for it"
    elif resolved is None:
        no_due = "not resolved yet" if incident.is_open else "no resolution time recorded"
    due = (resolved + within.length).astimezone(zone.info).date() if resolved and within and not no_due else None
    is_awaited = is_owed and day is None and standing != "published"
    return Deadline(due, no_due, within, day.date if day else None, is_awaited)
