"""Alert rules of Prometheus and Grafana, as they stand in rule files; what else is in these files is passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.problems import Place, Problem, quoted
from generator.records.lines import Lines
from generator.records.names import alert_word
from generator.records.notes import Loc
from generator.records.reader import Node, entries, inside
from generator.records.source import documents

LINK_KEYS = ("runbook_url", "runbook")
"""The annotations that hold the address of a runbook; where both stand, the first is read."""
_TEMPLATE = re.compile(r"^[ \t]*(?:- +)?(?:[\w.-]+:[ \t]*)?\{\{", re.MULTILINE)
_GRAFANA = frozenset({"uid", "condition", "data"})
"""What a rule of Grafana has beside its title, and nothing else that has a title under `rules:`."""


@dataclass(frozen=True)
class AlertRule:
    """One rule that raises an alert; the same alert may have several, one for each severity."""

    name: str
    place: Place
    severity: str
    """Its label `severity`; empty without one."""
    link: str
    """What its annotation says of a runbook, on one line; empty without one."""
    link_place: Place
    link_key: str
    """The annotation that the link stands in; empty without one."""
    document: int
    """Which document of its file it stands in, counted from 0, and below where in it."""
    loc: Loc

    @property
    def word(self) -> str:
        """Its name as an address and `alerts:` of a runbook have it."""
        return alert_word(self.name)


@dataclass(frozen=True)
class RuleFile:
    """One file of the monitoring: its alert rules in order, or what keeps it from being read."""

    path: str
    rules: tuple[AlertRule, ...] = ()
    problems: tuple[Problem, ...] = ()


def rules_in(text: str, path: str) -> RuleFile:
    """Return the alert rules in a file's text: plain rule files, PrometheusRule manifests, Grafana's provisioning.

    Any list `rules:` is looked through, however deep; recording rules are passed over. Never raises for what a person
    wrote: a file that is no YAML has a problem, and a template that becomes YAML later has one that says so.
    """
    roots, problems = documents(text, path)
    if problems:
        template = _TEMPLATE.search(text)
        return RuleFile(path, problems=(_unrendered(template, text, path),) if template else problems)
    reader = _Reader(text, path)
    for number, root in enumerate(roots):
        reader.read(root, number)
    return RuleFile(path, tuple(reader.rules), tuple(reader.problems))


def _unrendered(found: re.Match[str], text: str, path: str) -> Problem:
    sentence = "this is a template, which is YAML only when it is rendered; give the output of `helm template` instead"
    return Problem(Lines(text, path).place(found.end() - 2), "warning", sentence, "syntax")


class _Reader:
    """Collects the alert rules of one file."""

    def __init__(self, text: str, path: str) -> None:
        self.lines = Lines(text, path)
        self.rules: list[AlertRule] = []
        self.problems: list[Problem] = []
        self.read_already: set[int] = set()
        """Rules that an alias may name again."""

    def read(self, root: Node, document: int) -> None:
        """Look through a document; what an alias names again is read once."""
        seen: set[int] = set()
        waiting: list[tuple[Node, Loc]] = [(root, ())]
        while waiting:
            node, loc = waiting.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            below = list(inside(node))
            for step, (key, value) in below:
                if key is not None and step == "rules":
                    self._list(value, (*loc, step), document)
            waiting += [(value, (*loc, step)) for step, (_, value) in reversed(below)]

    def _list(self, node: Node, loc: Loc, document: int) -> None:
        for index, entry in enumerate(entries(node)):
            facts = _facts(entry)
            named = facts.get("alert") or (facts.get("title") if _GRAFANA & set(facts) else None)
            if named is None or id(entry) in self.read_already:
                continue
            self.read_already.add(id(entry))
            name = " ".join(_text(named).split())
            if alert_word(name):
                self.rules.append(self._rule(name, named, facts, (*loc, index), document))
            else:
                sentence = f"{quoted(name)} is no name of an alert; write a word with letters or digits"
                self.problems.append(Problem(self._place(named), "warning", sentence, "not-an-id"))

    def _rule(self, name: str, named: Node, facts: dict[str, Node], loc: Loc, document: int) -> AlertRule:
        labels, notes = _facts(facts.get("labels")), _facts(facts.get("annotations"))
        key = next((key for key in LINK_KEYS if key in notes and _text(notes[key])), "")
        link = notes.get(key)
        return AlertRule(
            name,
            self._place(named),
            _text(labels.get("severity")),
            " ".join(_text(link).split()),
            self._place(link or named),
            key,
            document,
            loc,
        )

    def _place(self, node: Node) -> Place:
        return self.lines.place(node.start_mark.index)


def _facts(node: Node | None) -> dict[str, Node]:
    """Return what a mapping says by key; nothing of anything else."""
    return {str(step): value for step, (key, value) in _inside(node) if key is not None}


def _inside(node: Node | None) -> Iterator[tuple[str | int, tuple[Node | None, Node]]]:
    return inside(node) if node is not None else iter(())


def _text(node: Node | None) -> str:
    return str(node.value).strip() if node is not None and node.id == "scalar" else ""
