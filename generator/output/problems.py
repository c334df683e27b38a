"""Problems as text for people, JSON and SARIF for programs, and annotations for GitHub."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.authoring.markdown import code, plain
from generator.output.places import above, from_here
from generator.output.sarif import as_sarif
from generator.problems import LEVELS, Problem
from generator.records.text_file import MAX_BYTES

FORMATS = ("text", "json", "github", "sarif")
_GITHUB = {"error": "error", "warning": "warning", "advice": "notice"}
_ANNOTATIONS = 10
_WIDEST = 200
_MOST_BYTES = 500_000
"""Of a summary; other commands write into the same one."""


def as_text(problems: Sequence[Problem], root: Path) -> Iterator[str]:
    """Yield each problem with its source line and a caret under the column, and a count at the end."""
    lines: dict[str, list[str]] = {}
    folder = from_here(root)
    for problem in problems:
        yield f"{folder}{problem}"
        path = problem.place.path
        if path not in lines:
            lines[path] = _lines(root, path)
        # A log is read by more people than the file.
        if problem.code != "secret":
            yield from _excerpt(lines[path], problem.place.line, problem.place.column)
    counts = Counter(problem.level for problem in problems)
    if problems:
        yield ", ".join(_counted(counts[level], level) for level in LEVELS if counts[level])


def as_json(problems: Sequence[Problem], root: Path) -> Iterator[str]:
    """Yield one JSON document: `{"problems": [{path, line, column, level, code, sentence}]}`."""
    del root
    rows = [
        {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "level": problem.level,
            "code": problem.code,
            "sentence": problem.sentence,
        }
        for problem in problems
    ]
    yield json.dumps({"problems": rows}, indent=2, ensure_ascii=False)


def as_github(problems: Sequence[Problem], root: Path) -> Iterator[str]:
    """Yield workflow commands, errors first, by paths from the top of the repository.

    GitHub shows ten of a level for one step and drops the others without a word: these are lines of the log.
    """
    folder = above(root)
    told: Counter[str] = Counter()
    for problem in sorted(problems, key=lambda problem: (LEVELS.index(problem.level), problem)):
        place = problem.place
        told[problem.level] += 1
        if told[problem.level] > _ANNOTATIONS:
            yield f"{folder}{problem}"
            continue
        file, title = _property(f"{folder}{place.path}"), _property(problem.code)
        where = f"file={file},line={place.line},col={place.column},title={title}"
        yield f"::{_GITHUB[problem.level]} {where}::{_data(problem.sentence)}"


def as_summary(problems: Sequence[Problem], root: Path) -> Iterator[str]:
    """Yield every problem as Markdown, for the summary of a job; GitHub takes none that is larger than a megabyte."""
    counts = Counter(problem.level for problem in problems)
    said = ", ".join(_counted(counts[level], level) for level in LEVELS if counts[level])
    yield f"## Check of the records\n\n{said or 'No problems.'}\n"
    folder, size = above(root), 0
    for number, problem in enumerate(sorted(problems, key=lambda problem: (LEVELS.index(problem.level), problem))):
        where, words = code(f"{folder}{problem.place}"), plain(problem.sentence)
        line = f"- **{problem.level}** {where}: {words} ({code(problem.code)})"
        size += len(line.encode()) + 1
        if size > _MOST_BYTES:
            yield f"- … and {len(problems) - number} more, which the log names"
            return
        yield line


def printed(problems: Sequence[Problem], root: Path, form: str) -> Iterator[str]:
    """Yield the lines that say these problems in one of `FORMATS`."""
    return {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}[form](problems, root)


def _lines(root: Path, path: str) -> list[str]:
    """Return the lines of a file of the project; none of what is a link, or is no file: it was not read either."""
    file = root / path
    parts = (file, *file.parents)
    if any(part.is_symlink() for part in parts if root in part.parents) or not file.is_file():
        return []
    return file.read_bytes()[:MAX_BYTES].decode("utf-8-sig", errors="replace").split("\n")


def _excerpt(lines: list[str], line: int, column: int) -> Iterator[str]:
    if not 0 < line <= len(lines):
        return
    text = lines[line - 1].removesuffix("\r")
    begin = max(column - 1 - _WIDEST // 2, 0) if len(text) > _WIDEST else 0
    shown = "".join(map(_visible, text[begin : begin + _WIDEST]))
    if not shown.strip():
        return
    before = "…" if begin else ""
    after = "…" if begin + _WIDEST < len(text) else ""
    yield f"    {before}{shown}{after}"
    # The caret's own indentation keeps tabs, so that it stands under its column in any terminal.
    blank = "".join(map(_blank, f"{before}{shown[: column - 1 - begin]}"))
    yield f"    {blank}^"


def _visible(letter: str) -> str:
    return letter if letter == "\t" or letter.isprintable() else "\ufffd"


def _blank(letter: str) -> str:
    """Return the white space that is as wide as a letter in a terminal."""
    if letter == "\t":
        return letter
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return ""
    return "  " if unicodedata.east_asian_width(letter) in {"W", "F"} else " "


def _counted(number: int, level: str) -> str:
    if level == "advice":
        return f"{number} advice"
    return f"{number} {level}{'' if number == 1 else 's'}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
