"""Our options in mkdocs.yml, read as plain data: `check` on a stranger's pull request runs no code of theirs."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from generator.library.library import Edition
from generator.problems import Place, Problem, did_you_mean
from generator.records.source import settings

CONFIG = "mkdocs.yml"
OPTIONS = ("edition", "handbooks", "incidents")
EDITIONS: tuple[Edition, ...] = get_args(Edition)


@dataclass(frozen=True)
class Settings:
    """What mkdocs.yml says to us."""

    content: str = "content"
    incidents: str = "incidents"
    edition: Edition = "internal"
    handbooks: tuple[str, ...] = ()


def read_settings(root: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """Return our settings of the project at `root`, and what is wrong with them."""
    data = settings(root / CONFIG)
    if not isinstance(data, dict):
        sentence = "it cannot be read as YAML; mend it, or name the folder that holds mkdocs.yml"
        return Settings(), (Problem(Place(CONFIG), "error", sentence, "bad-settings"),)
    options = _options(data.get("plugins"))
    problems = [_problem(f'the plugin has no option "{name}"{did_you_mean(name, OPTIONS)}') for name in options if name not in OPTIONS]
    edition = next((known for known in EDITIONS if known == options.get("edition", "internal")), None)
    if edition is None:
        problems.append(_problem(f'"{options.get("edition")}" is no edition; write internal or public'))
    names = options.get("handbooks", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        problems.append(_problem("`handbooks` is a list of handbooks' names, in the order to show them"))
        names = []
    folder = data.get("docs_dir", "docs")
    incidents = options.get("incidents", "incidents")
    found = Settings(
        content=folder if isinstance(folder, str) else "docs",
        incidents=incidents if isinstance(incidents, str) else "incidents",
        edition=edition or "internal",
        handbooks=tuple(str(name) for name in names),
    )
    return found, tuple(problems)


def _options(plugins: object) -> dict[str, object]:
    # mkdocs takes a list of names and mappings, or one mapping.
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        options = entry.get("runbook-site") if isinstance(entry, dict) else None
        if isinstance(options, dict):
            return dict(options)
    return {}


def _problem(sentence: str) -> Problem:
    return Problem(Place(CONFIG), "error", sentence, "bad-settings")
