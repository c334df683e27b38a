"""Links and images in prose: each relative one leads to a record, a page or an image that is there."""

import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import nearest, quoted
from generator.records.kind import Record, texts
from generator.records.scalars import Line, Prose

IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")

_CODE = re.compile(r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1|\Z)|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
_BRACKETED = r"\[((?:[^\[\]]++|\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\])*+)\]"
_TARGET = r"(?:<([^<>\n]*+)>|((?:[^\s()<>]++|\((?:[^\s()<>]++|\([^\s()<>]*+\))*+\))*+))"
_LINK = re.compile(rf"""(!?){_BRACKETED}\(\s*+{_TARGET}(?:\s++(?:"[^"]*+"|'[^']*+'))?+\s*+\)""")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

IsPublished = Callable[[str, bool], bool]
"""Whether a file, by its path from the root, is a record or published; for images only an image will do."""


def prose_links(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each relative target in a text as written, and whether it is an image."""
    yield from ((target, is_image) for _, target, is_image in placed_links(text) if not target.startswith("#"))


def placed_links(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each relative target or place on the same page: where it stands, as written, whether it is an image."""
    if "](" in text:
        plain = without_code(text)
        yield from _links(plain, 0, len(plain))


def led(text: str, lead: Callable[[str, bool], str | None]) -> str:
    """Return a text with each relative target led anew; where `lead` returns None, the link goes and its words stay."""
    return _led(text, without_code(text), 0, len(text), lead) if "](" in text else text


def without_code(text: str) -> str:
    """Return a text with spaces for its code, in blocks and in lines."""
    return _CODE.sub(lambda code: " " * len(code[0]), text)


def target_of(path: str, link: str) -> str:
    """Return the file that a relative link leads to from the file at `path`, both relative to the root."""
    plain = unquote(re.split("[#?]", link, maxsplit=1)[0])
    return os.path.normpath(PurePosixPath(path).parent / plain).replace(os.sep, "/") if plain else path


def linked_files(record: Record) -> Iterator[tuple[tuple[str | int, ...], str, str, bool]]:
    """Yield every relative link in a record's prose: `(place in its data, link, file, whether it is an image)`."""
    for loc, value in texts(record):
        if isinstance(value, Line | Prose):
            for link, is_image in prose_links(value):
                yield loc, link, target_of(record.path, link), is_image


def broken_links(library: Library, is_published: IsPublished) -> Iterator[Finding]:
    """A link to nothing costs a minute, at the wrong time.

    Fails: `[the rollback](../procedures/roll-back.yaml)` when the file is `rollback.yaml`.
    Passes: the relative path to a record's YAML file, a Markdown page or an image.
    """
    for record in library.records:
        for loc, link, target, is_image in linked_files(record):
            if not is_published(target, is_image):
                yield Finding(record, loc, broken(link, target, is_image=is_image), "broken-link", "warning", link)


def anchored_links(record: Record) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield every link in a record's prose to a place on a page of ours: `(place in its data, link, file)`."""
    for loc, value in texts(record):
        if isinstance(value, Line | Prose) and "](" in value and "#" in value:
            for _, link, is_image in placed_links(value):
                if "#" in link and not is_image:
                    yield loc, link, target_of(record.path, link)


def dead_anchors(library: Library, anchors: Mapping[str, Collection[str]]) -> Iterator[Finding]:
    """A link to a place that is not on the page leaves its reader at the top, to look for it.

    Fails: `[undo it](../procedures/rollback.yaml#undo)` when nothing on that page has the anchor `undo`.
    Passes: the anchor of a section, a step or a row of a table.
    """
    for record in library.records:
        for loc, link, target in anchored_links(record):
            sentence = dead_anchor(link, target, anchors)
            if sentence:
                yield Finding(record, loc, sentence, "broken-link", "warning", link)


def dead_anchor(link: str, target: str, anchors: Mapping[str, Collection[str]]) -> str:
    """Say that a link leads to no place on its page; nothing when it does, or when `anchors` has no such page."""
    written = link.partition("#")[2]
    known = anchors.get(target)
    if not written or known is None or written in known or unquote(written) in known:
        return ""
    near = nearest(unquote(written), known)
    advice = f'did you mean "#{near}"?' if near else "take an anchor that the page has, or link to the page"
    return f"nothing on the page of {target} has the anchor {quoted(f'#{written}')}; {advice}"


def broken(link: str, target: str, *, is_image: bool) -> str:
    """Say that a link leads to nothing."""
    what = "image" if is_image else "record, page or image"
    return f"no {what} is at {quoted(link)} ({target}); write the path from this file"


def _links(text: str, begin: int, end: int) -> Iterator[tuple[int, str, bool]]:
    for found in _LINK.finditer(text, begin, end):
        start, target = _target(found)
        if target and not _ELSEWHERE.match(target):
            yield start, target, bool(found[1])
        # An image may stand in the words of a link.
        yield from _links(text, *found.span(2))


def _led(text: str, plain: str, begin: int, end: int, lead: Callable[[str, bool], str | None]) -> str:
    """Return a part of a text, led; `plain` is the whole text without its code, as long as the text."""
    parts, at = [], begin
    for found in _LINK.finditer(plain, begin, end):
        start, target = _target(found)
        parts.append(text[at : found.start()])
        words = _led(text, plain, *found.span(2), lead)
        is_ours = bool(target) and not target.startswith("#") and not _ELSEWHERE.match(target)
        goal = lead(target, bool(found[1])) if is_ours else target
        if goal is None:
            parts.append(words)
        else:
            rest = text[start + len(target) : found.end()]
            parts += [text[found.start() : found.start(2)], words, text[found.end(2) : start], goal, rest]
        at = found.end()
    return "".join((*parts, text[at:end]))


def _target(found: re.Match[str]) -> tuple[int, str]:
    group = 3 if found[3] is not None else 4
    return found.start(group), found[group]
