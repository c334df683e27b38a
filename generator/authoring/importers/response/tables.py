"""Tables by the words of their heads: hardly two documents name or order the columns alike."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.authoring.importers.blocks import Block, Row, Table, words
from generator.authoring.importers.document import Section

Columns = Mapping[str, str]
"""A pattern for the head of each column that is looked for, by the column's own word; the first that fits takes it."""


@dataclass(frozen=True)
class Grid:
    """A table whose columns were found."""

    table: Table
    places: Mapping[str, int]

    def cell(self, row: Row, column: str) -> str:
        """Return a cell's Markdown; empty when there is no such column."""
        place = self.places.get(column)
        return row.cells[place].strip() if place is not None and place < len(row.cells) else ""

    def others(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield the head and the cell of every other column that says something."""
        for place, (head, cell) in enumerate(zip(self.table.head.cells, row.cells, strict=False)):
            if place not in self.places.values() and cell.strip() and head.strip():
                yield words(head), cell.strip()


def grid_of(table: Table, columns: Columns) -> Grid:
    """Return a table with those of its columns that were found."""
    places: dict[str, int] = {}
    for name, pattern in columns.items():
        for place, head in enumerate(table.head.cells):
            if name not in places and place not in places.values() and re.search(pattern, words(head), re.IGNORECASE):
                places[name] = place
    return Grid(table, places)


def tables_in(section: Section) -> list[Table]:
    """Return the tables that stand directly below a heading."""
    return [block for block in section.blocks if isinstance(block, Table)]


def other_blocks(blocks: list[Block], *taken: Block) -> list[Block]:
    """Return the blocks that are none of these."""
    return [block for block in blocks if not any(block is one for one in taken)]
