"""Writes what mkdocs need not know: pages outside the navigation and files for programs, in several processes.

A page is made, framed, written and forgotten, so that ten thousand are never in memory at once; what the search finds
on it is kept until those beside it are written, too.
What is written is what mkdocs would have written: a test compares the two, byte for byte.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.engines.crew import Crew
from generator.engines.harvest import Gathered, Harvest
from generator.engines.kept_sheets import KeptSheets
from generator.engines.mkdocs_frame import Frames
from generator.engines.mkdocs_loose import PageOf
from generator.engines.mkdocs_sheet import Sheet, Sheets
from generator.engines.old_site import OldSite
from generator.engines.progress import Progress
from generator.engines.site_files import Site
from generator.library.kept_files import cut
from generator.library.processes import spare_processes
from generator.pages.leaves import Bough
from generator.pages.page import DataFile, Leaf, Page

_SHEET = 16
"""At least so many pages that follow each other are one piece of work, and the search gathers them together."""
_SHEETS = 128
"""About so many pieces are made of many pages: enough that no process waits long for the last piece of another."""
_WORTH = 64
"""From so many pages on another process is worth its beginning."""


@dataclass(frozen=True)
class Setting:
    """What the pages of one build are set into, when mkdocs has read every page that it knows."""

    frames: Frames
    sheets: Sheets
    nav: Navigation
    files: Files
    config: MkDocsConfig
    page_of: PageOf
    site: Site
    old: OldSite
    kept: KeptSheets | None = None
    """What earlier builds have made of pages, where anything is kept."""


@dataclass(frozen=True)
class Work:
    """What is to be written."""

    leaves: tuple[Leaf, ...]
    """All pages that are known, in their order."""
    loose: Collection[str]
    """The addresses of those that mkdocs does not know."""
    files: Iterable[DataFile]
    boughs: tuple[Bough, ...] = ()
    """Further loose pages. They grow while other processes write: to know which there are takes long."""


class Press:
    """Writes the loose pages and the files of one build."""

    def __init__(self, work: Work, harvest: Harvest, setting: Setting) -> None:
        """Write nothing yet; `harvest` gathers what the search finds."""
        self._setting = setting
        self._harvest = harvest
        self.filled = 0
        """How many pages were filled into frames."""
        self._listed = setting.files.documentation_pages()
        self._boughs = work.boughs
        self._kept: list[str] = []
        """The addresses of the first pages of all pieces that may be kept."""
        loose = [leaf.uri in work.loose for leaf in work.leaves]
        # The years of lists stand behind all records, and are long: what is begun last should be short.
        sheets = reversed([*self._sheets(work.leaves, loose)])
        self._pieces = [*_families(work.files, setting.site), *sheets]
        self._helpers = spare_processes() if sum(loose) >= _WORTH else 0
        self._crew = Crew(len(self._pieces), lambda piece: self._pieces[piece](), self._bring)

    def start(self) -> None:
        """Begin, in other processes, where there are any; this one is free for something else."""
        self._crew.start(self._helpers)

    def finish(self, progress: Progress) -> Gathered:
        """Write what is left, saying how far it is, and return what the search finds on all pages."""
        gathered: Gathered = {}
        self.filled = 0
        for bough in self._boughs:
            self._print(tuple(bough.leaves.values()))
        for brought, filled, given in self._crew.finish(lambda piece: progress.say(self._how_far(piece))):
            gathered |= brought
            self.filled += filled
            self._setting.old.given |= given
        if self._setting.kept:
            self._setting.kept.only(self._kept)
        return gathered

    def _how_far(self, piece: int) -> str:
        return f"writing pages: {piece * 100 // len(self._pieces)} %"

    def stop(self) -> None:
        """Leave what is not written: the build has failed."""
        self._crew.stop()

    def _bring(self) -> Iterator[tuple[Gathered, int, set[str]]]:
        for first, part in self._harvest.bring():
            yield {first: part}, 0, set()
        yield {}, self._setting.frames.filled, self._setting.old.given

    def _sheets(self, leaves: Iterable[Leaf], loose: Collection[bool]) -> Iterator[Callable[[], None]]:
        usual = sheet_size(sum(loose))
        for is_loose, run in groupby(zip(leaves, loose, strict=True), key=itemgetter(1)):
            if is_loose:
                for may_be_kept, those in groupby((leaf for leaf, _ in run), key=self._may_be_kept):
                    for sheet in cut(those, usual, attrgetter("uri")):
                        self._kept += [sheet[0].uri] if may_be_kept else []
                        yield partial(self._print_or_take if may_be_kept else self._print, sheet)

    def _may_be_kept(self, leaf: Leaf) -> bool:
        return self._setting.kept is not None and self._setting.kept.may_keep(leaf)

    def print(self, leaf: Leaf) -> Page:
        """Write a page where mkdocs would have written it."""
        page = leaf.page()
        self._write(leaf, self._setting.sheets.sheet(page), page)
        return page

    def _write(self, leaf: Leaf, sheet: Sheet, page: Page | None = None) -> None:
        output = self._setting.frames.page(sheet, partial(self._context, leaf, page))
        self._setting.site.write(self._setting.sheets.file(leaf.uri), (output,))
        leaf.forget()

    def _context(self, leaf: Leaf, made: Page | None) -> dict[str, Any]:
        """Return what mkdocs would give to the template of a page that it does not know."""
        setting = self._setting
        page = setting.page_of(leaf)
        page.made = made or leaf.page()
        page.waits = page.active = True
        page.read_source(setting.config)
        page.render(setting.config, setting.files)
        return {**get_context(setting.nav, self._listed, setting.config, page)}

    def _print(self, leaves: tuple[Leaf, ...]) -> None:
        if leaves:
            self._harvest.take_part(leaves[0].uri, map(self.print, leaves))

    def _print_or_take(self, leaves: tuple[Leaf, ...]) -> None:
        """Write pages from what an earlier build has made of them, or make them and keep that for the next one."""
        kept, first = self._setting.kept, leaves[0].uri
        assert kept is not None  # noqa: S101 - who calls has asked it
        found = kept.find(leaves)
        if found:
            for leaf, sheet in zip(leaves, found.sheets, strict=True):
                self._write(leaf, sheet)
            self._harvest.put(first, found.words)
            return
        sheets: list[Sheet] = []
        self._harvest.take_part(first, map(partial(self._print_into, sheets), leaves))
        kept.keep(leaves, sheets, self._harvest.part(first))

    def _print_into(self, sheets: list[Sheet], leaf: Leaf) -> Page:
        page = leaf.page()
        sheet = self._setting.sheets.sheet(page)
        sheets.append(sheet)
        self._write(leaf, sheet, page)
        return page


def sheet_size(pages: int) -> int:
    """Return how many of so many pages are usually one piece of work: a power of two, so that it seldom changes."""
    return 1 << max(_SHEET, pages // _SHEETS).bit_length() - 1


def _families(files: Iterable[DataFile], site: Site) -> Iterator[Callable[[], None]]:
    """Yield a piece of work for each file by itself, and for each family of files."""
    families: dict[str, list[DataFile]] = {}
    for file in files:
        families.setdefault(file.family or file.address, []).append(file)
    for family in families.values():
        yield partial(_write_all, family, site)


def _write_all(files: Collection[DataFile], site: Site) -> None:
    for file in files:
        site.write(file.address, file.pieces)
    for file in files:
        if file.forget:
            file.forget()
