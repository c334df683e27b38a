"""What was made of pages that follow each other, kept on disk for the next build: sheets, and what the search finds.

A sheet is what a page is before the theme has put its frame around it. One file holds the sheets of some pages, with
a digest of what they are made of (`made_of.py`) and one of everything behind it: what is cut short, spoilt or made of
something else is as good as nothing.
"""

import marshal
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from generator.engines.made_of import MadeOf
from generator.engines.mkdocs_sheet import Sheet
from generator.library.kept_files import keep_only, kept_file, read_kept, write_kept
from generator.pages.page import Leaf
from generator.pages.search import SearchIndex

_ENDING = ".sheets"


class Kept(NamedTuple):
    """What was made of some pages."""

    sheets: tuple[Sheet, ...]
    words: SearchIndex
    """What the search finds on them."""


class KeptSheets:
    """The sheets of one project, in a folder."""

    def __init__(self, folder: Path, made_of: MadeOf) -> None:
        """Read nothing yet."""
        self._folder = folder
        self._made_of = made_of
        self._digests: dict[str, bytes] = {}

    def may_keep(self, leaf: Leaf) -> bool:
        """Say whether it is known what a page is made of."""
        return self._made_of.is_known(leaf.uri)

    def find(self, leaves: Sequence[Leaf]) -> Kept | None:
        """Return what was made of these pages, if they are made of the same things now."""
        first = leaves[0].uri
        digest = self._digests[first] = self._made_of.digest(leaves)
        found = read_kept(self._file(first), digest)
        return None if found is None else _unpacked(marshal.loads(found))  # noqa: S302 - whole, and in a folder of ours

    def keep(self, leaves: Sequence[Leaf], sheets: Iterable[Sheet], words: SearchIndex) -> None:
        """Keep what was made of pages that `find` was asked for."""
        first = leaves[0].uri
        content = marshal.dumps(([*map(_fields, sheets)], words.packed()))
        write_kept(self._file(first), self._digests.pop(first), content)

    def only(self, firsts: Iterable[str]) -> None:
        """Remove what was kept of other pages than those that follow these addresses."""
        keep_only(self._folder, map(self._file, firsts), _ENDING)

    def _file(self, first: str) -> Path:
        return kept_file(self._folder, first, _ENDING)


def _unpacked(found: tuple[Any, ...]) -> Kept:
    sheets, words = found
    return Kept(tuple(Sheet(*one) for one in sheets), SearchIndex.unpacked(words))


def _fields(sheet: Sheet) -> tuple[Any, ...]:
    outline = tuple((level, str(anchor), str(title)) for level, anchor, title in sheet.outline)
    texts = (sheet.title, sheet.label, sheet.description, sheet.address, sheet.edit_link)
    return (*map(str, texts), sheet.html, outline, tuple(map(str, sheet.hidden)), str(sheet.folder), str(sheet.name))
