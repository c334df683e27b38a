"""Words, prose and code as Markdown for GitHub and its like: what is meant as markup stays, nothing becomes HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.records.code_spans import without_code
from generator.records.link_syntax import Lead, led

# An autolink and a target in angle brackets are no HTML.
_SIGN = re.compile(
    r"(?P<escape>\\(?P<after>.))"
    r"|(?P<tag>(?<!\]\()<(?!(?:https?://|mailto:|tel:)[^\s<>]+>|[^\s<>@:]+@[\w.-]+>))"
    r"|(?P<image>!(?=\[[^\]\n]*\]\(<?(?:https?:)?//))"
    r"|(?P<money>\$)|(?P<wave>~)",
)
# A backslash before these is a sign like any other in our dialect, and an escape on GitHub.
_ESCAPED_THERE = frozenset("\"$%&',/:;<=?@^~")
_PLAIN = re.compile(r"[\\`*\[\]<]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?\w+;)")
_BEGINS_BLOCK = re.compile(r"(?P<number>\d+)(?=[.)](?:\s|$))|(?=[-+*#>=~|])")
_HEADING = re.compile(r"^( {0,3})(#{1,6})(?=[ \t])", re.MULTILINE)
_ADMONITION = re.compile(r'!!! ?([a-z]+)(?: +"([^"\n]*)")? *')
_ALERTS = {
    "tip": "TIP",
    "success": "TIP",
    "question": "IMPORTANT",
    "warning": "WARNING",
    "failure": "CAUTION",
    "danger": "CAUTION",
    "bug": "CAUTION",
}
_DEEPEST = 6
_SHORTEST_FENCE = 3
_INDENT = "    "


def words(text: str) -> str:
    """Return plain text that reads as it is: no markup comes of it."""
    line = _PLAIN.sub(lambda sign: {"<": "&lt;", "&": "&amp;"}.get(sign[0], f"\\{sign[0]}"), " ".join(text.split()))
    return _twice(line, "$~")


def line(text: str, lead: Lead) -> str:
    """Return one line of prose with its links led, for a list's entry or a cell: never a block."""
    return started(_readable(" ".join(led(text, lead).split())))


def prose(text: str, lead: Lead, below: int = 0) -> str:
    """Return paragraphs of prose with their links led; headings in them stand below level `below`, if it is said."""
    readable = _readable(led(text, lead))
    return _alerts(_lowered(readable, below) if below else readable).strip("\n")


def started(text: str) -> str:
    """Return a line that begins no list, heading or quotation."""
    found = _BEGINS_BLOCK.match(text)
    if not found or text.startswith(("**", "*[", "*`")):
        return text
    return f"{found['number']}\\{text[found.end() :]}" if found["number"] else f"\\{text}"


def code(text: str) -> str:
    """Return text to the letter on one line."""
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{gap}{' '.join(text.splitlines())}{gap}{ticks}"


def block(text: str, language: str = "") -> str:
    """Return text to the letter in a fence that nothing in it closes."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def link(said: str, address: str) -> str:
    """Return a link; `said` is Markdown, `address` is quoted already."""
    return f"[{said}]({address})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown."""
    return "\n".join((_row(head), _row(["---"] * len(head)), *map(_row, rows)))


def indented(text: str) -> str:
    """Return a block as one that belongs to a list's entry."""
    return "\n".join(f"{_INDENT}{row}" if row.strip() else "" for row in text.split("\n"))


def anchor_of(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading's words: no punctuation, a dash for each space."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _row(cells: Sequence[str]) -> str:
    written = (re.sub(r"(?<!\\)\|", r"\\|", " ".join(cell.split())) for cell in cells)
    return f"| {' | '.join(written)} |"


def _readable(text: str) -> str:
    """Return prose in which GitHub sees what our pages show: HTML is text, sums of money are no formulas."""
    plain = without_code(text)
    often = {sign for sign in "$~" if plain.count(sign) > 1}
    parts, at = [], 0
    for found in _SIGN.finditer(plain):
        parts += [text[at : found.start()], _sign(found, often)]
        at = found.end()
    return "".join((*parts, text[at:]))


def _sign(found: re.Match[str], often: set[str]) -> str:
    if found["escape"]:
        written = "&lt;" if found["after"] == "<" else found["after"]
        return f"\\\\{written}" if found["after"] in _ESCAPED_THERE else found[0]
    if found["image"]:
        # Shown, it would be a request to another host: the link to it stays.
        return ""
    return "&lt;" if found["tag"] else f"\\{found[0]}" if found[0] in often else found[0]


def _twice(text: str, signs: str) -> str:
    """Return text without signs that mean something in pairs; one alone is itself."""
    for sign in signs:
        text = text.replace(sign, f"\\{sign}") if text.count(sign) > 1 else text
    return text


def _lowered(text: str, below: int) -> str:
    plain = without_code(text)
    levels = sorted({len(found[2]) for found in _HEADING.finditer(plain)})
    parts, at = [], 0
    for found in _HEADING.finditer(plain):
        level = min(below + 1 + levels.index(len(found[2])), _DEEPEST)
        parts += [text[at : found.start()], found[1], "#" * level]
        at = found.end()
    return "".join((*parts, text[at:]))


def _alerts(text: str) -> str:
    """Return text with its admonitions as the quotations that GitHub colours."""
    if "!!!" not in text:
        return text
    return "\n".join(_with_alerts(text.split("\n"), without_code(text).split("\n")))


def _with_alerts(rows: list[str], plain: list[str]) -> Iterator[str]:
    inside = False
    for row, without in zip(rows, plain, strict=True):
        opening = _ADMONITION.fullmatch(without)
        if opening:
            inside = True
            yield f"> [!{_ALERTS.get(opening[1], 'NOTE')}]"
            if opening[2]:
                yield from (f"> **{opening[2]}**", ">")
        elif inside and (row.startswith(_INDENT) or not row.strip()):
            yield f"> {row[len(_INDENT) :]}".rstrip() if row.strip() else ">"
        else:
            if inside and not row.startswith(_INDENT):
                yield ""
            inside = False
            yield row
