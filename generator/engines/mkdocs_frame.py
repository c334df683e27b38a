"""The theme's frame around a page: rendered once for all pages of a folder that differ in words only, then filled.

Header, tabs and navigation are most of what the theme renders, and the same for ten thousand incidents. A frame is made
by the theme itself, for a stand-in that has a mark wherever pages differ. It is used only if every mark is found as it
was put in, and if the first page that is filled in equals what the theme makes of that page, byte for byte.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from secrets import token_hex
from typing import Any, NamedTuple

from jinja2 import Environment, Template
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from generator.engines.mkdocs_compact import compact
from generator.engines.mkdocs_pages import Outline, RecordPage, contents
from generator.engines.mkdocs_sheet import Sheet
from generator.engines.site_files import encoded
from generator.pages.kept_code import KeptCode
from generator.pages.page import Hidden

_PAGE = "main.html"
_TOC = '{% import "partials/language.html" as lang with context %}{% include "partials/toc.html" %}'
"""The theme's table of contents by itself, as base.html has it."""
_WORTH = 3
"""The how many-th page of a class gets the class its frame, which takes as long as two pages."""
_MOST = 1000
"""How many tables of contents are kept; most incidents share a few."""
_BESIDE = re.compile(r'"\.\./([^/"?#]+)/')
"""The folders beside a page that its frame has links into."""
_VALUES = ("title", "label", "description", "address", "edit_link", "skip", "contents", "content")

Values = Mapping[str, str | bytes]
"""What a page has in the places of a frame, by name; bytes are encoded by now."""
Context = dict[str, Any]
"""What mkdocs gives to the template of a page."""
Finish = Callable[[str, str], str]
"""What is done to a rendered page at last, given its content, too."""


@cache
def theme_code(folders: tuple[str, ...]) -> KeptCode:
    """Return what keeps the templates of a theme, which lie in these folders, for as long as this process lives."""
    return KeptCode(folders)


class FramedTemplate(Template):
    """What mkdocs takes for the template of a page that it knows: the page is made as late as it is written."""

    frames: "Frames"

    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - as Jinja's own
        """Return a whole page; the context is what mkdocs gives to every template."""
        return self.frames.whole(dict(*args, **kwargs))


class _Class(NamedTuple):
    """What pages in the same frame have in common; the theme decides by nothing else that a record's page has."""

    folder: str
    hidden: tuple[Hidden, ...]
    said: tuple[bool, ...]
    """Which of the values are not empty."""


@dataclass(frozen=True)
class _Frame:
    """The text of a frame, cut where pages differ, and encoded: it is three quarters of what a page weighs."""

    pieces: tuple[bytes, ...]
    """What stands before each value, and behind the last."""
    names: tuple[str, ...]
    """Which values they are."""
    beside: frozenset[str]
    """Folders that the frame has links into: seen from the page that has the folder for its address, they differ."""

    def filled(self, values: Values) -> bytes:
        """Return the page with these values."""
        parts = [self.pieces[0]]
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            parts += (encoded(values[name]), piece)
        return b"".join(parts)


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
        """Return what pages that mkdocs knows name as their template."""
        made = self.environment.from_string("", template_class=FramedTemplate)
        made.frames = self  # type: ignore[attr-defined] # Jinja says less than it returns
        return made

    def whole(self, context: Context) -> str:
        """Return the page that a template's context is about, as the theme makes it."""
        page: RecordPage = context["page"]
        html = page.body()
        page.content, page.toc = html, contents(page.outline)
        whole = self._finish(self.environment.get_template(_PAGE).render(context), html)
        page.content, page.toc = "", TableOfContents([])
        return whole

    def page(self, sheet: Sheet, context_of: Callable[[], Context]) -> bytes:
        """Return a page that mkdocs does not know, encoded; `context_of` makes what mkdocs would give its template."""
        context_of = _once(context_of)
        # Where a page has no heading, the theme writes one.
        if b"<h1" not in sheet.html:
            return encoded(self.whole(context_of()))
        values = self._values(sheet, context_of)
        found = _class_of(sheet, values)
        frame = self._frames.get(found)
        if frame is not None and sheet.name not in frame.beside:
            self.filled += 1
            return frame.filled(values)
        whole = encoded(self.whole(context_of()))
        self._met[found] += 1
        if found not in self._frames and self._met[found] >= _WORTH:
            self._try(found, sheet, values, whole, context_of())
        return whole

    def _try(
        self,
        found: _Class,
        sheet: Sheet,
        values: Values,
        whole: bytes,
        context: Context,
    ) -> None:
        """Make the frame of a class, and keep it if the page comes out of it as the theme made it."""
        frame = self._made(sheet, values, context)
        if frame is not None and sheet.name in frame.beside:
            # This one cannot tell: the next one will.
            return
        self._frames[found] = frame if frame is not None and frame.filled(values) == whole else None

    def _made(self, sheet: Sheet, values: Values, context: Context) -> _Frame | None:
        """Return the frame that the theme makes for a stand-in; nothing if it changes a value on the way."""
        stand_in = self._stand_in(sheet, values, context)
        context = {**context, "page": stand_in}
        text = self.environment.get_template(_PAGE).render(context)
        text = text.replace(self._toc.render(context), self._slot("contents"))
        text = self._finish(text, stand_in.content or "")
        slots = {self._slot(name): name for name in _VALUES}
        pieces = re.split("|".join(map(re.escape, slots)), text)
        names = tuple(slots[slot] for slot in re.findall("|".join(map(re.escape, slots)), text))
        if any(self._mark in piece for piece in pieces):
            return None
        return _Frame(tuple(map(encoded, pieces)), names, frozenset(_BESIDE.findall(text)))

    def _stand_in(self, sheet: Sheet, values: Values, context: Context) -> MkDocsPage:
        """Return a page of the same folder and class that has a mark for each value.

        It is no record's page: a template of ours that asks for more than mkdocs knows of a page fails at once.
        """
        config, page = context["config"], context["page"]
        slot = {name: self._slot(name) if values[name] else None for name in _VALUES}
        folder, _, _ = page.file.src_uri.rpartition("/")
        file = File(f"{folder}/{self._mark}.md", None, "", config.use_directory_urls)
        file.edit_uri = None
        stand_in = MkDocsPage(slot["label"] or "", file, config)
        stand_in.markdown = page.markdown
        stand_in.meta = {**page.meta, "title": slot["title"], "description": slot["description"]}
        stand_in.canonical_url, stand_in.edit_url = slot["address"], slot["edit_link"]
        stand_in.content = slot["content"]
        if sheet.outline:
            level = sheet.outline[0][0]
            stand_in.toc = contents(((level, self._slot("skip"), self._mark), (level + 1, self._mark, self._mark)))
        stand_in.active = True
        return stand_in

    def _slot(self, name: str) -> str:
        """Return the mark of a value: whoever changes, cuts or escapes the value changes this, too."""
        return f"""{self._mark}<h1 {name}> &"'/edit/blob/É{self._mark}"""

    def _values(self, sheet: Sheet, context_of: Callable[[], Context]) -> Values:
        return {
            "title": sheet.title,
            "label": sheet.label,
            "description": sheet.description,
            "address": sheet.address,
            "edit_link": sheet.edit_link,
            "skip": sheet.outline[0][1] if sheet.outline else "",
            "contents": self._contents_of(sheet.outline, context_of),
            "content": sheet.html,
        }

    def _contents_of(self, outline: Outline, context_of: Callable[[], Context]) -> str:
        """Return a page's table of contents as the theme makes it, which is the same but for the page's own title."""
        shared = outline
        if shared and shared[0][0] == 1:
            shared = ((1, shared[0][1], self._mark), *shared[1:])
        if shared not in self._contents:
            if len(self._contents) >= _MOST:
                self._contents.clear()
            self._contents[shared] = self._rendered(shared, context_of())
        found = self._contents[shared]
        return self._rendered(outline, context_of()) if self._mark in found else found

    def _rendered(self, outline: Outline, context: Context) -> str:
        page: RecordPage = context["page"]
        page.toc = contents(outline)
        text = compact(self._toc.render(context)).strip()
        page.toc = TableOfContents([])
        return text


def _once(context_of: Callable[[], Context]) -> Callable[[], Context]:
    """Return what asks for a context at most once; `functools.cache` takes long to say so, for each page."""
    made: list[Context] = []

    def context() -> Context:
        if not made:
            made.append(context_of())
        return made[0]

    return context


def _class_of(sheet: Sheet, values: Values) -> _Class:
    return _Class(sheet.folder, sheet.hidden, tuple(map(bool, values.values())))
