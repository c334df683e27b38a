"""A table for programs: CSV and JSON, and what each cell says there."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeAlias

from generator.library.lengths import duration, whole_minutes
from generator.library.reports.dated import Dated
from generator.library.reports.table import Cell, Column, Deadline, DueDay, Report, Row, Said, Table, Unknown
from generator.library.titles import title_of
from generator.records.record import Record
from generator.records.severity import Severity

Value: TypeAlias = str | int | list[str] | None
"""What JSON can say of a cell."""

# The full-width signs are formulas to a spreadsheet with Chinese or Japanese settings.
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")


def plain(cell: Cell) -> str:
    """Return a cell as people read it without links: a length as `1 h 29 min`, a level as `P1 High`, nothing as ``."""
    value = value_of(cell)
    if isinstance(cell, timedelta):
        return duration(cell)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M %Z}"
    if isinstance(cell, Deadline):
        return f"{cell.at:%Y-%m-%d %H:%M %Z}{', over' if cell.is_over else ''}"
    if isinstance(cell, Severity):
        return f"{cell.id} {cell.name}"
    if isinstance(cell, Record):
        return title_of(cell)
    if isinstance(cell, tuple):
        return ", ".join(map(title_of, cell))
    return "" if value is None else str(value)


def value_of(cell: Cell) -> Value:
    """Return a cell for programs: days and instants as ISO 8601, lengths of time in minutes, records by key.

    Minutes are whole, cut as on pages. A record's own text is its Markdown. What is unknown or empty is None.
    """
    return _readers[type(cell)](cell)


def name_of(record: Record) -> str:
    """Return what names a record across handbooks: `vlossom/api-down`; a handbook by its own id."""
    key = record.key
    return key.id if key.kind == "handbook" else f"{key.handbook}/{key.id}"


_Reader: TypeAlias = Callable[[Any], Value]
_READERS: Final[tuple[tuple[type, _Reader], ...]] = (
    (date, lambda day: day.isoformat()),
    (timedelta, whole_minutes),
    (DueDay, lambda due: due.day.isoformat()),
    (Deadline, lambda deadline: deadline.at.isoformat()),
    (Said, lambda said: str(said.text)),
    (Dated, lambda dated: dated.value),
    (Record, name_of),
    (tuple, lambda records: [name_of(record) for record in records]),
    (Unknown, lambda _unknown: None),
    (object, lambda itself: itself),
)
"""What a cell is for programs, by its type; the first that fits."""


class _Readers(dict[type, _Reader]):
    """What a cell is for programs, by its very type."""

    def __missing__(self, kind: type) -> _Reader:
        """Remember what cells of a type are."""
        reader = self[kind] = next(reader for known, reader in _READERS if issubclass(kind, known))
        return reader


class _Texts(dict[type, Callable[[Any], str]]):
    """What a cell is in CSV, by its very type: a file has hundreds of thousands, most of them texts or empty."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        """Remember what cells of a type are."""
        text = self[kind] = safe_cell if kind is str else _nothing if kind is type(None) else _text
        return text


_readers: Final = _Readers()
_texts: Final = _Texts()


def as_csv(table: Table) -> str:
    """Return a table as CSV (RFC 4180) with a line of column keys.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front: OWASP's advice against CSV injection.
    """
    return "".join(csv_lines(table.columns, table.rows))


def csv_lines(columns: Iterable[Column], rows: Iterable[Row]) -> Iterator[str]:
    """Yield the same line by line, so that a long table need never be in memory."""
    yield from _csv([[column.key for column in columns]])
    yield from _csv([_texts[type(cell)](cell) for cell in row] for row in rows)


def report_as_csv(report: Report) -> str:
    """Return a report as one CSV. Of several tables each row begins with the name of its table, under `table`.

    The columns are those of all tables, each key once; a cell of a column that the row's table has not is empty.
    """
    if len(report.tables) == 1:
        return as_csv(report.tables[0])
    keys = list(dict.fromkeys(column.key for table in report.tables for column in table.columns))
    lines = [["table", *keys]]
    for table in report.tables:
        for row in table.rows:
            cells = zip(table.columns, row, strict=True)
            said = {column.key: _texts[type(cell)](cell) for column, cell in cells}
            lines.append([table.name, *(said.get(key, "") for key in keys)])
    return "".join(_csv(lines))


def safe_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in _FORMULA else text


def rows_of(table: Table) -> list[dict[str, Value]]:
    """Return a table's rows as JSON objects by column key."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(value_of, row), strict=True)) for row in table.rows]


def as_json(report: Report) -> str:
    """Return a report as one JSON document: the tables by name, each with its rows, and what there is to say."""
    document = {
        "report": report.name,
        "title": report.title,
        "question": report.question,
        "scope": report.scope,
        "counts_examples": report.of_examples,
        "notes": list(report.notes),
        "tables": {table.name: rows_of(table) for table in report.tables},
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


class _Line:
    """What `csv` takes for a file: it gives back the line that was written."""

    def write(self, line: str) -> str:
        """Return the line, as the writer then does."""
        return line


def _csv(lines: Iterable[list[str]]) -> Iterator[str]:
    """Yield lines of cells that no spreadsheet runs."""
    # What the writer answers is what `write` does.
    written: Callable[[list[str]], str] = csv.writer(_Line()).writerow
    return map(written, lines)


def _text(cell: Cell) -> str:
    value = value_of(cell)
    if isinstance(value, list):
        return safe_cell(" ".join(value))
    return "" if value is None else safe_cell(str(value))


def _nothing(_cell: None) -> str:
    return ""
