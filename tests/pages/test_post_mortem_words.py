"""Post-mortem duty on the page of an incident: each state, whole; and cells of reports that the day changes."""

import re
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from generator.library.reports.dated import DaysLate, Due, LateCount, LateState
from generator.pages.book import page_of
from generator.pages.dated import dated
from generator.pages.render import Renderer
from generator.records.times import Zone
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
    otherwise: A paragraph in `#incidents`
    recurring_within: 30d
- id: P3
  name: Low
"""
BEFORE = """
title: Payments before
severity: P3
status: resolved
started: 2025-01-30 14:02
runbooks: [payments]
contributing_factors: [{category: capacity, text: Too small}]
"""
RESOLVED = "title: Payments fail\nstatus: resolved\nstarted: 2025-02-11 14:02\nresolved: 15:31\n"
OPEN = "title: Payments fail\nstatus: monitoring\nstarted: 2025-02-11 14:02\n"
BERLIN = Due(date(2025, 2, 14), Zone("Europe/Berlin"))
KIRITIMATI = Due(date(2025, 2, 15), Zone("Pacific/Kiritimati"))


def html(folder: Path, incident: str, more: dict[str, str] | None = None) -> str:
    """Return the section of the newest incident's post-mortem."""
    files = {
        "content/shop/severities.yaml": SEVERITIES,
        "content/shop/runbooks/payments.yaml": "title: Payments\nresolution: [Roll back]\n",
        "2025-01-30-before": BEFORE,
        **(more or {}),
    }
    library = small_library(folder, {**files, "2025-02-11-payments": incident})
    page = page_of(Renderer(library, TODAY), library.incidents[0])
    return str(next(part.html for part in page.sections if part.id == "post-mortem"))


def lines(made: str) -> list[str]:
    """Return what a reader without a style sheet reads, hidden words left out."""
    shown = re.sub(r"<strong[^>]* hidden>[^<]*</strong>", "", made)
    parts = re.split(r"</div>|</p>", re.sub(r"</dt>", ": ", shown))
    return [text for part in parts if (text := Markup(part).striptags())]  # noqa: S704 - compared, never shown


@pytest.mark.parametrize(
    ("incident", "expected"),
    [
        pytest.param(
            f"{RESOLVED}severity: P1\n",
            [
                "State: late (missing)",
                "Why: P1 always requires one",
                "Meeting: due 13 Feb 2025 16 d late within 48h of the resolution",
                "Publication: due 14 Feb 2025 15 d late within 3d of the resolution",
                "Author: — no author recorded",
            ],
            id="nobody began",
        ),
        pytest.param(
            f"{RESOLVED}severity: P1\npost_mortem: {{status: published, author: '@who', meeting: 2025-02-13, "
            "published: 2025-02-15}\n",
            [
                "State: published",
                "Why: P1 always requires one",
                "Meeting: 13 Feb 2025 due 13 Feb 2025 in time",
                "Publication: 15 Feb 2025 due 14 Feb 2025 1 d late",
                "Author: @who",
            ],
            id="published",
        ),
        pytest.param(
            f"{RESOLVED}severity: P1\npost_mortem: {{status: published}}\n",
            [
                "State: published",
                "Why: P1 always requires one",
                "Meeting: — no meeting recorded due 13 Feb 2025",
                "Publication: — no publication day recorded due 14 Feb 2025",
                "Author: — no author recorded",
            ],
            id="published, and nobody wrote down when",
        ),
        pytest.param(
            f"{OPEN}severity: P1\n",
            [
                "State: not due yet",
                "Why: P1 always requires one",
                "Meeting: due within 48h of the resolution (not resolved yet)",
                "Publication: due within 3d of the resolution (not resolved yet)",
                "Author: — no author recorded",
            ],
            id="open",
        ),
        pytest.param(
            f"{RESOLVED}severity: P2\nrunbooks: [payments]\n"
            "contributing_factors: [{category: capacity, text: Still too small}]\n",
            [
                "State: missing",
                "Why: recurring within 30d: runbook Payments and factor capacity 12 days before in Payments before",
                "Meeting: — the severity sets no time for it",
                "Publication: — the severity sets no time for it",
                "Author: — no author recorded",
            ],
            id="recurring",
        ),
        pytest.param(
            f"{RESOLVED}severity: P2\n",
            [
                (
                    "Not required: P2 requires one of recurring trouble, and nothing like it is recorded in the 30d "
                    "before. Owed instead: A paragraph in #incidents"
                )
            ],
            id="not recurring",
        ),
        pytest.param(
            f"{RESOLVED}severity: P3\n",
            ["Not known whether one is required: no post-mortem policy is recorded for P3."],
            id="not known",
        ),
        pytest.param(f"{RESOLVED}type: drill\n", ["Not required: a drill owes none."], id="a drill"),
    ],
)
def test_what_the_page_says(tmp_path: Path, incident: str, expected: list[str]) -> None:
    """One calm line where nothing is owed, else state, reason, both days and the author."""
    assert lines(html(tmp_path, incident)) == expected


def test_a_recurrence_leads_to_the_runbook_and_to_the_earlier_incident(tmp_path: Path) -> None:
    """The reader checks it with two clicks."""
    made = html(tmp_path, f"{RESOLVED}severity: P2\nrunbooks: [payments]\n")
    assert (
        'recurring within 30d: runbook <a href="../../runbooks/payments/">Payments</a> 12 days before in '
        '<a href="../2025-01-30-before/">Payments before</a>'
    ) in " ".join(made.split())


def test_a_link_in_what_is_owed_instead_leads_from_the_severity(tmp_path: Path) -> None:
    """Its words stand in severities.yaml: a path in them is not one from the incident's folder."""
    levels = SEVERITIES.replace("A paragraph in `#incidents`", "'A line in [Payments](runbooks/payments.yaml)'")
    made = html(tmp_path, f"{RESOLVED}severity: P2\n", {"content/shop/severities.yaml": levels})
    assert 'Owed instead: A line in <a href="../../runbooks/payments/">Payments</a>' in made


def test_the_form_of_the_handbook_is_linked_where_there_is_one(tmp_path: Path) -> None:
    """Whoever has to write it finds what to write."""
    form = {"content/shop/post-mortem.yaml": "sections: [{key: summary, heading: Summary}]\n"}
    made = html(tmp_path, f"{RESOLVED}severity: P1\n", form)
    assert '<a href="../../post-mortem/">form of this handbook</a>' in made
    assert "form of this handbook" not in html(tmp_path / "other", f"{RESOLVED}severity: P1\n")


def test_what_the_day_changes_is_marked(tmp_path: Path) -> None:
    """State and lateness carry the due day and the zone in which it ends."""
    made = html(tmp_path, f"{RESOLVED}severity: P1\npost_mortem: {{status: draft}}\n")
    zone = 'data-rb-zone="Europe/Berlin"'
    assert re.findall(r"<span (?:data-rb-dated|class=\"rb-due\")[^>]*>", made) == [
        f'<span data-rb-dated data-rb-late-state="2025-02-14" {zone} data-rb-state="draft" class="rb-late">',
        f'<span class="rb-due" data-rb-due="2025-02-13" {zone}>',
        f'<span class="rb-due" data-rb-due="2025-02-14" {zone}>',
    ]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(
            dated(DaysLate.on(date(2025, 2, 14), BERLIN)),
            '<span data-rb-dated data-rb-days-late="2025-02-14" data-rb-zone="Europe/Berlin">0</span>',
            id="on the last day",
        ),
        pytest.param(
            dated(DaysLate.on(date(2025, 2, 16), BERLIN)),
            '<span data-rb-dated data-rb-days-late="2025-02-14" data-rb-zone="Europe/Berlin" class="rb-late">2</span>',
            id="two days late",
        ),
        pytest.param(
            dated(LateState.on(date(2025, 2, 14), "in review", BERLIN)),
            '<span data-rb-dated data-rb-late-state="2025-02-14" data-rb-zone="Europe/Berlin" '
            'data-rb-state="in review">in review</span>',
            id="a state",
        ),
        pytest.param(
            dated(LateState.on(date(2025, 2, 15), "in review", BERLIN)),
            '<span data-rb-dated data-rb-late-state="2025-02-14" data-rb-zone="Europe/Berlin" '
            'data-rb-state="in review" class="rb-late">late (in review)</span>',
            id="a late state",
        ),
        pytest.param(
            dated(LateCount.on(date(2025, 2, 15), (KIRITIMATI, BERLIN))),
            '<span data-rb-dated data-rb-late-count="2025-02-14@Europe/Berlin 2025-02-15@Pacific/Kiritimati" '
            'class="rb-late">1</span>',
            id="one of two",
        ),
        pytest.param(
            dated(LateCount.on(date(2025, 2, 15), ())), '<span data-rb-dated data-rb-late-count="">0</span>', id="none"
        ),
    ],
)
def test_cells_carry_what_the_browser_needs(made: Markup, expected: str) -> None:
    """What they say on the day of the build, and the due days to say it anew."""
    assert made == expected
