"""What files for programs compute, computed a second time from the text of this repository's incidents."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from generator.library.project import open_project
from generator.pages.feeds import offers
from tests.incidents_by_hand import ROOT, VERBS, ByHand, every, levels, minutes, read
from tests.pages.feeds.calendars import at
from tests.pages.feeds.calendars import read as read_calendar
from tests.pages.feeds.sites import site_of

TODAY = date(2026, 11, 22)
GOALS = (("response_time", "acknowledged"), ("resolution_target", "resolved"))


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Return the text of every file by its address."""
    return {offer.file.address: offer.file.content for offer in offers(site_of(open_project(ROOT, TODAY).library))}


def took(one: ByHand, begin: str, end: str) -> int | None:
    """Return the minutes between two milestones; None where one is missing."""
    if not {begin, end} <= one.times.keys():
        return None
    return (one.times[end] - one.times[begin]) // timedelta(minutes=1)


def target(one: ByHand, key: str, milestone: str) -> dict[str, Any] | None:
    """Return what became of a target; None where the level has none."""
    level = next((level for level in levels(one.handbook) if level["id"] == one.level), {})
    if key not in level:
        return None
    limit, length = minutes(level[key]), took(one, "detected", milestone)
    due = one.times["detected"] + timedelta(minutes=limit) if limit is not None and "detected" in one.times else None
    if due is None:
        verdict = "unknown"
    elif length is not None:
        verdict = "met" if one.times[milestone] <= due else "missed"
    else:
        verdict = "unknown" if one.said["status"] == "resolved" else "running"
    return {"minutes": length if due else None, "due": due, "verdict": verdict, "limit": limit}


def test_incidents(files: dict[str, str]) -> None:
    """The day, the four times, both targets, and whether it is a duplicate."""
    listed = {one["key"]: one for one in json.loads(files["data/incidents.json"])["incidents"]}
    assert listed.keys() == {one.name for one in every()}
    for one in every():
        entry = listed[one.name]
        assert entry["day"] == one.day.isoformat()
        assert entry["is_duplicate"] == ("duplicate_of" in one.said)
        assert {verb: entry["times"][verb]["minutes"] for verb in VERBS} == {
            verb: took(one, "started", VERBS[verb]) for verb in VERBS
        }
        for key, milestone in GOALS:
            expected, found = target(one, key, milestone), entry["targets"][key]
            assert (found is None) == (expected is None)
            if found and expected:
                due = datetime.fromisoformat(found["due"]) if found["due"] else None
                got = {"minutes": found["minutes"], "due": due, "verdict": found["verdict"]}
                assert got | {"limit": found["target"]["minutes"]} == expected


def test_action_items(files: dict[str, str]) -> None:
    """The day that each one's age counts from; and in the calendar what is open and due."""
    names = {one.name: one for one in every()}
    items = json.loads(files["data/action-items.json"])["action_items"]
    assert len(items) == sum(len(one.said.get("action_items", ())) for one in every()) > 50
    for item in items:
        one = names[item["incident"]]
        assert item["since"] == since(one)
    left = sorted(item["due"] for item in items if item["due"] and item["status"] not in {"done", "wont-do"})
    events = read_calendar(files["data/action-items.ics"]).walk("VEVENT")
    assert sorted(str(at(event, "dtstart")) for event in events) == left


def since(one: ByHand) -> str:
    """Return the day on which an incident was resolved where it happened; on which it began while it goes on."""
    book = read(ROOT / "content" / one.handbook / "handbook.yaml")
    zone = ZoneInfo(one.said.get("timezone") or book.get("timezone", "UTC"))
    ended = one.times.get("resolved") or one.times.get("started")
    return (ended.astimezone(zone).date() if ended else one.day).isoformat()


def test_reviews_and_uses(files: dict[str, str]) -> None:
    """When each runbook is due for a review, and where it was used."""
    for entry in json.loads(files["data/runbooks.json"])["runbooks"]:
        said = read(ROOT / "content" / entry["handbook"] / "runbooks" / f"{entry['key'].partition('/')[2]}.yaml")
        length = minutes(said["review_every"]) if "review_every" in said else None
        due = date.fromisoformat(said["reviewed"]) + timedelta(minutes=length) if length else None
        assert entry["review_due"] == (due and due.isoformat())
        assert sorted(entry["used_in"]) == sorted(one.name for one in every() if entry["key"] in uses(one))


def uses(one: ByHand) -> set[str]:
    """Return the runbooks that an incident used."""
    names = (use["runbook"] if isinstance(use, dict) else use for use in one.said.get("runbooks", ()))
    return {name if "/" in name else f"{one.handbook}/{name}" for name in names}
