"""Both sources stand on the built site, line by line, each fact in the section where a reader looks for it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

FACTS = Path(__file__).parent / "facts"
SOURCES = Path(__file__).parents[2] / "shared" / "sources"
HANDBOOKS = ("vlossom", "proofi")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NO_FACT = {
    "blank": r"\s*",
    "border": r"[^A-Za-z]*",
    "fence": r"\s*```\w*",
    "rule": r"---",
    "ruler": r"\|[-| ]+\|",
    "empty": r"[\s|:-]*",
}
"""Reasons for a line to hold no fact, and what such a line looks like."""
CONNECTIVES = frozenset(("a", "and", "at", "if", "in", "of", "or", "the", "to", "via"))
REPLACED: dict[str, dict[int, str]] = {
    "vlossom": {
        1: "incident response runbook",
        5: "severity levels",
        7: "severity description example",
        49: "common incidents",
        113: "use",
        198: "rollback",
        229: "communication",
        249: "subject",
        263: "escalation",
        265: "role name contact",
        312: "last updated december",
    },
    "proofi": {
        1: "incident response runbook",
        7: "severity levels",
        19: "within",
        67: "response",
        73: "p0 incident timeline",
        85: "step by",
        138: "communication",
        211: "timeline",
        213: "day action",
        271: "culture",
        280: "incident",
        282: "tool",
        292: "rotation",
        300: "on call",
        308: "last updated february",
    },
}
"""By line: the words of headings and labels for which the pages have words of their own."""


@dataclass(frozen=True)
class Fact:
    """One row of a table: which source line, what it says, where that must stand."""

    line: int
    text: str
    page: str
    section: str


def facts(handbook: str) -> tuple[Fact, ...]:
    """Return a handbook's table."""
    with (FACTS / f"{handbook}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(Fact(int(row["line"]), row["text"], row["page"], row["section"]) for row in rows)


def sections(page: Path) -> dict[str, str]:
    """Return the text of each section of a page by its id, and its table heads and labels as `columns`."""
    parsed = html5lib.parse(page.read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
    article = next(element for element in parsed.iter("article"))
    found: dict[str, list[str]] = {"": []}
    at = ["" for _ in HEADINGS]
    labels: list[str] = []
    for element, text in _texts(article):
        if element.tag in HEADINGS and element.get("id"):
            depth = HEADINGS.index(element.tag)
            at[depth:] = [str(element.get("id"))] * (len(HEADINGS) - depth)
        if element.tag in ("th", "dt") or element.get("class") == "rb-term":
            labels.append(text)
        for name in {*at, ""}:
            found.setdefault(name, []).append(text)
    for element in article.iter("div"):
        # What stands directly under the title has a place, but no heading.
        if element.get("id"):
            found[str(element.get("id"))] = [text for _, text in _texts(element)]
    return {**{name: folded(" ".join(texts)) for name, texts in found.items()}, "columns": folded(" ".join(labels))}


def _texts(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield each piece of text with the element that it stands in; grey text in an empty field is text, too."""
    said = (element.text or "", element.get("placeholder") or "")
    yield element, " ".join(said)
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield element, child.tail or ""


def folded(text: str) -> str:
    """Return a text without the differences that no reader minds: capitals, spaces, and spaces before punctuation."""
    return re.sub(r"\s+([.,:;!?)])", r"\1", " ".join(text.replace("*", "").replace("`", "").split())).casefold()


read_sections = cache(sections)


@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_every_fact_stands_in_its_section(built_site: Path, handbook: str) -> None:
    """Each row's words are read in the section of the page that it names."""
    lost = []
    for fact in facts(handbook):
        if fact.page == "-":
            continue
        there = read_sections(built_site / fact.page.strip("/") / "index.html")
        if folded(fact.text) not in there.get(fact.section, ""):
            lost.append(f"line {fact.line}: {fact.text!r} not at {fact.page}#{fact.section}")
    assert lost == []


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the two source documents lie beside the team's checkout only")
@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_the_tables_leave_no_line_out(handbook: str) -> None:
    """Each line of the source has its rows, and a line without a fact looks like one."""
    lines = (SOURCES / f"{handbook}-incident-response-runbook.md").read_text("utf-8").splitlines()
    rows: dict[int, list[Fact]] = {}
    for fact in facts(handbook):
        rows.setdefault(fact.line, []).append(fact)
    assert sorted(rows) == list(range(1, len(lines) + 1))
    lost = []
    for number, line in enumerate(lines, start=1):
        said = {word for fact in rows[number] if fact.page != "-" for word in words(fact.text)}
        reasons = [fact.section for fact in rows[number] if fact.page == "-"]
        if not said and any(re.fullmatch(NO_FACT.get(reason, r"(?!)"), line) for reason in reasons):
            continue
        known = said | CONNECTIVES | set(REPLACED[handbook].get(number, "").split())
        missing = [word for word in words(re.sub(r"^[#\s]*\d+\. ", "", line)) if word not in known]
        if missing and not unrecorded(line, reasons):
            lost.append(f"line {number}: {missing} of {line!r}")
    assert lost == []


def words(text: str) -> list[str]:
    """Return the words of a text in lower case; broken encodings hold none."""
    return re.findall(r"[a-z0-9]+", text.lower())


def unrecorded(line: str, reasons: list[str]) -> bool:
    """Say whether the line's rest is a placeholder for what the source itself does not know."""
    return "unrecorded" in reasons and bool(re.search(r"\[(Name|Phone|Email)\]", line))
