"""Links and images in prose: each relative one leads to a record, a page or an image that is there."""

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.library.finding import Finding
from generator.library.library import Library
from generator.records.kind import walk
from generator.records.scalars import Line, Prose

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_LINK = re.compile(r"(!?)\[[^\[\]]*\]\(\s*<?([^()\s<>]+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif")


def prose_links(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each relative target in a text as written, and whether it is an image."""
    for found in _LINK.finditer(_CODE.sub(" ", text)):
        if not _SCHEME.match(found[2]):
            yield found[2], bool(found[1])


def target_of(path: str, link: str) -> str:
    """Return the file that a relative link leads to from the file at `path`, both relative to the root."""
    plain = unquote(link.split("#")[0].split("?")[0])
    return os.path.normpath(PurePosixPath(path).parent / plain).replace(os.sep, "/")


def broken_links(library: Library, root: Path) -> Iterator[Finding]:
    """A link to nothing costs a minute, at the wrong time.

    Fails: `[the rollback](../procedures/roll-back.yaml)` when the file is `rollback.yaml`.
    Passes: the relative path to a record's YAML file, a Markdown page or an image.
    """
    files = {record.path for record in library.records}
    for record in library.records:
        for loc, value in walk(record):
            if not isinstance(value, (Line, Prose)) or "](" not in value:
                continue
            for link, is_image in prose_links(value):
                target = target_of(record.path, link)
                if target in files and not is_image:
                    continue
                inside = not target.startswith("..") and (root / target).is_file()
                if not inside or (is_image and not target.lower().endswith(IMAGES)):
                    what = "image" if is_image else "record, page or image"
                    sentence = f'no {what} is at "{link}" ({target}); write the path from this file'
                    yield Finding(record, loc, sentence, "broken-link", "warning", link)
