"""A small project that the tests of authoring write into."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import cli

FILES = {
    "mkdocs.yml": "site_name: Harbour\ndocs_dir: content\nplugins: [search, runbook-site]\n",
    "content/harbour/handbook.yaml": "format: 1\ntitle: Harbour\ntimezone: Europe/Berlin\n",
    "content/harbour/severities.yaml": """\
- id: P1
  name: High
  response_time: 15m
  resolution_target: 1h
- id: P2
  name: Medium
""",
    "content/harbour/contacts.yaml": "- id: crane-team\n  role: Crane team\n- id: gate\n  role: Gate\n",
    "content/harbour/post-mortem.yaml": """\
sections:
  - heading: At a glance
    fields:
      - {key: duration, heading: Lasted}
      - {key: commander, heading: Led by}
      - {key: severity, heading: Level}
  - key: summary
    heading: What happened
    prompt: "Two sentences: for somebody new"
    required: true
  - key: impact.users_affected
    heading: Ships delayed
    prompt: A number
  - key: timeline
    heading: Course
    fields:
      - {key: at, heading: Clock}
    rows:
      - {text: First report, milestone: detected}
      - Cause known
      - Cranes move again
  - heading: More on the impact
    fields:
      - {key: impact.revenue, heading: Demurrage}
""",
}
Run = Callable[..., Result]


@pytest.fixture
def harbour(tmp_path: Path) -> Path:
    """Return the root of a small project with one handbook and no incident."""
    for path, text in FILES.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def run(harbour: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs our command on the small project, in its folder and without a terminal."""
    monkeypatch.chdir(harbour)

    def invoke(command: str, *arguments: str) -> Result:
        return CliRunner().invoke(cli, [command, "--root", str(harbour), *arguments], prog_name="runbook-site")

    return invoke
