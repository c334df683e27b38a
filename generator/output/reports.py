"""A report for people, in columns or as Markdown; for programs it is as `library/reports/written.py` has it."""

import re
import unicodedata
from collections.abc import Sequence
from textwrap import fill

from generator.authoring import markdown
from generator.library.reports.table import Cell, Report, Table
from generator.library.reports.written import as_json, plain, report_as_csv
from generator.records.scalars import Line

TABLE_FORMATS = ("table", "csv", "json", "markdown")

_WIDEST = 160
"""Columns of a terminal: a table that is wider is written row by row."""
_PARAGRAPH = 100
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
EXAMPLES = "These are examples: no real incident is recorded yet."
"""What is said where everything shown is made up."""


def as_markdown(table: Table) -> str:
    """Return a table as a GitHub table under its title."""
    lines = [f"### {markdown.plain(table.title)}", ""]
    if not table.rows:
        return "\n".join([*lines, table.empty, ""])
    titles = [markdown.plain(column.title) for column in table.columns]
    lines += [_piped(titles), _piped(["---"] * len(titles))]
    lines += [_piped([markdown.plain(_said(cell)) for cell in row]) for row in table.rows]
    said = [line for note in _notes(table) for line in ("", _marked(note))]
    return "\n".join([*lines, *said, ""])


def as_text(table: Table) -> str:
    """Return a table under its title: in columns of equal width, or row by row where these would be too wide."""
    if not table.rows:
        return f"{table.title}\n{table.empty}\n"
    titles = [column.title for column in table.columns]
    rows = [[_one_line(_said(cell)) for cell in row] for row in table.rows]
    widths = [max(map(_width, cells)) for cells in zip(titles, *rows, strict=True)]
    is_wide = sum(widths) + 2 * (len(widths) - 1) > _WIDEST
    lines = _one_by_one(titles, rows) if is_wide else _in_columns(titles, rows, widths)
    return "\n".join([table.title, *lines, *map(_paragraph, _notes(table)), ""])


def printed_report(report: Report, form: str) -> str:
    """Return a report in one of `TABLE_FORMATS`; as CSV the rows of several tables name their table."""
    if form == "json":
        return as_json(report)
    if form == "csv":
        return report_as_csv(report)
    notes = [*report.notes, *([EXAMPLES] if report.of_examples else [])]
    if form == "table":
        scope = map(_paragraph, filter(None, [report.scope]))
        pieces = [f"{report.title}: {report.question}", *scope, *map(as_text, report.tables), *map(_paragraph, notes)]
    else:
        heading = f"## {markdown.plain(report.title)}\n\n{report.question}"
        scope = map(_marked, filter(None, [report.scope]))
        pieces = [heading, *scope, *map(as_markdown, report.tables), *map(_marked, notes)]
    return "\n\n".join(piece.rstrip("\n") for piece in pieces) + "\n"


def _notes(table: Table) -> list[str]:
    return [note for note in (table.note, table.of_today) if note]


def _said(cell: Cell) -> str:
    """Return a cell in words: a dash for what is not known, nothing for what has nothing to say."""
    return "" if cell == "" else plain(cell) or "—"


def _in_columns(titles: list[str], rows: list[list[str]], widths: list[int]) -> list[str]:
    written = [
        "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in [titles, *rows]
    ]
    return [written[0], "  ".join("-" * width for width in widths), *written[1:]]


def _one_by_one(titles: list[str], rows: list[list[str]]) -> list[str]:
    """Return each row as a line for each of its cells that says something, longer ones indented below."""
    width = max(map(_width, titles)) + 2
    lines = []
    for row in rows:
        lines.append("")
        for title, cell in zip(titles, row, strict=True):
            if cell:
                lines.append(
                    fill(cell, _PARAGRAPH, initial_indent=_padded(title, width), subsequent_indent=" " * width)
                )
    return lines


def _paragraph(note: str) -> str:
    """Return a note for a terminal; the links of a line of Markdown stand behind their words."""
    words = _LINK.sub(r"\1 (\2)", note) if isinstance(note, Line) else note
    return fill(words, _PARAGRAPH, break_long_words=False, break_on_hyphens=False)


def _marked(note: str) -> str:
    """Return a note as Markdown: a line of it is some already."""
    return note if isinstance(note, Line) else markdown.plain(note)


def _one_line(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in " ".join(text.split()))


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
