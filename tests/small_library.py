"""A small project written into a folder: what a test says, on a handbook with two levels, and nothing wrong with it."""

from datetime import date
from pathlib import Path

from generator.library.library import Edition, Library
from generator.library.project import open_project

TODAY = date(2025, 3, 1)

HANDBOOK = """
format: 1
title: Shop
timezone: Europe/Berlin
"""
SEVERITIES = """
- id: P1
  name: High
  response_time: 15m
  resolution_target: 2h
  post_mortem_policy:
    required: always
    recurring_within: 30d
    meeting_within: 48h
    publish_within: 3d
- id: P2
  name: Low
  response_time: next business day
"""
BASIS = {
    "mkdocs.yml": "site_name: Test\ndocs_dir: content\nplugins: [search, runbook-site]\n",
    "content/shop/handbook.yaml": HANDBOOK,
    "content/shop/severities.yaml": SEVERITIES,
}


def small_library(folder: Path, files: dict[str, str], edition: Edition = "internal", today: date = TODAY) -> Library:
    """Return the library of the files and the basis under them; an incident is named by its id alone."""
    for name, text in {**BASIS, **files}.items():
        path = folder / (name if "/" in name or name == "mkdocs.yml" else f"incidents/shop/{name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    project = open_project(folder, today, edition)
    assert [problem for problem in project.problems if problem.level == "error"] == []
    return project.library
