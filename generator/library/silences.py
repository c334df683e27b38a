"""Comments that silence a problem for a reason: `# runbook-site: ignore CODE - reason`, in records and on pages."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.library.markdown_pages import MarkdownPage, without_fenced
from generator.problems import CODES, SILENCEABLE, Place, Problem, did_you_mean, quoted
from generator.records.lines import Lines
from generator.records.source import Source, read, read_plain

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[ \t]+runbook-site:(?P<said>[^\n\r]*)", re.MULTILINE)
_ON_PAGE = re.compile(r"<!--[ \t]*runbook-site:(?P<said>[^\n\r]*?)-->")
_SAID = re.compile(r"\s*(?P<verb>\S*)\s*(?P<code>[^\s:]*):?\s*(?:[-\u2013\u2014]+\s*)?(?P<reason>.*?)\s*", re.DOTALL)
_LINE, _FILE = "ignore", "ignore-file"
_FORM = "write `runbook-site: ignore CODE - reason`"


@dataclass(frozen=True)
class Silence:
    """One comment: where it stands, what it says, and of which lines, counted from 1; of all when there are none."""

    place: Place
    verb: str
    code: str
    reason: str
    lines: frozenset[int] = frozenset()

    def covers(self, problem: Problem) -> bool:
        """Say whether it is about this problem, and may be."""
        return (
            problem.code == self.code
            and self.code in SILENCEABLE
            and problem.place.path == self.place.path
            and (self.verb == _FILE or (self.verb == _LINE and problem.place.line in self.lines))
        )


def silences_of(records: Iterable[tuple[str, Path]], pages: Iterable[MarkdownPage], config: Path) -> Iterator[Silence]:
    """Yield the comments of some record files (path from the root, and file), of pages and of mkdocs.yml."""
    for path, file in records:
        yield from _in_yaml(read(file, path))
    for page in pages:
        if "runbook-site:" in page.text and not page.problem:
            yield from _on_page(page)
    if config.is_file():
        yield from _in_yaml(read_plain(config, config.name))


def silenced(
    problems: Iterable[Problem], silences: Iterable[Silence], unsure: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield the problems that no comment silences, and what is wrong with the comments.

    `unsure` are codes that this run did not look for, so that a comment for one of them may be right.
    """
    by_path: dict[str, list[Silence]] = {}
    for silence in silences:
        by_path.setdefault(silence.place.path, []).append(silence)
    used: set[Silence] = set()
    broken: set[str] = set()
    for problem in problems:
        covering = [silence for silence in by_path.get(problem.place.path, ()) if silence.covers(problem)]
        used.update(covering)
        if not covering:
            broken |= {problem.place.path} if problem.level == "error" else set()
            yield problem
    for path, found in by_path.items():
        for silence in found:
            # In a file with errors not every rule has looked.
            is_idle = silence not in used and path not in broken and silence.code not in unsure
            if sentence := _wrong(silence, is_idle=is_idle):
                yield Problem(silence.place, "warning", sentence, "bad-silence")


def _wrong(silence: Silence, *, is_idle: bool) -> str:
    """Return what is wrong with a comment, or nothing."""
    if silence.verb not in {_LINE, _FILE}:
        hint = did_you_mean(silence.verb, (_LINE, _FILE)) or f"; {_FORM}"
        return f"{quoted(silence.verb)} is nothing that a comment can say{hint}"
    if not silence.code:
        return f"this comment silences no problem; {_FORM}"
    if silence.code not in CODES:
        return f"no problem has the code {quoted(silence.code)}{did_you_mean(silence.code, CODES) or '; leave it out'}"
    if silence.code not in SILENCEABLE:
        return f"{quoted(silence.code)} cannot be silenced, for it keeps something from being read; mend it"
    if not silence.reason:
        return f"it does not say why; write `runbook-site: {silence.verb} {silence.code} - the reason`"
    where = "in this file" if silence.verb == _FILE else "here"
    return f"nothing {where} is {quoted(silence.code)}; remove this comment" if is_idle else ""


def _in_yaml(source: Source) -> Iterator[Silence]:
    hits = list(_COMMENT.finditer(source.text))
    scalars = list(source.scalars) if hits else []
    lines = Lines(source.text, source.path)
    for hit in hits:
        if any(begin <= hit.start() < end for _, begin, end in scalars):
            # Inside a text it is text.
            continue
        number = _meant(lines, hit.start(), "#")
        covered = {number}
        for start, _, end in scalars:
            first, last = lines.number(start), lines.number(max(end - 1, start))
            if number in {first, last}:
                covered |= set(range(first, last + 1))
        yield _silence(lines, hit, covered)


def _on_page(page: MarkdownPage) -> Iterator[Silence]:
    lines = Lines(page.text, page.path)
    for hit in _ON_PAGE.finditer(without_fenced(page.text)):
        yield _silence(lines, hit, {_meant(lines, hit.start(), "<!--")})


def _silence(lines: Lines, hit: re.Match[str], covered: set[int]) -> Silence:
    said = _SAID.fullmatch(hit["said"])
    parts = (said["verb"], said["code"], said["reason"]) if said else ("", "", "")
    return Silence(lines.place(hit.start()), *parts, frozenset(number + 1 for number in covered))


def _meant(lines: Lines, index: int, sign: str) -> int:
    """Return the number of the line, from 0, that a comment is about: its own, or the next one that says something."""
    number = lines.number(index)
    if lines.text[lines.begins[number] : index].strip():
        return number
    below = range(number + 1, len(lines.begins))
    said = (one for one in below if (text := lines.line(one).strip()) and not text.startswith(sign))
    return next(said, number)
