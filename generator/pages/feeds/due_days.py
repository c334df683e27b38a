"""Calendars of due days: action items of everybody and of each owner, and reviews."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from generator.library.reports.ledger import LedgerRow, Owner
from generator.library.titles import title_of
from generator.pages.addresses import seat_of
from generator.pages.feeds.action_items_json import anchor_of
from generator.pages.feeds.calendar import Dated, calendar, dated, midnight, written
from generator.pages.feeds.latest import latest
from generator.pages.feeds.revision import revision
from generator.pages.feeds.site import Site
from generator.pages.prose import to_text
from generator.records.contact import Contact
from generator.records.record import Record
from generator.records.review import review_due
from generator.records.times import Day


@dataclass(frozen=True)
class Due:
    """An open action item with a due day, and its event: the same in everybody's calendar and in its owner's."""

    row: LedgerRow
    event: str


def action_items(site: Site) -> tuple[Due, ...]:
    """Return the due days of all open action items, earliest first."""
    rows = site.ledger.with_due_day
    changes = {}
    for row in rows:
        if row.incident.key not in changes:  # looked for once, not for each of its action items
            changes[row.incident.key] = latest(row.incident, row.zone)
    return tuple(
        Due(row, _event(site, row, row.item.due.date, changes[row.incident.key])) for row in rows if row.item.due
    )


def of_everybody(site: Site, items: Iterable[Due]) -> str:
    """Return the calendar of all open action items."""
    return _calendar(_named(site, "action items"), items)


def owners(site: Site) -> tuple[Owner, ...]:
    """Return everybody who has a calendar: whoever owns an action item and is named."""
    return tuple(owner for owner in site.ledger.owners if owner.calendar)


def of_owner(site: Site, owner: Owner, items: Iterable[Due]) -> str:
    """Return the calendar of what one owner has still to do."""
    return _calendar(
        _title(site, owner), (item for item in items if item.row.owner and item.row.owner.key == owner.key)
    )


def reviews(site: Site) -> str:
    """Return the calendar of the days on which the next review of each record is due."""
    made = calendar(_named(site, "reviews"), "Reviews by the day they are due.")
    return written(made, map(dated, sorted(_reviews(site), key=lambda it: (it.day, it.uid))))


def _calendar(title: str, items: Iterable[Due]) -> str:
    return written(calendar(title, "Open action items by the day they are due."), (item.event for item in items))


def _named(site: Site, what: str) -> str:
    return f"{site.addresses.site_name}: {what}".removeprefix(": ")


def _title(site: Site, owner: Owner) -> str:
    book = f" ({title_of(site.library.handbook(owner.handbook))})" if owner.handbook else ""
    return f"Action items of {owner.title}{book}"


def _event(site: Site, row: LedgerRow, day: date, latest_change: datetime | None) -> str:
    """Return an action item's due day; its last change is not known, so that of its incident's record stands for it."""
    item, incident = row.item, row.incident
    changed = latest_change or midnight(day)
    level = f" ({incident.severity.key.id})" if incident.severity else ""
    about = (
        f"After: {incident.title}{level}",
        f"Owner: {row.owner.title}" if row.owner else "",
        f"Priority: {item.priority}" if item.priority else "",
        f"Ticket: {item.ticket}" if item.ticket else "",
    )
    it = Dated(
        f"action-item.{incident.key.handbook}.{incident.id}.{row.id}",
        day,
        f"Due: {to_text(str(item.action))}",
        tuple(line for line in about if line),
        changed,
        revision(changed.date(), (day - (incident.day or changed.date())).days),
        site.addresses.whole(seat_of(incident)[0], anchor_of(row)) if site.has_address else None,
    )
    return dated(it)


def _reviews(site: Site) -> Iterator[Dated]:
    """Yield the next review of every record of whatever kind that is reviewed from time to time."""
    for record in site.library.records:
        reviewed = _reviewed(record)
        due = review_due(reviewed, getattr(record, "review_every", None))
        if reviewed is None or due is None:
            continue
        about = (*_owner(site, record), f"Last review: {reviewed}")
        uid = f"review.{record.key.kind}.{record.key.handbook}.{record.key.id}"
        title = f"Review: {title_of(record)}"
        asked = revision(reviewed.date, (due - reviewed.date).days)
        yield Dated(uid, due, title, about, midnight(reviewed.date), asked, site.url(record))


def _reviewed(record: Record) -> Day | None:
    return getattr(record, "reviewed", None)


def _owner(site: Site, record: Record) -> Iterator[str]:
    ref = getattr(record, "owner", None)
    if ref is not None:
        found = site.library.find(ref) if not (ref.hidden or ref.is_handle) else None
        yield f"Owner: {found.title if isinstance(found, Contact) else ref}"
