"""Calendars of due days, read by a calendar library."""

from datetime import date, datetime
from pathlib import Path

from icalendar import Component

from generator.pages.feeds import due_days, offers
from generator.pages.feeds.site import Site
from tests.pages.feeds.calendars import at, read
from tests.pages.feeds.sites import UNPUBLISHED, site_of
from tests.small_library import small_library

INCIDENT = """
title: Paying fails; badly
severity: P1
status: resolved
started: 2025-02-11 14:02
resolved: 15:31
timeline:
  - at: 15:45
    event: Told everybody
action_items:
  - id: second
    action: "Ask, *again*; and [write](2025-02-11-paying.yaml) \\\\n it down, with three bytes at the fold: ✓✓✓✓✓"
    owner: ann
    due: 2025-05-01
    priority: high
    ticket: https://tracker.example.com/1?a=b,c;d
  - {id: first, action: Look, owner: "@Jo.Doe", due: 2025-03-01}
  - {id: done, action: Over, owner: ann, due: 2025-03-01, done: 2025-03-20}
  - {id: undated, action: Some day, owner: bea}
  - {id: nobodys, action: Whoever, due: 2025-04-01}
"""
FILES = {
    "2025-02-11-paying": INCIDENT,
    "content/shop/contacts.yaml": "- id: ann\n  role: Ann\n- id: bea\n  role: Bea\n",
    "content/shop/runbooks/a.yaml": (
        "title: A\nowner: ann\nreviewed: 2025-01-01\nreview_every: 90d\nresolution: [Do it]\n"
    ),
    "content/shop/runbooks/b.yaml": 'title: B\nowner: "@Jo.Doe"\nreviewed: 2024-01-01\nresolution: [Do it]\n',
    "content/shop/procedures/c.yaml": "title: C\nreviewed: 2024-01-01\nreview_every: 1w\nsteps: [Do it]\n",
}


def events_of(text: str) -> list[Component]:
    """Return the events of a calendar in their order."""
    calendar = read(text)
    assert [str(calendar[name]) for name in ("version", "prodid")] == ["2.0", "-//Runbook Site//Calendars//EN"]
    return list(calendar.walk("VEVENT"))


def days_and_titles(text: str) -> list[tuple[date, str]]:
    """Return what a calendar program shows of each event."""
    return [(at(event, "dtstart"), str(event["summary"])) for event in events_of(text)]


def site(folder: Path) -> Site:
    """Return the shop as programs see it."""
    return site_of(small_library(folder, FILES))


def everybody(shop: Site) -> str:
    """Return the calendar of all open action items."""
    return due_days.of_everybody(shop, due_days.action_items(shop))


def test_open_items_stand_on_their_due_day(tmp_path: Path) -> None:
    """What is done, or is due on no day, does not; nothing of a text is lost or read as something else."""
    text = everybody(site(tmp_path))
    assert days_and_titles(text) == [
        (date(2025, 3, 1), "Due: Look"),
        (date(2025, 4, 1), "Due: Whoever"),
        (
            date(2025, 5, 1),
            "Due: Ask, again; and write \\n it down, with three bytes at the fold: ✓✓✓✓✓",
        ),
    ]


def test_event_of_an_item(tmp_path: Path) -> None:
    """A whole day that blocks nobody's time, with what one needs to know, and the way to its place."""
    event = events_of(everybody(site(tmp_path)))[-1]
    assert at(event, "dtend") == date(2025, 5, 2)
    assert [str(event[name]) for name in ("uid", "transp", "url", "description")] == [
        "action-item.shop.2025-02-11-paying.second@runbook-site",
        "TRANSPARENT",
        "https://shop.example/runbooks/shop/incidents/2025-02-11-paying/#action-second",
        "After: Paying fails; badly (P1)\nOwner: Ann\nPriority: high\nTicket: https://tracker.example.com/1?a=b,c;d",
    ]
    # The latest that the record says has happened: an item that was done on a day in Berlin.
    assert at(event, "dtstamp") == datetime.fromisoformat("2025-03-19T23:00:00Z")


def test_each_owner_has_a_calendar(tmp_path: Path) -> None:
    """A contact, a handle, and who has nothing with a day; nobody's items are in the calendar of all only."""
    shop = site(tmp_path)
    items = due_days.action_items(shop)
    made = {owner.title: due_days.of_owner(shop, owner, items) for owner in due_days.owners(shop)}
    assert {title: days_and_titles(text) for title, text in made.items()} == {
        "Ann": days_and_titles(everybody(shop))[-1:],
        "Bea": [],
        "@Jo.Doe": [(date(2025, 3, 1), "Due: Look")],
    }
    assert str(read(made["Ann"])["name"]) == "Action items of Ann (Shop)"


def test_calendar_without_events_is_one(tmp_path: Path) -> None:
    """The format wants something in it: programs refuse a calendar of nothing."""
    shop = site(tmp_path)
    (bea,) = (owner for owner in due_days.owners(shop) if owner.title == "Bea")
    calendar = read(due_days.of_owner(shop, bea, due_days.action_items(shop)))
    assert [component.name for component in calendar.subcomponents] == ["VTIMEZONE"]


def test_reviews_stand_on_the_day_they_are_due(tmp_path: Path) -> None:
    """Of every kind that is reviewed; what nobody promised to review again does not stand there."""
    events = events_of(due_days.reviews(site(tmp_path)))
    assert [(at(event, "dtstart"), str(event["summary"]), str(event["description"])) for event in events] == [
        (date(2024, 1, 8), "Review: C", "Last review: 2024-01-01"),
        (date(2025, 4, 1), "Review: A", "Owner: Ann\nLast review: 2025-01-01"),
    ]
    assert [str(event["uid"]) for event in events] == [
        "review.procedure.shop.c@runbook-site",
        "review.runbook.shop.a@runbook-site",
    ]


def test_public_calendars_name_nobody_internal(tmp_path: Path) -> None:
    """No calendar of somebody's own, and no name in that of all."""
    shop = site_of(small_library(tmp_path, FILES, "public"))
    assert due_days.owners(shop) == ()
    text = everybody(shop) + due_days.reviews(shop)
    assert [name for name in ("Ann", "Bea", "Jo.Doe") if name in text] == []
    assert "Owner: not public" in text


def test_without_an_address_events_name_no_page(tmp_path: Path) -> None:
    """A calendar program cannot follow a relative link."""
    shop = site_of(small_library(tmp_path, FILES), UNPUBLISHED)
    assert [event.get("url") for event in events_of(everybody(shop))] == [None, None, None]
    assert str(read(everybody(shop))["name"]) == "action items"


def test_no_two_files_have_one_address(tmp_path: Path) -> None:
    """Neither two owners nor two formats."""
    addresses = [offer.file.address for offer in offers(site(tmp_path))]
    assert len(addresses) == len(set(addresses))
