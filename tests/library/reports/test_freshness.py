"""The report of freshness, whole; and the day on which a review is due."""

from datetime import date
from pathlib import Path

import pytest

from generator.library.reports.freshness import freshness
from generator.library.reports.written import rows_of
from generator.output.reports import as_text
from generator.records.review import review_due
from generator.records.times import Day, Span
from tests.small_library import TODAY, small_library

STEPS = "resolution: [Roll back]\n"
FILES = {
    "content/shop/contacts.yaml": "- id: payments\n  role: Payments team\n- id: platform\n  role: Platform team\n",
    "content/shop/runbooks/old.yaml": "title: Old\nowner: payments\nreviewed: 2024-11-30\nreview_every: 90d\n" + STEPS,
    "content/shop/runbooks/last-day.yaml": "title: Last day\nowner: payments\nreviewed: 2024-12-01\nreview_every: 90d\n"
    + STEPS,
    "content/shop/runbooks/no-interval.yaml": "title: No interval\nowner: '@who'\nreviewed: 2020-01-01\n" + STEPS,
    "content/shop/runbooks/never.yaml": "title: Never\nowner: platform\n" + STEPS,
    "content/shop/procedures/rollback.yaml": "title: Rollback\nowner: platform\nreviewed: 2025-02-01\n"
    "review_every: 1w\nsteps: [Go back]\n",
    "content/shop/templates/update.yaml": "title: Update\nbody: All is well\n",
}


def test_the_whole_report(tmp_path: Path) -> None:
    """What is due first stands on top; an owner with something overdue before one without; nobody's records last."""
    report = freshness(small_library(tmp_path, FILES), TODAY)
    assert "\n".join(map(as_text, report.tables)) == (
        "Reviews\n"
        "Record       Kind       Handbook  Owner          Reviewed    Every  Due         Days overdue\n"
        "-----------  ---------  --------  -------------  ----------  -----  ----------  ------------\n"
        "Rollback     procedure  Shop      Platform team  2025-02-01  1w     2025-02-08  21\n"
        "Old          runbook    Shop      Payments team  2024-11-30  90d    2025-02-28  1\n"
        "Last day     runbook    Shop      Payments team  2024-12-01  90d    2025-03-01  0\n"
        "No interval  runbook    Shop      @who           2020-01-01  —      —           —\n"
        "\n"
        "By owner\n"
        "Owner          Looks after  Review overdue  Never reviewed\n"
        "-------------  -----------  --------------  --------------\n"
        "Platform team  2            1               1\n"
        "Payments team  2            1               0\n"
        "@who           1            0               0\n"
        "—              1            0               1\n"
        "\n"
        "Never reviewed\n"
        "Record  Kind      Handbook  Owner\n"
        "------  --------  --------  -------------\n"
        "Never   runbook   Shop      Platform team\n"
        "Update  template  Shop      —\n"
    )


def test_the_day_changes_numbers_and_no_order(tmp_path: Path) -> None:
    """A browser corrects the numbers; the rows stay where they are."""
    library = small_library(tmp_path, FILES)
    days = [date(2025, 2, 8), date(2025, 2, 9), date(2025, 3, 1), date(2025, 3, 2)]
    found = [freshness(library, day).tables for day in days]
    assert [[row["days_overdue"] for row in rows_of(reviews)] for reviews, _, _ in found] == [
        [0, 0, 0, None],
        [1, 0, 0, None],
        [21, 1, 0, None],
        [22, 2, 1, None],
    ]
    assert [[row["overdue"] for row in rows_of(owners)] for _, owners, _ in found] == [
        [0, 0, 0, 0],
        [1, 0, 0, 0],
        [1, 1, 0, 0],
        [1, 2, 0, 0],
    ]
    assert len({tuple(row["record"] for row in rows_of(reviews)) for reviews, _, _ in found}) == 1


def test_the_public_edition_names_no_owner_that_is_internal(tmp_path: Path) -> None:
    """Contacts are internal unless they say otherwise; the numbers are the same."""
    _, owners, _ = freshness(small_library(tmp_path, FILES, "public"), TODAY).tables
    assert rows_of(owners) == [
        {"owner": "not public", "records": 5, "overdue": 2, "never_reviewed": 1},
        {"owner": None, "records": 1, "overdue": 0, "never_reviewed": 1},
    ]


@pytest.mark.parametrize(
    ("reviewed", "every", "expected"),
    [
        pytest.param("2024-12-01", "90d", date(2025, 3, 1), id="over the new year"),
        pytest.param("2024-02-28", "1d", date(2024, 2, 29), id="a leap year"),
        pytest.param("2025-01-31", "4w", date(2025, 2, 28), id="weeks"),
        pytest.param("2025-01-31", "36h", date(2025, 2, 1), id="whole days only"),
        pytest.param("2025-01-31", "", None, id="no interval"),
        pytest.param("", "90d", None, id="never reviewed"),
    ],
)
def test_the_day_on_which_a_review_is_due(reviewed: str, every: str, expected: date | None) -> None:
    """So many whole days after the last one."""
    assert review_due(Day(reviewed) if reviewed else None, Span(every) if every else None) == expected
