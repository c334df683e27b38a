"""Placeholders in commands, which become the variables of a runbook or procedure."""

import re

from generator.authoring.importers.outcome import Draft
from generator.authoring.importers.response.work import sentence
from generator.records.reader import Data

_PLACE = re.compile(
    r"(?<!<)<(?P<angle>[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*)>"
    r"|(?<![\w$\[\"'])\[(?P<square>[A-Za-z][A-Za-z0-9]*(?:[ _-][A-Za-z0-9]+)*)\](?![\[(\w])"
    r"|(?<![$\w{])\{(?P<braces>[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)+)\}(?!\})"
)
_SHORT = frozenset({"api", "aws", "cpu", "db", "dns", "id", "ip", "sql", "ssh", "uri", "url"})


def declare_variables(draft: Draft, steps: list[dict[str, Data]]) -> None:
    """Let each placeholder of the commands be a variable, once; its words stay as the hint."""
    declared: dict[str, dict[str, Data]] = {}

    def named(found: re.Match[str]) -> str:
        said = found["angle"] or found["square"] or found["braces"]
        name = "_".join(re.findall(r"[a-z0-9]+", said.lower()))
        declared.setdefault(name, {"name": name, "label": _label(said), "hint": said})
        return f"{{{name}}}"

    for step in steps:
        if isinstance(step.get("run"), str):
            step["run"] = _PLACE.sub(named, str(step["run"]))
    if declared:
        draft.data["variables"] = [*declared.values()]
        draft.guessed(("variables",), "placeholders of the commands", draft.lines)


def _label(said: str) -> str:
    found = re.findall(r"[a-z0-9]+", said.lower())
    return sentence(" ".join(word.upper() if word in _SHORT else word for word in found))
