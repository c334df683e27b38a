"""Links and images in prose: each leads to a record, a page or an image that is there, or to an address of the web."""

import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from generator.library.finding import Finding
from generator.library.library import Library
from generator.problems import quoted
from generator.records import link_syntax
from generator.records.link_syntax import SCHEMES, Target, targets_in
from generator.records.notes import Loc
from generator.records.record import Record

IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")

# A host with a path, or one that begins as hosts do; `notes.md/` is a file all the same.
_HOST = re.compile(r"(?:www\.|(?:[a-z0-9-]+\.)+(?!md/|ya?ml/)[a-z]{2,}/)", re.IGNORECASE)

IsPublished = Callable[[str, bool], bool]
"""Whether a file, by its path from the root, is a record or published; for images only an image will do."""


def prose_links(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each relative target in a text, and whether it is an image."""
    yield from ((one.meant, one.is_image) for one in targets_in(text) if _is_file(one))


def led(text: str, lead: Callable[[str, bool], str | None]) -> str:
    """Return a text with each relative target led anew; where `lead` returns None, the link goes and its words stay."""
    return link_syntax.led(text, lambda one: lead(one.meant, one.is_image) if _is_file(one) else one.written)


@lru_cache(maxsize=16_384)
def target_of(path: str, link: str) -> str:
    """Return the file that a relative link leads to from the file at `path`, both relative to the root."""
    plain = unquote(re.split("[#?]", link, maxsplit=1)[0])
    return os.path.normpath(PurePosixPath(path).parent / plain).replace(os.sep, "/") if plain else path


def linked_files(record: Record) -> Iterator[tuple[Loc, str, str, bool]]:
    """Yield every relative link in a record's prose: `(place in its data, link, file, whether it is an image)`."""
    for loc, one in record.targets:
        if _is_file(one):
            yield loc, one.written, target_of(record.path, one.meant), one.is_image


def broken_links(library: Library, is_published: IsPublished) -> Iterator[Finding]:
    """A link to nothing costs a minute, at the wrong time.

    Fails: `[the rollback](../procedures/roll-back.yaml)` when the file is `rollback.yaml`.
    Passes: the relative path to a record's YAML file, a Markdown page or an image.
    """
    for record in library.records:
        for loc, link, target, is_image in linked_files(record):
            if not is_published(target, is_image):
                yield Finding(record, loc, broken(link, target, is_image=is_image), "broken-link", "warning", link)


def dropped_links(library: Library) -> Iterator[Finding]:
    """A link that no page shows is one that its author believes in.

    Fails: `[the share](ftp://files.example/x)`, `![graph](https://grafana.example/graph.png)`.
    Passes: `[the graph](https://grafana.example/graph.png)`, `![graph](graph.png)` beside the record.
    """
    for record in library.records:
        for loc, one in record.targets:
            if sentence := dropped(one):
                yield Finding(record, loc, sentence, "not-shown", "warning", one.written)


def broken(link: str, target: str, *, is_image: bool) -> str:
    """Say that a link leads to nothing."""
    what = "image" if is_image else "record, page or image"
    way_out = f"write {quoted(f'https://{link}')}" if _HOST.match(link) else "write the path from this file"
    return f"no {what} is at {quoted(link)} ({target}); {way_out}"


def dropped(one: Target) -> str:
    """Say why a page shows no link or image there; nothing when it shows one."""
    if one.is_image and one.leads == "outside":
        return f"{quoted(one.written)} is an image of another host, which no page asks; put a copy beside this file"
    if one.leads != "nowhere":
        return ""
    if re.match(r"[\s/\\]*$", one.meant):
        return "this link has no target; write one, or the words alone"
    if one.meant.lstrip().startswith(("/", "\\")):
        return f"{quoted(one.written)} is an address without its beginning; write {quoted(_with_scheme(one.meant))}"
    scheme = one.meant.partition(":")[0]
    if re.match(r"\d+(?:/|$)", one.meant.partition(":")[2]):
        return f"{quoted(one.written)} is an address without its beginning; write {quoted(f'http://{one.meant}')}"
    known = ", ".join(f"{name}:" for name in sorted(SCHEMES))
    return f"no page links to {quoted(f'{scheme}:')} addresses, only to {known}; write the words alone, or it as code"


def _is_file(one: Target) -> bool:
    return one.leads == "inside" and not one.meant.startswith("#")


def _with_scheme(target: str) -> str:
    return "https://" + target.replace("\\", "/").strip().lstrip("/")
