"""What was made of pages that follow each other, kept on disk for the next build: sheets, and what the search finds.

A sheet is what a page is before the theme has put its frame around it. One file holds the sheets of some pages, with
a digest of what they are made of (`made_of.py`) and one of everything behind it: what is cut short, spoilt or made of
something else is as good as nothing.
"""

import marshal
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from generator.engines.made_of import MadeOf
from generator.engines.mkdocs_sheet import Sheet
from generator.pages.page import Leaf
from generator.pages.search import SearchIndex

_DIGEST = 64
"""Bytes."""
_ENDING = ".sheets"


class Kept(NamedTuple):
    """What was made of some pages."""

    sheets: Sequence[Sheet]
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
        file, digest = self._file(leaves[0].uri), self._made_of.digest(leaves)
        self._digests[leaves[0].uri] = digest
        try:
            written = file.read_bytes()
        except OSError:
            return None
        rest = memoryview(written)[_DIGEST:]
        if rest[:_DIGEST] != digest or blake2b(rest).digest() != written[:_DIGEST]:
            return None
        return _unpacked(marshal.loads(rest[_DIGEST:]))  # noqa: S302 - it is whole, and in a folder of our own

    def keep(self, leaves: Sequence[Leaf], kept: Kept) -> None:
        """Keep what was made of pages that `find` was asked for; a full disk keeps nothing."""
        file = self._file(leaves[0].uri)
        rest = self._digests.pop(leaves[0].uri) + marshal.dumps(_packed(kept))
        new = file.with_suffix(f".{os.getpid()}")
        try:
            with new.open("wb") as out:
                out.writelines((blake2b(rest).digest(), rest))
            new.replace(file)
        except OSError:
            with suppress(OSError):
                new.unlink()

    def only(self, firsts: Iterable[str]) -> None:
        """Remove what was kept of other pages than those that follow these addresses, and what a killed build began."""
        names = {self._file(first).name for first in firsts}
        for file in self._folder.iterdir():
            is_ours = file.suffix == _ENDING or file.suffix.removeprefix(".").isdigit()
            if is_ours and file.name not in names:
                with suppress(OSError):
                    file.unlink()

    def _file(self, first: str) -> Path:
        name = blake2b(first.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return self._folder / f"{name}{_ENDING}"


def _packed(kept: Kept) -> tuple[Any, ...]:
    """Return it as what `marshal` writes: plain tuples, lists, texts and bytes."""
    return [_fields(sheet) for sheet in kept.sheets], kept.words.packed()


def _unpacked(packed: tuple[Any, ...]) -> Kept:
    sheets, words = packed
    return Kept([Sheet(*fields) for fields in sheets], SearchIndex.unpacked(words))


def _fields(sheet: Sheet) -> tuple[Any, ...]:
    outline = tuple((level, str(anchor), str(title)) for level, anchor, title in sheet.outline)
    texts = (sheet.title, sheet.label, sheet.description, sheet.address, sheet.edit_link, sheet.html)
    return (*map(str, texts), outline, tuple(map(str, sheet.hidden)), str(sheet.folder), str(sheet.name))
