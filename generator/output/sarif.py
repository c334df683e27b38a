"""Problems as SARIF 2.1.0, which code scanning services and editors read (OASIS, sarif-v2.1.0)."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from generator import __version__
from generator.authoring.explain import Explanation, explanations
from generator.output.places import above
from generator.problems import CODES, Problem

_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"


def as_sarif(problems: Sequence[Problem], root: Path) -> Iterator[str]:
    """Yield one SARIF document of one run; paths are relative to the repository that holds `root`."""
    told = {problem.code for problem in problems}
    codes = [code for code in CODES if code in told]
    folder = above(root)
    run = {
        "tool": {
            "driver": {
                "name": "runbook-site",
                "version": __version__,
                "rules": [_rule(explanations()[code]) for code in codes],
            },
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), folder) for problem in problems],
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rule(one: Explanation) -> dict[str, object]:
    snippets = (("Fails:", one.fails), ("Passes:", one.passes))
    text = "\n\n".join([_flat(one.why), *(f"{title}\n\n{snippet.text}" for title, snippet in snippets)])
    fenced = (f"{title}\n\n```{snippet.language}\n{snippet.text}```" for title, snippet in snippets)
    return {
        "id": one.code,
        "shortDescription": {"text": one.means},
        "fullDescription": {"text": _flat(one.why)},
        "help": {"text": text, "markdown": "\n\n".join([_flat(one.why), *fenced])},
    }


def _result(problem: Problem, index: int, folder: str) -> dict[str, object]:
    place = problem.place
    where = {"uri": quote(f"{folder}{place.path}"), "uriBaseId": _ROOT}
    region = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": _LEVELS[problem.level],
        "message": {"text": problem.sentence},
        "locations": [{"physicalLocation": {"artifactLocation": where, "region": region}}],
    }


def _flat(text: str) -> str:
    return " ".join(text.split())
