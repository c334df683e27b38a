"""Factors and lessons: what contributed to incidents, what people learned, what went well and where they were lucky."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.library.library import Library
from generator.library.reports.census import APART, Census, census, counted_words, sort_of
from generator.library.reports.series import Bar, Bars, Part
from generator.library.reports.table import Cell, Column, Report, Row, Said, Table, Topic, Unknown
from generator.records.incident import Incident
from generator.records.incident_parts import Factor

TOPIC = Topic(
    "factors-and-lessons",
    "Factors and lessons",
    "What contributes to our incidents again and again, and what have we learned?",
)
_NO_CATEGORY = "no category recorded"
_HOW = (
    "A category is the word that the records give a factor. An incident counts once in each of its categories. Newest "
    "first everywhere."
)


@dataclass(frozen=True)
class Contribution:
    """One factor of one incident."""

    incident: Incident
    factor: Factor

    @property
    def category(self) -> str:
        """What kind of thing, in words; empty when nobody said."""
        return str(self.factor.category or "").replace("-", " ")


def factors_and_lessons(library: Library, today: date) -> Report:
    """Return the contributing factors by category, and each list of what was learned; newest first."""
    del today
    found = census(library)
    return Report(
        *TOPIC,
        (
            _categories(found),
            _factors(found),
            _lessons(found),
            _lines(found, "went-well", "What went well", "went_well"),
            _lines(found, "lucky", "Where we were lucky", "lucky"),
            _apart(found),
        ),
        (_HOW, APART),
        found.of_examples,
    )


def _contributions(incidents: tuple[Incident, ...]) -> Iterator[Contribution]:
    for incident in incidents:
        yield from (Contribution(incident, factor) for factor in incident.contributing_factors)


def _by_category(incidents: tuple[Incident, ...]) -> dict[str, list[Contribution]]:
    """Return the factors by category: those of most incidents first, those without a category last."""
    groups: dict[str, list[Contribution]] = {}
    for one in _contributions(incidents):
        groups.setdefault(one.category, []).append(one)
    return dict(sorted(groups.items(), key=lambda group: (not group[0], -len(_incidents(group[1])), group[0])))


def _incidents(group: list[Contribution]) -> tuple[Incident, ...]:
    return tuple({one.incident.key: one.incident for one in group}.values())


def _categories(found: Census) -> Table:
    groups = _by_category(found.incidents)
    apart = _by_category(found.apart)
    columns = (
        Column("category", "Category"),
        Column("count", "Incidents"),
        Column("factors", "Factors"),
        Column("last", "Last"),
        Column("incidents", "Which incidents"),
        Column("apart", "Drills and others"),
    )
    rows = []
    for category in (*groups, *(name for name in apart if name not in groups)):
        group = groups.get(category, [])
        incidents = _incidents(group)
        last = incidents[0].day if incidents else None
        others = _incidents(apart.get(category, []))
        rows.append((category or Unknown(_NO_CATEGORY), len(incidents), len(group), last, incidents, others))
    without = sum(not incident.contributing_factors for incident in found.incidents)
    note = f"{counted_words(without)} of {len(found.incidents)} {'has' if without == 1 else 'have'} no factor recorded."
    return Table(
        "categories",
        "Contributing factors by category",
        columns,
        tuple(rows),
        note if without else "",
        "No contributing factor is recorded yet.",
        charts=_chart(groups),
    )


def _chart(groups: dict[str, list[Contribution]]) -> tuple[Bars, ...]:
    if not groups:
        return ()
    bars = tuple(Bar(name or _NO_CATEGORY, (len(_incidents(group)),)) for name, group in groups.items())
    said = ", ".join(f"{bar.name} in {counted_words(bar.counts[0])}" for bar in bars)
    title = "Incidents by category of what contributed"
    top = max(bar.counts[0] for bar in bars)
    return (Bars("factors-by-category", title, f"{said}.", (Part("incidents", "plain"),), bars, top),)


def _factors(found: Census) -> Table:
    columns = (
        Column("factor", "Factor"),
        Column("category", "Category"),
        Column("incident", "Incident"),
        Column("began", "Began"),
    )
    rows = tuple(
        (Said(one.factor.text, one.incident), one.category or Unknown(_NO_CATEGORY), one.incident, _day(one.incident))
        for one in _contributions(found.incidents)
    )
    return Table(
        "factors",
        "Every factor",
        columns,
        rows,
        empty="No contributing factor is recorded yet.",
        folded=bool(rows),
        since="began",
    )


def _lessons(found: Census) -> Table:
    rows = tuple(
        (incident, _day(incident), Said(incident.lessons, incident)) for incident in found.incidents if incident.lessons
    )
    columns = (Column("incident", "Incident"), Column("began", "Began"), Column("lesson", "Lesson"))
    return Table("lessons", "Lessons", columns, rows, empty="No lesson is recorded yet.", since="began")


def _lines(found: Census, name: str, title: str, key: str) -> Table:
    rows = tuple(
        (Said(line, incident), incident, _day(incident))
        for incident in found.incidents
        for line in getattr(incident, key)
    )
    columns = (Column("what", "What"), Column("incident", "Incident"), Column("began", "Began"))
    return Table(name, title, columns, rows, since="began")


def _apart(found: Census) -> Table:
    columns = (
        Column("what", "What"),
        Column("sort", "Kind"),
        Column("record", "Record"),
        Column("type", "Type"),
        Column("began", "Began"),
    )
    rows = tuple(row for incident in found.apart for row in _said_by(incident))
    title = "From near misses, drills and others"
    return Table("apart", title, columns, rows, empty="None of them says what was learned.", since="began")


def _said_by(incident: Incident) -> Iterator[Row]:
    end: tuple[Cell, ...] = (incident, sort_of(incident), _day(incident))
    if incident.lessons:
        yield (Said(incident.lessons, incident), "lesson", *end)
    for factor in incident.contributing_factors:
        yield (Said(factor.text, incident), "factor", *end)
    for line in incident.went_well:
        yield (Said(line, incident), "went well", *end)
    for line in incident.lucky:
        yield (Said(line, incident), "lucky", *end)


def _day(incident: Incident) -> Cell:
    return incident.day or Unknown("no day recorded")
