"""Targets: which of those that the severities set were met, missed, not reached yet, or cannot be known."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.library.library import Library
from generator.library.reports.census import APART, Census, census, counted_words, handbook_of, severity_cell
from generator.library.reports.incident_times import Goal, Stage, stages
from generator.library.reports.series import Bar, Bars, Part
from generator.library.reports.table import Cell, Column, Deadline, Report, Row, Table, Topic, Unknown
from generator.library.titles import title_of
from generator.records.incident import Incident
from generator.records.post_mortem_form import MILESTONES
from generator.records.scalars import Line
from generator.records.severity import Severity

TOPIC = Topic("targets", "Targets", "Do we respond and resolve as fast as our severities promise?")
_PARTS = (Part("met", "met"), Part("missed", "missed"), Part("not reached yet", "running"), Part("unknown", "unknown"))
"""What became of a target, in words that no clock makes wrong: nobody has to build the page anew for them."""
_HOW = Line(
    "Targets count from the detection (`detected`): the response time to `acknowledged`, the resolution target to "
    "`resolved`. Not reached yet: the incident is open and has not come so far, whether the target is over or not; the "
    "list of these says which are over by now. Unknown: a time was not recorded, or the target is in words such as "
    "“next business day”, which nobody can count."
)


@dataclass(frozen=True)
class Aim:
    """One target of one incident."""

    incident: Incident
    level: Severity
    stage: Stage
    goal: Goal

    @property
    def outcome(self) -> str:
        """What became of it, in a word that no other day changes: an open one is running, also behind its end."""
        return "running" if self.goal.took is None and self.goal.verdict == "missed" else self.goal.verdict


def targets(library: Library, today: date) -> Report:
    """Return what became of each target: by severity, the missed ones, those that run, those that nobody can know."""
    found = census(library)
    aims = tuple(aim for incident in found.incidents for aim in _aims(library, incident, today))
    return Report(
        *TOPIC,
        (
            _by_severity(library, found, aims),
            _missed(aims),
            _running(aims),
            _unknown(aims),
        ),
        (_HOW, APART),
        found.of_examples,
    )


def _aims(library: Library, incident: Incident, today: date) -> Iterator[Aim]:
    level = severity_cell(library, incident)
    for stage in stages(library, incident, today):
        if level and stage.goal:
            yield Aim(incident, level, stage, stage.goal)


def _by_severity(library: Library, found: Census, aims: tuple[Aim, ...]) -> Table:
    books = {book.key.id: place for place, book in enumerate(library.handbooks)}

    def order(aim: Aim) -> tuple[int, int, int]:
        return (books[aim.level.key.handbook], aim.level.origin.index or 0, MILESTONES.index(aim.stage.milestone))

    groups = [list(group) for _, group in groupby(sorted(aims, key=order), key=order)]
    columns = (
        Column("severity", "Severity"),
        Column("handbook", "Handbook"),
        Column("measure", "Target"),
        Column("target", "Within"),
        *(Column(part.look, part.name.capitalize()) for part in _PARTS),
    )
    without = sum(severity_cell(library, incident) is None for incident in found.incidents)
    note = f"{counted_words(without)} without a severity {'has' if without == 1 else 'have'} no target."
    return Table(
        "by-severity",
        "By severity",
        columns,
        tuple(_row(library, group) for group in groups),
        note if without else "",
        "No incident has a severity with a target.",
        charts=tuple(_charts(library, groups)),
        figures=True,
    )


def _row(library: Library, group: list[Aim]) -> Row:
    first = group[0]
    handbook = handbook_of(library, first.incident)
    return (first.level, handbook, first.goal.name, str(first.goal.target), *_counts(group))


def _counts(group: list[Aim]) -> tuple[int, ...]:
    outcomes = Counter(aim.outcome for aim in group)
    return tuple(outcomes[part.look] for part in _PARTS)


def _charts(library: Library, groups: list[list[Aim]]) -> Iterator[Bars]:
    """Yield a chart for each handbook: each has its own levels and its own targets."""
    top = max((len(group) for group in groups), default=0)
    for name, own in groupby(groups, key=lambda group: group[0].level.key.handbook):
        several = tuple(own)
        bars = tuple(Bar(_name(group[0]), _counts(group)) for group in several)
        every = Counter(aim.outcome for group in several for aim in group)
        said = ", ".join(f"{every[part.look]} {part.name}" for part in _PARTS if every[part.look])
        title = f"What became of each target, {title_of(library.handbook(name))}"
        yield Bars(f"targets-{name}", title, f"All: {said}.", _PARTS, bars, top)


def _name(aim: Aim) -> str:
    return f"{aim.level.id} {aim.level.name}: {aim.goal.name} {aim.goal.target}"


def _missed(aims: tuple[Aim, ...]) -> Table:
    columns = (*_COLUMNS, Column("took_minutes", "Took"), Column("over_minutes", "Too long by"))
    rows = tuple(
        (*_cells(aim), aim.goal.took, aim.goal.took - aim.goal.target.length)
        for aim in aims
        if aim.outcome == "missed" and aim.goal.took is not None and aim.goal.target.length is not None
    )
    return Table(
        "missed",
        "Missed",
        columns,
        rows,
        "What it took is counted from the detection.",
        "No target was missed.",
        since="began",
    )


def _running(aims: tuple[Aim, ...]) -> Table:
    """Return the targets of open incidents; how each stands now is for the browser to say."""
    rows = tuple((*_cells(aim), _deadline(aim)) for aim in aims if aim.outcome == "running")
    columns = (*_COLUMNS, Column("until", "Due"))
    empty = "No open incident has a target still to reach."
    return Table("running", "Not reached yet", columns, rows, empty=empty, since="began")


def _deadline(aim: Aim) -> Cell:
    if aim.goal.due is None:
        return Unknown("the detection is not recorded")
    return Deadline(aim.goal.due, aim.goal.verdict == "missed")


def _unknown(aims: tuple[Aim, ...]) -> Table:
    rows = tuple((*_cells(aim), aim.goal.reason) for aim in aims if aim.outcome == "unknown")
    columns = (*_COLUMNS, Column("why", "Why"))
    return Table("unknown", "Unknown", columns, rows, empty="Nothing is unknown.", since="began")


_COLUMNS = (
    Column("incident", "Incident"),
    Column("severity", "Severity"),
    Column("began", "Began"),
    Column("measure", "Target"),
    Column("target", "Within"),
)


def _cells(aim: Aim) -> Row:
    began = aim.incident.day or Unknown("no day recorded")
    return (aim.incident, aim.level, began, aim.goal.name, str(aim.goal.target))
