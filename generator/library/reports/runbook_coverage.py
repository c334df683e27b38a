"""Runbook coverage: incidents without a runbook, runbooks that nobody used, alerts and services that nothing names."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.library.library import Library
from generator.library.reports.census import APART, Census, census, counted_words, handbook_of, severity_cell
from generator.library.reports.scope import published
from generator.library.reports.table import Cell, Column, Report, Row, Table, Topic, Unknown
from generator.library.titles import title_of
from generator.records.incident import Incident
from generator.records.incident_parts import RunbookUse
from generator.records.record import Record
from generator.records.refs import Key, PersonRef, ServiceRef
from generator.records.runbook import Runbook
from generator.records.scalars import Line
from generator.records.service import Service

TOPIC = Topic(
    "runbook-coverage",
    "Runbook coverage",
    "What breaks without a runbook, and which runbooks does nobody use?",
)
_HOW = Line(
    "A runbook was used when an incident's record names it under `runbooks:`; whether it helped stands there, too. A "
    "service is covered when a runbook names it under `services:`."
)


_INTERNAL = (
    "Incidents and runbooks that are not for everybody are not published: an incident without a runbook here may have "
    "had an internal one, and a runbook that no incident used here may have been used in an internal one."
)


@dataclass(frozen=True)
class Use:
    """One time that a runbook was used."""

    incident: Incident
    use: RunbookUse


@dataclass(frozen=True)
class Uses:
    """How often a runbook was used, newest first."""

    runbook: Runbook
    incidents: tuple[Use, ...]
    apart: tuple[Use, ...]
    """In drills, near misses and others."""

    def tally(self) -> tuple[int, int, int]:
        """Return how often it helped, did not help, and nobody said."""
        helped = [one.use.helped for one in self.incidents]
        no = sum(flag is not None and not flag for flag in helped)
        return sum(bool(flag) for flag in helped), no, sum(flag is None for flag in helped)


def runbook_coverage(library: Library, today: date) -> Report:
    """Return where incidents, runbooks, alerts and services are not covered by each other."""
    del today
    found = census(library)
    word = published(library)
    runbooks = tuple(runbook for book in library.handbooks for runbook in library.of(Runbook, book.key.id))
    inside, apart = _uses(found.incidents), _uses(found.apart)
    uses = tuple(Uses(one, tuple(inside.get(one.key, ())), tuple(apart.get(one.key, ()))) for one in runbooks)
    return Report(
        *TOPIC,
        (
            _without_runbook(library, found),
            _used(uses),
            _never_used(library, uses),
            _alerts(library, found, runbooks),
            _services(library, found),
        ),
        (_HOW, *([_INTERNAL] if word else []), APART),
        found.of_examples,
    )


def _uses(incidents: tuple[Incident, ...]) -> dict[Key, list[Use]]:
    """Return how incidents used each runbook, in the order of the incidents."""
    found: dict[Key, list[Use]] = {}
    for incident in incidents:
        for use in incident.runbooks:
            found.setdefault(use.runbook.key, []).append(Use(incident, use))
    return found


def _without_runbook(library: Library, found: Census) -> Table:
    word = published(library)
    bare = [incident for incident in found.incidents if not incident.runbooks]
    columns = (
        Column("incident", "Incident"),
        Column("severity", "Severity"),
        Column("began", "Began"),
        Column("alerts", "Alerts"),
        Column("services", "Services"),
        Column("fitting", "Fitting runbooks"),
    )
    rows = tuple(
        (
            incident,
            severity_cell(library, incident) or Unknown("severity not recorded"),
            incident.day or Unknown("no day recorded"),
            ", ".join(incident.alerts) or Unknown("no alert recorded"),
            tuple(_records(library, incident.services)) or Unknown("no service recorded"),
            _fitting(library, incident) or Unknown(f"no {word}runbook names its alerts or services"),
        )
        for incident in bare
    )
    number = len(found.incidents)
    fitting = " A runbook fits when it names one of the alerts or services of the incident." if bare else ""
    note = f"{number - len(bare)} of {counted_words(number)} had a {word}runbook.{fitting}" if number else ""
    empty = f"Every incident had a {word}runbook." if number else "No incident is recorded yet."
    return Table("without-runbook", f"Incidents without a {word}runbook", columns, rows, note, empty, since="began")


def _fitting(library: Library, incident: Incident) -> tuple[Record, ...]:
    """Return the runbooks of the handbook that name an alert or a service of the incident."""
    services = {ref.key for ref in incident.services}
    return tuple(
        runbook
        for runbook in library.of(Runbook, incident.key.handbook)
        if set(runbook.alerts) & set(incident.alerts) or services & {ref.key for ref in runbook.services}
    )


def _used(uses: Iterable[Uses]) -> Table:
    used = [one for one in uses if one.incidents]
    columns = (
        Column("runbook", "Runbook"),
        Column("used", "Incidents"),
        Column("helped", "Helped"),
        Column("did_not_help", "Did not help"),
        Column("not_recorded", "Not recorded"),
        Column("last_used", "Last used"),
        Column("last_incident", "In"),
        Column("apart", "Drills and others"),
    )
    used.sort(key=lambda one: (-len(one.incidents), one.runbook.title.lower(), one.runbook.key))
    rows = tuple(_use_row(one) for one in used)
    return Table("used", "Runbooks that were used", columns, rows, empty="No runbook was used yet.")


def _use_row(one: Uses) -> Row:
    last = one.incidents[0].incident
    day = last.day or Unknown("no day recorded")
    return (one.runbook, len(one.incidents), *one.tally(), day, last, len(one.apart))


def _never_used(library: Library, uses: Iterable[Uses]) -> Table:
    columns = (
        Column("runbook", "Runbook"),
        Column("handbook", "Handbook"),
        Column("owner", "Owner"),
        Column("reviewed", "Reviewed"),
        Column("apart", "Drills and others"),
    )
    rows = tuple(
        (
            one.runbook,
            title_of(library.handbook(one.runbook.key.handbook)),
            _owner(library, one.runbook.owner),
            one.runbook.reviewed.date if one.runbook.reviewed else Unknown("never reviewed"),
            len(one.apart),
        )
        for one in uses
        if not one.incidents
    )
    title = f"Runbooks that no {published(library)}incident used"
    return Table("never-used", title, columns, rows, empty="Every runbook was used.")


def _alerts(library: Library, found: Census, runbooks: tuple[Runbook, ...]) -> Table:
    named = {(runbook.key.handbook, alert) for runbook in runbooks for alert in runbook.alerts}
    fired: dict[tuple[str, str], list[Incident]] = {}
    for incident in found.incidents:
        for alert in incident.alerts:
            fired.setdefault((incident.key.handbook, alert), []).append(incident)
    columns = (
        Column("alert", "Alert"),
        Column("handbook", "Handbook"),
        Column("times", "Incidents"),
        Column("last", "Last"),
        Column("incidents", "Which incidents"),
    )
    rows = tuple(
        (key[1], handbook_of(library, incidents[0]), len(incidents), incidents[0].day, tuple(incidents))
        for key, incidents in fired.items()
        if key not in named
    )
    word = published(library)
    title = f"Alerts that fired and stand in no {word}runbook"
    return Table(
        "alerts", title, columns, rows, empty=f"Every alert that fired stands in a {word}runbook.", since="last"
    )


def _services(library: Library, found: Census) -> Table:
    columns = (
        Column("service", "Service"),
        Column("handbook", "Handbook"),
        Column("tier", "Tier"),
        Column("owner", "Owner"),
        Column("runbooks", "Runbooks"),
        Column("incidents", "Incidents"),
    )
    hit = Counter(key for incident in found.incidents for key in {ref.key for ref in incident.services})
    rows = tuple(row for book in library.handbooks for row in _bare_services(library, hit, book.key.id))
    word = published(library)
    title = f"Services without a {word}runbook or without {'a published' if word else 'an'} incident"
    return Table("services", title, columns, rows, empty="Every service has both, or none is recorded.")


def _bare_services(library: Library, hit: Counter[Key], handbook: str) -> Iterator[Row]:
    for service in library.of(Service, handbook):
        runbooks = library.users_of(service, Runbook)
        incidents = hit[service.key]
        if not runbooks or not incidents:
            tier: Cell = int(service.tier) if service.tier else Unknown("no tier recorded")
            title = title_of(library.handbook(handbook))
            none = Unknown(f"no {published(library)}runbook names it")
            yield (service, title, tier, _owner(library, service.owner), runbooks or none, incidents)


def _owner(library: Library, owner: PersonRef | None) -> Cell:
    if owner is None:
        return Unknown("no owner recorded")
    return (None if owner.is_handle or owner.hidden else library.find(owner)) or str(owner)


def _records(library: Library, refs: Iterable[ServiceRef]) -> Iterator[Record]:
    for ref in refs:
        found = library.find(ref)
        if found:
            yield found
