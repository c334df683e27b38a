"""What the ledger asks of the library: the choices of its filters, and its numbers as views of itself."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, get_args
from urllib.parse import urlencode

from generator.library.library import Library
from generator.library.reports.action_item_counts import (
    AGES,
    NONE,
    Tally,
    age_name,
    by_age,
    by_handbook,
    by_owner,
    by_purpose,
    by_severity,
    closed_per_quarter,
    done_undated,
    lacking,
    without_actions,
)
from generator.library.reports.action_items import STATUSES, Ledger, LedgerRow
from generator.library.reports.ledger import LedgerPart
from generator.records.action_item import Purpose

Options = tuple[tuple[str, str], ...]
"""The choices of a filter: what the address says, and what people read."""
Groups = tuple[tuple[str, Options], ...]
"""Choices under headings; the heading of the first ones is empty."""

_ANY = ("", "all")
_STATUS_WORDS = {"soon": "due in 7 days", "in-progress": "in progress", "wont-do": "won't do"}
_BARE_SHOWN = 100
_LACKS = (("owner", "an owner"), ("due", "a due day"), ("ticket", "a ticket"))


def status_options() -> Options:
    """Return the states to choose from; the first is the one that the ledger opens with."""
    return tuple((status, _STATUS_WORDS.get(status, status)) for status in STATUSES)


def severity_options(ledger: Ledger) -> Options:
    """Return the levels to choose from, most severe first."""
    unknown = ((NONE, "not recorded"),) if any(not row.incident.severity for row in ledger.rows) else ()
    return (_ANY, *((level, level) for level in ledger.severities), *unknown)


def purpose_options() -> Options:
    """Return what an item can be good for."""
    return (_ANY, *((name, name) for name in get_args(Purpose)), (NONE, "not recorded"))


def age_options() -> Options:
    """Return the spans of days that an item can have been open."""
    return (_ANY, *((age_name(span), age_words(age_name(span))) for span in AGES), (NONE, age_words(NONE)))


def age_words(name: str) -> str:
    """Return a span of ages in words: `31-90 days`, `over 180 days`."""
    low, _, high = name.partition("-")
    if name == NONE:
        return "for an unknown time"
    return f"{low}\N{EN DASH}{high} days" if high else f"over {int(low) - 1} days"


def lacks_options() -> Options:
    """Return what an item can lack."""
    return (("", "nothing in particular"), *_LACKS)


def lacks_words(name: str) -> str:
    """Return what is lacking in words: `without an owner`."""
    return f"without {dict(_LACKS)[name]}"


def view_of(**state: str) -> str:
    """Return the part of the address that shows a view of the ledger: `status=overdue&owner=vlossom%2Fon-call`."""
    return urlencode(state)


def bare_shown() -> int:
    """Return how many incidents without an action item the ledger names at most."""
    return _BARE_SHOWN


class LedgerWords:
    """What the template of the ledger asks the library."""

    def __init__(self, library: Library) -> None:
        """Answer for one library."""
        self.library = library

    def handbook_options(self, ledger: Ledger) -> Options:
        """Return the handbooks to choose from in the order of the site."""
        return (_ANY, *_named(by_handbook(ledger, self.library), ""))

    def owner_groups(self, ledger: Ledger) -> Groups:
        """Return the owners to choose from, each under its handbook."""
        nobody = ((NONE, "nobody"),) if any(not row.owner for row in ledger.rows) else ()
        unnamed = tuple((owner.key, owner.title) for owner in ledger.owners if not owner.handbook)
        books = ((str(book.title), tuple(_told_apart(ledger, book.key.id))) for book in self.library.handbooks)
        return (("", (_ANY, *nobody, *unnamed)), *((title, options) for title, options in books if options))

    def owner_titles(self, ledger: Ledger) -> dict[str, str]:
        """Return what people call each owner by key, with the handbook where another one has the same title."""
        titles = Counter(owner.title.casefold() for owner in ledger.owners)
        named = {owner.key: owner.title for owner in ledger.owners} | {NONE: "nobody"}
        for book in self.library.handbooks:
            for key, title in _told_apart(ledger, book.key.id):
                named[key] = f"{title}, {book.title}" if titles[named[key].casefold()] > 1 else title
        return named

    def by_handbook(self, ledger: Ledger) -> tuple[Tally, ...]:
        """Count by handbook in the order of the site."""
        return by_handbook(ledger, self.library)

    def words(self) -> dict[str, Callable[..., Any]]:
        """Return what templates call, by name."""
        choices = (status_options, severity_options, purpose_options, age_options, lacks_options)
        counts = (by_owner, by_severity, by_purpose, by_age, lacking, closed_per_quarter, done_undated, without_actions)
        plain = (
            age_words,
            lacks_words,
            view_of,
            bare_shown,
            team_of,
            calendars_of,
            part_uri,
            part_script,
        )
        named = {function.__name__: function for function in (*choices, *counts, *plain)}
        own = ("handbook_options", "owner_groups", "owner_titles", "by_handbook")
        return {**named, **{name: getattr(self, name) for name in own}}


def team_of(row: LedgerRow) -> str:
    """Return the team of a row's owner where the owner's own title does not say it already."""
    if row.owner is None or row.owner.team.casefold() in row.owner.title.casefold():
        return ""
    return row.owner.team


def calendars_of(ledger: Ledger) -> dict[str, str]:
    """Return the address of the calendar of each owner with something due, by the owner's key."""
    return {row.owner.key: row.owner.calendar for row in ledger.with_due_day if row.owner and row.owner.calendar}


def part_uri(part: LedgerPart) -> str:
    """Return the page of a year for which the ledger itself has no room."""
    return f"action-items/{part.name}.md"


def part_script(part: LedgerPart) -> str:
    """Return the script that holds the same items as data."""
    return f"action-items/{part.name}.js"


def _named(tallies: tuple[Tally, ...], nothing: str) -> Iterator[tuple[str, str]]:
    for tally in tallies:
        yield tally.key, tally.title or nothing


def _told_apart(ledger: Ledger, handbook: str) -> Iterator[tuple[str, str]]:
    """Yield the owners of one handbook; two of the same title are told apart by their ids."""
    owners = [owner for owner in ledger.owners if owner.handbook == handbook]
    titles = Counter(owner.title.casefold() for owner in owners)
    for owner in owners:
        yield owner.key, f"{owner.title} ({owner.id})" if titles[owner.title.casefold()] > 1 else owner.title
