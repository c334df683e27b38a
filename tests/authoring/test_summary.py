"""`runbook-site summary`: what reviewers read in the summary of a check."""

from datetime import date
from pathlib import Path

import pytest

from generator.authoring import summary
from generator.authoring.summary import summaries
from generator.library.project import open_project
from tests.authoring.conftest import Run
from tests.expected import assert_as_in

EXPECTED = Path(__file__).parent / "expected"
RECORD = """\
title: Crane <b>stuck</b> | gate 7
severity: P1
status: resolved
started: 2025-02-11 14:02
detected: 14:14
acknowledged: 14:35
resolved: 15:31
commander: crane-team
summary: |
  First *line*,
  second line <script>alert(1)</script>.

  ![pixel](https://evil.example/p.png) for @night-shift, see [the gate](../gate.yaml)

  # Steps
  - `crane <stop>`
  - wait

  ```console
  $ crane start <arm> @gate
  ```
impact:
  users_affected: 3 ships | 2 trucks
  data_loss: no
  summary: Much waiting
timeline:
  - at: 14:20
    event: Power "off" | on
    by: "@night_shift"
    evidence: https://example.com/a|b
root_cause: A [worn](javascript:x) relay
contributing_factors: [No spare relay]
went_well: [The gate took over]
action_items:
  - action: Order `spare` relays
    owner: gate
    due: 2025-02-20
    ticket: https://example.com/7
severity_changes:
  - {at: 14:31, was: P2, became: P1, why: second crane}
"""


def test_incident_is_shown_whole(run: Run, harbour: Path) -> None:
    """Title, facts, durations against targets, timeline, prose and action items; only prose has markup of its own."""
    file = harbour / "incidents/harbour/2025-02-11-crane-stuck.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(RECORD, "utf-8")
    done = run("summary", str(file))
    assert (done.exit_code, done.stderr) == (0, "")
    assert_as_in(EXPECTED / "summary.md", done.stdout)


def test_an_alert_before_the_first_harm_took_no_time(run: Run, harbour: Path) -> None:
    """How long before is said, and no length below nothing."""
    file = harbour / "incidents/harbour/2025-02-11-crane-stuck.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(RECORD.replace("detected: 14:14\nacknowledged: 14:35", "detected: 2025-02-11 13:40"), "utf-8")
    lines = run("summary", str(file)).stdout.splitlines()
    assert [line for line in lines if line.startswith("| detect ")] == [
        "| detect | 22 min before the first harm to users | — |"
    ]


def test_file_that_is_no_incident_is_named(run: Run, harbour: Path) -> None:
    """A broken record does not hide the others; the check says what is wrong with it."""
    done = run("summary", str(harbour / "content/harbour/handbook.yaml"))
    said = "cannot be shown: it is no incident, or the check says what is wrong with it."
    assert (done.exit_code, done.stdout) == (0, f"`content/harbour/handbook.yaml` {said}\n\n")


def test_summary_ends_before_githubs_limit(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub shows nothing of a summary that is too long: what does not fit is counted."""
    monkeypatch.setattr(summary, "MOST_BYTES", 150)
    said = list(summaries(open_project(harbour, date(2025, 2, 11)), ["a.yaml", "b.yaml", "c.yaml"], date(2025, 2, 11)))
    assert said[1:] == ["… and 2 more, for which there is no room here.\n"]
