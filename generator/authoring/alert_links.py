"""Adds the runbook's address to alert rules in a person's rule file; every other byte stays as it is."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import cast

from generator.authoring.splice import Cut, Splicer, Unchanged, spliced
from generator.library.alerting.coverage import Coverage
from generator.library.alerting.rules import LINK_KEYS, AlertRule, RuleFile, rules_in
from generator.records.notes import Loc
from generator.records.reader import Data, Node, pairs
from generator.records.source import Source, documents, parse
from generator.records.text_file import text_of

Facts = dict[str, Data]
_ANNOTATIONS = "annotations"
_SIGN = re.compile(r"[^\r\n]")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Linked:
    """A rule file with the links that it lacked, and what could not be added."""

    path: str
    raw: bytes
    added: tuple[AlertRule, ...]
    """The rules that link to their runbook now, with their new places."""
    refused: tuple[str, ...]
    """A sentence for each rule that cannot be changed safely: where it stands, and why."""


def with_links(root: Path, coverage: Coverage) -> Iterator[Linked]:
    """Yield each file that has rules without a link to their runbook; nothing is written."""
    wanting = set(coverage.without_link)
    for file in coverage.files:
        if rules := [rule for rule in file.rules if rule in wanting]:
            yield _linked(root, file, rules, coverage)


def _linked(root: Path, file: RuleFile, rules: list[AlertRule], coverage: Coverage) -> Linked:
    text, problem = text_of(root / file.path, file.path)
    if problem:
        return Linked(file.path, b"", (), (str(problem),))
    used = {rule.link_key for rule in file.rules}
    key = next((key for key in LINK_KEYS if key in used), LINK_KEYS[0])
    cuts: list[Cut] = []
    refused: list[str] = []
    done: list[AlertRule] = []
    roots, _ = documents(text, file.path)
    for number, group in groupby(rules, key=lambda rule: rule.document):
        own = list(group)
        try:
            cuts += _cuts(text, roots[number], own, key, coverage)
            done += own
        except Unchanged as reason:
            refused += [f"{rule.place}: {rule.name}: {reason}" for rule in own]
    changed = spliced(text, cuts)
    places = {(rule.document, rule.loc): rule for rule in rules_in(changed, file.path).rules}
    mark = _BOM if (root / file.path).read_bytes().startswith(_BOM) else b""
    added = tuple(places[rule.document, rule.loc] for rule in done)
    return Linked(file.path, mark + changed.encode(), added, tuple(refused))


def _cuts(text: str, node: Node, rules: list[AlertRule], key: str, coverage: Coverage) -> list[Cut]:
    """Return what adds the links to a document, when it then says that and nothing else; else raises `Unchanged`."""
    source = _alone(text, node, rules[0].place.path)
    expected = copy.deepcopy(source.data)
    cuts: list[Cut] = []
    for rule in rules:
        link = coverage.site.short_address(rule.word)
        cuts += _splicer(source, rule.loc, key, link).cuts
        facts = _at(expected, rule.loc)
        facts[_ANNOTATIONS] = {**cast("Facts", facts.get(_ANNOTATIONS, {})), key: link}
    after = parse(spliced(source.text, cuts), source.path)
    if after.data != expected or len(after.problems) > len(source.problems):
        raise Unchanged("its document is written in a way that cannot be changed safely; add the link by hand")
    return cuts


def _alone(text: str, node: Node, path: str) -> Source:
    """Return one document of a file, at its own place: what stands before it is blank."""
    if node.flow_style:
        raise Unchanged("it is written as JSON; add the link by hand")
    begin = text.rfind("\n", 0, node.start_mark.index) + 1
    source = parse(_SIGN.sub(" ", text[:begin]) + text[begin : node.end_mark.index], path)
    if any(problem.code == "not-plain" for problem in source.problems):
        raise Unchanged("its document has anchors or aliases, which may stand for several rules; change it by hand")
    return source


def _splicer(source: Source, loc: Loc, key: str, link: str) -> Splicer:
    """Return the change of one rule: behind its other annotations, or with the first of them."""
    found = source.seat((*loc, _ANNOTATIONS))
    if found and pairs(found[1]):
        splicer = Splicer(source, (*loc, _ANNOTATIONS), (key,))
        splicer.set(key, link)
    else:
        splicer = Splicer(source, loc, ())
        splicer.nest(_ANNOTATIONS, key, link)
    return splicer


def _at(data: Data | None, loc: Loc) -> Facts:
    """Return the mapping at a place of the data."""
    found: Data | None = data
    for step in loc:
        if isinstance(found, dict):
            found = found.get(str(step))
        elif isinstance(found, list):
            found = found[int(step)]
    if not isinstance(found, dict):
        raise Unchanged("its document is not YAML as records have it; add the link by hand")
    return found
