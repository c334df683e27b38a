"""Pages as the search knows them: an entry for each page and for each row of a table, with weighted texts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from generator.pages.addresses import SEARCH, Addresses
from generator.pages.card import Card
from generator.pages.page import Page, Section

TITLE, LEADING, HEADING, TEXT = 12, 4, 2, 1
"""How often a word counts: in a title, in what leads to a page (symptoms, alerts, errors), in a heading, elsewhere."""
KINDS: Final[Mapping[str, float]] = {
    "runbook": 2.05,
    "rotation": 2.0,
    "tool": 2.0,
    "procedure": 1.6,
    "template": 1.5,
    "contact": 1.15,
    "service": 1.5,
    "severity": 1.1,
    "form": 1.5,
}
"""How much entries of a kind count: a runbook is what a person in trouble looks for."""
INCIDENT_PARTS: Final[Mapping[str, int]] = {
    "facts": LEADING,
    "summary": 3,
    "impact": 3,
    "root-cause": 2,
    "contributing-factors": 2,
    "lessons": 2,
}
"""The sections of an incident that are searched, and how often their words count. Its timeline is not: what happened in
which minute is on the page."""
_CALLED: Final = {"severity": "Severity", "contact": "Contact", "service": "Service", "tool": "Tool"}
"""What people call a row, which does not say it itself."""
_LATER: Final = 0.85
"""What a handbook counts of the one before it in mkdocs.yml: with the same words in two, the first stands first."""
_LAST: Final = 0.6
"""What any handbook counts at least: its place decides between pages that say much the same, nothing else."""


class Part(NamedTuple):
    """A piece of an entry: where it stands on its page, its heading, its text and how often the text's words count.

    Its order is that of docs/search-format.md: as it is, it is written.
    """

    anchor: str
    heading: str
    text: str
    weight: int


@dataclass(frozen=True)
class Entry:
    """One thing that can be found."""

    address: str
    """From the site's root, with the anchor of a row."""
    title: str
    handbook: str
    """The id of its handbook; empty for a page of none."""
    card: Card
    parts: tuple[Part, ...]
    hidden: str = ""
    """Words that it is found by and that no result shows: its kind, its handbook, its owner."""
    boost: float = 1.0

    @property
    def is_incident(self) -> bool:
        """Whether it belongs to the tier of which only what is asked for is loaded."""
        return self.card.kind == "incident"


def entries(page: Page, addresses: Addresses, handbooks: Mapping[str, str]) -> Iterator[Entry]:
    """Yield a page's entries; `handbooks` are the titles by id, in the order of mkdocs.yml.

    A page of many records has one for each of them, and one of its own, which knows what stands above them.
    """
    if page.uri == SEARCH:  # says again what its runbooks say
        return
    whole = addresses.whole(page.uri).removeprefix(addresses.site)
    handbook = page.uri.partition("/")[0]
    handbook = handbook if handbook in handbooks else ""
    counts = page.boost if page.card.kind == "page" else KINDS.get(page.card.kind, 1.0)
    boost = round(counts * _counts(handbook, handbooks), 4)
    rows = frozenset(page.cards) if page.many else frozenset()
    shown = [section for section in page.sections if section.id not in rows]
    parts = tuple(_incident_parts(page) if page.card.kind == "incident" else _parts(page, shown))
    own = (_CALLED[page.card.kind],) if page.card.kind in _CALLED else ()
    hidden = "\n".join((*page.tags, *own, *page.card.names))
    yield Entry(whole, page.title, handbook, page.card, parts, hidden, boost)
    for section in page.sections:
        if section.id in rows:
            card = page.cards[section.id]
            said = tuple(_lines(section.text, {section.title, section.id}, TEXT))
            yield Entry(f"{whole}#{section.id}", section.title, handbook, card, said, hidden, boost)


def _counts(handbook: str, handbooks: Mapping[str, str]) -> float:
    """Return how much an entry counts by its handbook's place."""
    return max(_LATER ** list(handbooks).index(handbook), _LAST) if handbook else 1.0


def _parts(page: Page, sections: Iterable[Section]) -> Iterator[Part]:
    leading = {line.strip() for text in page.words for line in text.split("\n")}
    yield from _lines("\n".join(page.words), set(), LEADING)
    above = "\n".join(section.text for section in sections if section.level == 1)
    yield from _lines(above, leading, HEADING)
    for section in sections:
        if section.level > 1 and (section.text or section.title):
            yield Part(section.id, section.title, section.text, TEXT)


def _incident_parts(page: Page) -> Iterator[Part]:
    for section in page.sections:
        weight = INCIDENT_PARTS.get(section.id)
        if weight and section.text:
            yield Part(section.id if section.title else "", section.title, section.text, weight)


def _lines(text: str, known: set[str], weight: int) -> Iterator[Part]:
    """Yield a part without heading, each line once."""
    said = dict.fromkeys(line.strip() for line in text.split("\n"))
    if kept := "\n".join(line for line in said if line and line not in known):
        yield Part("", "", kept, weight)
