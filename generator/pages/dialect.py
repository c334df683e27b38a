"""Our dialect of Markdown: what Python-Markdown does otherwise than for a page that its author trusts."""

import re
from collections import Counter
from collections.abc import Mapping
from html import unescape
from typing import Final, TypeAlias
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionProcessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import slugify_unicode
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape
from pymdownx.highlight import Highlight

from generator.pages import markdown_safety as safety
from generator.records.link_syntax import LINK

# Lexers are quadratic in hostile texts: these were tried, in blocks and lines no longer than these, and stay quick.
_LANGUAGE_NAMES: Final = (
    "bash cfg console diff docker dockerfile go graphql html http ini javascript js json nginx php postgres postgresql "
    "powershell promql ps1 py pytb python sh shell shell-session sql toml ts typescript xml yaml yml zsh"
)
_LANGUAGES: Final = frozenset(_LANGUAGE_NAMES.split())
_LONGEST_BLOCK: Final = 10_000
_LONGEST_LINE: Final = 400
_BLOCK_BEGINS = re.compile(r" {0,3}(?:[-*+] +\S|1\. +\S|\|)")
_BLOCK_ENDS = re.compile(r"((?: {0,3}>)* {0,3})(?:#{1,6} +\S.*|=+ *|-+ *|(?:[-*_] *){3,})")
_NO_PARAGRAPH = re.compile(r" {4}| {0,3}(?:[-*+] |\d+\. |\||>|!!!)")
_ENTITY = re.compile(r"&#?\w+;")
_ADDRESS: Final = (
    r"<((?:https?://|mailto:|tel:)[^\s<>]++)>|<([^\s<>@:]++@[\w-]++(?:\.[\w-]++)++)>"
    rf"|(?<!\w)https?://[^\s<>{STX}{ETX}]++"
)
# The shape of Python-Markdown's own inline processors; their base class, and so its stubs, have an older one.
_Match: TypeAlias = re.Match[str]
_Made: TypeAlias = tuple[Element | None, int | None, int | None]


class Dialect(Extension):
    """What our Markdown does otherwise than Python-Markdown's: raw HTML is text; definitions were read by now."""

    def __init__(self, targets: "Targets", *, blocks: bool) -> None:
        """`targets` takes down where links lead; without `blocks` a text is one line."""
        super().__init__()
        self._targets = targets
        self._blocks = blocks

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Take away what pasted text would trip over, then add ours; numbers are Python-Markdown's priorities."""
        md.preprocessors.deregister("html_block")
        for name in ("html", "reference", "short_reference", "image_reference", "short_image_ref", "automail"):
            md.inlinePatterns.deregister(name)
        md.parser.blockprocessors.deregister("reference")
        md.ESCAPED_CHARS.append("|")
        md.inlinePatterns.register(_Code(r"\\`++|\\.|(`++)", md), "backtick", 190)
        md.inlinePatterns.register(_Link(rf"(?<!!){LINK}", md), "link", 160)
        md.inlinePatterns.register(_Link(rf"!{LINK}", md), "image_link", 150)
        md.inlinePatterns.register(_Address(_ADDRESS, md), "autolink", 120)
        md.treeprocessors.register(self._targets, "targets", -1)
        if self._blocks:
            md.preprocessors.register(_BlankLines(md), "blank_lines", 24)
            md.parser.blockprocessors.register(_Admonition(md.parser), "admonition", 105)
            md.parser.blockprocessors.register(_Table(md.parser, {"use_align_attribute": True}), "table", 75)
            md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
            md.treeprocessors.register(_Headings(md), "headings", -1)
        else:
            for name in ("empty", "indent", "code", "hashheader", "setextheader", "hr", "olist", "ulist", "quote"):
                md.parser.blockprocessors.deregister(name)


class _BlankLines(Preprocessor):
    """A list, a table or a code block begins also right under a paragraph, as it does on GitHub."""

    def run(self, lines: list[str]) -> list[str]:
        """Put in the blank lines that Python-Markdown waits for; fenced code is stashed by now."""
        return _spaced(lines)


class _Admonition(AdmonitionProcessor):
    """Only the theme's own kinds: of a pasted line `!!! ERROR disk full` the words would be lost."""

    RE = re.compile(rf'(?:^|\n)!!! ?({"|".join(safety.ADMONITIONS)})(?: +"([^"\n]*)")? *(?:\n|$)')


class _Heading(HashHeaderProcessor):
    """A heading has a space after its `#`; `#oncall` is a channel."""

    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?P<header> +[^ \n][^\n]*)(?:\n|$)")


class _Table(TableProcessor):
    """A row's surplus cells join the last one, where Python-Markdown drops them."""

    def test(self, parent: Element, block: str) -> bool:
        """Forget how wide the table before was: a header is as wide as it likes."""
        self.separator = ""
        return super().test(parent, block)

    def _split(self, row: str) -> list[str]:
        cells: list[str] = super()._split(row)  # type: ignore[misc] # the stubs leave it out
        width = len(self.separator) or len(cells)
        return cells if len(cells) <= width else [*cells[: width - 1], "|".join(cells[width - 1 :])]


class _Code(InlineProcessor):
    """A code span, in time linear in the text; Python-Markdown's own is quadratic."""

    def handleMatch(self, m: _Match, data: str) -> _Made:  # type: ignore[override] # noqa: N802
        """Make the element when as many backticks close it."""
        end = re.compile(rf"(?<!`){m[1]}(?!`)").search(data, m.end()) if m[1] else None
        if end is None:
            return None, m.start(), m.end()
        element = Element("code")
        element.text = AtomicString(code_escape(data[m.end() : end.start()].strip()))
        return element, m.start(), end.end()


class _Link(InlineProcessor):
    """`[words](target "title")` in time linear in the text; Python-Markdown's own is quadratic."""

    def handleMatch(self, m: _Match, data: str) -> _Made:  # type: ignore[override] # noqa: ARG002, N802
        """Make the element; markup in a link's words is read later."""
        target = self.unescape(m[2] if m[2] is not None else m[3])
        if m[0].startswith("!"):
            element = Element("img", alt=self.unescape(m[1]), src=target)
        else:
            element = Element("a", href=target)
            element.text = m[1] if m[1].strip() else AtomicString(target)
        if title := m[4] or m[5]:
            element.set("title", self.unescape(title))
        return element, m.start(), m.end()


class _Address(InlineProcessor):
    """`<https://…>`, `<name@host.example>` and a bare `https://…`; one with braces is to be filled in and no link."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: _Match, data: str) -> _Made:  # type: ignore[override] # noqa: ARG002, N802
        """Make the link."""
        words = m[1] or m[2] or safety.bare_address(m[0])
        if "{" in words:
            return None, None, None
        element = Element("a", href=f"mailto:{words}" if m[2] else words)
        element.text = AtomicString(words)
        return element, m.start(), m.end() if m[1] or m[2] else m.start() + len(words)


class _Headings(Treeprocessor):
    """The highest heading of a text becomes an h4: the page's own titles and sections stand above it."""

    def run(self, root: Element) -> None:
        """Close the gaps between the levels, and give every heading an id."""
        headings = [element for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
        levels = sorted({element.tag for element in headings})
        seen: Counter[str] = Counter()
        taken: set[str] = set()
        for element in headings:
            words = re.sub(f"{STX}[^{ETX}]*{ETX}", "", "".join(element.itertext()))
            own = slug = slugify_unicode(words, "-") or "heading"
            while own in taken:
                seen[slug] += 1
                own = f"{slug}_{seen[slug]}"
            taken.add(own)
            element.set("id", own)
            element.tag = f"h{min(4 + levels.index(element.tag), 6)}"


class Targets(Treeprocessor):
    """Notes where the links and images of a text lead."""

    found: tuple[tuple[str, bool], ...] = ()

    def run(self, root: Element) -> None:
        """Note them in their order, entities read as the sanitizer reads them."""
        parts = [(element, element.tag == "img") for element in root.iter() if element.tag in {"a", "img"}]
        written = [(part.get("src" if is_image else "href", ""), is_image) for part, is_image in parts]
        self.found = tuple((_ENTITY.sub(lambda m: unescape(m[0]), target), is_image) for target, is_image in written)


def _spaced(lines: list[str]) -> list[str]:
    """Put a blank line between a paragraph and the list, table or code under it, as GitHub reads them.

    Python-Markdown waits for that line. Fenced code is one line that begins with STX by now.
    """
    result: list[str] = [""]
    in_paragraph = False
    for line in lines:
        if line.startswith(STX):
            result += ["", line, ""]
            in_paragraph = False
            continue
        if in_paragraph and _BLOCK_BEGINS.match(line):
            result.append("")
            in_paragraph = False
        elif not result[-1].strip():
            in_paragraph = bool(line.strip()) and not _NO_PARAGRAPH.match(line)
        result.append(line)
        if ends := _BLOCK_ENDS.fullmatch(line):
            result.append(ends[1].strip())
    return result[1:]


def _title_only(_name: str, given: Mapping[str, str], options: dict[str, str], *_: object) -> bool:
    if "title" in given:
        options["title"] = given["title"]
    return True


def _code(source: str, name: str | None, _class: str, options: Mapping[str, str], md: Markdown, **_: object) -> str:
    language = (name or "").lower()
    coloured = language in _LANGUAGES and len(source) <= _LONGEST_BLOCK
    coloured = coloured and max(map(len, source.split("\n"))) <= _LONGEST_LINE
    return str(Highlight(md).highlight(source, language if coloured else "text", title=options.get("title")))


def _diagram(source: str, name: str, kind: str, options: Mapping[str, str], md: Markdown, **_: object) -> str:
    if safety.reaches_out(source):
        return _code(source, name, kind, options, md)
    return f'<pre class="{kind}"><code>{safety.escaped(source)}</code></pre>'


FENCES: Final = [
    {"name": "*", "class": "highlight", "format": _code, "validator": _title_only},
    {"name": "mermaid", "class": "mermaid", "format": _diagram, "validator": _title_only},
]
