"""What people's Markdown may do to a page: what is read as markup, what a page may hold, where its links may lead."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Final

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
_PLACED_MARKUP = re.compile(r"(?<![^\W_])_|_(?![^\W_])|&#?\w+;|https?://")
"""Signs that are markup by what stands beside them."""
_PLAIN_LINES = re.compile(r"(?:(?!\d+\.)[\w\"'(\[\u2018\u201c][^\n\t]*+(?<!\s)(?:\n+|\Z))+")
_REACHES_OUT = re.compile(r"//|url\s*\(|@import|@\{|%%\{|\A\s*---|<(?!br\s*/?>)[a-z!/?]", re.IGNORECASE)
_STYLED = re.compile(r"style|classdef", re.IGNORECASE)
_PUNCTUATION: Final = ".,;:!?\"'*_~\u2019\u201d\u2026\u3001\u3002"
ATTRIBUTES_OF_A_TAG: Final = r'((?: [^\s="<>]+="[^"]*")*)'
ATTRIBUTE = re.compile(r' ([^\s="<>]+)="([^"]*)"')
_ANY_TAG = re.compile(rf"</?([a-z0-9]+){ATTRIBUTES_OF_A_TAG}>")
_PRE = re.compile(rf"<pre{ATTRIBUTES_OF_A_TAG}>(?:<code>([^<]*)</code></pre>)?")
_INLINE_TAGS: Final = frozenset({"a", "code", "em", "span", "strong"})


def readable(text: str) -> str:
    """Return the text with one kind of line end, and a visible sign for every character that HTML does not know."""
    # What can be printed is no other end of a line, and nothing that HTML does not know.
    if (text.replace("\n", "") if "\n" in text else text).isprintable():
        return text
    return _CONTROLS.sub(_sign, _LINE_ENDS.sub("\n", text))


def _sign(match: re.Match[str]) -> str:
    if match[0] < " ":
        return chr(0x2400 + ord(match[0]))
    return "\u2421" if match[0] == "\x7f" else "\ufffd"


def folded(text: str) -> str:
    """Return a readable text on one line."""
    text = text.replace("\n", " ").replace("\t", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()


def escaped(text: str) -> str:
    """Return text as the sanitizer writes it, so that the output does not show which way it came."""
    if "&" in text or "<" in text or ">" in text or "\xa0" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    return text


def is_bare_line(text: str) -> bool:
    """Whether a text stays as it is: one plain line without a sign that is escaped or folded. False is no answer."""
    return (
        text.isprintable()
        and not ("&" in text or ">" in text or "_" in text or "  " in text or text[:1] == " " or text[-1:] == " ")
        and not (_has_markup(text) or ("/" in text and "://" in text))
    )


def is_plain_line(text: str) -> bool:
    """Whether a readable text has nothing that inline Markdown could read as markup."""
    if _has_markup(text):
        return False
    may_have = "_" in text or "&" in text or ("/" in text and "://" in text)
    return not (may_have and _PLACED_MARKUP.search(text))


def _has_markup(text: str) -> bool:
    """Whether there is a sign that is markup wherever it stands: to look for each takes a tenth of a pattern's time."""
    # Two signs take the longest, and wait for the rarer one.
    return "`" in text or "*" in text or "<" in text or "\\" in text or ("]" in text and "](" in text)


def is_plain_prose(text: str) -> bool:
    """Whether a readable text is paragraphs only, without any markup."""
    return bool(_PLAIN_LINES.fullmatch(text)) and is_plain_line(text)


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


def spoken(html: str) -> str:
    """Return sanitized HTML as one line of text: what its words, and its images' words, say."""
    return folded(unescape(_ANY_TAG.sub(_said, html)))


def _said(tag: re.Match[str]) -> str:
    if tag[1] == "img":
        attributes: dict[str, str] = dict(ATTRIBUTE.findall(tag[2]))
        return attributes.get("alt") or attributes.get("src", "")
    return "" if tag[1] in _INLINE_TAGS else " "
