"""The rows of a report's table as HTML: written here and not in a template, because there are tens of thousands."""

from collections.abc import Iterable

from markupsafe import Markup

from generator.library.reports.table import Row, Table
from generator.pages.safe import escaped, safe
from generator.pages.values import Values

_NONE = ' class="rb-report__none"'


class ReportRows:
    """Writes the rows of reports for the page that `values` writes for."""

    def __init__(self, values: Values) -> None:
        """`values` says how a cell reads."""
        self.values = values

    def report_cells(self, table: Table, row: Row) -> Markup:
        """Return the cells of a row: the first one names it; a card on a phone says what each of the others is."""
        return safe(self._cells(_labels(table), row))

    def report_rows(self, table: Table, rows: Iterable[Row]) -> Markup:
        """Return whole rows, one on a line."""
        labels = _labels(table)
        return safe("\n".join([f"<tr>{self._cells(labels, row)}</tr>" for row in rows]))

    def _cells(self, labels: list[str], row: Row) -> str:
        writers = self.values.writers  # asked directly: a site has hundred thousand cells
        head, *others = row
        cells = [
            f"<td{label}{_NONE if isinstance(cell, int) and cell == 0 else ''}>{writers[type(cell)](cell)}</td>"
            for label, cell in zip(labels, others, strict=True)
        ]
        return f'<th scope="row">{writers[type(head)](head)}</th>{"".join(cells)}'


def _labels(table: Table) -> list[str]:
    """Return what each cell but the first carries: the name of its column, which a table of numbers needs nowhere."""
    columns = table.shown_columns[1:]
    return ["" if table.figures else f' data-label="{escaped(column.title)}"' for column in columns]
