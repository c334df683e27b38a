"""A report as Markdown for people: its tables with links to the records."""

from collections.abc import Iterator

from generator.engines import markdown_words as md
from generator.engines.markdown_links import PlainLinks
from generator.engines.markdown_record import Block, Heading
from generator.library.reports.table import Cell, Report, Said, Table
from generator.library.reports.written import plain
from generator.pages.addresses import REPORTS_HOME
from generator.records.record import Record
from generator.records.scalars import Line


def report_blocks(report: Report, links: PlainLinks) -> Iterator[Block]:
    """Yield a report's page: its question, then each table under its title."""
    yield md.link("Reports", links.way(REPORTS_HOME))
    yield Heading(report.title, 1)
    yield md.words(report.question)
    if report.scope:
        yield md.words(report.scope)
    for table in report.tables:
        yield Heading(table.title, 2)
        yield _table(table, links)
        if table.note:
            yield _note(table.note)
        if table.of_today:
            yield md.words(table.of_today)
    yield from map(_note, report.notes)
    if report.of_examples:
        yield "These are examples: no real incident is recorded yet."


def _table(table: Table, links: PlainLinks) -> str:
    if not table.rows:
        return md.words(table.empty)
    head = [md.words(column.title) for column in table.columns]
    return md.table(head, [[_cell(cell, links) for cell in row] for row in table.rows])


def _cell(cell: Cell, links: PlainLinks) -> str:
    if isinstance(cell, Record):
        return links.record(cell)
    if isinstance(cell, tuple):
        return ", ".join(map(links.record, cell))
    if isinstance(cell, Said):
        links.path = cell.record.path
        return md.line(str(cell.text), links.lead)
    return "" if cell == "" else md.words(plain(cell)) or "—"


def _note(note: str) -> str:
    """Return a note; what is written as prose keeps its links to elsewhere."""
    return (
        md.line(note, lambda one: one.written if one.leads == "outside" else None)
        if isinstance(note, Line)
        else md.words(note)
    )
