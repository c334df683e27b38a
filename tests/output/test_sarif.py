"""SARIF: what a code scanning service reads, whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator import __version__
from generator.authoring.explain import explanations
from generator.output.problems import printed
from generator.problems import CODES, Place, Problem

PROBLEMS = [
    Problem(Place("content/shop/a b#.yaml", 1, 2), "advice", "say 100 % of it", "placeholder-left"),
    Problem(Place("content/shop/é.yaml", 2, 1), "warning", "say it", "nothing-to-do"),
    Problem(Place("content/shop/é.yaml", 3, 4), "error", 'say "it"', "syntax"),
    Problem(Place("content/shop/é.yaml", 4, 4), "error", "say more", "syntax"),
]


def document(problems: list[Problem], root: Path) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return what is printed, read back."""
    return json.loads("\n".join(printed(problems, root, "sarif")))


def test_document_without_problems(tmp_path: Path) -> None:
    """A run that found nothing says so, and a service closes what it had open."""
    assert document([], tmp_path) == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "runbook-site", "version": __version__, "rules": []}},
                "columnKind": "unicodeCodePoints",
                "results": [],
            },
        ],
    }


def test_results_name_rule_level_and_place(tmp_path: Path) -> None:
    """Paths are addresses, from the top of the repository; levels are those of the standard."""
    project = tmp_path / "docs"
    project.mkdir()
    (tmp_path / ".git").mkdir()
    assert document(PROBLEMS, project)["runs"][0]["results"] == [
        result("placeholder-left", 2, "note", "say 100 % of it", "docs/content/shop/a%20b%23.yaml", (1, 2)),
        result("nothing-to-do", 1, "warning", "say it", "docs/content/shop/%C3%A9.yaml", (2, 1)),
        result("syntax", 0, "error", 'say "it"', "docs/content/shop/%C3%A9.yaml", (3, 4)),
        result("syntax", 0, "error", "say more", "docs/content/shop/%C3%A9.yaml", (4, 4)),
    ]


def result(code: str, index: int, level: str, sentence: str, uri: str, place: tuple[int, int]) -> dict[str, object]:  # noqa: PLR0913, PLR0917 - a row of the table
    """Return a result as the standard has it."""
    return {
        "ruleId": code,
        "ruleIndex": index,
        "level": level,
        "message": {"text": sentence},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": place[0], "startColumn": place[1]},
                },
            },
        ],
    }


def test_rules_are_those_that_were_broken_in_the_order_of_the_codes(tmp_path: Path) -> None:
    """Each with its words, as text and as Markdown; a result finds its rule by its index."""
    run = document(PROBLEMS, tmp_path)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["syntax", "nothing-to-do", "placeholder-left"]
    assert [rules[found["ruleIndex"]]["id"] for found in run["results"]] == [problem.code for problem in PROBLEMS]
    one = explanations()["syntax"]
    assert rules[0] == {
        "id": "syntax",
        "shortDescription": {"text": "A file cannot be read as YAML."},
        "fullDescription": {"text": " ".join(one.why.split())},
        "help": {
            "text": f"{' '.join(one.why.split())}\n\nFails:\n\n{one.fails.text}\n\nPasses:\n\n{one.passes.text}",
            "markdown": (
                f"{' '.join(one.why.split())}\n\n"
                f"Fails:\n\n```yaml\n{one.fails.text}```\n\nPasses:\n\n```yaml\n{one.passes.text}```"
            ),
        },
    }


@pytest.mark.parametrize("code", CODES)
def test_every_code_can_be_told(code: str, tmp_path: Path) -> None:
    """No code is without its words."""
    run = document([Problem(Place("a.yaml"), "error", "say it", code)], tmp_path)["runs"][0]
    (rule,) = run["tool"]["driver"]["rules"]
    assert [rule["shortDescription"]["text"], rule["id"]] == [CODES[code], code]
    assert all(rule["help"].values())
