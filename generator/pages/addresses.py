"""Where everything stands on the site, and the way from one page to another."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from generator.records import KINDS
from generator.records.record import Record
from generator.records.refs import Key

HOME = "index.md"
INCIDENTS = "incidents/index.md"
ACTION_ITEMS = "action-items/index.md"
REPORTS_HOME = "reports/index.md"
DATA = "data/index.md"
SEARCH = "search/index.md"
WAYS_ON = "search/ways.js"
_UP = "../"
# What RFC 3986 allows in a path as it is.
_UNQUOTED = "/!$&'()*+,;=:@~"


@dataclass(frozen=True)
class Addresses:
    """How source addresses become links: `directory_urls` as in mkdocs' `use_directory_urls`."""

    directory_urls: bool = True
    site: str = ""
    """Where the site is published, with its slash at the end, and what stands before every address for programs;
    empty when nobody has said it (`site_url` in mkdocs.yml)."""
    site_name: str = ""
    """What the site calls itself, in plain text."""

    def url(self, uri: str) -> str:
        """Return a page's address from the site's root, without a leading slash: `vlossom/runbooks/api-down/`."""
        if not uri.endswith(".md"):
            return uri
        plain = uri.removesuffix(".md")
        if not self.directory_urls:
            return f"{plain}.html"
        if plain == "index":
            return ""
        return f"{plain.removesuffix('/index')}/"

    def whole(self, uri: str, anchor: str = "") -> str:
        """Return the address of a page or file for readers outside the site: whole when the site's own is known.

        Else it is relative to the site's root.
        """
        fragment = f"#{anchor}" if anchor else ""
        return f"{self.site}{quote(self.url(uri), safe=_UNQUOTED)}{fragment}"

    def way(self, here: str, there: str, anchor: str = "") -> str:
        """Return the relative link from the page `here` to the page or file `there`."""
        fragment = f"#{anchor}" if anchor else ""
        if here == there and anchor:
            return fragment
        return _between(self.url(here), self.url(there)) + fragment


def _between(start: str, goal: str) -> str:
    """Return the relative link between two addresses; neither has a folder named `.` or `..` or nothing."""
    top = start[: start.find("/") + 1]
    # A list leads to thousands of pages, none of which stands in its own folder.
    return f"{_UP * start.count('/')}{goal}" if top and not goal.startswith(top) else _near(start, goal)


@lru_cache(maxsize=2**8)
def _near(start: str, goal: str) -> str:
    """Return the same where both may stand in one folder."""
    here, there = start.split("/")[:-1], goal.split("/")
    shared = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(here) - shared), *there[shared:]]) or "./"


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


def report_uri(name: str) -> str:
    """Return the page of a report; that of the action items is the ledger."""
    return ACTION_ITEMS if f"{name}/index.md" == ACTION_ITEMS else f"reports/{name}.md"


def list_of(kind: str, handbook: str) -> str:
    """Return the page that lists a handbook's records of one kind."""
    found = KINDS[kind]
    return f"{handbook}/{found.folder}/index.md" if found.folder else f"{handbook}/{found.file}.md"
