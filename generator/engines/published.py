"""What is published beside the pages of records: hand-written Markdown pages and images."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.library.project import Project
from generator.library.prose_links import IMAGES

_BESIDE = (*IMAGES, ".md")
_RECORD = re.compile(r"\.ya?ml(?![a-z0-9])")
_ACTIVE = frozenset({".htm", ".html", ".js", ".mjs", ".shtml", ".svgz", ".swf", ".xht", ".xhtml", ".xml", ".xsl"})
_ACTIVE_SVG = re.compile(
    rb"<\s*(?:[a-z]+:)?(?:script|foreignobject|iframe|handler|listener)|<!entity|\bon[a-z]+\s*=|(?:javascript|data:text)\s*[:/]",
    re.IGNORECASE,
)


def is_record_or_copy(name: str) -> bool:
    """Say whether a file is a record, or what an editor or a merge left of one: `x.yaml~`, `x.yaml.orig`."""
    return bool(_RECORD.search(name.lower()))


def runs_in_a_browser(path: Path) -> bool:
    """Say whether a file could run scripts when somebody opens its address."""
    suffix = path.suffix.lower()
    return suffix in _ACTIVE or (suffix == ".svg" and bool(_ACTIVE_SVG.search(path.read_bytes())))


@dataclass(frozen=True)
class Published:
    """Files that are no records, by where they lie and where they stand on the site."""

    uris: dict[str, str]
    """`path from the root -> address of the source`, for links in prose."""
    beside_incidents: dict[str, Path]
    """`address -> file`, for what lies outside the docs folder."""
    pages: tuple[tuple[str, str], ...]
    """Hand-written pages of the docs folder, as `(address, handbook or nothing)`."""


def published_files(project: Project, docs: Path, kept: Iterable[str]) -> Published:
    """Return what is published beside the records; `kept` are the docs folder's files that mkdocs publishes."""
    folder = docs.relative_to(project.root).as_posix()
    kept = sorted(kept)
    uris = {f"{folder}/{uri}": uri for uri in kept}
    beside: dict[str, Path] = {}
    for path in _beside_incidents(project):
        handbook, _, rest = path.relative_to(project.root / project.settings.incidents).as_posix().partition("/")
        uri = f"{handbook}/incidents/{rest}"
        beside[uri] = path
        uris[path.relative_to(project.root).as_posix()] = uri
    handbooks = {handbook.key.id for handbook in project.library.handbooks}
    pages = [(uri, uri.partition("/")[0]) for uri in kept if uri.endswith(".md")]
    return Published(uris, beside, tuple((uri, owner if owner in handbooks else "") for uri, owner in pages))


def _beside_incidents(project: Project) -> Iterator[Path]:
    base = project.root / project.settings.incidents
    handbooks = {handbook.key.id for handbook in project.library.handbooks}
    for at, folders, names in os.walk(base):
        folders.sort()
        # Most files there are records.
        for name in sorted(name for name in names if name.lower().endswith(_BESIDE)):
            path = Path(at) / name
            relative = path.relative_to(project.root).as_posix()
            withheld = relative in project.withheld_files
            withheld = withheld or any(relative.startswith(f"{folder}/") for folder in project.withheld)
            owned = path.relative_to(base).parts[0] in handbooks
            if path.suffix.lower() not in _BESIDE or path.is_symlink() or withheld or not owned:
                continue
            if not is_record_or_copy(name) and not runs_in_a_browser(path):
                yield path
