"""The incidents of a feed, newest first: what Atom and JSON Feed both say of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from generator.library.lengths import duration
from generator.library.reports.census import sort_of
from generator.library.titles import title_of
from generator.pages.addresses import INCIDENTS, list_of, seat_of
from generator.pages.feeds.latest import began, latest
from generator.pages.feeds.site import Site
from generator.pages.prose import to_text
from generator.pages.values import day_words, zone_name
from generator.records.handbook import Handbook
from generator.records.incident import Incident

MOST = 50
"""As many of the newest incidents stand in a feed; all of them in `data/incidents.json`."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_PARTS = (("Summary", "summary"), ("Root cause", "root_cause"), ("Resolution", "resolution"), ("Lessons", "lessons"))
_BETWEEN = " \N{MIDDLE DOT} "


@dataclass(frozen=True)
class Entry:
    """One incident of a feed."""

    url: str
    """The whole address of its page, which names it for good."""
    title: str
    """Plain text."""
    summary: str
    """Plain text, one line."""
    html: Markup
    """Sanitized, with whole addresses."""
    published: datetime
    """When it began, in UTC."""
    updated: datetime
    """The latest that its record says has happened, in UTC; never when the feed was made."""
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    """The incidents of a handbook, or of the whole site."""

    title: str
    home: str
    """The whole address of the page that lists them."""
    author: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """The latest that any of them says has happened; the beginning of 1970 while there is none."""
        return max((entry.updated for entry in self.entries), default=_NEVER)


def feed(site: Site, handbook: Handbook | None) -> Feed:
    """Return a feed; an incident without any day has no place in one and is left out."""
    name = str(handbook.title) if handbook else site.addresses.site_name
    uri = list_of("incident", handbook.key.id) if handbook else INCIDENTS
    dated = [(start, one) for one in site.incidents_of(handbook) if (start := began(one, site.library.zone(one)))]
    newest = sorted(dated, key=lambda pair: (pair[0], *pair[1].key), reverse=True)[:MOST]
    entries = tuple(_entry(site, incident, start) for start, incident in newest)
    return Feed(f"{name}: incidents", site.addresses.whole(uri), name, entries)


def _entry(site: Site, incident: Incident, start: datetime) -> Entry:
    url = site.addresses.whole(*seat_of(incident))
    summary = to_text(str(incident.summary)) if incident.summary else str(incident.title)
    return Entry(
        url,
        _title(incident),
        summary,
        Markup("\n").join(_html(site, incident)),
        start,
        latest(incident, site.library.zone(incident)) or start,
        tuple(_tags(site, incident)),
    )


def _title(incident: Incident) -> str:
    """Return what a list of entries shows: many readers show nothing else."""
    said = (
        "Example" if incident.example else "",
        "" if sort_of(incident) == "incident" else sort_of(incident).capitalize(),
        str(incident.severity.key.id) if incident.severity else "",
        str(incident.title),
        incident.status,
    )
    return _BETWEEN.join(part for part in said if part)


def _html(site: Site, incident: Incident) -> Iterator[Markup]:
    yield Markup("<p>{}</p>").format(_BETWEEN.join(_facts(site, incident)))
    if incident.example:
        yield Markup("<p>This incident is made up: it is an example.</p>")
    for heading, name in _PARTS:
        text = getattr(incident, name)
        if text:
            yield Markup("<h3>{}</h3>\n{}").format(heading, site.html(text, incident))
        if name == "summary" and incident.impact and incident.impact.summary:
            yield Markup("<h3>Impact</h3>\n{}").format(site.html(incident.impact.summary, incident))
    yield Markup('<p><a href="{}">Timeline and action items</a></p>').format(
        site.addresses.whole(*seat_of(incident)),
    )


def _facts(site: Site, incident: Incident) -> Iterator[str]:
    level = site.library.find(incident.severity)
    if level:
        yield f"{level.key.id} {title_of(level)}"
    yield incident.status
    if incident.started and incident.started.at:
        at = incident.started.at
        yield f"began {day_words(at)} {at:%H:%M} {zone_name(at)}"
    if incident.time_to_resolve is not None:
        yield f"took {duration(incident.time_to_resolve)}"
    services = [title_of(found) for ref in incident.services if (found := site.library.find(ref))]
    if services:
        yield ", ".join(services)


def _tags(site: Site, incident: Incident) -> Iterator[str]:
    yield str(site.library.handbook(incident.key.handbook).title)
    if incident.severity:
        yield str(incident.severity.key.id)
    yield incident.type
    yield incident.status
    if incident.is_duplicate:
        yield "duplicate"
    yield from (str(tag) for tag in incident.tags)
