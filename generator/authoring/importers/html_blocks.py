"""Raw HTML as blocks: its tables, lists and headings are like those of Markdown; all else stays as it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.authoring.importers.blocks import Block, Heading, Item, Items, Lines, Other, Paragraph, Row, Table

_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`", "kbd": "`", "tt": "`"}
_AROUND = (
    "a", "br", "caption", "center", "col", "colgroup", "details", "div", "hr", "p", "section", "small", "span", "sub",
    "summary", "sup", "tbody", "tfoot", "thead", "u",
)  # fmt: skip
"""Elements that hold words, or nothing, and mean nothing for what is read."""
_ENDS_WORDS = frozenset({"br", "div", "details", "p", "summary", "caption"})
_HEADING = re.compile(r"h[1-6]")
_LABEL = re.compile(r"\*\*[^*]+\*\*:?")
_FOLD = re.compile(r"</?(?:details|summary|div|center|p|br|hr)\b[^<>]*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)


def html_blocks(source: str, lines: Lines) -> Iterator[Heading | Block]:
    """Yield what a piece of HTML is made of; as one piece where it holds no table, list or heading, or is not tidy.

    Each part goes to where the next one begins, so that all its lines belong to one of them.
    """
    reader = _Reader(lines.first)
    reader.feed(source)
    reader.close()
    parts = reader.parts
    if not reader.is_tidy or not any(part.kind != "words" for part in parts):
        # A bold line may name what follows; all other words are no less readable as they are.
        is_label = len(parts) == 1 and reader.is_tidy and _LABEL.fullmatch(parts[0].rows[0][1][0])
        yield Paragraph(lines, parts[0].rows[0][1][0]) if is_label else Other(lines, source)
        return
    for part, below in zip(parts, [*parts[1:], None], strict=True):
        first = lines.first if part is parts[0] else part.first
        last = max(first, below.first - 1) if below else lines.last
        yield part.block(Lines(first, last))


def fold_words(source: str) -> str | None:
    """Return the words of some HTML that only folds or places what stands in it; None for any other text."""
    bare = _FOLD.sub(" ", source)
    is_one = bare != source and "<" not in bare
    return " ".join(bare.split()) if is_one else None


def words_in(source: str) -> str:
    """Return the words of some HTML without its tags and comments, on one line."""
    return " ".join(_TAG.sub(" ", source).split())


@dataclass
class _Part:
    """A table, a list, a heading, or words between them, as it is read."""

    kind: str
    """`table`, `ul`, `ol`, `h1` to `h6`, or `words`."""
    first: int
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    """Each row or entry: its line, and the texts of its cells or its own."""

    def block(self, lines: Lines) -> Heading | Block:
        """Return what it is in a document."""
        if self.kind == "table":
            rows = [Row(line, tuple(texts), last) for line, texts, last in self._to_next(lines)]
            return Table(lines, rows[0], tuple(rows[1:]))
        if self.kind in {"ul", "ol"}:
            items = [Item(Lines(line, last), texts[0]) for line, texts, last in self._to_next(lines)]
            return Items(lines, tuple(items), self.kind == "ol")
        text = self.rows[0][1][0]
        return Paragraph(lines, text) if self.kind == "words" else Heading(lines, int(self.kind[1]), text)

    def _to_next(self, lines: Lines) -> Iterator[tuple[int, list[str], int]]:
        """Yield each row with its first and its last line: the tags around the rows belong to them."""
        rows = [(lines.first, self.rows[0][1]), *self.rows[1:]]
        for (line, texts), below in zip(rows, [*rows[1:], None], strict=True):
            yield line, texts, max(line, below[0] - 1) if below else lines.last


class _Reader(HTMLParser):
    """Reads HTML into parts; what it does not know makes it untidy."""

    def __init__(self, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[_Part] = []
        self.is_tidy = True
        self._above = first - 1
        self._open: _Part | None = None
        """The table, list or heading that is being read."""
        self._text = ""
        self._links: list[str] = []

    @property
    def _line(self) -> int:
        return self._above + self.getpos()[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part, a row, a cell or an entry; mark emphasis, links and images as Markdown does."""
        said = dict(attrs)
        if tag in _MARKS:
            self._text += _MARKS[tag]
        elif tag == "a":
            self._links.append(said.get("href") or "")
            self._text += "[" if self._links[-1] else ""
        elif tag == "img":
            self._text += f"![{said.get('alt') or ''}]({said.get('src') or ''})"
        elif tag in {"table", "ul", "ol"} or _HEADING.fullmatch(tag):
            self._begin(tag)
        elif tag in {"tr", "td", "th", "li"}:
            self._step(tag)
        elif tag in _AROUND:
            self._pause(tag)
        else:
            self.is_tidy = False

    def handle_endtag(self, tag: str) -> None:
        """End a part; end emphasis and links as Markdown does."""
        if tag in _MARKS:
            self._text += _MARKS[tag]
        elif tag == "a":
            target = self._links.pop() if self._links else ""
            self._text += f"]({target})" if target else ""
        elif self._open and tag == self._open.kind:
            self._end()
        else:
            self._pause(tag)

    def handle_data(self, data: str) -> None:
        """Collect words; those between rows or entries belong to none."""
        is_between = self._open and not self._open.rows and self._open.kind in {"table", "ul", "ol"}
        if data.strip() and is_between:
            self.is_tidy = False
        if not self._open and data.strip() and not self._text.strip():
            # Words begin where their first letter stands.
            before = data[: len(data) - len(data.lstrip())]
            self._first = self._line + before.count("\n")
        self._text += data

    def close(self) -> None:
        """End what is still open: a table without its end is not tidy."""
        super().close()
        self.is_tidy = self.is_tidy and self._open is None and not self._links
        self._words()

    def _begin(self, tag: str) -> None:
        if self._open:
            # A table or list inside another one.
            self.is_tidy = False
            return
        self._words()
        self._open = _Part(tag, self._line, [(self._line, [""])] if _HEADING.fullmatch(tag) else [])

    def _step(self, tag: str) -> None:
        """Begin a row, a cell or an entry."""
        here = self._open
        if here is None or (tag == "li") != (here.kind in {"ul", "ol"}) or (tag in {"td", "th"} and not here.rows):
            self.is_tidy = False
            return
        self._keep()
        if tag in {"tr", "li"}:
            here.rows.append((self._line, [""] if tag == "li" else []))
        else:
            here.rows[-1][1].append("")

    def _keep(self) -> None:
        """Write the words that were collected to the cell or entry that is open."""
        if self._open and self._open.rows and self._open.rows[-1][1]:
            texts = self._open.rows[-1][1]
            texts[-1] = " ".join(f"{texts[-1]} {self._text}".split())
        elif self._text.strip():
            self.is_tidy = False
        self._text = ""

    def _end(self) -> None:
        self._keep()
        here, self._open = self._open, None
        if here:
            here.rows = [row for row in here.rows if row[1]]
            self.is_tidy = self.is_tidy and bool(here.rows)
            self.parts.append(here)

    def _pause(self, tag: str) -> None:
        """End a paragraph, or a line inside a cell."""
        if self._open:
            self._text += " "
        elif tag in _ENDS_WORDS:
            self._words()

    def _words(self) -> None:
        """Keep the words between parts as a part of their own."""
        words = " ".join(self._text.split())
        if words:
            self.parts.append(_Part("words", self._first, [(self._first, [words])]))
        self._text = ""

    _first = 0
    """The line on which the words between parts begin."""
