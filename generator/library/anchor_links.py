"""Links to places on pages: each leads to an anchor that its page has, in every edition."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast
from urllib.parse import unquote

from generator.library.finding import Finding
from generator.library.library import Library
from generator.library.markdown_pages import MarkdownPage
from generator.library.prose_links import target_of
from generator.problems import Problem, nearest, quoted
from generator.records.lines import Lines
from generator.records.link_syntax import Target, led
from generator.records.notes import Loc
from generator.records.part import Part
from generator.records.record import Record
from generator.records.scalars import Line, Prose

P = TypeVar("P", bound=Part)

AnchorsOf = Callable[
    [Library, date, Collection[str], Mapping[str, str], Collection[str]], Mapping[str, Collection[str]]
]
"""The anchors on the pages of some files: of a library, on a day, the files by path, the Markdown pages' texts, and
what mkdocs.yml says of Markdown (`Settings.markdown`)."""

Anchors = Mapping[str, Collection[str]]
"""The anchors on the pages of files, by path; a file that makes no page, or none that is sound, has no entry."""


@dataclass(frozen=True)
class Places:
    """The links to places in one project's prose and hand-written pages."""

    anchors_of: AnchorsOf
    pages: tuple[MarkdownPage, ...]
    today: date
    markdown: frozenset[str] = frozenset()

    def anchors(self, library: Library, broken: Collection[str] = ()) -> Anchors:
        """Return the anchors on the pages that such links lead to; `broken` files are left out."""
        found = {target_of(record.path, one.meant) for record in library.records for _, one in _anchored(record)}
        found |= {target for page in self.pages for one, target in page.links() if _is_anchored(one)}
        found -= set(broken)
        written = {page.path: page.text for page in self.pages if page.path in found and page.problem is None}
        return self.anchors_of(library, self.today, found, written, self.markdown) if found else {}

    def dead(self, library: Library, broken: Collection[str]) -> tuple[list[Finding], list[Problem]]:
        """Return the links of records, and those of hand-written pages, that lead to no place on their page."""
        anchors = self.anchors(library, broken)
        return list(dead_anchors(library, anchors)), list(_dead_on_pages(self.pages, anchors))


def dead_anchors(library: Library, anchors: Anchors) -> Iterator[Finding]:
    """A link to a place that is not on the page leaves its reader at the top, to look for it.

    Fails: `[undo it](../procedures/rollback.yaml#undo)` when nothing on that page has the anchor `undo`.
    Passes: the anchor of a section, a step or a row of a table.
    """
    for record in library.records if anchors else ():
        for loc, one in _anchored(record):
            if sentence := _dead(one, target_of(record.path, one.meant), anchors):
                yield Finding(record, loc, sentence, "broken-link", "warning", one.written)


def without_lost_places(library: Library, whole: Library, anchors: Anchors) -> Library:
    """Return a public library whose prose leads to no place that only the internal edition has.

    The link then leads to the top of the page; on the page itself its words stay. `whole` is the internal library. A
    row of a table that is internal is left to the page, which drops the link as it drops one to an internal record.
    """
    hidden = [whole.by_key[key] for key in library.hidden]
    rows = {(record.path, record.key.id.lower()) for record in hidden if record.origin.index is not None}

    def lead(path: str, one: Target) -> str | None:
        plain, _, anchor = one.meant.partition("#")
        place = (target_of(path, one.meant), unquote(anchor))
        is_there = place[1] in anchors.get(place[0], (place[1],))
        return one.written if is_there or place in rows or not _is_anchored(one) else plain or None

    records = tuple(_relinked(record, lead) if any(_anchored(record)) else record for record in library.records)
    return Library(records, library.edition, library.order, library.broken, library.hidden, library.pages)


def _dead_on_pages(pages: Iterable[MarkdownPage], anchors: Anchors) -> Iterator[Problem]:
    for page in pages:
        for one, target in page.links():
            if sentence := _dead(one, target, anchors):
                yield Problem(Lines(page.text, page.path).place(one.start), "warning", sentence, "broken-link")


def _dead(one: Target, target: str, anchors: Anchors) -> str:
    """Say that a link leads to no place on its page; nothing when it does, or when nobody knows that page."""
    anchor = unquote(one.meant.partition("#")[2])
    known = anchors.get(target)
    if one.is_image or not anchor or known is None or anchor in known:
        return ""
    near = nearest(anchor, known)
    advice = f'did you mean "#{near}"?' if near else "take an anchor that the page has, or link to the page"
    return f"nothing on the page of {target} has the anchor {quoted(f'#{anchor}')}; {advice}"


def _anchored(record: Record) -> Iterator[tuple[Loc, Target]]:
    """Yield every link of a record's prose to a place on a page of ours, with its place in the data."""
    yield from ((loc, one) for loc, one in record.targets if _is_anchored(one))


def _is_anchored(one: Target) -> bool:
    return "#" in one.meant and one.leads == "inside" and not one.is_image


def _relinked(record: Record, lead: Callable[[str, Target], str | None]) -> Record:
    """Return the record with the links of its prose led anew."""

    def changed(value: object) -> object:
        if isinstance(value, Line | Prose):
            return type(value)(led(value, lambda one: lead(record.path, one)))
        if isinstance(value, tuple):
            return tuple(changed(one) for one in value)
        return _rebuilt(value, changed) if isinstance(value, Part) else value

    own = tuple((name, tuple(Prose(str(changed(text))) for text in facts)) for name, facts in record.own_facts)
    rebuilt = _rebuilt(record, changed)
    return rebuilt.seated_like(record, own)


def _rebuilt(part: P, changed: Callable[[object], object]) -> P:
    values: dict[str, Any] = {name: changed(getattr(part, name)) for name in type(part).model_fields}
    # Built anew: what was computed from the old words must not survive in a cache.
    return cast("P", type(part).model_construct(**values))
