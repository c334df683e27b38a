"""The numbers on post-mortems, reviews, factors and runbooks, computed a second time from the text of the files."""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from generator.library.library import Library
from generator.library.project import open_project
from generator.library.reports import REPORTS
from generator.library.reports.written import Value, rows_of
from tests.incidents_by_hand import ROOT, ByHand, counted, every, levels, minutes, read
from tests.library.test_duty_from_yaml import FromYaml

DAYS = [
    pytest.param(date(2026, 11, 22), id="now"),
    pytest.param(date(2026, 12, 1), id="soon"),
    pytest.param(date(2027, 6, 1), id="later"),
]
WRITTEN = {"draft": "draft", "in-review": "in review", "published": "published"}
STATES = ("missing", "draft", "in review", "published", "not due yet", "not required", "not known")
DEADLINES = (("meeting", "meeting_within", "meeting"), ("publication", "publish_within", "published"))
Rows = list[dict[str, Value]]


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the repository's library."""
    return open_project(ROOT, date(2026, 11, 22)).library


def tables(library: Library, name: str, today: date) -> dict[str, Rows]:
    """Return the tables of a report as programs see them, by name."""
    return {table.name: rows_of(table) for table in REPORTS[name](library, today).tables}


@cache
def from_yaml(handbook: str) -> FromYaml:
    """Return the files of a handbook as texts."""
    return FromYaml(ROOT, handbook)


def standing(one: ByHand) -> str:
    """Return how far a post-mortem is, from the policy of its level and its record."""
    files = from_yaml(one.handbook)
    status = one.said.get("post_mortem", {}).get("status", "")
    if status in WRITTEN:
        return WRITTEN[status]
    required = (files.policies[one.level] or {}).get("required") if one.level else None
    is_required = required == "always" or (required == "if-recurring" and files.is_recurring(one.id))
    if status == "not-required" or one.sort != "incident" or (required and not is_required):
        return "not required"
    if not required:
        return "not known"
    return "missing" if one.said["status"] == "resolved" else "not due yet"


def deadlines(one: ByHand, today: date) -> dict[str, Any]:
    """Return both due days, what was done, and by how many days that was or is too late."""
    files, written = from_yaml(one.handbook), one.said.get("post_mortem", {})
    found: dict[str, Any] = {}
    is_owed = standing(one) not in {"not required", "not known"}
    for part, span, key in DEADLINES:
        due = files.due(one.id, span) if is_owed else None
        done = date.fromisoformat(written[key]) if key in written else None
        is_over = done or (today if is_owed and standing(one) != "published" else None)
        late = max((is_over - due).days, 0) if due and is_over else None
        found |= {f"{part}_due": due and due.isoformat(), key: done and done.isoformat(), f"{part}_days_late": late}
    return found


@pytest.mark.parametrize("today", DAYS)
def test_every_day_of_every_post_mortem(library: Library, today: date) -> None:
    """Due, done and late, of those that are owed, of those published, and of those that drills and others have."""
    made = tables(library, "post-mortem-duty", today)
    owed = {one.name for one in counted() if standing(one) not in {"not required", "not known", "published"}}
    published = {one.name for one in counted() if standing(one) == "published"}
    apart = {one.name for one in every() if one.sort != "incident" and standing(one) in WRITTEN.values()}
    for table, names in (("owed", owed), ("published", published), ("apart", apart)):
        assert {row["incident"] for row in made[table]} == names
        for row in made[table]:
            one = next(one for one in every() if one.name == row["incident"])
            expected = deadlines(one, today)
            is_late = standing(one) != "published" and bool(expected["publication_days_late"])
            state = "late" if is_late else standing(one)
            expected |= {"incident": one.name, "state": state}
            assert {key: row[key] for key in row.keys() & expected} == {
                key: expected[key] for key in row.keys() & expected
            }


@pytest.mark.parametrize("today", DAYS)
def test_how_many_stand_where(library: Library, today: date) -> None:
    """Each incident once, and how many of them are late."""
    states: dict[str, Counter[str]] = {state: Counter() for state in STATES}
    for one in counted():
        late = deadlines(one, today)
        states[standing(one)] += Counter(
            incidents=1, late=bool(late["publication_days_late"]), meeting_late=bool(late["meeting_days_late"])
        )
    rows = tables(library, "post-mortem-duty", today)["states"]
    assert rows == [
        {"state": state, **{key: states[state][key] for key in ("incidents", "late", "meeting_late")}}
        for state in STATES
    ]


def reviewable() -> dict[str, dict[str, Any]]:
    """Return every record that can be reviewed, as written: by its kind, its handbook and its id."""
    kinds = {"runbooks": "runbook", "procedures": "procedure", "templates": "template"}
    paths = (path for folder in kinds for path in ROOT.glob(f"content/*/{folder}/*.yaml"))
    return {f"{kinds[path.parts[-2]]} {path.parts[-3]}/{path.stem}": read(path) for path in paths}


def owner_of(name: str, said: dict[str, Any]) -> str | None:
    """Return who looks after a record: a handle, or a contact of its handbook; None where nobody does."""
    owner, book = said.get("owner"), name.partition(" ")[2].partition("/")[0]
    return owner if owner is None or owner.startswith("@") or "/" in owner else f"{book}/{owner}"


def overdue(said: dict[str, Any], today: date) -> int | None:
    """Return for how many days the review of a record is overdue; None where none is promised."""
    if "review_every" not in said:
        return None
    every_so_long = minutes(said["review_every"])
    assert every_so_long
    due = date.fromisoformat(said["reviewed"]) + timedelta(minutes=every_so_long)
    return max((today - due).days, 0)


@pytest.mark.parametrize("today", DAYS)
def test_freshness(library: Library, today: date) -> None:
    """When each review is due, for how long it is overdue, what was never reviewed, and all that by owner."""
    made = tables(library, "freshness", today)
    written = reviewable()
    got = {f"{row['kind']} {row['record']}": (row["reviewed"], row["days_overdue"]) for row in made["reviews"]}
    assert got == {
        name: (said["reviewed"], overdue(said, today)) for name, said in written.items() if "reviewed" in said
    }
    dues = {f"{row['kind']} {row['record']}": row["due"] for row in made["reviews"]}
    assert any(dues.values())
    for name, due in dues.items():
        assert due is None or overdue(written[name], date.fromisoformat(str(due)) + timedelta(days=1)) == 1
    never = {f"{row['kind']} {row['record']}" for row in made["never-reviewed"]}
    assert never == {name for name, said in written.items() if "reviewed" not in said}
    owners = {row["owner"]: (row["records"], row["overdue"], row["never_reviewed"]) for row in made["owners"]}
    own = {name: [one for other, one in written.items() if owner_of(other, one) == name] for name in owners}
    assert owners == {
        name: (
            len(several),
            sum(bool(overdue(said, today)) for said in several),
            sum("reviewed" not in said for said in several),
        )
        for name, several in own.items()
    }
    assert sum(len(several) for several in own.values()) == len(written)


def categories(one: ByHand) -> set[str]:
    """Return the categories of an incident's factors, in words."""
    factors = (factor for factor in one.said.get("contributing_factors", ()) if isinstance(factor, dict))
    return {factor["category"].replace("-", " ") for factor in factors if "category" in factor}


def test_when_a_factor_was_last_there_and_who_else_had_it(library: Library) -> None:
    """The day of the last incident of each category, and what stands apart; and how many say nothing of any."""
    report = REPORTS["factors-and-lessons"](library, date(2026, 11, 22))
    rows = rows_of(report.tables[0])
    assert {row["category"] for row in rows} >= {name for one in every() for name in categories(one)}
    for row in rows:
        category = row["category"]
        if category is None:
            continue
        days = [one.day.isoformat() for one in counted() if category in categories(one)]
        assert row["last"] == max(days, default=None)
        others = {one.name for one in every() if one.sort != "incident" and category in categories(one)}
        assert set(row["apart"] if isinstance(row["apart"], list) else ()) == others
    without = sum("contributing_factors" not in one.said for one in counted())
    assert report.tables[0].note.startswith(f"{without} incident of {len(counted())} has no factor recorded.")


def uses(one: ByHand) -> set[str]:
    """Return the runbooks that an incident used."""
    names = (use["runbook"] if isinstance(use, dict) else use for use in one.said.get("runbooks", ()))
    return {name if "/" in name else f"{one.handbook}/{name}" for name in names}


def test_runbooks_of_drills_and_of_alerts(library: Library) -> None:
    """How many incidents had a runbook; how often drills and others used one; when an alert without one fired last."""
    report = REPORTS["runbook-coverage"](library, date(2026, 11, 22))
    made = {table.name: rows_of(table) for table in report.tables}
    helped = sum(bool(uses(one)) for one in counted())
    assert report.tables[0].note.startswith(f"{helped} of {len(counted())} incidents had a runbook.")
    for row in (*made["used"], *made["never-used"]):
        assert row["apart"] == sum(one.sort != "incident" and row["runbook"] in uses(one) for one in every())
    assert sum(int(str(row["apart"])) for row in made["never-used"]) > 0
    for row in made["alerts"]:
        fired = [one for one in counted() if row["alert"] in one.said.get("alerts", ())]
        assert row["last"] == max(one.day for one in fired).isoformat()
        assert row["incidents"] == [one.name for one in fired]


def test_until_when_a_target_runs(library: Library) -> None:
    """From the detection, to the minute."""
    rows = tables(library, "targets", date(2026, 11, 22))["running"]
    assert rows
    for row in rows:
        one = next(one for one in counted() if one.name == row["incident"])
        level = next(level for level in levels(one.handbook) if level["id"] == one.level)
        limit = minutes(level[str(row["measure"]).replace(" ", "_")])
        assert limit
        assert row["until"] == (one.times["detected"] + timedelta(minutes=limit)).isoformat()
