"""What a link is in our Markdown: the one place that says it, for the check that finds links and for the pages.

Three forms: `[words](target "title")`, `[words][name]`, and `[name][]` or `[name]` alone, the last two with
`[name]: target "title"` on a line of its own. A definition counts when something in the text uses it and its target
reads like one: a pasted log line such as `[ERROR]: timeout` stays text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from typing import Final, Literal

from generator.records.code_spans import blocks_in, without_code

BRACKETED: Final = r"\[((?:[^\[\]]++|\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\])*+)\]"
LINK: Final = (
    rf"{BRACKETED}\(\s*+(?:<([^<>\n]*+)>|((?:[^\s()<>]++|\((?:[^\s()<>]++|\([^\s()<>]*+\))*+\))*+))"
    r"""(?:\s++(?:"([^"]*+)"|'([^']*+)'))?+\s*+\)"""
)
"""Groups: the words, the target in angle brackets, the target, the title in double quotes, the title in single ones."""

_INLINE = re.compile(rf"(!?){LINK}")
_TITLE = r"(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|\(([^()\n]*+)\))"
_DEFINITION = re.compile(
    r"^[ \t>]*+(\[([^\[\]^][^\[\]]*+)\]:[ \t]*+(?:\n[ \t>]*+)?(?:<([^<>\n]++)>|([^\s<]\S*+))"
    rf"[ \t]*+(?:(?:\n[ \t>]*+)?{_TITLE}[ \t]*+)?)$",
    re.MULTILINE,
)
_USE = re.compile(rf"(!?){BRACKETED}(?:\[([^\[\]]*+)\])?+(?![(:])")
_READS_LIKE_A_TARGET = re.compile(r"[./#:]")
_ESCAPED_BRACKET = re.compile(r"\\[\\\[\]()!]")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!|-])")
_ENTITY = re.compile(r"&#?\w+;")

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
"""What a page may link to, beside the places of its own site."""
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_REMEMBERED: Final = 2**12
Direction = Literal["inside", "outside", "nowhere"]


@dataclass(frozen=True)
class Target:
    """Where a link or an image leads: where that stands in the text, how it is written, and whether it is an image."""

    start: int
    written: str
    is_image: bool

    @cached_property
    def meant(self) -> str:
        """The target without the signs that only keep Markdown from reading it otherwise."""
        if "\\" not in self.written and "&" not in self.written:
            return self.written
        return _ENTITY.sub(lambda entity: unescape(entity[0]), _ESCAPED.sub(r"\1", self.written))

    @cached_property
    def leads(self) -> Direction:
        """Where it leads."""
        return leads(self.meant)


Lead = Callable[[Target], str | None]
"""A target -> where it leads instead; None when the link goes and its words stay."""


@dataclass(frozen=True)
class _Definition:
    begin: int
    end: int
    start: int
    target: str
    title: str


@lru_cache(maxsize=_REMEMBERED)
def leads(target: str) -> Direction:
    """Say where a link's target leads: to a place in this site, to another one, or to what no page may link to."""
    # Browsers ignore white space and control characters in addresses and read \ as /.
    bare = re.sub(r"[\x00-\x20]", "", target).replace("\\", "/")
    if scheme := _SCHEME.match(bare):
        return "outside" if scheme[1].lower() in SCHEMES else "nowhere"
    # `//host/x` takes the scheme of the page that it stands on: nobody writes that and means it.
    return "nowhere" if not bare or bare.startswith("//") else "inside"


def may_lead(text: str) -> bool:
    """Say whether a text may have a link or an image at all; most have none."""
    return "](" in text or "]:" in text


def targets_in(text: str) -> Iterator[Target]:
    """Yield the target of every link and image; one that a definition says stands there, and is told once."""
    if "](" in text:
        plain = _plain(text)
        for begin, end in blocks_in(plain):
            yield from _targets(text, plain, begin, end)
    if "]:" in text:
        plain = _plain(text)
        known = _definitions(text, plain)
        used = dict.fromkeys((name, bool(use[1])) for use, name in _all_uses(plain, known))
        for name, is_image in used:
            yield Target(known[name].start, known[name].target, is_image)


def inlined(text: str) -> str:
    """Return the text with `[words](target)` for every link that a definition says, and without those definitions."""
    # A single sign is found much sooner than two.
    if "]" not in text or "]:" not in text:
        return text
    plain = _plain(text)
    known = _definitions(text, plain)
    used = {name for _, name in _all_uses(plain, known)}
    if not used:
        return text
    kept, at = [], 0
    for found in _DEFINITION.finditer(plain):
        if _name(found[2]) in used:
            kept.append(_with_targets(text, plain, at, found.start(1), known))
            at = found.end(1)
    return "".join((*kept, _with_targets(text, plain, at, len(text), known)))


def led(text: str, lead: Lead) -> str:
    """Return a text with the target of each link and image led anew; definitions are written out where used."""
    text = inlined(text)
    if "](" not in text:
        return text
    plain = _plain(text)
    parts, at = [], 0
    for begin, end in blocks_in(plain):
        parts += [text[at:begin], _led(text, plain, begin, end, lead)]
        at = end
    return "".join((*parts, text[at:]))


def _plain(text: str) -> str:
    """Return a text with spaces for its code, and with signs that are no markup for escaped ones."""
    plain = without_code(text)
    return _ESCAPED_BRACKET.sub("\ue000\ue000", plain) if "\\" in plain else plain


def _targets(text: str, plain: str, begin: int, end: int) -> Iterator[Target]:
    for found in _INLINE.finditer(plain, begin, end):
        start, stop = found.span(3 if found[3] is not None else 4)
        if start < stop:
            yield Target(start, text[start:stop], bool(found[1]))
        if not found[1]:
            # An image may stand in the words of a link, nothing in those of an image.
            yield from _targets(text, plain, *found.span(2))


def _led(text: str, plain: str, begin: int, end: int, lead: Lead) -> str:
    parts, at = [], begin
    for found in _INLINE.finditer(plain, begin, end):
        start, stop = found.span(3 if found[3] is not None else 4)
        words = text[slice(*found.span(2))] if found[1] else _led(text, plain, *found.span(2), lead)
        goal = lead(Target(start, text[start:stop], bool(found[1]))) if start < stop else ""
        parts.append(text[at : found.start()])
        if goal is None:
            parts.append(words)
        else:
            parts += [text[found.start() : found.start(2)], words, text[found.end(2) : start]]
            parts += [goal, text[stop : found.end()]]
        at = found.end()
    return "".join((*parts, text[at:end]))


def _definitions(text: str, plain: str) -> Mapping[str, _Definition]:
    """Return what each name stands for; the first definition of a name counts, as on GitHub."""
    known: dict[str, _Definition] = {}
    for found in _DEFINITION.finditer(plain):
        start, stop = found.span(3 if found[3] is not None else 4)
        if _READS_LIKE_A_TARGET.search(text, start, stop):
            title = next((title for title in found.groups()[4:] if title), "")
            known.setdefault(_name(found[2]), _Definition(*found.span(1), start, text[start:stop], title))
    return known


def _all_uses(plain: str, known: Mapping[str, _Definition]) -> Iterator[tuple[re.Match[str], str]]:
    for begin, end in blocks_in(plain) if known else ():
        yield from _uses(plain, begin, end, known)


def _uses(plain: str, begin: int, end: int, known: Mapping[str, _Definition]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what uses a definition, and the name; an image may stand in the words of a link."""
    for found in _USE.finditer(plain, begin, end):
        name = _name(found[3] or found[2])
        if name in known:
            yield found, name
        if not found[1]:
            yield from _uses(plain, *found.span(2), known)


def _with_targets(text: str, plain: str, begin: int, end: int, known: Mapping[str, _Definition]) -> str:
    """Return a part of the text with the targets behind the words that use them."""
    parts, at = [], begin
    for found in _USE.finditer(plain, begin, end):
        if found.start() < at:
            continue
        words = text[slice(*found.span(2))] if found[1] else _with_targets(text, plain, *found.span(2), known)
        definition = known.get(_name(found[3] or found[2]))
        parts += [text[at : found.start(2)], words]
        if definition:
            parts.append(f"]({_written(definition)})")
        at = found.end() if definition else found.end(2)
    return "".join((*parts, text[at:end]))


def _written(definition: _Definition) -> str:
    target = f"<{definition.target}>" if re.search(r"[\s()]", definition.target) else definition.target
    quote = "'" if '"' in definition.title else '"'
    title = definition.title.replace(quote, "\u2019")
    return f"{target} {quote}{title}{quote}" if title else target


def _name(written: str) -> str:
    return " ".join(written.split()).casefold()
