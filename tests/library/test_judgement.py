"""What a team thinks of problems in general: what is not told, and what has another level."""

from pathlib import Path

import pytest

from generator.library.judgement import Judgement
from generator.problems import Place, Problem
from tests.test_check import ADVICE, ERROR, check


def test_problems_are_judged() -> None:
    """What is ignored is gone, what has another level is told with it, and all else stays as it is."""
    problems = [
        Problem(Place("a", line), "advice", "say it", code)
        for line, code in ((1, "not-yet"), (2, "secret"), (3, "syntax"))
    ]
    judged = Judgement(frozenset({"not-yet"}), (("secret", "warning"),)).judged(problems)
    assert [(problem.place.line, problem.level) for problem in judged] == [(2, "warning"), (3, "advice")]


@pytest.mark.parametrize(
    ("option", "files", "code"),
    [
        pytest.param("{}", ADVICE, 0, id="advice as it is"),
        pytest.param("{levels: {placeholder-left: error}}", ADVICE, 1, id="an error of what was advice"),
        pytest.param("{ignore: [placeholder-left]}", ADVICE, 0, id="not told"),
        pytest.param("{ignore: [placeholder-left]}", ERROR, 1, id="an error stays"),
    ],
)
def test_exit_code_follows_the_judgement(tmp_path: Path, option: str, files: dict[str, str], code: int) -> None:
    """An error of the team's own fails the check as one of ours does."""
    config = f"site_name: x\ndocs_dir: content\nplugins:\n  - search\n  - runbook-site: {{check: {option}}}\n"
    assert check(tmp_path, {"mkdocs.yml": config, **files})[0] == code
