"""Files for programs: JSON with schemas, feeds, calendars and badges; one module per format, and the table of them."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial

from generator.library.reports.ledger import Owner
from generator.library.titles import title_of
from generator.pages.feeds import atom, due_days, json_feed
from generator.pages.feeds.action_items_json import ACTION_ITEMS, csv_file, csv_of
from generator.pages.feeds.badges import badges, svg
from generator.pages.feeds.collection import Collection, written
from generator.pages.feeds.entries import Feed, feed
from generator.pages.feeds.incidents_json import INCIDENTS
from generator.pages.feeds.offer import Offer
from generator.pages.feeds.on_call import on_call
from generator.pages.feeds.runbooks_json import RUNBOOKS
from generator.pages.feeds.severities_json import SEVERITIES
from generator.pages.feeds.site import Site
from generator.pages.page import DataFile
from generator.records.handbook import Handbook
from generator.records.rotation import Rotation

COLLECTIONS = (INCIDENTS, ACTION_ITEMS, RUNBOOKS, SEVERITIES)
SCHEMA_FOLDER = "schemas/data"
"""Where the schemas stand in the repository, so that a change of a file's shape is seen in review."""


def offers(site: Site) -> tuple[Offer, ...]:
    """Return every file for programs, in the order in which the Data page names them."""
    return tuple(offer for make in _MAKERS for offer in make(site))


def schema_texts() -> dict[str, str]:
    """Return the schema of every collection as the text of its file, by path relative to the repository's root."""
    return {f"{SCHEMA_FOLDER}/{it.name}.schema.json": written(it.schema()) for it in COLLECTIONS}


def _collections(site: Site) -> Iterator[Offer]:
    for it in COLLECTIONS:
        yield Offer(
            it.file(site), "data", it.title, it.about, "JSON", schema=it.schema_address, shown=partial(it.example, site)
        )
        if it is ACTION_ITEMS:
            yield _csv(site, it)


def _csv(site: Site, beside: Collection) -> Offer:
    about = (
        "The same as a table for a spreadsheet; what a spreadsheet would run as a formula has an apostrophe before it."
    )
    return Offer(csv_file(site), "data", beside.title, about, "CSV", shown=partial(_first_rows, site))


def _first_rows(site: Site) -> str:
    return "\n".join("".join(csv_of(site, site.ledger.rows[:1])).splitlines()[:2])


def _feeds(site: Site) -> Iterator[Offer]:
    """Yield the feeds; without the site's own address there can be none."""
    for handbook in site.scopes() if site.has_address else ():
        made = cache(partial(feed, site, handbook))
        for ending, form, write in (("atom", "Atom", atom.atom), ("feed.json", "JSON Feed", json_feed.json_feed)):
            address = _address("data", handbook, f"incidents.{ending}")
            file = DataFile(
                address, partial(_feed, write, made, site.addresses.whole(address)), address.partition(".")[0]
            )
            yield Offer(file, "feed", "Incidents", "New incidents, and what became of them.", form, *_scope(handbook))


def _feed(write: Callable[[Feed, str], str], made: Callable[[], Feed], own: str) -> str:
    return write(made(), own)


def _calendars(site: Site) -> Iterator[Offer]:
    items = cache(partial(due_days.action_items, site))
    shared = ("due days", items.cache_clear)
    everybody = DataFile("data/action-items.ics", lambda: due_days.of_everybody(site, items()), *shared)
    yield Offer(everybody, "calendar", "Action items", "Open action items of everybody, by due day.", "iCalendar")
    reviews = DataFile("data/reviews.ics", lambda: due_days.reviews(site))
    yield Offer(reviews, "calendar", "Reviews", "When the next review of each record is due.", "iCalendar")
    for rotation in _rotations(site):
        handbook = site.library.handbook(rotation.key.handbook)
        file = DataFile(_address("data", handbook, "on-call.ics"), partial(on_call, site, rotation))
        about = "Who is on call, shift by shift, overrides included; it never ends."
        yield Offer(file, "calendar", "On call", about, "iCalendar", *_scope(handbook))
    for owner in due_days.owners(site):
        file = DataFile(owner.calendar, partial(_calendar_of, site, owner, items), *shared)
        of = site.library.handbook(owner.handbook) if owner.handbook else None
        yield Offer(file, "owner", owner.title, "", "iCalendar", *_scope(of))


def _calendar_of(site: Site, owner: Owner, items: Callable[[], Iterable[due_days.Due]]) -> str:
    return due_days.of_owner(site, owner, items())


def _rotations(site: Site) -> Iterator[Rotation]:
    """Yield the rotations whose first shift has a day."""
    for handbook in site.library.handbooks:
        yield from (one for one in site.library.of(Rotation, handbook.key.id) if one.start)


def _badges(site: Site) -> Iterator[Offer]:
    for handbook in site.scopes():
        for badge in badges(site, handbook):
            file = DataFile(_address("data/badges", handbook, f"{badge.name}.svg"), svg(badge))
            shown = f"![{badge.label}]({site.addresses.whole(file.address)})"
            yield Offer(file, "badge", badge.label, badge.said, "SVG", *_scope(handbook), shown=shown)


def _schemas(_site: Site) -> Iterator[Offer]:
    for it in COLLECTIONS:
        file = DataFile(it.schema_address, partial(_schema, it))
        yield Offer(file, "schema", it.title, f"What {it.name}.json holds.", "JSON Schema")


def _schema(it: Collection) -> str:
    return written(it.schema())


def _address(folder: str, handbook: Handbook | None, name: str) -> str:
    return f"{folder}/{handbook.key.id}/{name}" if handbook else f"{folder}/{name}"


def _scope(handbook: Handbook | None) -> tuple[str, str]:
    return (title_of(handbook), handbook.key.id) if handbook else ("", "")


_MAKERS: tuple[Callable[[Site], Iterator[Offer]], ...] = (_collections, _feeds, _calendars, _badges, _schemas)
