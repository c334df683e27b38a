"""The theme's frame around a page: rendered once for all pages of a folder that differ in words only, then filled.

Header, tabs and navigation are most of what the theme renders, and the same for ten thousand incidents. A frame is made
by the theme itself, for a stand-in that has a mark wherever pages differ. It is used only if every mark is found as it
was put in, and if the first page that is filled in equals what the theme makes of that page, byte for byte.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from secrets import token_hex
from typing import Any, NamedTuple

from jinja2 import Environment, Template
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from generator.engines.mkdocs_pages import Outline, RecordPage, contents
from generator.pages.kept_code import KeptCode

_PAGE = "main.html"
_TOC = '{% import "partials/language.html" as lang with context %}{% include "partials/toc.html" %}'
"""The theme's table of contents by itself, as base.html has it."""
_WORTH = 3
"""The how many-th page of a class gets the class its frame, which takes as long as two pages."""
_MOST = 1000
"""How many tables of contents are kept; most incidents share a few."""
_BESIDE = re.compile(r'"\.\./([^/"?#]+)/')
"""The folders beside a page that its frame has links into."""
_KNOWN = frozenset(TemplateContext.__annotations__)
_VALUES = ("title", "label", "description", "address", "edit_link", "skip", "contents", "content")

Finish = Callable[[str, str], str]
"""What is done to a rendered page at last, given its content, too."""


@cache
def theme_code(folders: tuple[str, ...]) -> KeptCode:
    """Return what keeps the templates of a theme, which lie in these folders, for as long as this process lives."""
    return KeptCode(folders)


class FramedTemplate(Template):
    """What mkdocs takes for the template of a page: it asks for the page's frame and fills it."""

    frames: "Frames"

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - as Jinja's own
        """Return a whole page; the context is what mkdocs gives to every template."""
        return self.frames.whole(dict(*args, **kwargs))


class _Class(NamedTuple):
    """What pages in the same frame have in common; the theme decides by nothing else that a record's page has."""

    folder: str
    hidden: tuple[str, ...]
    said: tuple[bool, ...]
    """Which of the values are not empty."""


@dataclass(frozen=True)
class _Frame:
    """The text of a frame, cut where pages differ."""

    pieces: tuple[str, ...]
    """Text and names of values in turn; text is first and last."""
    beside: frozenset[str]
    """Folders that the frame has links into: seen from the page that has the folder for its address, they differ."""

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the page with these values."""
        parts = list(self.pieces)
        parts[1::2] = [values[name] for name in self.pieces[1::2]]
        return "".join(parts)


class Frames:
    """The frames of one build."""

    def __init__(self, environment: Environment, finish: Finish) -> None:
        """`environment` is the theme's; `finish` is done to frames as to pages."""
        self.environment = environment
        self._finish = finish
        self._mark = token_hex(8)
        self._met: Counter[_Class] = Counter()
        self._frames: dict[_Class, _Frame | None] = {}
        self._contents: dict[Outline, str] = {}
        self._toc = environment.from_string(_TOC)
        self.filled = 0
        """How many pages stand in a frame that was made before."""

    def __len__(self) -> int:
        """Return how many frames there are."""
        return sum(frame is not None for frame in self._frames.values())

    def template(self) -> Template:
        """Return what pages name as their template, to be framed."""
        made = self.environment.from_string("", template_class=FramedTemplate)
        made.frames = self  # type: ignore[attr-defined] # Jinja says less than it returns
        return made

    def whole(self, context: dict[str, Any]) -> str:
        """Return the page that a template's context is about."""
        page: RecordPage = context["page"]
        html = page.body()
        # Where a page has no heading, the theme writes one.
        if not page.framed or "<h1" not in html or not context.keys() <= _KNOWN:
            return self._by_theme(page, html, context)
        values = self._values(page, html, context)
        found = _class_of(page, values)
        frame = self._frames.get(found)
        if frame is not None and _name_of(page) not in frame.beside:
            self.filled += 1
            return frame.filled(values)
        whole = self._by_theme(page, html, context)
        self._met[found] += 1
        if found not in self._frames and self._met[found] >= _WORTH:
            self._try(found, page, values, whole, context)
        return whole

    def _try(
        self,
        found: _Class,
        page: RecordPage,
        values: Mapping[str, str],
        whole: str,
        context: dict[str, Any],
    ) -> None:
        """Make the frame of a class, and keep it if the page comes out of it as the theme made it."""
        frame = self._made(page, values, context)
        if frame is not None and _name_of(page) in frame.beside:
            # This one cannot tell: the next one will.
            return
        self._frames[found] = frame if frame is not None and frame.filled(values) == whole else None

    def _by_theme(self, page: RecordPage, html: str, context: dict[str, Any]) -> str:
        page.content, page.toc = html, contents(page.outline)
        whole = self._finish(self.environment.get_template(_PAGE).render(context), html)
        page.content, page.toc = "", TableOfContents([])
        return whole

    def _made(self, page: RecordPage, values: Mapping[str, str], context: dict[str, Any]) -> _Frame | None:
        """Return the frame that the theme makes for a stand-in; nothing if it changes a value on the way."""
        stand_in = self._stand_in(page, values, context)
        context = {**context, "page": stand_in}
        text = self.environment.get_template(_PAGE).render(context)
        text = text.replace(self._toc.render(context), self._slot("contents"))
        text = self._finish(text, stand_in.content or "")
        slots = {self._slot(name): name for name in _VALUES}
        pieces = re.split("|".join(map(re.escape, slots)), text)
        names = [slots[slot] for slot in re.findall("|".join(map(re.escape, slots)), text)]
        if any(self._mark in piece for piece in pieces):
            return None
        return _Frame(tuple(_in_turn(pieces, names)), frozenset(_BESIDE.findall(text)))

    def _stand_in(self, page: RecordPage, values: Mapping[str, str], context: dict[str, Any]) -> MkDocsPage:
        """Return a page of the same folder and class that has a mark for each value.

        It is no record's page: a template of ours that asks for more than mkdocs knows of a page fails at once.
        """
        config = context["config"]
        slot = {name: self._slot(name) if values[name] else None for name in _VALUES}
        folder, _, _ = page.file.src_uri.rpartition("/")
        file = File(f"{folder}/{self._mark}.md", None, "", config.use_directory_urls)
        file.edit_uri = None
        stand_in = MkDocsPage(slot["label"] or "", file, config)
        stand_in.markdown = page.markdown
        stand_in.meta = {**page.meta, "title": slot["title"], "description": slot["description"]}
        stand_in.canonical_url, stand_in.edit_url = slot["address"], slot["edit_link"]
        stand_in.content = slot["content"]
        if page.outline:
            level = page.outline[0][0]
            stand_in.toc = contents(((level, self._slot("skip"), self._mark), (level + 1, self._mark, self._mark)))
        stand_in.active = True
        return stand_in

    def _slot(self, name: str) -> str:
        """Return the mark of a value: whoever changes, cuts or escapes the value changes this, too."""
        return f"""{self._mark}<h1 {name}> &"'/edit/blob/É{self._mark}"""

    def _values(self, page: RecordPage, html: str, context: dict[str, Any]) -> dict[str, str]:
        return {
            "title": page.meta["title"],
            "label": page.title or "",
            "description": page.meta["description"] or "",
            "address": page.canonical_url or "",
            "edit_link": page.edit_url or "",
            "skip": page.outline[0][1] if page.outline else "",
            "contents": self._contents_of(page, context),
            "content": html,
        }

    def _contents_of(self, page: RecordPage, context: dict[str, Any]) -> str:
        """Return a page's table of contents as the theme makes it, which is the same but for the page's own title."""
        shared = page.outline
        if shared and shared[0][0] == 1:
            shared = ((1, shared[0][1], self._mark), *shared[1:])
        if shared not in self._contents:
            if len(self._contents) >= _MOST:
                self._contents.clear()
            self._contents[shared] = self._rendered(page, shared, context)
        found = self._contents[shared]
        return self._rendered(page, page.outline, context) if self._mark in found else found

    def _rendered(self, page: RecordPage, outline: Outline, context: dict[str, Any]) -> str:
        page.toc = contents(outline)
        text = self._toc.render(context)
        page.toc = TableOfContents([])
        return text


def _class_of(page: RecordPage, values: Mapping[str, str]) -> _Class:
    folder = page.url.rstrip("/").rpartition("/")[0]
    return _Class(folder, tuple(page.meta["hide"]), tuple(bool(values[name]) for name in _VALUES))


def _name_of(page: MkDocsPage) -> str:
    return page.url.rstrip("/").rpartition("/")[2]


def _in_turn(pieces: Iterable[str], names: Iterable[str]) -> Iterable[str]:
    """Return text and names in turn; text is first and last."""
    for piece, name in zip(pieces, [*names, ""], strict=True):
        yield piece
        if name:
            yield name
