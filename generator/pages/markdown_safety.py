"""What people's Markdown may do to a page: what is read as markup, what a page may hold, where its links may lead."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Final, Literal

from markupsafe import escape

Resolver = Callable[[str], str | None]
"""A relative target as written -> its address relative to the page; None when it leads to nothing that we know."""

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_THEME_KINDS: Final = "note abstract info tip success question warning failure danger bug example quote"
ADMONITIONS: Final = tuple(_THEME_KINDS.split())
# Pygments' short names for its tokens (a test compares them), and the theme's name of a block's title.
_PYGMENTS_NAMES: Final = (
    "bp c c1 ch cm cp cpf cs dl err esc filename fm g gd ge ges gh gi go gp gr gs gt gu hll il k kc kd kn kp kr kt l "
    "ld m mb mf mh mi mo n na nb nc nd ne nf ni nl nn no nt nv nx o ow p pm py s s1 s2 sa sb sc sd se sh si sr ss sx "
    "vc vg vi vm w x"
)
_TAG_NAMES: Final = (
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr "
    "i img ins kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead time tr "
    "u ul var"
)
TAGS: Final = frozenset(_TAG_NAMES.split())
CLASSES: Final[Mapping[str, frozenset[str]]] = {
    "a": frozenset({"footnote-backref", "footnote-ref", "headerlink"}),
    "details": frozenset(ADMONITIONS),
    "div": frozenset({"admonition", "footnote", "highlight", *ADMONITIONS}),
    "p": frozenset({"admonition-title"}),
    "pre": frozenset({"mermaid"}),
    "span": frozenset(_PYGMENTS_NAMES.split()),
}
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "*": frozenset({"class", "id"}),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "src", "title", "width"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}

# The last two code points of each plane are no characters, nor are 32 in the middle of the first.
_NO_CHARACTERS: Final = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_CONTROLS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NO_CHARACTERS}]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LINE_MARKUP = re.compile(r"[`*<\\]|\]\(|(?<![^\W_])_|_(?![^\W_])|&#?\w+;|https?://")
_PLAIN_LINES = re.compile(r"(?:(?!\d+\.)[\w\"'(\[\u2018\u201c][^\n\t]*+(?<!\s)(?:\n+|\Z))+")
_BLOCK_BEGINS = re.compile(r" {0,3}(?:[-*+] +\S|1\. +\S|\|)")
_BLOCK_ENDS = re.compile(r"((?: {0,3}>)* {0,3})(?:#{1,6} +\S.*|=+ *|-+ *|(?:[-*_] *){3,})")
_NO_PARAGRAPH = re.compile(r" {4}| {0,3}(?:[-*+] |\d+\. |\||>|!!!)")
_REACHES_OUT = re.compile(r"//|url\s*\(|@import|@\{|%%\{|\A\s*---|<(?!br\s*/?>)[a-z!/?]", re.IGNORECASE)
_STYLED = re.compile(r"style|classdef", re.IGNORECASE)
_PUNCTUATION: Final = ".,;:!?\"'*_~\u2019\u201d\u2026\u3001\u3002"
_ATTRIBUTES: Final = r'((?: [^\s="<>]+="[^"]*")*)'
_ATTRIBUTE = re.compile(r' ([^\s="<>]+)="([^"]*)"')
_LEADING_TAG = re.compile(rf"<(a|h[456]|img){_ATTRIBUTES}>|</a>")
_ANY_TAG = re.compile(rf"</?([a-z0-9]+){_ATTRIBUTES}>")
_PRE = re.compile(rf"<pre{_ATTRIBUTES}>(?:<code>([^<]*)</code></pre>)?")
_INLINE_TAGS: Final = frozenset({"a", "code", "em", "span", "strong"})


def readable(text: str) -> str:
    """Return the text with one kind of line end, and a visible sign for every character that HTML does not know."""
    return _CONTROLS.sub(_sign, _LINE_ENDS.sub("\n", text))


def _sign(match: re.Match[str]) -> str:
    if match[0] < " ":
        return chr(0x2400 + ord(match[0]))
    return "\u2421" if match[0] == "\x7f" else "\ufffd"


def folded(text: str) -> str:
    """Return a readable text on one line."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def escaped(text: str) -> str:
    """Return text as the sanitizer writes it, so that the output does not show which way it came."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def is_plain_line(text: str) -> bool:
    """Whether a readable text has nothing that inline Markdown could read as markup."""
    return not _LINE_MARKUP.search(text)


def is_plain_prose(text: str) -> bool:
    """Whether a readable text is paragraphs only, without any markup."""
    return bool(_PLAIN_LINES.fullmatch(text)) and is_plain_line(text)


def spaced(lines: Iterable[str], stashed: str) -> list[str]:
    """Put a blank line between a paragraph and the list, table or code under it, as GitHub reads them.

    Python-Markdown waits for that line. Fenced code is one line that begins with `stashed` by now.
    """
    result: list[str] = [""]
    in_paragraph = False
    for line in lines:
        if line.startswith(stashed):
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


def reaches_out(diagram: str) -> bool:
    """Whether a Mermaid diagram could fetch something from elsewhere, restyle the page or bring markup of its own."""
    # A backslash in a style can spell what is looked for here.
    return bool(_REACHES_OUT.search(diagram) or ("\\" in diagram and _STYLED.search(diagram)))


def tamed(html: str) -> str:
    """Return a page's sanitized HTML in which only those diagrams are drawn that stay on the page."""
    return _PRE.sub(_tamed, html)


def _tamed(pre: re.Match[str]) -> str:
    source = pre[2]
    if source is not None and not reaches_out(unescape(source)):
        return pre[0]
    return pre[0].replace(' class="mermaid"', "", 1)


def bare_address(run: str) -> str:
    """Return the web address that a run without white space begins with, without the sentence's own punctuation."""
    surplus = {")": run.count(")") - run.count("("), "]": run.count("]") - run.count("[")}
    end = len(run)
    while run[end - 1] in _PUNCTUATION or surplus.get(run[end - 1], 0) > 0:
        end -= 1
        surplus[run[end]] = surplus.get(run[end], 0) - 1
    return run[:end]


def kept(tag: str, name: str, value: str) -> str | None:
    """Return what may stay of an allowed attribute's value, None when nothing may."""
    if name == "class":
        return " ".join(word for word in value.split() if word in CLASSES.get(tag, ())) or None
    if name == "id":
        # Ids that begin with two underscores are the theme's: its scripts stop when a heading takes one.
        return value if re.fullmatch(r"(?!__)\S+", value) else None
    if name == "title":
        # The theme may turn a title into markup when the pointer rests on it.
        return None if "<" in value else value
    if name == "align":
        return value if value in {"left", "center", "right"} else None
    return value


def leads(target: str) -> Literal["inside", "outside", "nowhere"]:
    """Say where a link's target leads: to a place in this site, to another one, or to what no page may link to."""
    # Browsers ignore white space and control characters in addresses and read \ as /.
    bare = re.sub(r"[\x00-\x20]", "", target).replace("\\", "/")
    if scheme := _SCHEME.match(bare):
        return "outside" if scheme[1].lower() in SCHEMES else "nowhere"
    if not bare:
        return "nowhere"
    return "outside" if bare.startswith("//") else "inside"


def spoken(html: str) -> str:
    """Return sanitized HTML as one line of text: what its words, and its images' words, say."""
    return folded(unescape(_ANY_TAG.sub(_said, html)))


def _said(tag: re.Match[str]) -> str:
    if tag[1] == "img":
        attributes: dict[str, str] = dict(_ATTRIBUTE.findall(tag[2]))
        return attributes.get("alt") or attributes.get("src", "")
    return "" if tag[1] in _INLINE_TAGS else " "


@dataclass
class PageLinks:
    """Leads the links of one piece of sanitized HTML, in which they stand as written, to where they go from a page."""

    resolve: Resolver | None
    shown: bool = True
    """Whether links stay links; else their words stay."""
    prefix: str | None = None
    """What a heading's id begins with: `""` takes the ids away, None leaves them."""
    _ends: list[str] = field(default_factory=list)

    def lead(self, html: str) -> str:
        """Return the HTML with its links led; what leads nowhere is words."""
        return _LEADING_TAG.sub(self._led, html)

    def _led(self, tag: re.Match[str]) -> str:
        name = tag[1]
        if name is None:
            return self._ends.pop() if self._ends else ""
        attributes: dict[str, str] = dict(_ATTRIBUTE.findall(tag[2]))
        if name == "a":
            start = self._anchor(attributes)
            self._ends.append("</a>" if start else "")
            return start
        return self._image(attributes) if name == "img" else self._heading(name, attributes)

    def _anchor(self, attributes: dict[str, str]) -> str:
        address = self._address(attributes.pop("href", ""))
        if not self.shown or not (address or "id" in attributes):
            return ""
        if address:
            attributes = {"href": str(escape(address)), **attributes}
            if leads(address) == "outside":
                attributes["rel"] = "noopener noreferrer"
        return _start("a", attributes)

    def _image(self, attributes: dict[str, str]) -> str:
        source = attributes.pop("src", "")
        words = attributes.get("alt") or source
        address = self._address(source)
        if not self.shown or not address:
            return words
        if leads(address) == "inside":
            return _start("img", {"src": str(escape(address)), **attributes})
        # Shown, it would be a request to another host.
        return words if any(self._ends) else f"{self._anchor({'href': source})}{words}</a>"

    def _heading(self, name: str, attributes: dict[str, str]) -> str:
        if "id" in attributes and self.prefix is not None:
            own = attributes.pop("id")
            if self.prefix:
                attributes["id"] = f"{escape(self.prefix)}{own}"
        return _start(name, attributes)

    def _address(self, written: str) -> str | None:
        target = unescape(written)
        if self.resolve is not None and leads(target) == "inside":
            target = self.resolve(target) or ""
        return None if leads(target) == "nowhere" else target


def _start(name: str, attributes: Mapping[str, str]) -> str:
    return "".join((f"<{name}", *(f' {key}="{value}"' for key, value in attributes.items()), ">"))
