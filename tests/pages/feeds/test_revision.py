"""A calendar that is imported again: which changes of a record replace the event that was imported before."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Component

from generator.pages.feeds import offers
from generator.pages.feeds.revision import revision
from tests.pages.feeds.calendars import at, raw, read
from tests.pages.feeds.sites import site_of
from tests.small_library import small_library

INCIDENT = """title: Paying fails
status: resolved
started: 2025-02-11 14:02
resolved: 15:31
action_items:
  - {id: alert, action: Raise the alert, due: 2025-03-01}
  - {id: other, action: Look, due: 2025-02-20}
"""
ROTATION = """timezone: UTC
start: 2025-02-03
shifts: [{primary: ann}, {primary: bea}]
overrides:
  - {start: 2025-04-10, end: 2025-04-12, primary: bea}
"""
RUNBOOK = "title: A\nreviewed: 2025-01-01\nreview_every: 90d\nresolution: [Do it]\n"
BASIS = {
    "2025-02-11-paying": INCIDENT,
    "content/shop/contacts.yaml": "- id: ann\n  role: Ann\n- id: bea\n  role: Bea\n",
    "content/shop/on-call.yaml": ROTATION,
    "content/shop/runbooks/a.yaml": RUNBOOK,
}
ITEM, SHIFT, REVIEW = "action-item.shop.2025-02-11-paying.alert", "on-call.shop.shift-1", "review.runbook.shop.a"
OTHER = "{id: other, action: Look, due: 2025-02-20}"
OVERRIDES = "overrides:\n"
LATER_REVIEW = "reviewed: 2025-02-01\nreview_every: 30d"
REPLACING = [
    pytest.param(ITEM, INCIDENT, "due: 2025-03-01", "due: 2025-03-02", id="a due day put off"),
    pytest.param(ITEM, INCIDENT, "due: 2025-03-01", "due: 2035-03-02", id="put off by years"),
    pytest.param(
        ITEM,
        INCIDENT.replace(OTHER, f"{OTHER[:-1]}, done: 2025-04-20}}"),
        "due: 2025-03-01",
        "due: 2025-03-02",
        id="put off, and past already",
    ),
    pytest.param(
        ITEM,
        INCIDENT,
        f"due: 2025-03-01}}\n  - {OTHER}",
        f"due: 2025-02-25}}\n  - {OTHER[:-1]}, done: 2025-02-14}}",
        id="brought forward after more was recorded",
    ),
    pytest.param(
        ITEM,
        INCIDENT,
        "action_items",
        "post_mortem: {status: published, published: 2025-02-13}\naction_items",
        id="a post-mortem",
    ),
    pytest.param(REVIEW, RUNBOOK, "reviewed: 2025-01-01", "reviewed: 2025-01-02", id="a review"),
    pytest.param(
        REVIEW, RUNBOOK, "reviewed: 2025-01-01\nreview_every: 90d", LATER_REVIEW, id="a review, the next one sooner"
    ),
    pytest.param(REVIEW, RUNBOOK, "90d", "91d", id="a review asked for later"),
    pytest.param(
        SHIFT,
        ROTATION,
        OVERRIDES,
        f"{OVERRIDES}  - {{start: 2025-06-01, end: 2025-06-02, primary: ann}}\n",
        id="an override",
    ),
    pytest.param(
        SHIFT,
        ROTATION,
        OVERRIDES,
        f"{OVERRIDES}  - {{start: 2025-03-01, end: 2025-03-02, primary: ann}}\n",
        id="one before the last",
    ),
    pytest.param(SHIFT, ROTATION, "end: 2025-04-12", "end: 2025-04-13", id="a longer override"),
    pytest.param(SHIFT, ROTATION, "start: 2025-04-10", "start: 2025-04-09", id="one that begins sooner"),
    pytest.param(SHIFT, ROTATION, "2025-02-03", "2025-05-05", id="a rotation begun anew"),
]
NOT_REPLACING = [
    pytest.param(ITEM, INCIDENT, "due: 2025-03-01", "due: 2025-02-28", id="brought forward, nothing else"),
    pytest.param(REVIEW, RUNBOOK, "90d", "89d", id="a review asked for sooner"),
    pytest.param(SHIFT, ROTATION, "end: 2025-04-12", "end: 2025-04-11", id="a shorter override"),
]
_PATHS = {ITEM: "2025-02-11-paying", SHIFT: "content/shop/on-call.yaml", REVIEW: "content/shop/runbooks/a.yaml"}


def event_of(folder: Path, uid: str, record: str) -> Component:
    """Return the event of that name from whichever calendar has it."""
    site = site_of(small_library(folder, {**BASIS, _PATHS[uid]: record}))
    calendars = (offer.file.content for offer in offers(site) if offer.shelf == "calendar")
    return next(one for text in calendars for one in read(text).walk("VEVENT") if one["uid"] == f"{uid}@runbook-site")


def order(event: Component) -> tuple[object, object]:
    """Return what RFC 5546 compares of two events with one uid."""
    return raw(event, "sequence"), at(event, "dtstamp")


@pytest.mark.parametrize(("uid", "record", "said", "instead"), REPLACING)
def test_a_change_replaces_what_was_imported(tmp_path: Path, uid: str, record: str, said: str, instead: str) -> None:
    """The event after the change is the later one, whatever the day of the build."""
    assert said in record
    before = event_of(tmp_path, uid, record)
    after = event_of(tmp_path, uid, record.replace(said, instead))
    assert order(before) < order(after)


@pytest.mark.parametrize(("uid", "record", "said", "instead"), NOT_REPLACING)
def test_the_way_back_is_the_older_one(tmp_path: Path, uid: str, record: str, said: str, instead: str) -> None:
    """The same records make the same bytes, so a change and its contrary cannot both be the later one."""
    before = event_of(tmp_path, uid, record)
    after = event_of(tmp_path, uid, record.replace(said, instead))
    assert order(before) > order(after)


@pytest.mark.parametrize(
    ("latest", "reach", "number"),
    [
        pytest.param("2000-01-01", 0, 0, id="the first day"),
        pytest.param("2025-02-11", 18, 91_730_018, id="a day and how far it reaches"),
        pytest.param("1999-12-31", -1, 0, id="never below zero"),
        pytest.param("2025-02-11", 20_000, 91_739_999, id="a reach never looks like a later day"),
        pytest.param("9999-12-31", 0, 2_147_483_647, id="never more than the format can say"),
    ],
)
def test_revision(latest: str, reach: int, number: int) -> None:
    """Days count more than what reaches beyond them."""
    assert revision(date.fromisoformat(latest), reach) == number
