"""Our pages as mkdocs sees pages, and what a hand-written page's front matter may say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents, _TocToken, get_toc
from mkdocs.utils import get_relative_url

from generator.library.library import Library
from generator.pages.anchors import ids_in
from generator.pages.page import Leaf, Page, Section
from generator.pages.written import sections_of

_MERMAID = "assets/runbook-site/vendor/mermaid/mermaid.min.js"
DIAGRAM = '<pre class="mermaid">'
_HIDDEN = frozenset({"navigation", "toc", "path", "footer", "feedback", "tags"})


Outline = tuple[tuple[int, str, str], ...]
"""The sections of a page that have a title, as `(level, id, title)`; titles are plain text."""


class _Meta(dict[str, Any]):
    """What is said of one of our pages, and in attributes what the theme's menus ask each page for: we say nothing.

    A menu of a hundred pages is in a hundred pages, and a template finds out slowly that something is nowhere.
    """

    icon = subtitle = status = None


class RecordPage(MkDocsPage):
    """One of our pages, as mkdocs sees a page."""

    waits: bool = False
    """Whether it is made as late as it is written, so that they are never in memory all at once."""
    pages = encrypted = typeset = None
    """Further things that menus ask for, which only pages of some plugins have."""

    def __init__(self, leaf: Leaf, file: File, config: MkDocsConfig, root: Path) -> None:
        """Give mkdocs the title and the place; the theme prints both as they are, so they are escaped here, once."""
        super().__init__(str(escape(leaf.face.label or leaf.face.title)), file, config)
        self.leaf = leaf
        self.edit_url = edit_page(leaf.face.source, config, root) if leaf.face.source else None

    @cached_property
    def made(self) -> Page:
        """The page itself."""
        return self.leaf.page()

    def forget(self) -> None:
        """Let go of what was made; it is made anew for whoever asks again."""
        self.__dict__.pop("made", None)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown: a record's page is made from its sections."""
        del config
        self.markdown = ""
        self.meta = _Meta(
            title=str(escape(self.leaf.face.full_title)),
            description=str(escape(self.leaf.face.description)) or None,
            hide=list(self.leaf.face.hide),
        )

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the sections: as HTML and as table of contents, unless the page waits."""
        del config, files
        self.content = "" if self.waits else str(self.made.html)
        self.toc = contents(() if self.waits else self.outline)

    @property
    def outline(self) -> Outline:
        """The page's sections, for its table of contents."""
        return outline_of(self.made.sections)

    @cached_property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override] # mkdocs reads it of pages that are linked to
        """The anchors of the page, which few pages are asked for."""
        return set(ids_in(self.made.html))

    def body(self) -> str:
        """Return the page's whole content."""
        return with_diagrams(str(self.made.html), self.url)


def outline_of(sections: Iterable[Section]) -> Outline:
    """Return the sections that a table of contents shows."""
    return tuple([(level, anchor, title) for anchor, level, title, _, _ in sections if title and anchor])


def contents(outline: Outline) -> TableOfContents:
    """Return the table of contents of a page: the sections that have a title, each under the last one above it."""
    tokens: list[_TocToken] = [
        {"level": level, "id": anchor, "name": str(escape(title)), "children": []} for level, anchor, title in outline
    ]
    return get_toc(_nested(tokens))


def stand_below(page: MkDocsPage, above: str, written: str) -> None:
    """Let the home page's anchors and its table of contents know the dashboard, which stands above its own words."""
    page.present_anchor_ids = (page.present_anchor_ids or set()) | ids_in(above)
    page.toc = contents(outline_of(sections_of(f"{above}{written}")))


def with_diagrams(html: str, url: str) -> str:
    """Return the content of the page at `url` with our copy of Mermaid where it has a diagram.

    It stands before the theme's scripts, which would else load it from another host.
    """
    return f"{html}\n{drawing(url)}" if DIAGRAM in html else html


def drawing(url: str) -> str:
    """Return what draws the diagrams of the page at `url`."""
    return f'<script src="{get_relative_url(_MERMAID, url)}"></script>'


def settle(page: MkDocsPage) -> None:
    """Give a hand-written page its title for good, escaped once, whether it comes from front matter, heading or file.

    The theme turns a title from elsewhere than front matter back into text, tags and all. It prints the edit link as
    it is, too, and there is a file's name in it.
    """
    if page.edit_url:
        page.edit_url = quote(page.edit_url, safe=":/?#@!$&'()*+,;=%~")
    title = page.title or ""
    if set("<>") & set(title):
        # Front matter and headings are escaped by now; the name of a file is not.
        title = str(escape(title))
        page.title = title
    if not page.is_homepage:
        page.meta["title"] = title


def written_page(page: MkDocsPage, html: str, library: Library) -> Iterator[Page]:
    """Yield a hand-written page as our search takes it, unless its front matter excludes it."""
    asked = page.meta.get("search", {})
    if asked.get("exclude"):
        return
    uri = page.file.src_uri
    tags = tuple(str(handbook.title) for handbook in library.handbooks if handbook.key.id == uri.partition("/")[0])
    title = Markup(page.title or "").unescape()  # noqa: S704 - turned back into text
    yield Page(uri, title, sections_of(html), tags=tags, boost=asked.get("boost", 1.0))


def edit_page(source: str, config: MkDocsConfig, root: Path) -> str | None:
    """Return where the file at `source`, from the root, is edited; None when mkdocs.yml does not say it."""
    return edit_pages(config, root)(source)


def edit_pages(config: MkDocsConfig, root: Path) -> Callable[[str], str | None]:
    """Return what `edit_page` is for many files. `edit_uri` leads to the docs folder, and incidents lie beside it."""
    if not config.edit_uri:
        return lambda _source: None
    docs = Path(config.docs_dir).relative_to(root).parts
    up = config.edit_uri.rstrip("/").split("/")
    within = "".join(f"{folder}/" for folder in up[: len(up) - len(docs)])
    repository = f"{config.repo_url.rstrip('/')}/" if config.repo_url else ""
    return lambda source: urljoin(repository, f"{within}{source}")


def safe_front_matter(meta: Mapping[str, object]) -> dict[str, Any]:
    """Return what a hand-written page may say about itself: title, description, tags, `hide` and `search`.

    The theme prints texts as they are, so they are escaped here, once. Other keys choose templates, icons and authors.
    """
    kept: dict[str, Any] = {}
    for name in ("title", "description"):
        if isinstance(value := meta.get(name), str | int | float) and str(value).strip():
            kept[name] = str(escape(str(value)))
    if tags := _texts(meta.get("tags")):
        kept["tags"] = [str(escape(tag)) for tag in tags]
    if hidden := [word for word in _texts(meta.get("hide")) if word in _HIDDEN]:
        kept["hide"] = hidden
    if isinstance(search := meta.get("search"), Mapping):
        kept["search"] = _search(search)
    return kept


def _search(given: Mapping[str, object]) -> dict[str, object]:
    boost = given.get("boost")
    kept: dict[str, object] = {"exclude": given.get("exclude") is True}
    return {**kept, "boost": boost} if isinstance(boost, int | float) and boost > 0 else kept


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [str(one) for one in values if isinstance(one, str | int | float) and not isinstance(one, bool)]


def _nested(tokens: list[_TocToken]) -> list[_TocToken]:
    """Put each heading under the last one above it."""
    top: list[_TocToken] = []
    open_: list[_TocToken] = []
    for token in tokens:
        while open_ and open_[-1]["level"] >= token["level"]:
            open_.pop()
        (open_[-1]["children"] if open_ else top).append(token)
        open_.append(token)
    return top
