"""Post-mortem duty of every incident: who owes one, why, by when, and how far it is."""

from collections.abc import Iterable
from datetime import date

from generator.library.library import Library
from generator.library.post_mortem_duty import STANDINGS, Deadline, Duties, Duty, Standing
from generator.library.reports.census import census, counted_words, sort_of
from generator.library.reports.dated import DaysLate, Due, LateCount, LateState
from generator.library.reports.table import Cell, Column, Report, Table, Topic, Unknown

TOPIC = Topic("post-mortem-duty", "Post-mortem duty", "Which incidents owe a post-mortem, and which of those are late?")

_MEETING = (
    Column("meeting_due", "Meeting due"),
    Column("meeting", "Meeting"),
    Column("meeting_days_late", "Meeting days late"),
)
_PUBLICATION_DUE = Column("publication_due", "Publication due")
_PUBLISHED = Column("published", "Published")
_DAYS_LATE = Column("publication_days_late", "Publication days late")
_REQUIRED = (
    "Whether a post-mortem is required is the policy of the incident's severity: always, if the trouble is recurring, "
    "or never. Recurring means that an earlier incident of the same handbook used the same runbook or had a factor of "
    "the same category, within the policy's span, counted from start to start; without a span, any earlier incident "
    "counts. Examples recur among examples, and near misses, drills, maintenance and duplicates never make trouble "
    "recurring."
)
_OTHERS = (
    "Near misses, drills, maintenance and duplicates owe none, and no number of incidents counts them. Where somebody "
    "began one all the same, it stands in a table of its own, and the days of its severity hold for it, too."
)
_DUE = (
    "The meeting and the publication are counted from the resolution, hour by hour; each is due on the day on which "
    "its span ends in the handbook's zone. A post-mortem is late when the day on which its publication is due is over "
    "there and it is not published, and so is a meeting that was not held. Nothing is due before the incident is "
    "resolved."
)
_STATES = (
    "Missing: the incident is resolved, and nobody began one. In review: written, and not agreed on yet. Not due yet: "
    "required, and the incident is still open. Not known: no severity, no policy or no start is recorded. Late: not "
    "published, and the day on which the publication was due is over; of the published ones, those published after it. "
    "Meeting late: not held, and the day on which it was due is over; or held after it."
)


def post_mortem_duty(library: Library, today: date) -> Report:
    """Return what is owed, what is due first on top; what is published; how many stand where; what was begun apart."""
    every, found = Duties(library), census(library)
    duties = tuple(every.of(incident) for incident in found.incidents)
    apart = tuple(every.of(incident) for incident in found.apart)
    published = tuple(duty for duty in duties if duty.standing == "published")
    owed = tuple(duty for duty in duties if duty.is_owed and duty.standing != "published")
    return Report(
        *TOPIC,
        (_owed(owed, today), _published(published, today), _states(duties, today), _begun_apart(apart, today)),
        (_REQUIRED, _OTHERS, _DUE),
        of_examples=found.of_examples,
    )


def due_of(duty: Duty, deadline: Deadline) -> Due | None:
    """Return the due day of what is still to come, for cells that the day changes."""
    return Due(deadline.due, duty.zone) if deadline.due and deadline.is_awaited else None


def _owed(duties: Iterable[Duty], today: date) -> Table:
    """Return what is not published yet by its due day."""
    columns = (
        Column("incident", "Incident"),
        Column("state", "State"),
        Column("why", "Why"),
        *_MEETING,
        _PUBLICATION_DUE,
        _DAYS_LATE,
    )
    rows = tuple(
        (
            duty.incident,
            _state(duty, today),
            duty.why,
            *_part(duty, duty.meeting, "meeting", today),
            duty.publication.due or Unknown(duty.publication.no_due),
            _days_late(duty, duty.publication, "publication day", today),
        )
        for duty in sorted(duties, key=_by_due_day)
    )
    return Table("owed", "Owed", columns, rows, empty="No incident owes a post-mortem.", since="publication_due")


def _published(duties: Iterable[Duty], today: date) -> Table:
    """Return what is published, newest first."""
    columns = (
        Column("incident", "Incident"),
        Column("why", "Why"),
        *_MEETING,
        _PUBLICATION_DUE,
        _PUBLISHED,
        _DAYS_LATE,
    )
    rows = tuple((duty.incident, duty.why, *_parts(duty, today)) for duty in sorted(duties, key=_newest))
    return Table("published", "Published", columns, rows, empty="No post-mortem is published yet.", since="published")


def _begun_apart(duties: tuple[Duty, ...], today: date) -> Table:
    """Return the post-mortems of near misses, drills, maintenance and duplicates; those that are awaited first."""
    columns = (
        Column("incident", "Incident"),
        Column("sort", "Sort"),
        Column("state", "State"),
        *_MEETING,
        _PUBLICATION_DUE,
        _PUBLISHED,
        _DAYS_LATE,
    )
    begun = sorted((duty for duty in duties if duty.is_owed), key=_by_due_day)
    rows = tuple(
        (duty.incident, sort_of(duty.incident), _state(duty, today), *_parts(duty, today))
        for duty in sorted(begun, key=lambda duty: duty.standing == "published")
    )
    stand = "stands" if len(duties) == 1 else "stand"
    note = (
        f"Of {counted_words(len(duties), 'record')} that {stand} apart: near misses, drills, maintenance, duplicates."
    )
    return Table(
        "apart",
        "Begun and not owed",
        columns,
        rows,
        note,
        "Nobody began one that is not owed.",
        since="publication_due",
    )


def _state(duty: Duty, today: date) -> Cell:
    """Return where a post-mortem stands; where a day can make it late, as a browser corrects it."""
    due = due_of(duty, duty.publication)
    return LateState.on(today, duty.standing, due) if due else duty.standing


def _parts(duty: Duty, today: date) -> tuple[Cell, ...]:
    return (
        *_part(duty, duty.meeting, "meeting", today),
        *_part(duty, duty.publication, "publication day", today),
    )


def _part(duty: Duty, deadline: Deadline, what: str, today: date) -> tuple[Cell, Cell, Cell]:
    """Return the cells for when a part is due, when it was done, and how late that was or is."""
    done = deadline.done or Unknown("not yet" if deadline.is_awaited else f"no {what} recorded")
    return deadline.due or Unknown(deadline.no_due), done, _days_late(duty, deadline, what, today)


def _days_late(duty: Duty, deadline: Deadline, what: str, today: date) -> Cell:
    """Return how late a part was done; while it is awaited, how late it is on a day."""
    due = due_of(duty, deadline)
    if due:
        return DaysLate.on(today, due)
    late = deadline.days_late(today)
    return Unknown(deadline.no_due or f"no {what} recorded") if late is None else late


def _states(duties: Iterable[Duty], today: date) -> Table:
    """Return how many incidents stand where, and how many of them are late."""
    found: dict[Standing, list[Duty]] = {standing: [] for standing in STANDINGS}
    for duty in duties:
        found[duty.standing].append(duty)
    columns = (
        Column("state", "State"),
        Column("incidents", "Incidents"),
        Column("late", "Late"),
        Column("meeting_late", "Meeting late"),
    )
    rows = tuple(
        (
            standing,
            len(found[standing]),
            _late(((duty, duty.publication) for duty in found[standing]), today),
            _late(((duty, duty.meeting) for duty in found[standing]), today),
        )
        for standing in STANDINGS
    )
    return Table("states", "How many stand where", columns, rows, _STATES, figures=True)


def _late(parts: Iterable[tuple[Duty, Deadline]], today: date) -> Cell:
    """Return how many are late: of what is over the number is fixed, of what is awaited the day changes it."""
    every = tuple(parts)
    awaited = tuple(due for duty, deadline in every if (due := due_of(duty, deadline)))
    over = sum(bool(deadline.days_late(today)) for _, deadline in every if not deadline.is_awaited)
    return LateCount.on(today, awaited, over) if awaited else over


def _by_due_day(duty: Duty) -> tuple[date, tuple[int, str]]:
    """Order by the day on which the publication is due, so that the late ones come first whatever day it is."""
    return duty.publication.due or date.max, _newest(duty)


def _newest(duty: Duty) -> tuple[int, str]:
    """Order by the day on which it was published, else by that on which the incident began; the latest first."""
    latest = duty.publication.done or duty.incident.day
    return (-latest.toordinal() if latest else 0, duty.incident.id)
