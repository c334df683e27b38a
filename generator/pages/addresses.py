"""Where everything stands on the site, and the way from one page to another."""

import posixpath
from dataclasses import dataclass

from generator.records import KINDS
from generator.records.kind import Record
from generator.records.refs import Key

HOME = "index.md"
INCIDENTS = "incidents/index.md"
ACTION_ITEMS = "action-items/index.md"


@dataclass(frozen=True)
class Addresses:
    """How source addresses become links: `directory_urls` as in mkdocs' `use_directory_urls`."""

    directory_urls: bool = True

    def url(self, uri: str) -> str:
        """Return a page's address from the site's root, without a leading slash: `vlossom/runbooks/api-down/`."""
        if not uri.endswith(".md"):
            return uri
        folder, name = posixpath.split(uri.removesuffix(".md"))
        if not self.directory_urls:
            return f"{uri.removesuffix('.md')}.html"
        if name == "index":
            return f"{folder}/" if folder else ""
        return f"{posixpath.join(folder, name)}/"

    def way(self, here: str, there: str, anchor: str = "") -> str:
        """Return the relative link from the page `here` to the page or file `there`."""
        fragment = f"#{anchor}" if anchor else ""
        if here == there and anchor:
            return fragment
        start, goal = self.url(here), self.url(there)
        relative = posixpath.relpath(goal or ".", posixpath.dirname(start) or ".")
        if goal.endswith("/") or not goal:
            relative += "/"
        return ("./" if relative in {"./", "."} else relative) + fragment


def seat_of(record: Record) -> tuple[str, str]:
    """Return `(uri, anchor)` of a record: a page of its own, or a place on its table's page."""
    return seat_of_key(record.key)


def seat_of_key(key: Key) -> tuple[str, str]:
    """Return `(uri, anchor)` of what a key names."""
    kind = KINDS[key.kind]
    if kind.name == "handbook":
        return f"{key.handbook}/index.md", ""
    if kind.folder:
        return f"{key.handbook}/{kind.folder}/{key.id}.md", ""
    return f"{key.handbook}/{kind.file}.md", anchor_of(key) if kind.many else ""


def anchor_of(key: Key) -> str:
    """Return the anchor of a table's row."""
    return key.id.lower()


def list_of(kind: str, handbook: str) -> str:
    """Return the page that lists a handbook's records of one kind."""
    found = KINDS[kind]
    return f"{handbook}/{found.folder}/index.md" if found.folder else f"{handbook}/{found.file}.md"
