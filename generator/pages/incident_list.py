"""The lists of incidents: the newest rows on the page, and each year of a handbook as a page and as a script."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from generator.library.lengths import duration
from generator.library.library import Library, instant_of
from generator.library.reports.incident_times import lasted
from generator.library.reports.year_parts import YearPart, by_year
from generator.pages.addresses import list_of
from generator.pages.dashboard_words import DashboardWords
from generator.pages.incident_words import open_first
from generator.pages.like_words import like_marks
from generator.pages.list_script import Cell, list_script
from generator.pages.page import DataFile
from generator.records.handbook import Handbook
from generator.records.incident import Incident
from generator.records.refs import Key
from generator.records.severity import Severity

SHOWN = 500
"""As many rows a list has on its page; the years hold every incident."""
_MINUTE = 60


@dataclass(frozen=True)
class IncidentYear:
    """One year of a handbook's incidents."""

    handbook: Handbook
    part: YearPart[Incident]
    missing: int = 0
    """How many of them a list does not show itself."""

    @property
    def uri(self) -> str:
        """Its page."""
        return f"incidents/{self.handbook.key.id}/{self.part.name}.md"

    @property
    def script(self) -> str:
        """The same as data."""
        return f"incidents/{self.handbook.key.id}/{self.part.name}.js"


@dataclass(frozen=True)
class IncidentList:
    """What a list of incidents shows."""

    rows: tuple[Incident, ...]
    """Open ones first, then the newest."""
    total: int
    books: tuple[tuple[Handbook, tuple[IncidentYear, ...]], ...]
    """The years of each handbook, where the page cannot show all rows."""


def incident_list(library: Library, incidents: Iterable[Incident]) -> IncidentList:
    """Return the rows of a list and where the others are."""
    every = open_first(incidents)
    rows = every[:SHOWN]
    if len(rows) == len(every):
        return IncidentList(rows, len(every), ())
    shown = {incident.key for incident in rows}
    own = {incident.key.handbook for incident in every}
    books = (book for book in library.handbooks if book.key.id in own)
    return IncidentList(rows, len(every), tuple((book, tuple(_counted(library, book, shown))) for book in books))


def incident_years(library: Library, handbook: Handbook) -> tuple[IncidentYear, ...]:
    """Return the years of a handbook, newest first; none where each list has room for all incidents."""
    if len(library.incidents) <= SHOWN:
        return ()
    own = (incident for incident in library.incidents if incident.key.handbook == handbook.key.id)
    parts = by_year(own, lambda incident: incident.day.year if incident.day else None)
    return tuple(IncidentYear(handbook, part) for part in parts)


def year_scripts(library: Library, words: DashboardWords) -> Iterator[DataFile]:
    """Yield the same as data."""
    for book in library.handbooks:
        for year in incident_years(library, book):
            yield list_script(year.script, partial(_rows, library, words, year.part.rows))


def _rows(library: Library, words: DashboardWords, incidents: Iterable[Incident]) -> Iterator[list[Cell]]:
    return (_cells(library, words, incident) for incident in incidents)


def address_pattern(year: IncidentYear) -> str:
    """Return the address of a page of an incident of that year, with `*` for its id: for links made by a script."""
    return list_of("incident", year.handbook.key.id).replace("index.md", "*.md")


def _counted(library: Library, handbook: Handbook, shown: set[Key]) -> Iterator[IncidentYear]:
    for year in incident_years(library, handbook):
        missing = sum(incident.key not in shown for incident in year.part.rows)
        yield IncidentYear(handbook, year.part, missing)


def _cells(library: Library, words: DashboardWords, incident: Incident) -> list[Cell]:
    """Return a row in the order in which find.js reads it."""
    found, length = library.find(incident.severity), lasted(incident)
    level = found if isinstance(found, Severity) else None
    return [
        incident.id,
        incident.title,
        str(incident.day) if incident.day else None,
        str(level.id) if level else None,
        str(level.name) if level else None,
        library.rank(incident.severity),
        incident.status,
        incident.type,
        int(incident.is_open),
        int(bool(incident.example)),
        int(incident.is_duplicate),
        None if length is None else duration(length),
        instant_of(incident) // _MINUTE,
        words.further_words_of(incident),
        like_marks(incident),
    ]
