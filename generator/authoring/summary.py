"""Incidents as Markdown for reviewers: what GitHub shows in the summary of a check."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from generator.authoring.github import block
from generator.authoring.github import line as prose_line
from generator.authoring.markdown import code, link, plain
from generator.library.library import Library
from generator.library.project import Project
from generator.library.reports.incident_times import Stage, stages
from generator.library.timeline import Entry, days
from generator.records.action_item import ActionItem
from generator.records.incident import Incident
from generator.records.record import Document
from generator.records.refs import PersonRef, Ref
from generator.records.scalars import Line

MOST_BYTES = 1_000_000
"""GitHub shows no summary of more than 1 MiB."""
_UNKNOWN = "—"
_PROSE = (
    ("summary", "Summary"),
    ("root_cause", "Root cause"),
    ("resolution", "Resolution"),
    ("lessons", "Lessons"),
)
_LISTS = (("went_well", "What went well"), ("went_wrong", "What went wrong"), ("lucky", "Where we were lucky"))


def summaries(project: Project, paths: Sequence[str], today: date) -> Iterator[str]:
    """Yield each incident of these files as Markdown; a file that is none is named. Stops before GitHub's limit."""
    found = {incident.path: incident for incident in project.library.incidents}
    size = 0
    for number, path in enumerate(paths):
        incident = found.get(path)
        lines = _incident(project.library, incident, today) if incident else _strange(path)
        text = "\n".join([*lines, "", ""])
        size += len(text.encode())
        if size > MOST_BYTES:
            yield f"… and {len(paths) - number} more, for which there is no room here.\n"
            return
        yield text


def _strange(path: str) -> Iterator[str]:
    yield f"{code(path)} cannot be shown: it is no incident, or the check says what is wrong with it."


def _incident(library: Library, incident: Incident, today: date) -> Iterator[str]:
    yield from (f"## {plain(incident.title)}", "", code(incident.path), "")
    yield from _table(("", ""), _facts(library, incident))
    yield from _table(("Time to", "Took", "Target"), (_duration(stage) for stage in stages(library, incident, today)))
    for name, heading in _PROSE[:1]:
        yield from _prose(getattr(incident, name), heading)
    yield from _impact(incident)
    yield from _timeline(library, incident)
    for name, heading in _PROSE[1:]:
        yield from _prose(getattr(incident, name), heading)
    yield from _list("Contributing factors", (factor.text for factor in incident.contributing_factors))
    for name, heading in _LISTS:
        yield from _list(heading, getattr(incident, name))
    if incident.action_items:
        rows = ((identity, *_action(library, item)) for identity, item in incident.actions)
        yield from ("### Action items", "", *_table(("Id", "Action", "Owner", "Due", "State"), rows))


def _facts(library: Library, incident: Incident) -> Iterator[tuple[str, str]]:
    mark = " (an example)" if incident.example else ""
    yield "Handbook", plain(library.handbook(incident.key.handbook).title)
    yield "Severity", _named(library, incident.severity)
    yield "Status", plain(incident.status)
    yield "Type", plain(f"{incident.type}{mark}")
    yield "Detected by", plain(incident.detected_by or _UNKNOWN)
    yield "Commander", _named(library, incident.commander)
    yield "Services", _names(library, incident.services)
    yield "Runbooks", _names(library, (use.runbook for use in incident.runbooks))
    state = incident.post_mortem
    yield "Post-mortem", plain(state.status if state else _UNKNOWN)


def _duration(stage: Stage) -> tuple[str, str, str]:
    took = _length(stage.length) if stage.length is not None else f"unknown ({stage.reason})"
    if stage.early:
        took = f"{_length(stage.early)} {stage.reason}"
    goal = stage.goal
    if goal is None:
        return stage.name, plain(took), _UNKNOWN
    why = f" ({goal.reason})" if goal.reason else ""
    return stage.name, plain(took), plain(f"{goal.name} {goal.target}: {goal.verdict}{why}")


def _impact(incident: Incident) -> Iterator[str]:
    impact = incident.impact
    if impact is None:
        return
    names = ("users_affected", "revenue", "data_loss", "data_affected")
    known = [(name.replace("_", " ").capitalize(), getattr(impact, name)) for name in names]
    figures = [(heading, _text(value)) for heading, value in known if value is not None]
    yield from ("### Impact", "", *(_table(("", ""), figures) if figures else ()))
    if impact.summary:
        yield from (block(impact.summary), "")


def _timeline(library: Library, incident: Incident) -> Iterator[str]:
    entries = [entry for _, lines in days(library, incident) for entry in lines]
    if entries:
        rows = (_entry(library, incident, entry) for entry in entries)
        yield from ("### Timeline", "", *_table(("Time", "T+", "What happened"), rows))


def _entry(library: Library, incident: Incident, entry: Entry) -> tuple[str, str, str]:
    event, change = entry.event, entry.change
    words = prose_line(entry.said or "")
    if change:
        words = plain(f"Severity {change.was} became {change.became}")
        words += f": {prose_line(change.why)}" if change.why else ""
    if entry.milestone:
        words = f"**{words}**"
    if event and event.by:
        words += f" ({_named(library, event.by)})"
    if event and event.evidence:
        words += f" {link('evidence', event.evidence)}"
    return plain(f"{entry.at:%Y-%m-%d %H:%M %Z}"), plain(_since(incident, entry.at)), words


def _since(incident: Incident, at: datetime) -> str:
    start = incident.started.at if incident.started else None
    if start is None:
        return _UNKNOWN
    return f"T+{_length(at - start)}" if at >= start else f"T-{_length(start - at)}"


def _action(library: Library, item: ActionItem) -> tuple[str, str, str, str]:
    words = prose_line(item.action)
    if item.ticket:
        words += f" {link('ticket', item.ticket)}"
    return words, _named(library, item.owner), plain(item.due or _UNKNOWN), plain(item.state)


def _named(library: Library, ref: Ref | None) -> str:
    """Return what people call a record; the text itself where it names none, as a handle does."""
    if ref is None:
        return _UNKNOWN
    record = library.find(None if isinstance(ref, PersonRef) and ref.is_handle else ref)
    title = record.title if isinstance(record, Document) else getattr(record, "title", "")
    return plain(str(title or ref))


def _names(library: Library, refs: Iterable[Ref]) -> str:
    return ", ".join(_named(library, ref) for ref in refs) or _UNKNOWN


def _prose(text: str | None, heading: str) -> Iterator[str]:
    if text:
        yield from (f"### {heading}", "", block(text), "")


def _text(value: str) -> str:
    return prose_line(value) if isinstance(value, Line) else plain(value)


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    entries = [f"- {prose_line(line)}" for line in lines]
    if entries:
        yield from (f"### {heading}", "", *entries, "")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield from (f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}")
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _length(length: timedelta) -> str:
    """Return a duration in its two largest units: `1 h 29 min`."""
    minutes = round(length / timedelta(minutes=1))
    hours, left = divmod(minutes, 60)
    whole_days, hours = divmod(hours, 24)
    units = [(whole_days, "d"), (hours, "h"), (left, "min")]
    said = [f"{count} {unit}" for count, unit in units if count][:2]
    return " ".join(said) or "0 min"
