"""The snippets of `.vscode`: filled in they pass the check, and what is left of them does not."""

import json
import re
from datetime import date
from pathlib import Path
from textwrap import indent

import pytest

from generator.library.project import open_project

FILE = Path(__file__).parents[2] / ".vscode/records.code-snippets"
SNIPPETS: dict[str, dict[str, str]] = json.loads(FILE.read_text("utf-8"))
TODAY = date(2025, 2, 11)
INCIDENT = "incidents/harbour/it.yaml"
RUNBOOK = "content/harbour/runbooks/it.yaml"
BEGUN = "title: Crane stuck\nstatus: resolved\nseverity: P1\nstarted: 2025-02-11 14:00\n"
SEATS = {
    "Incident": (INCIDENT, "", 0, ["Crane stuck", "P1", "", "14:02", "14:05", "It stands"]),
    "Timeline entry": (INCIDENT, f"{BEGUN}timeline:\n", 2, ["14:05", "It stands"]),
    "Severity change": (INCIDENT, f"{BEGUN}severity_changes:\n", 2, ["14:05", "P2", "P1", "a second crane"]),
    "Action item": (INCIDENT, f"{BEGUN}action_items:\n", 2, ["Watch the brake", "gate", "2025-02-20"]),
    "Step": (RUNBOOK, "title: Crane stuck\nresolution:\n", 2, ["Look", "crane status", "open", "The brake holds"]),
    "Runbook": (RUNBOOK, "", 0, ["Crane stuck", "P1", "It stands", "Look", "Lower the load"]),
}
"""Where each belongs: the file, what stands above it, how far it is indented, and what a person types at its stops."""


def expanded(name: str, answers: list[str]) -> str:
    """Return what an editor makes of a snippet: with what was typed, else what it shows; of choices the first."""
    text = "\n".join(SNIPPETS[name]["body"])
    for variable, said in (("YEAR", "2025"), ("MONTH", "02"), ("DATE", "11")):
        text = text.replace(f"${{CURRENT_{variable}}}", said)
    text = re.sub(r"\$\{\d+\|([^,|]+)[^|]*\|\}", r"\1", text)
    for number, answer in enumerate(answers, 1):
        text = re.sub(rf"\$\{{{number}:[^}}]*\}}", answer, text)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text).replace("$0", "")


def problems(harbour: Path, name: str, answers: list[str]) -> set[str]:
    """Return the codes of what the check finds in a record with the snippet."""
    path, above, far, _ = SEATS[name]
    (harbour / path).parent.mkdir(parents=True, exist_ok=True)
    (harbour / path).write_text(above + indent(expanded(name, answers), " " * far), "utf-8")
    return {problem.code for problem in open_project(harbour, TODAY).problems}


@pytest.mark.parametrize("name", SNIPPETS)
def test_filled_in_snippet_passes_the_check(harbour: Path, name: str) -> None:
    """Whoever types at every stop has a right record."""
    assert problems(harbour, name, SEATS[name][3]) == set()


@pytest.mark.parametrize("name", SNIPPETS)
def test_what_nobody_typed_is_found(harbour: Path, name: str) -> None:
    """A snippet that was left half way never passes for a fact."""
    assert problems(harbour, name, []) & {
        "placeholder-left",
        "not-a-time",
        "not-an-id",
        "not-a-day",
        "unknown-reference",
    }


def test_snippets_are_called_by_one_word_each() -> None:
    """In YAML files only, each by a word of its own and with a line that says what it is for."""
    assert {snippet["scope"] for snippet in SNIPPETS.values()} == {"yaml"}
    assert len({snippet["prefix"] for snippet in SNIPPETS.values()}) == len(SNIPPETS)
    assert all(snippet["description"] for snippet in SNIPPETS.values())
