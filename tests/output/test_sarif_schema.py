"""SARIF is judged by the schema of the standard itself, as a package from npm brings it."""

import json
import subprocess
import sysconfig
from pathlib import Path

import pytest

from generator.output.problems import printed
from generator.problems import CODES, Level, Place, Problem
from tests import node_tools

SCHEMA = node_tools.FOLDER / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
TOOL = Path(sysconfig.get_path("scripts")) / "check-jsonschema"
TEN = Path(__file__).parent / "expected/ten-mistakes.sarif"


def verdict(text: str, folder: Path) -> tuple[int, str]:
    """Return the exit code of the judge, and what it says."""
    if not SCHEMA.is_file():
        pytest.fail("the tools of tests/node are not installed; run: python -m tests.node_tools", pytrace=False)
    file = folder / "found.sarif"
    file.write_text(text, "utf-8")
    # One pattern of the schema has a bracket too many for JavaScript's newer regular expressions.
    said = (TOOL, "--regex-variant", "python", "--schemafile", SCHEMA, file)
    done = subprocess.run(said, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def every(level: Level) -> list[Problem]:
    """Return a problem of every code."""
    return [Problem(Place("content/shop/ä b#.yaml", 3, 7), level, 'say "it" \\ <b>', code) for code in CODES]


@pytest.mark.parametrize("level", ["error", "warning", "advice"])
def test_every_code_of_every_level_is_valid(tmp_path: Path, level: Level) -> None:
    """Whatever the check finds, a code scanning service takes."""
    assert verdict("\n".join(printed(every(level), tmp_path, "sarif")), tmp_path) == (0, "ok -- validation done\n")


def test_nothing_found_is_valid(tmp_path: Path) -> None:
    """A run without problems closes what was open."""
    assert verdict("\n".join(printed([], tmp_path, "sarif")), tmp_path) == (0, "ok -- validation done\n")


def test_ten_mistakes_are_valid(tmp_path: Path) -> None:
    """What is printed for the incident with ten mistakes."""
    assert verdict(TEN.read_text("utf-8"), tmp_path) == (0, "ok -- validation done\n")


def test_judge_refuses_what_is_none(tmp_path: Path) -> None:
    """The judge itself works: a level that the standard does not know, a line that is none."""
    found = json.loads(TEN.read_text("utf-8"))
    found["runs"][0]["results"][0]["level"] = "advice"
    found["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    code, said = verdict(json.dumps(found), tmp_path)
    assert code == 1
    assert "$.runs[0].results[0]" in said
