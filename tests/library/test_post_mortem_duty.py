"""Whether a post-mortem is owed, why, by when, and how far it is: each policy and each state."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.library.post_mortem_duty import Deadline, Duties, Duty
from tests.small_library import TODAY, small_library

SEVERITIES = """
- id: P1
  name: High
  post_mortem_policy:
    required: always
    meeting_within: 48h
    publish_within: 3d
- id: P2
  name: Medium
  post_mortem_policy:
    required: if-recurring
    otherwise: quick write-up
    recurring_within: 30d
    publish_within: 1w
- id: P3
  name: Low
  post_mortem_policy:
    required: never
    otherwise: a ticket
- id: P4
  name: Lower
- id: P5
  name: Lowest
  post_mortem_policy:
    required: if-recurring
"""
RUNBOOK = "title: Payments\nresolution: [Roll back]\n"
BEFORE = """
title: Payments fail before
severity: P3
status: resolved
started: 2025-01-20 14:02
runbooks: [payments]
"""
TIMES = "title: Payments fail\nstatus: resolved\nstarted: 2025-02-11 14:02\nresolved: 15:31\n"
OPEN = "title: Payments fail\nstatus: monitoring\nstarted: 2025-02-11 14:02\n"


def duty_of(folder: Path, incident: str, more: dict[str, str] | None = None) -> Duty:
    """Return what the newest incident owes."""
    files = {
        "content/shop/severities.yaml": SEVERITIES,
        "content/shop/runbooks/payments.yaml": RUNBOOK,
        "2025-01-20-before": BEFORE,
        **(more or {}),
        "2025-02-11-payments": incident,
    }
    library = small_library(folder, files)
    return Duties(library).of(library.incidents[0])


def written(*lines: str) -> str:
    """Return the state of a post-mortem as a record says it."""
    return "post_mortem:\n" + "".join(f"  {line}\n" for line in lines)


def due(deadline: Deadline) -> str:
    """Return when a part is due, or why it is not, and how late it is on the day of the tests."""
    return f"{deadline.due or deadline.no_due} {deadline.days_late(TODAY)}"


@pytest.mark.parametrize(
    ("incident", "state", "why"),
    [
        pytest.param(
            f"{TIMES}severity: P1\n", "late", "P1 always requires one", id="always: nobody began, and it is late"
        ),
        pytest.param(f"{OPEN}severity: P1\n", "not due yet", "P1 always requires one", id="always: still open"),
        pytest.param(
            f"{OPEN}severity: P1\n{written('status: draft')}",
            "draft",
            "P1 always requires one",
            id="always: begun early",
        ),
        pytest.param(
            f"{TIMES}severity: P1\n{written('status: draft')}".replace("02-11", "02-26"),
            "draft",
            "P1 always requires one",
            id="always: on its last day it is no more than a draft",
        ),
        pytest.param(
            f"{TIMES}severity: P1\n{written('status: draft')}".replace("02-11", "02-25"),
            "late",
            "P1 always requires one",
            id="always: a day later the draft is late",
        ),
        pytest.param(
            f"{TIMES}severity: P1\n{written('status: in-review')}".replace("02-11", "02-27"),
            "in review",
            "P1 always requires one",
            id="always: in review",
        ),
        pytest.param(
            f"{TIMES}severity: P1\n".replace("02-11", "02-27"),
            "missing",
            "P1 always requires one",
            id="always: not begun",
        ),
        pytest.param(
            f"{TIMES}severity: P1\n{written('status: published', 'published: 2025-02-28')}",
            "published",
            "P1 always requires one",
            id="always: published is not late any more, however late it was",
        ),
        pytest.param(
            f"{TIMES}severity: P1\n{written('status: not-required')}",
            "not required",
            "its record says so, though P1 always requires one",
            id="always: excused by the record",
        ),
        pytest.param(
            f"{TIMES}severity: P2\nrunbooks: [payments]\n",
            "late",
            "recurring within 30d: runbook Payments 22 days before in Payments fail before",
            id="if recurring: it is",
        ),
        pytest.param(
            f"{TIMES}severity: P2\nrunbooks: [payments]\n{written('status: not-required')}",
            "not required",
            "its record says so, though recurring within 30d: runbook Payments 22 days before in Payments fail before",
            id="if recurring: it is, and the record excuses it",
        ),
        pytest.param(
            f"{TIMES}severity: P2\n",
            "not required",
            "P2 requires one of recurring trouble, and nothing like it is recorded in the 30d before",
            id="if recurring: nothing in common",
        ),
        pytest.param(
            f"{TIMES}severity: P2\nrunbooks: [payments]\n".replace("02-11", "02-20"),
            "not required",
            "P2 requires one of recurring trouble, and nothing like it is recorded in the 30d before",
            id="if recurring: too long ago",
        ),
        pytest.param(
            f"{TIMES}severity: P2\n{written('status: draft')}",
            "late",
            "begun, though P2 requires one of recurring trouble, and nothing like it is recorded in the 30d before",
            id="if recurring: begun all the same",
        ),
        pytest.param(
            f"{TIMES}severity: P5\nrunbooks: [payments]\n".replace("2025", "2026"),
            "missing",
            "recurring: runbook Payments 387 days before in Payments fail before",
            id="if recurring: a policy without a span looks back to the beginning",
        ),
        pytest.param(f"{TIMES}severity: P3\n", "not required", "P3 requires none", id="never"),
        pytest.param(
            f"{TIMES}severity: P3\n{written('status: published')}",
            "published",
            "written, though P3 requires none",
            id="never: written all the same",
        ),
        pytest.param(
            f"{TIMES}severity: P4\n", "not known", "no post-mortem policy is recorded for P4", id="no policy recorded"
        ),
        pytest.param(
            f"{TIMES}severity: P4\n{written('status: not-required')}",
            "not required",
            "its record says so; no post-mortem policy is recorded for P4",
            id="no policy recorded: the record says it",
        ),
        pytest.param(
            f"{TIMES}severity: P4\n{written('status: in-review')}",
            "in review",
            "begun; no post-mortem policy is recorded for P4",
            id="no policy recorded: begun",
        ),
        pytest.param(TIMES, "not known", "no severity is recorded", id="no severity recorded"),
        pytest.param(f"{TIMES}severity: P1\ntype: drill\n", "not required", "a drill owes none", id="drill"),
        pytest.param(
            f"{TIMES}severity: P1\ntype: near-miss\n", "not required", "a near miss owes none", id="near miss"
        ),
        pytest.param(
            f"{TIMES}severity: P1\ntype: maintenance\n", "not required", "maintenance owes none", id="maintenance"
        ),
        pytest.param(
            f"{TIMES}severity: P1\ntype: drill\n{written('status: draft')}",
            "late",
            "begun, though a drill owes none",
            id="drill: begun, so its level's days hold",
        ),
        pytest.param(
            f"{TIMES}severity: P1\nduplicate_of: 2025-01-20-before\n",
            "not required",
            "it is a duplicate of another incident, which owes it",
            id="duplicate",
        ),
    ],
)
def test_state_and_reason(tmp_path: Path, incident: str, state: str, why: str) -> None:
    """By the policy, by what came before, by the record itself; and late when its day is over."""
    duty = duty_of(tmp_path, incident)
    assert (duty.state(TODAY), duty.why) == (state, why)


def test_an_incident_without_any_time_cannot_be_found_recurring(tmp_path: Path) -> None:
    """Nobody can say what came before it."""
    library = small_library(
        tmp_path,
        {
            "content/shop/severities.yaml": SEVERITIES,
            "content/shop/runbooks/payments.yaml": RUNBOOK,
            "some-day": "title: Some day\nseverity: P2\nstatus: resolved\nrunbooks: [payments]\n",
        },
    )
    duty = Duties(library).of(library.incidents[0])
    assert (duty.standing, duty.why) == (
        "not known",
        "its start is not recorded, so nobody can say whether it is recurring",
    )


@pytest.mark.parametrize(
    ("incident", "otherwise"),
    [
        pytest.param(f"{TIMES}severity: P2\n", "quick write-up", id="not recurring"),
        pytest.param(f"{TIMES}severity: P2\nrunbooks: [payments]\n", None, id="required"),
        pytest.param(f"{TIMES}severity: P3\n", "a ticket", id="never"),
        pytest.param(f"{TIMES}severity: P3\ntype: drill\n", None, id="a drill owes nothing instead"),
        pytest.param(f"{TIMES}severity: P3\n{written('status: draft')}", None, id="written all the same"),
    ],
)
def test_what_is_owed_otherwise(tmp_path: Path, incident: str, otherwise: str | None) -> None:
    """The severity's words, where its policy asks for no post-mortem."""
    assert duty_of(tmp_path, incident).otherwise == otherwise


@pytest.mark.parametrize(
    ("incident", "meeting", "publication"),
    [
        pytest.param(f"{TIMES}severity: P1\n", "2025-02-13 16", "2025-02-14 15", id="nothing done"),
        pytest.param(
            f"{TIMES}severity: P1\n{written('status: published', 'meeting: 2025-02-13', 'published: 2025-02-15')}",
            "2025-02-13 0",
            "2025-02-14 1",
            id="one in time, one late",
        ),
        pytest.param(
            f"{TIMES}severity: P1\n{written('status: published')}",
            "2025-02-13 None",
            "2025-02-14 None",
            id="published, and nobody wrote down when",
        ),
        pytest.param(
            f"{OPEN}severity: P1\n",
            "not resolved yet None",
            "not resolved yet None",
            id="nothing is due while it is open",
        ),
        pytest.param(
            f"{TIMES}severity: P1\n".replace("resolved: 15:31\n", ""),
            "no resolution time recorded None",
            "no resolution time recorded None",
            id="over, and nobody wrote down when",
        ),
        pytest.param(
            f"{TIMES}severity: P2\nrunbooks: [payments]\n",
            "the severity sets no time for it None",
            "2025-02-18 11",
            id="a span for one of them only",
        ),
        pytest.param(
            f"{TIMES}severity: P3\n", "no post-mortem is owed None", "no post-mortem is owed None", id="none owed"
        ),
        pytest.param(
            f"{TIMES}severity: P1\n{written('status: not-required')}",
            "no post-mortem is owed None",
            "no post-mortem is owed None",
            id="excused",
        ),
    ],
)
def test_due_days(tmp_path: Path, incident: str, meeting: str, publication: str) -> None:
    """Each span counts from the resolution; what has no due day says why."""
    duty = duty_of(tmp_path, incident)
    assert (due(duty.meeting), due(duty.publication)) == (meeting, publication)


DAYS = [
    pytest.param("Europe/Berlin", "2025-02-11 15:31", "48h", id="an ordinary day"),
    pytest.param("Europe/Berlin", "2025-02-11 23:30Z", "48h", id="past midnight in the zone of the handbook"),
    pytest.param("America/New_York", "2025-02-11 03:30Z", "2d", id="the day before in the zone of the handbook"),
    pytest.param("Europe/Berlin", "2025-03-28 23:30", "3d", id="an hour is lost: 72 hours end after midnight"),
    pytest.param("Europe/Berlin", "2025-10-24 00:30", "3d", id="an hour is won: 72 hours end before midnight"),
    pytest.param("America/New_York", "2025-11-01 00:10", "2d", id="an hour is won in New York"),
    pytest.param("Australia/Lord_Howe", "2025-10-03 23:45", "2d", id="half an hour is lost on Lord Howe Island"),
    pytest.param("Asia/Kolkata", "2025-12-31 18:29Z", "90m", id="over the new year"),
    pytest.param("Pacific/Kiritimati", "2025-06-30 12:00Z", "36h", id="fourteen hours ahead"),
]
SPANS = {"48h": timedelta(hours=48), "2d": timedelta(2), "3d": timedelta(3), "90m": timedelta(minutes=90)}


@pytest.mark.parametrize(("zone", "resolved", "within"), DAYS)
def test_due_day_is_that_of_the_instant_in_the_zone_of_the_handbook(
    tmp_path: Path, zone: str, resolved: str, within: str
) -> None:
    """Computed anew on the clock of the universe: the instant of the resolution, the span, the day it is there then."""
    written_at = datetime.fromisoformat(resolved.replace("Z", "+00:00").replace(" ", "T"))
    instant = (written_at if written_at.tzinfo else written_at.replace(tzinfo=ZoneInfo(zone))).timestamp()
    length = SPANS.get(within, timedelta(hours=36)).total_seconds()
    library = small_library(
        tmp_path,
        {
            "content/shop/handbook.yaml": f"format: 1\ntitle: Shop\ntimezone: {zone}\n",
            "content/shop/severities.yaml": "- id: P1\n  name: High\n  post_mortem_policy:\n"
            f"    required: always\n    publish_within: {within}\n",
            "2025-01-01-payments": f"title: Payments\nseverity: P1\nstatus: resolved\nresolved: {resolved}\n",
        },
    )
    duty = Duties(library).of(library.incidents[0])
    assert duty.publication.due == datetime.fromtimestamp(instant + length, ZoneInfo(zone)).date()
