"""A page as data: sections with ids, titles and safe HTML; everything else is made from them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from markupsafe import Markup

from generator.pages.card import NO_RECORD, Card
from generator.pages.safe import escaped, safe

Hidden = Literal["navigation", "toc"]
"""What of the theme a page does without."""
_HEADINGS: Final = 2**10
"""How many headings are remembered: a thousand pages have the same twenty."""


class Section(NamedTuple):
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

    def with_sections(self, sections: Iterable[Section]) -> "Page":
        """Return the same page with these sections."""
        # As `dataclasses.replace`, which asks each field of ten thousand pages what it is.
        page = object.__new__(Page)
        page.__dict__.update(self.__dict__, sections=tuple(sections))
        return page

    @property
    def full_title(self) -> str:
        """The title for tabs and bookmarks, where nothing else says which product's runbook it is."""
        return f"{self.title} · {self.owner}" if self.owner and self.owner not in self.title else self.title

    @property
    def html(self) -> Markup:
        """The whole body: each section under its heading."""
        return safe("\n".join(self.pieces))

    @property
    def pieces(self) -> Iterator[str]:
        """The body in pieces, each to stand on a line of its own: most of them have no sign beyond ASCII."""
        return map(_standing, self.sections)


def _standing(section: Section) -> str:
    """Return a section under its heading; without one it has a box, so that its anchor still leads there."""
    if section.title or not section.id:
        # A formatted string would ask each safe text how it wants to stand in it.
        return "".join((heading(section), section.html))
    return f'<div id="{escaped(section.id)}">\n{section.html}</div>'


def heading(section: Section) -> Markup:
    """Return a section's heading with its anchor; a section without a title has none."""
    return _heading(section.level, section.id, section.title) if section.title else Markup("")


@lru_cache(_HEADINGS)
def _heading(level: int, id: str, title: str) -> Markup:  # noqa: A002 - the attribute's own name
    tag, place, title = f"h{level}", escaped(id), escaped(title)
    anchor = ""
    if level > 1 and id:
        anchor = f'<a class="headerlink" href="#{place}" title="Permanent link" aria-label="Link to {title}">¶</a>'
    return safe(f'<{tag} id="{place}">{title}{anchor}</{tag}>\n')


@dataclass(frozen=True)
class Leaf:
    """A page that is not made yet: what others must know of it beforehand, and how it is made."""

    uri: str
    describe: Callable[[], Page]
    """Makes the page without its sections."""
    make: Callable[[Page], Iterable[Section]]
    """Makes its sections, each time anew: whoever writes ten thousand pages need not keep them."""

    @cached_property
    def face(self) -> Page:
        """The page without its sections."""
        return self.describe()

    def forget(self) -> None:
        """Let go of what was described; it is described anew for whoever asks again."""
        self.__dict__.pop("face", None)

    def page(self) -> Page:
        """Make the page."""
        return self.face.with_sections(self.make(self.face))


def described(face: Page, make: Callable[[Page], Iterable[Section]]) -> Leaf:
    """Return the leaf of a page that has been described already."""
    return Leaf(face.uri, lambda: face, make)


@dataclass(frozen=True)
class Choice:
    """One of several ways that an address may lead, and what tells it from the others."""

    uri: str
    title: str
    handbook: str
    rank: int = -1
    """How severe its level is, 0 being most; -1 without one."""
    level: str = ""
    symptoms: tuple[str, ...] = ()
    """What is seen when it is the right one: plain text."""


@dataclass(frozen=True)
class Redirect:
    """An address that leads elsewhere: both as site addresses without the leading slash, `a/ApiDown/`."""

    address: str
    target: str
    choices: tuple[Choice, ...] = ()
    """Where it may lead when there are several ways; `target` is the first of them."""


@dataclass(frozen=True)
class DataFile:
    """A file for programs, or one that a page's script loads on demand; its address is from the site's root."""

    address: str
    made: str | Callable[[], str | Iterable[str]]
    """Its text, or what makes it, each time anew; in pieces, where it is long."""
    family: str = ""
    """Files of one family share what is costly to make: they are made by the same process."""
    forget: Callable[[], object] | None = None
    """Lets go of what its family shares; it is made anew for whoever asks again."""

    @property
    def content(self) -> str:
        """The file's text."""
        return "".join(self.pieces)

    @property
    def pieces(self) -> Iterable[str]:
        """The file's text in pieces: the whole of a long one need never be in memory."""
        made = self.made if isinstance(self.made, str) else self.made()
        return (made,) if isinstance(made, str) else made


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
