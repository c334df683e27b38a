"""A page as data: sections with ids, titles and safe HTML; everything else is made from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from generator.pages.card import NO_RECORD, Card

Hidden = Literal["navigation", "toc"]
"""What of the theme a page does without."""


@dataclass(frozen=True)
class Section:
    """One piece of a page. `text` is what search finds in it: plain text of the records, never of the HTML."""

    id: str
    level: int
    title: str
    html: Markup
    text: str = ""


@dataclass(frozen=True)
class Page:
    """A page before any engine has seen it."""

    uri: str
    """Its source address, `vlossom/runbooks/api-down.md`."""
    title: str
    """Plain text; an engine escapes it once."""
    sections: tuple[Section, ...]
    source: str = ""
    """The file that it is made from, relative to the root: where its edit link leads."""
    description: str = ""
    words: tuple[str, ...] = ()
    """Words that lead here from the search field before all others: alert names, error texts."""
    tags: tuple[str, ...] = ()
    """What it is and of which handbook, as a search result says it: `Runbook`, `Vlossom Protocol`."""
    boost: float = 1.0
    """How much its search entries count."""
    many: bool = False
    """Whether its sections are records of their own, each to be found by itself: a table's rows."""
    owner: str = ""
    """The handbook that it belongs to: a browser's tab names it beside the title."""
    label: str = ""
    """What the navigation calls it; its title unless said."""
    hide: tuple[Hidden, ...] = ()
    card: Card = NO_RECORD
    """What a search result says of it beside its title."""
    cards: Mapping[str, Card] = field(default_factory=dict)
    """The same of its rows, by anchor, where they are records of their own."""

    @property
    def full_title(self) -> str:
        """The title for tabs and bookmarks, where nothing else says which product's runbook it is."""
        return f"{self.title} · {self.owner}" if self.owner and self.owner not in self.title else self.title

    @property
    def html(self) -> Markup:
        """The whole body: each section under its heading."""
        return Markup("\n").join(_standing(section) for section in self.sections)


def _standing(section: Section) -> Markup:
    """Return a section under its heading; without one it has a box, so that its anchor still leads there."""
    if section.title or not section.id:
        return heading(section) + section.html
    return Markup('<div id="{}">\n{}</div>').format(section.id, section.html)


def heading(section: Section) -> Markup:
    """Return a section's heading with its anchor; a section without a title has none."""
    if not section.title:
        return Markup("")
    tag = f"h{section.level}"
    anchor = ""
    if section.level > 1 and section.id:
        anchor = Markup('<a class="headerlink" href="#{}" title="Permanent link" aria-label="Link to {}">¶</a>').format(
            section.id,
            section.title,
        )
    return Markup('<{} id="{}">{}{}</{}>\n').format(Markup(tag), section.id, section.title, anchor, Markup(tag))


@dataclass(frozen=True)
class Redirect:
    """An address that leads elsewhere: both as site addresses without the leading slash, `a/ApiDown/`."""

    address: str
    target: str


@dataclass(frozen=True)
class DataFile:
    """A file for programs, or one that a page's script loads on demand; its address is from the site's root."""

    address: str
    content: str


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation: a page, or a group of entries."""

    title: str
    uri: str = ""
    children: tuple["NavItem", ...] = ()

    def uris(self) -> Iterator[str]:
        """Yield every page of the entry and below it."""
        if self.uri:
            yield self.uri
        for child in self.children:
            yield from child.uris()
