"""The search's index: takes entries as pages are made, joins what several processes found, and becomes files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generator.pages.page import DataFile
from generator.pages.search.entry import HEADING, TITLE, Entry
from generator.pages.search.files import (
    FORMAT,
    ROOT,
    Json,
    blocks,
    places_file,
    safe_json,
    script,
    shards,
    terms_file,
)
from generator.pages.search.postings import Postings, Terms, add_texts, joined
from generator.pages.search.vocabulary import vocabulary_files
from generator.records import KINDS

NEAR_BLOCK: Final = 16
"""Pages to a file: all of them are read when the search opens, and only what has changed is read anew."""
FAR_BLOCK: Final = 8
"""Incidents to a file: only those are read that a result shows."""


@dataclass
class SearchIndex:
    """What can be found. Entries come in the order of the pages; shares of several processes are merged in it."""

    near: list[bytes] = field(default_factory=list)
    """The entries of the tier that is read whole, as JSON in UTF-8 (half as large as text): what to do."""
    far: list[bytes] = field(default_factory=list)
    """The entries of the other tier: what happened before."""
    handbooks: list[tuple[str, int]] = field(default_factory=list)
    """How many incidents of one handbook follow each other."""
    terms: Terms = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Add an entry behind all others."""
        if not entry.is_incident:
            self.near.append(_written(entry))
            return
        self._count(entry.handbook, 1)
        add_texts(self.terms, len(self.far), tuple(_texts(entry)))
        self.far.append(_written(entry))

    def merge(self, other: "SearchIndex") -> None:
        """Add everything of an index whose entries come after all of this one; the other is used up."""
        joined(self.terms, other.terms, len(self.far))
        for handbook, count in other.handbooks:
            self._count(handbook, count)
        self.near += other.near
        self.far += other.far

    def packed(self) -> tuple[Any, ...]:
        """Return all that can be found as plain values: lists and tuples of texts, numbers and bytes."""
        terms = [
            (term, one.first, one.last, one.count, bytes(one.entries), bytes(one.places))
            for term, one in self.terms.items()
        ]
        return self.near, self.far, self.handbooks, terms

    @classmethod
    def unpacked(cls, packed: tuple[Any, ...]) -> "SearchIndex":
        """Return the index that was packed; it is used up."""
        near, far, handbooks, terms = packed
        return cls(
            near,
            far,
            handbooks,
            {
                term: Postings(first, last, count, bytearray(entries), bytearray(places))
                for term, first, last, count, entries, places in terms
            },
        )

    def files(self, handbooks: Mapping[str, str]) -> Iterator[DataFile]:
        """Yield every file, the root last; `handbooks` are the titles by id. The same entries give the same bytes."""
        near, far = [], []
        for digest, file in blocks("pages", self.near, NEAR_BLOCK):
            near.append(digest)
            yield file
        for digest, file in blocks("incidents", self.far, FAR_BLOCK):
            far.append(digest)
            yield file
        firsts: list[str] = []
        lists: list[str] = []
        places: list[str] = []
        for number, (first, shard) in enumerate(shards(self.terms)):
            firsts.append(first)
            for digests, (digest, file) in ((lists, terms_file(number, shard)), (places, places_file(number, shard))):
                digests.append(digest)
                yield file
        words = []
        for digest, file in vocabulary_files(self.terms):
            words.append(digest)
            yield file
        root: Json = {
            "format": FORMAT,
            "kinds": {**{kind.name: kind.plural for kind in KINDS.values()}, "page": "Pages"},
            "handbooks": dict(handbooks),
            "pages": near,
            "incidents": {
                "count": len(self.far),
                "handbooks": self.handbooks,
                "block": FAR_BLOCK,
                "blocks": " ".join(far),
                "first": " ".join(firsts),
                "terms": " ".join(lists),
                "places": " ".join(places),
                "words": words,
            },
        }
        yield DataFile(ROOT, script("root", root))

    def _count(self, handbook: str, count: int) -> None:
        if self.handbooks and self.handbooks[-1][0] == handbook:
            count += self.handbooks.pop()[1]
        self.handbooks.append((handbook, count))


def _texts(entry: Entry) -> Iterator[tuple[str, int]]:
    """Yield an entry's texts with how often their words count, in the order in which places are counted."""
    yield entry.title, TITLE
    for part in entry.parts:
        if part.heading:
            yield part.heading, HEADING
        yield part.text, part.weight
    yield entry.hidden, HEADING


def _written(entry: Entry) -> bytes:
    """Return an entry as JSON in UTF-8, without what it does not have."""
    card = entry.card
    said: Json = {
        "address": entry.address,
        "kind": card.kind,
        "title": entry.title,
        "handbook": entry.handbook,
        "level": card.level,
        "date": card.date,
        "reviewed": card.reviewed,
        "due": card.review_due,
        "example": card.is_example,
        "boost": entry.boost if entry.boost != 1 else None,
        "hidden": entry.hidden,
    }
    return safe_json({**{name: value for name, value in said.items() if value}, "parts": entry.parts}).encode()
