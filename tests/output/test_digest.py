"""`runbook-site report digest`: what waits today, as a mail."""

from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result

from generator.cli import cli
from tests.expected import assert_as_in
from tests.small_library import BASIS

EXPECTED = Path(__file__).parent / "expected"
MANY = "".join(f"  - {{action: Look at part {number:02}, owner: platform, due: 2025-02-20}}\n" for number in range(12))
FILES = {
    **BASIS,
    "mkdocs.yml": f"{BASIS['mkdocs.yml']}site_url: https://example.com/runbooks\n",
    "content/shop/contacts.yaml": """\
- {id: platform, role: Platform}
- {id: payments, role: Payments *and* more}
""",
    "content/shop/on-call.yaml": """\
start: 2025-02-24
handoff: Monday 09:00
shifts: [{primary: payments, secondary: platform}, {primary: platform}]
overrides: [{start: 2025-03-05, end: 2025-03-06, primary: "@night"}]
""",
    "content/shop/runbooks/queue.yaml": """\
title: Queue full
reviewed: 2024-10-01
review_every: 90d
resolution: [Empty it]
""",
    "content/shop/runbooks/cache.yaml": """\
title: Cache cold
reviewed: 2025-02-01
review_every: 90d
resolution: [Wait]
""",
    "incidents/shop/2025-02-28-down.yaml": """\
title: Shop is <down> for @all
severity: P1
status: investigating
started: 2025-02-28 22:10
""",
    "incidents/shop/2025-02-01-slow.yaml": f"""\
title: Slow search
severity: P1
status: resolved
started: 2025-02-01 10:00
resolved: 2025-02-01 12:00
post_mortem: {{status: draft}}
action_items:
  - {{action: "Call `them`", owner: payments, due: 2025-02-27}}
  - {{action: Done, owner: payments, due: 2025-02-20, done: 2025-02-20}}
  - {{action: Ask, due: 2025-02-28}}
  - {{action: Begin, owner: "@night", due: 2025-03-01}}
  - {{action: Go on, owner: payments, due: 2025-03-08}}
  - {{action: Later, owner: payments, due: 2025-03-09}}
{MANY}""",
    "incidents/shop/2025-02-20-hidden.yaml": """\
title: Not for everybody
visibility: internal
severity: P1
status: resolved
started: 2025-02-28 10:00
resolved: 2025-02-28 12:00
""",
}


def digest(root: Path, files: dict[str, str], *arguments: str) -> Result:
    """Write the files and print the digest of a day."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with time_machine.travel("2025-03-01", tick=False):
        return CliRunner().invoke(cli, ["report", "digest", "--root", str(root), *arguments], prog_name="runbook-site")


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_digest_whole(tmp_path: Path, edition: str) -> None:
    """What burns, what is late and whose, what comes; long lists are cut. In public no contact and nothing internal."""
    done = digest(tmp_path, FILES, "--edition", edition)
    assert (done.exit_code, done.stderr) == (0, "")
    assert_as_in(EXPECTED / f"digest-{edition}.md", done.stdout)


def test_quiet_day_says_so(tmp_path: Path) -> None:
    """A mail without a list would look like one that was cut off; without an address of the site nothing is a link."""
    done = digest(tmp_path, {**BASIS, "content/shop/runbooks/queue.yaml": "title: Queue\nresolution: [Empty it]\n"})
    assert done.stdout == "## What waits on 2025-03-01\n\nNothing is open, overdue or owed.\n"


def test_examples_say_that_they_are_some(tmp_path: Path) -> None:
    """A new site sends a digest that nobody takes for real; titles are words without an address."""
    example = "title: Down\nstatus: investigating\nexample: true\nseverity: P1\n"
    done = digest(tmp_path, {**BASIS, "incidents/shop/down.yaml": example})
    assert done.stdout == (
        "## What waits on 2025-03-01\n\n"
        "These are examples: no real incident is recorded yet.\n\n"
        "### Open incidents (1)\n\n"
        "- Down: P1, investigating\n"
    )


def owners(count: int, words: str) -> dict[str, str]:
    """Return the files of a project in which so many teams have two late action items each."""
    contacts = "".join(f"- {{id: team-{number:02}, role: Team {number:02}}}\n" for number in range(count))
    late = "".join(
        f"  - {{action: {words} {part}, owner: team-{number:02}, due: 2025-02-{20 - part}}}\n"
        for number in range(count)
        for part in (1, 2)
    )
    incident = f"title: Down\nstatus: resolved\naction_items:\n{late}"
    return {**BASIS, "content/shop/contacts.yaml": contacts, "incidents/shop/down.yaml": incident}


@pytest.mark.parametrize(
    ("count", "last"), [(10, None), (11, "- … and 2 more of another owner"), (13, "- … and 6 more of 3 other owners")]
)
def test_digest_names_the_first_owners(tmp_path: Path, count: int, last: str | None) -> None:
    """A mail is short, however many teams there are."""
    lines = digest(tmp_path, owners(count, "Look at it")).stdout.splitlines()
    assert len([line for line in lines if line.startswith("- **")]) == 10
    assert next((line for line in lines if line.startswith("- …")), None) == last
    assert f"### Overdue action items ({2 * count})" in lines


def test_digest_fits_a_comment_on_github(tmp_path: Path) -> None:
    """It refuses a longer one whole."""
    said = digest(tmp_path, owners(12, "word " * 1100)).stdout
    assert len(said) < 65_000
    rest = "… and more, for which there is no room here: `runbook-site report action-items` prints all of them."
    assert said.endswith(f"\n\n{rest}\n")


def test_another_format_is_refused(tmp_path: Path) -> None:
    """A table of everything at once says nothing."""
    done = digest(tmp_path, BASIS, "--format", "csv")
    assert done.exit_code == 2
    assert done.stderr.endswith("\nError: the digest is Markdown; leave --format csv out\n")


def test_records_with_errors_are_named(tmp_path: Path) -> None:
    """On stderr, so that the mail itself stays a mail."""
    done = digest(tmp_path, {**BASIS, "incidents/shop/down.yaml": "title: Down\nstatus: dwn\n"})
    assert done.stderr.startswith("incidents/shop/down.yaml:2:9: error: ")
    assert done.stdout.startswith("## What waits on 2025-03-01\n")
