"""What no field of any record takes: it stays as it was written, on a Markdown page beside the records."""

import re
from collections.abc import Iterator

from generator.authoring.importers.blocks import Fence, Lines, walk
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document, Section
from generator.authoring.importers.outcome import Outcome
from generator.problems import quoted
from generator.records.names import slugify

_ANCHOR = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\[[^\]]*\]\(#[^)]*\)\s*")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}|\s*")


def take_contents(document: Document) -> list[Lines]:
    """Empty the sections that are a table of contents, and return their lines: the site makes its own."""
    found = [section for section in document.root.walk() if _is_contents(document, section)]
    for section in found:
        section.blocks = []
    return [section.lines for section in found]


def keep_left_over(document: Document, outcome: Outcome, destination: Destination) -> None:
    """Put every line of which nothing became into a page, below the headings that it stood under."""
    taken = outcome.taken()
    parts: list[str] = []
    path = destination.page(_name(document))
    front = document.front
    if front and front.lines.first not in taken:
        parts.append(f"```{'toml' if front.is_toml else 'yaml'}\n{front.text.strip()}\n```")
        outcome.note(front.lines, "prose", path, "the front matter")
    for section, above in _with_parents(document.root, ""):
        runs = _runs(document, [number for number in _own(section) if number not in taken])
        if not runs:
            _note_heading(section, outcome, taken)
            continue
        if section.level > 1 or parts:
            parts.append(f"## {above}{section.heading}")
        for run in runs:
            parts.append("\n".join([*document.rows[run.first - 1 : run.last], *_closing(document, section, run)]))
            whole = Lines(section.lines.first, run.last) if section.heading and run is runs[0] else run
            outcome.note(whole, "prose", path, f'under "{section.title}"' if section.title else "at the top")
    if parts:
        title = document.title or "Imported"
        # Beside records it holds only what they do not.
        outcome.pages[path] = "\n\n".join([f"# Notes from {title}" if outcome.drafts else f"# {title}", *parts, ""])


def _is_contents(document: Document, section: Section) -> bool:
    """Say whether a section lists the headings of its own document, and nothing else."""
    rows = [document.rows[number - 1] for number in _own(section)]
    rows = [row for row in rows if not _RULE.fullmatch(row)]
    is_called_so = bool(re.search(r"contents|\btoc\b|on this page", section.title, re.IGNORECASE))
    return is_called_so and bool(rows) and not section.sections and all(_ANCHOR.fullmatch(row) for row in rows)


def _note_heading(section: Section, outcome: Outcome, taken: frozenset[int]) -> None:
    """Say of a heading that is no record's title that it is left out."""
    if section.heading and section.lines.first not in taken:
        has_more = bool(section.blocks or section.sections)
        words = "a heading over what is imported" if has_more else "a heading with nothing below it"
        outcome.leave_out(section.heading_lines, f"{quoted(section.title)}: {words}")


def _closing(document: Document, section: Section, run: Lines) -> Iterator[str]:
    """Yield the end of a code block that is never closed, so that it does not swallow the page."""
    for block in walk(section.blocks):
        if isinstance(block, Fence) and not block.is_closed and block.lines.last == run.last:
            opened = document.rows[block.lines.first - 1].lstrip("-*+>0123456789.) ")
            yield opened[: len(opened) - len(opened.lstrip(opened[0]))]


def _name(document: Document) -> str:
    stem = document.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return f"notes-{slugify(stem) or 'imported'}"


def _with_parents(section: Section, above: str) -> list[tuple[Section, str]]:
    """Return a section and all below it, each with the headings that it stands under but for the document's own."""
    here = f"{above}{section.title}: " if section.level > 1 else above
    return [(section, above), *(pair for inner in section.sections for pair in _with_parents(inner, here))]


def _own(section: Section) -> range:
    """Return the numbers of the lines below a section's heading and above the headings inside it."""
    last = section.sections[0].lines.first - 1 if section.sections else section.lines.last
    return range(section.own_last + 1, last + 1)


def _runs(document: Document, numbers: list[int]) -> list[Lines]:
    """Return the lines that say something as runs; blank lines inside a run do not end it, lines that were taken do."""
    runs: list[Lines] = []
    for number in (number for number in numbers if not _RULE.fullmatch(document.rows[number - 1])):
        between = range(runs[-1].last + 1, number) if runs else range(0)
        if runs and all(not document.rows[line - 1].strip() for line in between):
            runs[-1] = Lines(runs[-1].first, number)
        else:
            runs.append(Lines(number, number))
    return runs
