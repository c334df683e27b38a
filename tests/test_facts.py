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
MONTHS = frozenset(
    ("january", "february", "april", "june", "july", "august", "september", "october", "november", "december")
)
"""Months that a page writes with their first three letters."""


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


@dataclass(frozen=True)
class Renaming:
    """Words of a source's headings and labels for which the pages have words of their own, and why."""

    line: int
    words: str
    why: str


def renamings(handbook: str) -> tuple[Renaming, ...]:
    """Return a handbook's words that are called otherwise."""
    with (FACTS / "renamed.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(Renaming(int(row["line"]), row["words"], row["why"]) for row in rows if row["handbook"] == handbook)


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
with_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the two source documents lie beside the team's checkout only"
)


@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_every_fact_stands_in_its_section(built_site: Path, handbook: str) -> None:
    """Each row's words are read in the section of the page that it names, as whole words."""
    lost = []
    for fact in facts(handbook):
        if fact.page == "-":
            continue
        there = read_sections(built_site / fact.page.strip("/") / "index.html").get(fact.section, "")
        if not re.search(rf"(?<!\w){re.escape(folded(fact.text))}(?!\w)", there):
            lost.append(f"line {fact.line}: {fact.text!r} not at {fact.page}#{fact.section}")
    assert lost == []


@with_sources
@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_the_tables_leave_no_line_out(handbook: str) -> None:
    """Each line of the source has its rows, and a line without a fact looks like one."""
    lines = source(handbook)
    rows = by_line(handbook)
    assert sorted(rows) == list(range(1, len(lines) + 1))
    lost = {}
    for number in rows:
        missing = [word for word in unsaid(handbook, number) if word not in renamed(handbook, number)]
        if missing:
            lost[number] = (missing, lines[number - 1])
    assert lost == {}


@with_sources
@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_only_words_that_no_page_has_are_called_otherwise(handbook: str) -> None:
    """The list of words for which the pages have words of their own holds no word that stands where it should."""
    needed = {row.line: set(unsaid(handbook, row.line)) for row in renamings(handbook)}
    assert needed == {row.line: set(row.words.split()) for row in renamings(handbook)}
    assert [row for row in renamings(handbook) if not row.why] == []


def source(handbook: str) -> list[str]:
    """Return a source's lines."""
    return (SOURCES / f"{handbook}-incident-response-runbook.md").read_text("utf-8").splitlines()


def by_line(handbook: str) -> dict[int, list[Fact]]:
    """Return a table's rows by their line."""
    rows: dict[int, list[Fact]] = {}
    for fact in facts(handbook):
        rows.setdefault(fact.line, []).append(fact)
    return rows


def unsaid(handbook: str, number: int) -> list[str]:
    """Return the words of a source's line that none of its rows has; empty for a line that looks like no fact."""
    lines, rows = source(handbook), by_line(handbook)[number]
    line, below = lines[number - 1], lines[number] if number < len(lines) else ""
    texts = [fact.text for fact in rows if fact.page != "-"]
    reasons = [fact.section for fact in rows if fact.page == "-"]
    if (not texts and any(re.fullmatch(NO_FACT.get(reason, r"(?!)"), line) for reason in reasons)) or unrecorded(
        line, reasons
    ):
        return []
    is_heading = line.startswith("#") or bool(re.fullmatch(NO_FACT["ruler"], below))
    known = {word for text in texts for word in words(text, is_heading=is_heading)} | CONNECTIVES
    return [word for word in words(re.sub(r"^[#\s]*\d+\. ", "", line), is_heading=is_heading) if word not in known]


def renamed(handbook: str, number: int) -> set[str]:
    """Return the words of a line that the pages call otherwise."""
    return {word for row in renamings(handbook) if row.line == number for word in row.words.split()}


def words(text: str, *, is_heading: bool = False) -> list[str]:
    """Return the words of a text in lower case, a heading's in the singular; broken encodings hold none."""
    found = [word[:3] if word in MONTHS else word for word in re.findall(r"[a-z]+|[0-9]+", text.lower())]
    return [re.sub(r"(?<=..)(?<!s)s$", "", re.sub("ies$", "y", word)) for word in found] if is_heading else found


def unrecorded(line: str, reasons: list[str]) -> bool:
    """Say whether the line's rest is a placeholder for what the source itself does not know."""
    return "unrecorded" in reasons and bool(re.search(r"\[(Name|Phone|Email)\]", line))
