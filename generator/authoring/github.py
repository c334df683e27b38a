"""A record's Markdown as GitHub may show it: markup stays; no HTML, image, mention or dead link comes of it."""

import re
from collections.abc import Iterator

from generator.authoring.markdown import MENTION, code, plain, safe_address

_TOKEN = re.compile(
    r"(?P<escaped>\\[!-/:-@\[-`{-~])"
    r"|(?P<fence>`+)(?:(?P<code>[^`\n](?:[^\n]*?[^`\n])?)(?P=fence)(?!`))?"
    r"|<(?P<angled>https?://[^\s<>]+)>"
    r"|(?P<bare>https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#][^\s<>\[\]()`|\\!*]*)?)"
    r"|(?P<bangs>!++)"
    r"|\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\(\s*<?(?P<target>(?:[^\s<>()]|\([^\s<>()]*\))*)>?"
    r"""(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)"""
    r"|(?P<at>(?<![A-Za-z0-9])@|&(?:#0*64|#[xX]0*40|commat);)"
    r"|(?P<sign>[<$|])",
)
_FENCE = re.compile(r"(?P<gap> *)(?P<run>`{3,}|~{3,}) *(?P<language>[\w+-]*)(?P<rest>.*)")
_SIGNS = {"<": "&lt;", "$": "\\$", "|": "|"}
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_PREFIX = r"^([ \t]*(?:(?:[-*+>]|\d+[.)])[ \t]*)*)"
_HEADING = re.compile(rf"{_PREFIX}(#{{1,6}})(?=[ \t]|$)", re.MULTILINE)
_UNDERLINE = re.compile(r"(?<=[^\n]\n)([ \t>]*)(=+|-+)[ \t]*$", re.MULTILINE)
_BEGINS_BLOCK = re.compile(r"(?=(?:[-*+]|#{1,6}|\d+[.)])(?:\s|$)|>|=+$|~~~|[-*_]{3,}$)(\d*)")
_DEMOTED = 3
_SECTION = 6
_SHORTEST = 3


def block(text: str) -> str:
    """Return paragraphs of prose; headings stand below those of the summary, fenced code stays as it is."""
    pieces = (piece for piece in _blocks(text.expandtabs(4).strip("\n").split("\n")) if piece)
    return "\n\n".join(pieces)


def line(text: str) -> str:
    """Return one line of prose, for a list's entry or a table's cell: never a block."""
    words = _inline(" ".join(text.split()), in_table=True)
    return _BEGINS_BLOCK.sub(r"\1\\", words, count=1) if _BEGINS_BLOCK.match(words) else words


def _blocks(lines: list[str]) -> Iterator[str]:
    """Yield words and code in turn; each piece of code has a fence of ours, which nothing in it can close."""
    words: list[str] = []
    rest = iter(lines)
    for text in rest:
        opening = _FENCE.fullmatch(text)
        if opening is None or (opening["run"][0] == "`" and "`" in opening["rest"]):
            words.append(text)
            continue
        yield _words(words)
        words = []
        yield "\n".join(_code(opening, rest))
    yield _words(words)


def _code(opening: re.Match[str], rest: Iterator[str]) -> Iterator[str]:
    """Yield fenced code up to its end. No line stands left of the fence, or the list's entry would end there."""
    gap, run = opening["gap"], opening["run"]
    closing = re.compile(rf" *{run[0]}{{{len(run)},}} *")
    held: list[str] = []
    for text in rest:
        if closing.fullmatch(text):
            break
        kept = text.removeprefix(gap)
        held.append(f"{gap}{kept if kept != text or not gap else text.lstrip()}")
    longest = max((len(ticks) for text in held for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(_SHORTEST, longest + 1)
    yield from (f"{gap}{fence}{opening['language']}", *held, f"{gap}{fence}")


def _words(lines: list[str]) -> str:
    text = _inline("\n".join(lines), in_table=False)
    text = _HEADING.sub(lambda found: f"{found[1]}{'#' * min(_SECTION, len(found[2]) + _DEMOTED)}", text)
    return _UNDERLINE.sub(r"\1\\\2", text).strip("\n")


def _inline(text: str, *, in_table: bool) -> str:
    return _TOKEN.sub(lambda token: _safe(token, in_table=in_table), text)


def _safe(token: re.Match[str], *, in_table: bool) -> str:
    """Return one piece of a text in which something is meant by a sign."""
    if token["code"] is not None:
        return code(token["code"]) if "|" in token["code"] else token[0]
    if token["fence"]:
        return "\\`" * len(token["fence"])
    if token["words"] is not None:
        words = _inline(token["words"], in_table=in_table) or plain(token["target"])
        return f"[{words}](<{safe_address(token['target'])}>)" if _OUTSIDE.match(token["target"]) else words
    if token["escaped"]:
        return {"\\<": "&lt;", "\\@": MENTION}.get(token[0], token[0])
    if token["bangs"]:
        return "" if token.string.startswith("[", token.end()) else token["bangs"]
    if token["at"]:
        return MENTION
    if token["sign"]:
        return "\\|" if in_table and token["sign"] == "|" else _SIGNS[token["sign"]]
    return token["angled"] or token["bare"]
