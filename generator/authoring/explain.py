"""What each problem means: why it matters, what fails and what passes; the files in `explanations/` say it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.problems import CODES, SILENCEABLE

PATH = "docs/problems.md"
_WORDS = Path(__file__).parent / "explanations"
_CHAPTER = re.compile(
    r"^## (?P<code>\S+)\n\n(?P<why>.*?)\n\nFails:\n\n(?P<fails>.*?)\n\nPasses:\n\n(?P<passes>.*)", re.DOTALL
)
_FENCED = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_INTRODUCTION = """\
<!-- Made from generator/authoring/explanations/: runbook-site reference --write -->

# Problems

Every problem that `runbook-site check` reports has a code. `runbook-site explain CODE` prints what stands here.

Errors fail a check, warnings fail it with `--strict`, advice never does. Each snippet below stands in a project with a
`mkdocs.yml` and a handbook `content/shop/` that has the severities P0 and P1; a line with a path begins a file.

A problem is silenced by a comment with its reason, on its line or on the one above it: `# runbook-site: ignore CODE -
reason`; for a whole file with `ignore-file`; on a Markdown page `<!-- runbook-site: ignore CODE - reason -->`. What a
team thinks of a code everywhere stands in `mkdocs.yml`, among the options of the plugin, which are read as plain
data:

```yaml
plugins:
  runbook-site:
    check:
      ignore: [not-shown]
      levels: {loose-action: warning, review-overdue: warning}
```

`levels` takes `error`, `warning` and `advice`. What keeps a file or the site from being read can neither be silenced
nor judged otherwise; a chapter below that can ends with the comment that does it. A level that depends on the day, as
that of `review-overdue`, can fail a scheduled strict build from one day to the next.
"""


@dataclass(frozen=True)
class Snippet:
    """Files as they stand in a project, as `yaml` or `markdown`, or the `sh` commands that make them."""

    language: str
    text: str


@dataclass(frozen=True)
class Explanation:
    """One code: what it means, why that matters, what fails and what passes."""

    code: str
    means: str
    why: str
    fails: Snippet
    passes: Snippet


@cache
def explanations() -> dict[str, Explanation]:
    """Return the explanation of each code, in the order of `CODES`; KeyError names a code without one."""
    chapters = {}
    for file in sorted(_WORDS.glob("*.md")):
        for text in re.split(r"\n(?=## )", file.read_text("utf-8")):
            found = _CHAPTER.match(text)
            if found is None:
                # A chapter of ours that cannot be read is a bug.
                raise ValueError(f"{file.name}: {text[:40]!r} is no explanation")
            chapters[found["code"]] = found
    return {code: _explanation(code, chapters[code]) for code in CODES}


def as_text(code: str) -> str:
    """Return an explanation for a terminal."""
    one = explanations()[code]
    parts = [code, one.means, one.why, "Fails:", _indented(one.fails), "Passes:", _indented(one.passes), _silence(code)]
    return "\n\n".join(part for part in parts if part) + "\n"


def codes_in_short() -> str:
    """Return every code with its sentence, for a terminal."""
    width = max(map(len, CODES)) + 2
    return "".join(f"{code:{width}}{sentence}\n" for code, sentence in CODES.items())


def page() -> str:
    """Return all explanations as one Markdown page."""
    return "\n".join([_INTRODUCTION, *(line for one in explanations().values() for line in _chapter(one))])


def write(root: Path) -> str:
    """Write the page of the project at `root`; returns its path."""
    file = root / PATH
    file.parent.mkdir(exist_ok=True)
    file.write_text(page(), "utf-8", newline="\n")
    return PATH


def _explanation(code: str, found: re.Match[str]) -> Explanation:
    return Explanation(code, CODES[code], found["why"], _snippet(found["fails"]), _snippet(found["passes"]))


def _snippet(text: str) -> Snippet:
    found = _FENCED.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text[:40]!r} is no snippet")
    return Snippet(found[1], found[2])


def _chapter(one: Explanation) -> Iterator[str]:
    yield from (f"## {one.code}", "", one.means, "", one.why, "")
    for title, snippet in (("Fails:", one.fails), ("Passes:", one.passes)):
        yield from (title, "", f"```{snippet.language}", f"{snippet.text}```", "")
    if silence := _silence(one.code):
        yield from (silence, "")


def _silence(code: str) -> str:
    """Return how to silence it; nothing where that cannot be."""
    if code not in SILENCEABLE:
        return ""
    return f"With a good reason: `# runbook-site: ignore {code} - the reason`, behind the line or on the one above it."


def _indented(snippet: Snippet) -> str:
    return "\n".join(f"    {line}".rstrip() for line in snippet.text.rstrip("\n").split("\n"))
