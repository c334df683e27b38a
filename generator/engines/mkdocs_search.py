"""Entries of Material's search index, made from the sections of our pages, and how much each of their fields counts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.pages.addresses import Addresses
from generator.pages.page import Page

SEPARATOR = r"""[\s\-,;:!?=\[\](){}"'/`_|*+~^%$#@\\<>]+|\.(?!\d)|&[a-z]+;|&#\d+;"""
"""What stands between two words: postgres:5432 and too_many_connections are several, 10.0.0.1 and 5xx are one."""
FIELDS = {"title": 6.0, "words": 3.0, "page": 1.5, "text": 1.0, "tags": 1.0, "pairs": 3.2}
"""The weights of an entry's fields. The theme counts a word in a title a thousand times one in the text: then one
common word in a title wins over a whole error message. `words` (what leads to a page), `page` (all that it says) and
`pairs` (which two words stand side by side in it) are fields of ours, searched and never shown."""
PAIR = "0"
"""How a pair begins, here and in search.js: no beginning of a word that is typed finds it by chance."""
_LATER = 0.85
"""What a handbook counts of the one before it in mkdocs.yml: with the same words in two, the first stands first."""
_LAST = 0.6
"""What any handbook counts at least: its place decides between pages that say much the same, nothing else."""
_ROW = 3.1
"""The theme ranks a page's own entry up to 2.5 times as high as those of its sections; a row is as good as a page."""
_NAMES = ("material/search", "search")
_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def tune(config: MkDocsConfig) -> None:
    """Set what mkdocs.yml does not, where the search is on; before the search plugin's own `on_config`."""
    for name in _NAMES:
        plugin = config.plugins.get(name)
        # Material's plugin has fields with weights, mkdocs' own one has not.
        if plugin is not None and "fields" in plugin.config:
            plugin.config["separator"] = plugin.config["separator"] or SEPARATOR
            for field, weight in FIELDS.items():
                plugin.config["fields"].setdefault(field, {"boost": weight})


def add_entries(pages: tuple[Page, ...], addresses: Addresses, config: MkDocsConfig) -> None:
    """Append our entries to the index of Material's search plugin, where it is on."""
    for name in _NAMES:
        index = getattr(config.plugins.get(name), "search_index", None)
        if index is not None and isinstance(getattr(index, "entries", None), list):
            named = config.plugins["runbook-site"].config["handbooks"]
            for page in pages:
                index.entries += entries(page, addresses, count(page.uri, named))
            return


def count(uri: str, handbooks: Sequence[str]) -> float:
    """Return how much a page counts by its handbook's place in mkdocs.yml; a handbook not named stands last."""
    handbook, within, _ = uri.partition("/")
    if not within:
        return 1.0
    place = handbooks.index(handbook) if handbook in handbooks else len(handbooks)
    return max(_LATER**place, _LAST)


def entries(page: Page, addresses: Addresses, counts: float = 1.0) -> Iterator[dict[str, Any]]:
    """Yield a page's entries: one for the page and one for each section that says something.

    A page's own entry shows what leads to it and knows all its words: what is pasted seldom stands in one section.
    """
    url = addresses.url(page.uri)
    leading = (*page.words, *(section.text for section in page.sections if section.level == 1))
    whole = _entry(page, url, page.title, "\n".join(leading).split("\n"), page.boost * counts)
    if page.words:
        whole["words"] = escaped(" ".join(_spellings(page.words)))
    if not page.many:
        whole["page"] = escaped(" ".join(f"{section.title} {section.text}" for section in page.sections))
        rest = (part for section in page.sections for part in (section.title, section.text))
        whole["pairs"] = pairs((page.title, *page.words, *rest))
    yield whole
    deepest = max((section.level for section in page.sections), default=0)
    for section in page.sections:
        if section.level > 1 and section.title and section.text:
            # The rows are what stands deepest; above them are groups of them, or all of them in short.
            row = page.many and section.level == deepest
            lines = (line for line in section.text.split("\n") if line not in {section.title, section.id})
            boost = page.boost * counts * (_ROW if row else 1)
            entry = _entry(page, f"{url}#{section.id}", section.title, lines, boost)
            yield {**entry, "pairs": pairs((section.title, section.text))} if row else entry


def pairs(texts: Iterable[str]) -> str:
    """Return what stands side by side, each once: `on-call` and `on call` are both `0oncall`."""
    lines = (_WORD.findall(line.lower()) for text in texts for line in text.split("\n"))
    return " ".join(dict.fromkeys(PAIR + one + two for words in lines for one, two in pairwise(words)))


def escaped(text: str) -> str:
    """Return text as the index takes it, which the theme makes HTML of: `can't` stays one word."""
    return _CONTROL.sub(" ", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _entry(page: Page, location: str, title: str, lines: Iterable[str], boost: float) -> dict[str, Any]:
    said = dict.fromkeys(line.strip() for line in lines if line.strip())
    entry: dict[str, Any] = {
        "location": location,
        "title": escaped(title),
        # A result shows the lines in which something was found; without paragraphs it would show the beginning.
        "text": "".join(f"<p>{escaped(line)}</p>" for line in said),
    }
    # Results show the tags of pages only; what the title says is not shown again.
    tags = [escaped(tag) for tag in page.tags if tag not in title]
    if tags:
        entry["tags"] = tags
    return entry if boost == 1 else {**entry, "boost": round(boost, 4)}


def _spellings(words: Iterable[str]) -> Iterator[str]:
    """Yield words as written, and joined names in parts: `ErrorRateHigh` is looked for as `error rate high`, too."""
    for word in words:
        yield word
        parts = _CAMEL.sub(" ", word)
        if parts != word:
            yield parts
