"""Freshness: what was reviewed when, when the next review is due, and what nobody ever reviewed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from generator.library.library import Library
from generator.library.reports.dated import DaysLate, Due, LateCount
from generator.library.reports.table import Cell, Column, Report, Table, Topic, Unknown
from generator.library.titles import title_of
from generator.records.handbook import Handbook
from generator.records.record import Document, Record
from generator.records.refs import PersonRef
from generator.records.review import review_due
from generator.records.reviewed import Reviewed

TOPIC = Topic("freshness", "Freshness", "What has not been reviewed for too long, and who looks after it?")

_DUE = (
    "A review is due so many days after the last one as the record's review interval (review_every) says, and overdue "
    "when that day is over in the handbook's zone."
)
_CAUTION = "A date says only that somebody looked. What was never reviewed may be right, but nobody has said so."


@dataclass(frozen=True)
class _Review:
    record: Reviewed
    handbook: Handbook
    owner: Cell
    """A contact, a handle as it was written, or why there is nobody."""
    due: Due | None

    @property
    def owner_name(self) -> str:
        """What the rows of one owner have in common; empty where nobody owns the record."""
        if isinstance(self.owner, Record):
            return f"{self.owner.key.handbook}/{self.owner.key.id}"
        return "" if isinstance(self.owner, Unknown) else str(self.owner)


def freshness(library: Library, today: date) -> Report:
    """Return the reviews of runbooks, procedures and templates, those that are due first on top, and by owner."""
    every = tuple(_review(library, record) for record in library.records if isinstance(record, Reviewed))
    done = sorted((one for one in every if one.record.reviewed), key=_by_due_day)
    never = sorted((one for one in every if not one.record.reviewed), key=_seat(library))
    return Report(
        *TOPIC,
        (_reviews(done, today), _owners(every, today), _never(never)),
        (_DUE, _CAUTION),
    )


def _review(library: Library, record: Reviewed) -> _Review:
    handbook = library.handbook(record.key.handbook)
    day = review_due(record.reviewed, record.review_every)
    return _Review(record, handbook, _owner(library, record.owner), Due(day, handbook.timezone) if day else None)


def _owner(library: Library, ref: PersonRef | None) -> Cell:
    if ref is None:
        return Unknown("no owner recorded")
    found = None if ref.is_handle or ref.hidden else library.find(ref)
    return found or str(ref)


def _reviews(reviews: Iterable[_Review], today: date) -> Table:
    columns = (
        *_about("record", "Record"),
        Column("owner", "Owner"),
        Column("reviewed", "Reviewed"),
        Column("review_every", "Every"),
        Column("due", "Due"),
        Column("days_overdue", "Days overdue"),
    )
    rows = tuple((*_named(one), one.owner, *_days(one, today)) for one in reviews)
    return Table("reviews", "Reviews", columns, rows, empty="No review is recorded yet.")


def _days(review: _Review, today: date) -> tuple[Cell, ...]:
    reviewed, every = review.record.reviewed, review.record.review_every
    unknown = Unknown("no review interval recorded")
    return (
        reviewed.date if reviewed else None,
        str(every) if every else unknown,
        review.due.day if review.due else unknown,
        DaysLate.on(today, review.due) if review.due else unknown,
    )


def _owners(reviews: Iterable[_Review], today: date) -> Table:
    """Return what each owner looks after, whose review is due first on top; what nobody owns comes last."""
    found: dict[str, list[_Review]] = {}
    for review in reviews:
        found.setdefault(review.owner_name, []).append(review)
    columns = (
        Column("owner", "Owner"),
        Column("records", "Looks after"),
        Column("overdue", "Review overdue"),
        Column("never_reviewed", "Never reviewed"),
    )
    rows = tuple(_owner_row(owned, today) for _, owned in sorted(found.items(), key=_owner_order))
    return Table("owners", "By owner", columns, rows, empty="There is nothing to review yet.", figures=True)


def _owner_row(owned: list[_Review], today: date) -> tuple[Cell, ...]:
    never = sum(1 for one in owned if not one.record.reviewed)
    return owned[0].owner, len(owned), LateCount.on(today, (one.due for one in owned if one.due)), never


def _never(reviews: Iterable[_Review]) -> Table:
    columns = (*_about("record", "Record"), Column("owner", "Owner"))
    rows = tuple((*_named(one), one.owner) for one in reviews)
    return Table("never-reviewed", "Never reviewed", columns, rows, empty="Everything was reviewed at least once.")


def _about(key: str, title: str) -> tuple[Column, ...]:
    return Column(key, title), Column("kind", "Kind"), Column("handbook", "Handbook")


def _named(review: _Review) -> tuple[Cell, ...]:
    return review.record, review.record.key.kind, review.handbook


def _by_due_day(review: _Review) -> tuple[date, date, str, str, str]:
    """Order by due day, so that what is overdue comes first; without one, what was reviewed longest ago."""
    reviewed = review.record.reviewed.date if review.record.reviewed else date.max
    return (review.due.day if review.due else date.max, reviewed, *_name(review.record))


def _owner_order(group: tuple[str, list[_Review]]) -> tuple[bool, date, str, str]:
    name, owned = group
    owner = owned[0].owner
    title = title_of(owner) if isinstance(owner, Record) else name
    return (not name, min((one.due.day for one in owned if one.due), default=date.max), title.casefold(), name)


def _seat(library: Library) -> Callable[[_Review], tuple[int, str, str, str]]:
    """Order by handbook as the site shows them, then by kind and title."""
    place = {book.key.id: number for number, book in enumerate(library.handbooks)}
    return lambda review: (place[review.record.key.handbook], *_name(review.record))


def _name(record: Document) -> tuple[str, str, str]:
    return record.key.kind, record.title.casefold(), record.key.id
