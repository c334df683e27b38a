"""No mistake hides another one: two in one record are told as each alone would be."""

import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from generator.library.project import open_project
from generator.pages.anchors import anchors_of

TREE = {
    "mkdocs.yml": "site_name: Test\ndocs_dir: content\nplugins: [search, runbook-site]\n",
    "content/shop/handbook.yaml": "format: 1\ntitle: Shop\ntimezone: Europe/Berlin\n",
    "content/shop/severities.yaml": "- {id: P1, name: High}\n- {id: P2, name: Low}\n",
    "content/shop/contacts.yaml": "- {id: boss, role: Boss}\n",
    "content/shop/tools.yaml": "- {id: graphs, name: Graphs}\n",
    "content/shop/procedures/rollback.yaml": "title: Rollback\nsteps: [Go back]\n",
    "content/shop/templates/update.yaml": "title: Update\nbody: It is {What}\n",
    "content/shop/runbooks/queue.yaml": "title: Queue\nresolution: [Restart]\n",
}
RUNBOOK = """\
title: Down
summary: See [queue](queue.yaml).
severity: P1
owner: boss
reviewed: 2025-01-15
review_every: 90d
alerts: [Down]
related: [queue]
variables:
  - name: region
    pattern: "[a-z]+"
symptoms:
  - Nothing works
resolution:
  - id: first
    do: Restart
    run: restart {region}
    risk: changes
    after: 5m
    goto: second
    procedure: rollback
    tool: graphs
    severities: [P1]
  - id: second
    do: Wait
links:
  - title: More
    url: https://more.example
"""
RUNBOOK_MISTAKES = {
    "no title": ("title: Down", "title:"),
    "dead link": ("(queue.yaml)", "(nowhere.yaml)"),
    "dead anchor": ("(queue.yaml)", "(queue.yaml#nowhere)"),
    "dropped link": ("See [", "See [a](ftp://a.example) ["),
    "unknown level": ("severity: P1", "severity: P9"),
    "unknown owner": ("owner: boss", "owner: nobody"),
    "no day": ("2025-01-15", "2025-02-30"),
    "no duration": ("90d", "soon"),
    "no alert": ("[Down]", "[a b]"),
    "self": ("related: [queue]", "related: [down]"),
    "hanging pattern": ("[a-z]+", "(a+)+"),
    "key and value": ("- Nothing works", "- Error: x"),
    "no id": ("id: first", "id: First One"),
    "quote needed": ("do: Restart", "do: @Restart"),
    "unknown variable": ("{region}", "{region} {regoin}"),
    "unknown choice": ("risk: changes", "risk: high"),
    "unknown key": ("    after:", "    colour: red\n    after:"),
    "no span": ("after: 5m", "after: 5"),
    "dead goto": ("goto: second", "goto: nowhere"),
    "unknown procedure": ("procedure: rollback", "procedure: roll"),
    "no list": ("severities: [P1]", "severities: P1"),
    "twice": ("    do: Wait", "    do: Wait\n    do: Wait"),
    "no address": ("https://more.example", "more"),
    "to be filled in": ("title: More", "title: TBD"),
}
INCIDENT = """\
title: Down
severity: P1
status: resolved
started: 2025-02-11 14:02
detected: 14:14
resolved: 15:31
commander: boss
runbooks: [queue]
summary: It was [queue](../../content/shop/runbooks/queue.yaml).
severity_changes:
  - at: 14:20
    was: P2
    became: P1
timeline:
  - at: 14:05
    event: Deploy
    kind: deploy
  - at: 14:20
    event: Rollback
messages:
  - at: 14:25
    template: update
contributing_factors:
  - category: monitoring
    text: Nobody looked
post_mortem:
  status: draft
action_items:
  - action: Look
    owner: boss
    due: 2025-02-20
    done: 2025-02-19
"""
INCIDENT_MISTAKES = {
    "unknown level": ("severity: P1", "severity: P9"),
    "unknown choice": ("status: resolved", "status: solved"),
    "ends before start": ("resolved: 15:31", "resolved: 2025-02-11 13:31"),
    "unknown commander": ("commander: boss", "commander: nobody"),
    "unknown runbook": ("runbooks: [queue]", "runbooks: [queues]"),
    "dead link": ("queue.yaml", "nowhere.yaml"),
    "broken chain": ("became: P1", "became: P2"),
    "no kind": ("kind: deploy", "kind: release"),
    "steps back": ("- at: 14:20\n    event: Rollback", "- at: 14:01\n    event: Rollback"),
    "unknown key": ("  event: Deploy", "  what: Deploy"),
    "unknown template": ("template: update", "template: updates"),
    "no text": ("    text: Nobody looked", ""),
    "no policy": ("status: draft", "status: written"),
    "unknown key below": ("  - action: Look", "  - action: Look\n    colour: red"),
    "no day": ("2025-02-20", "soon"),
    "to come": ("2025-02-19", "2035-02-19"),
    "empty": ("  - at: 14:05", "  -\n  - at: 14:05"),
}

EXPLAINED = {
    ("no day", "no duration"),  # without a span nothing is due, so nobody misses the day of the last review
    ("steps back", "empty"),  # what nobody could read may have been the time between the two
    ("unknown level", "broken chain"),  # nobody knows how bad a level is that there is not
}
"""Pairs of which one explains the other."""


def told(root: Path, path: str, text: str) -> set[str]:
    """Return what is said of a tree with this record, without places: a mistake may move the lines below it."""
    (root / path).write_text(text)
    problems = open_project(root, date(2025, 3, 1), anchors_of=anchors_of).problems
    return {re.sub(r"line \d+", "line …", f"{one.level}: {one.sentence} [{one.code}]") for one in problems}


@pytest.mark.parametrize(
    ("path", "text", "mistakes"),
    [
        pytest.param("content/shop/runbooks/down.yaml", RUNBOOK, RUNBOOK_MISTAKES, id="runbook"),
        pytest.param("incidents/shop/down.yaml", INCIDENT, INCIDENT_MISTAKES, id="incident"),
    ],
)
def test_two_mistakes_are_both_told(tmp_path: Path, path: str, text: str, mistakes: dict[str, tuple[str, str]]) -> None:
    """For each pair of kinds; and each alone is told at all."""
    for name, content in {**TREE, path: text}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    assert told(tmp_path, path, text) == set()
    alone = {name: told(tmp_path, path, text.replace(*change, 1)) for name, change in mistakes.items()}
    assert [name for name, found in alone.items() if not found] == []
    hidden = {}
    for one, other in combinations(mistakes, 2):
        both = text.replace(*mistakes[one], 1).replace(*mistakes[other], 1)
        if mistakes[one][0] in mistakes[other][0] or mistakes[other][0] in mistakes[one][0]:
            continue
        missing = (alone[one] | alone[other]) - told(tmp_path, path, both)
        if missing:
            hidden[one, other] = missing
    assert {pair: missing for pair, missing in hidden.items() if pair not in EXPLAINED} == {}
