"""Response times: how long it takes to detect, acknowledge, mitigate and resolve; every incident is a dot."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.library.lengths import duration
from generator.library.library import Library
from generator.library.reports.census import APART, census, handbook_of, legend_of, level_of, severity_cell, undated
from generator.library.reports.incident_times import STAGES, Stage, StageName, stages
from generator.library.reports.response_groups import Group, Grouping, Timed, groupings
from generator.library.reports.series import Dot, Dots, Strip
from generator.library.reports.spread import HOW
from generator.library.reports.table import MOST_ROWS, Cell, Column, Report, Row, Table, Topic, Unknown
from generator.records.incident import Incident
from generator.records.refs import Key
from generator.records.scalars import Line

TOPIC = Topic(
    "response-times",
    "Response times",
    "How long does it take until we notice, take it on, end the harm, and have all well again?",
)
TOO_FEW = "too few to summarise"
QUARTERS_DRAWN = 12
"""As many quarters as a picture has room for; the table under it has all."""

_MEANT: dict[StageName, str] = {
    "detect": "from the first harm to users (`started`) to the first alert or report (`detected`)",
    "acknowledge": "from the first harm to users (`started`) until somebody took it on (`acknowledged`)",
    "mitigate": "from the first harm to users (`started`) until the harm ended (`mitigated`)",
    "resolve": "from the first harm to users (`started`) until all was well again (`resolved`)",
}
_TARGETS: dict[StageName, str] = {"acknowledge": "response time", "resolve": "resolution target"}
_RINGS = (
    "Targets count from the detection and these times from the start, so no line in these pictures can stand for a "
    "target: a dot in a ring is an incident that missed its own."
)
_BEFORE = (
    "A time before the first harm, such as an alert that fired before anybody was hurt, is no length of time: it is "
    "counted apart, stands in no median and has no dot."
)
_CAUTION = Line(
    "A time says little by itself. Nobody can say exactly when trouble begins and when it is over, the same minutes "
    "can be a small matter or a catastrophe, and a handful of long incidents outweighs all others in any average. Who "
    "has read thousands of published incident reports, [the VOID](https://www.thevoid.community/report), found no link "
    "between how long an incident lasted and how bad it was, and advises against judging a team by a mean time to "
    "resolve. So there is no mean here: look at the dots, ask about the ones far to the right, and read what people "
    "learned from them."
)


def response_times(library: Library, today: date) -> Report:
    """Return the four times of all incidents: a table for each with its groups, and one of every incident."""
    found = census(library)
    timed = [stages(library, incident, today) for incident in found.incidents]
    alike = tuple(groupings(library, found.incidents))
    tables = tuple(
        _table(library, name, tuple(map(Timed, found.incidents, (own[place] for own in timed))), alike)
        for place, (name, _) in enumerate(STAGES)
    )
    every = Table(
        "incidents",
        "Every incident",
        (
            Column("incident", "Incident"),
            Column("severity", "Severity"),
            Column("began", "Began"),
            *(Column(f"{name}_minutes", name.capitalize()) for name, _ in STAGES),
        ),
        tuple(
            (*_names(library, incident), *map(_length, own))
            for incident, own in zip(found.incidents, timed, strict=True)
        ),
        empty="No incident is recorded yet.",
        since="began",
    )
    return Report(
        *TOPIC,
        (*tables, every),
        (Line(f"{_RINGS} {APART}"), HOW, _BEFORE, _CAUTION, *undated(found.incidents, "incident", "in no quarter")),
        found.of_examples,
    )


def _table(library: Library, name: StageName, times: tuple[Timed, ...], alike: Iterable[Grouping]) -> Table:
    groups = tuple(grouping.of(times) for grouping in alike)
    target = _TARGETS.get(name)
    columns = (
        Column("by", "Grouped by"),
        Column("handbook", "Handbook"),
        Column("group", "Incidents"),
        Column("known", "Known"),
        Column("unknown", "Unknown"),
        Column("not_yet", "Not yet"),
        Column("before_harm", "Before the harm"),
        Column("median_minutes", "Median"),
        Column("ninetieth_percentile_minutes", "90th percentile"),
        Column("note", "Note"),
        *((Column("target_met", "Target met"), Column("target_missed", "Target missed")) if target else ()),
    )
    counted_from = f" Targets are the {target} of each severity, counted from the detection." if target else ""
    return Table(
        f"time-to-{name}",
        f"Time to {name}",
        columns,
        tuple(_row(group, with_target=bool(target)) for group in groups) if times else (),
        Line(f"Time to {name}: {_MEANT[name]}.{counted_from}{_cut(groups)}"),
        "No incident is recorded yet.",
        charts=tuple(_charts(library, name, groups)),
        behind=_behind(library, name, times),
        figures=True,
        heads=2,
    )


def _cut(groups: tuple[Group, ...]) -> str:
    """Return which incidents have a dot and which quarters are drawn, where there are too many for all."""
    number = len(groups[0].times)
    quarters = sum(group.by == "quarter" for group in groups)
    dots = f" The dots are the latest {MOST_ROWS} of {number} incidents, the numbers count all."
    drawn = f" Of {quarters} quarters the latest {QUARTERS_DRAWN} are drawn, the table has all."
    return (dots if number > MOST_ROWS else "") + (drawn if quarters > QUARTERS_DRAWN else "")


def _row(group: Group, *, with_target: bool) -> Row:
    times = group.spread
    none = Unknown("not known of any incident")
    verdicts = [one.stage.goal.verdict for one in group.times if one.stage.goal and one.stage.goal.took is not None]
    return (
        "" if group.by == "all" else group.by,
        group.handbook,
        group.name,
        times.known,
        times.unknown,
        times.awaited,
        times.before,
        none if times.median is None else times.median,
        none if times.ninetieth is None else times.ninetieth,
        TOO_FEW if times.is_small else "",
        *((verdicts.count("met"), verdicts.count("missed")) if with_target else ()),
    )


def _charts(library: Library, name: StageName, groups: tuple[Group, ...]) -> Iterator[Dots]:
    latest = groups[0].times[:MOST_ROWS]
    parts = legend_of(library, (one.incident for one in latest))
    dots = {one.incident.key: tuple(_dot(library, one)) for one in latest}
    for by in ("severity", "quarter"):
        own = [group for group in groups if group.by == by]
        # Severities are as many as the handbooks set; quarters come as long as the site is kept.
        own = own[:QUARTERS_DRAWN] if by == "quarter" else own
        several = len({group.handbook for group in own}) > 1
        strips = tuple(_strip(group, dots, with_handbook=several) for group in own)
        if any(strip.dots for strip in strips):
            said = "; ".join(f"{strip.name}: {strip.note}{_summary(strip)}" for strip in strips)
            title = f"Time to {name} by {by}, a dot for each incident"
            yield Dots(f"time-to-{name}-by-{by}", title, f"{said}.", parts, strips)


def _strip(group: Group, shown: Mapping[Key, tuple[Dot, ...]], *, with_handbook: bool) -> Strip:
    times = group.spread
    more = [f"{times.known} known"]
    more += [f"{times.unknown} unknown"] if times.unknown else []
    more += [f"{times.awaited} not yet"] if times.awaited else []
    more += [f"{times.before} before the harm"] if times.before else []
    more += ["too few"] if times.is_small else []
    # Those that have dots are the latest of all, so none of a group stands behind as many of its own.
    dots = tuple(dot for one in group.times[:MOST_ROWS] for dot in shown.get(one.incident.key, ()))
    middle, ninetieth = (None, None) if times.is_small else (times.median, times.ninetieth)
    name = f"{group.handbook} {group.name}" if with_handbook else group.name
    return Strip(name, ", ".join(more), dots, middle, ninetieth)


def _summary(strip: Strip) -> str:
    if strip.median is None or strip.ninetieth is None:
        return ""
    return f", median {duration(strip.median)}, 90th percentile {duration(strip.ninetieth)}"


def _dot(library: Library, one: Timed) -> Iterator[Dot]:
    if one.stage.length is not None:
        level = level_of(library, one.incident)
        goal = one.stage.goal
        is_missed = goal is not None and goal.took is not None and goal.verdict == "missed"
        missed = f", {goal.name} missed" if goal and is_missed else ""
        words = f"{one.incident.title}, {level.name}: {duration(one.stage.length)}{missed}"
        yield Dot(one.incident, one.stage.length, level.look, is_missed, words)


def _behind(library: Library, name: StageName, times: tuple[Timed, ...]) -> Table:
    columns = (
        Column("incident", "Incident"),
        Column("severity", "Severity"),
        Column("began", "Began"),
        Column("handbook", "Handbook"),
        Column("minutes", f"Time to {name}"),
    )
    rows = tuple(
        (
            *_names(library, one.incident),
            handbook_of(library, one.incident),
            _length(one.stage),
        )
        for one in times[:MOST_ROWS]
    )
    title = f"Time to {name} of every incident"
    more = len(times) - len(rows)
    return Table(f"time-to-{name}-incidents", title, columns, rows, whole="incidents", more=more)


def _names(library: Library, incident: Incident) -> tuple[Cell, Cell, Cell]:
    level = severity_cell(library, incident) or Unknown("severity not recorded")
    return incident, level, incident.day or Unknown("no day recorded")


def _length(stage: Stage) -> Cell:
    return Unknown(stage.reason) if stage.length is None else stage.length
