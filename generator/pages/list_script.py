"""Rows of a list as a script that holds data and does nothing else: a page's own script loads it when it is asked for.

A script, because a page that is opened from a disk may not fetch data.
"""

import json
from collections.abc import Callable, Iterable, Sequence

from generator.pages.page import DataFile

# A name that no text of a record can be; cells.js reads it. Rows are lists, so no text is ever a key of an object.
_NAME = "runbookSiteRows"
Cell = str | int | None


def list_script(address: str, rows: Callable[[], Iterable[Sequence[Cell]]]) -> DataFile:
    """Return the script at an address that holds the rows."""
    return DataFile(address, lambda: _written(rows()))


def _written(rows: Iterable[Sequence[Cell]]) -> str:
    data = json.dumps([list(row) for row in rows], separators=(",", ":"))
    # Wherever somebody may put this file, it ends no script, opens no comment, and holds no letters but ASCII.
    safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f"self.{_NAME} = {safe};\n"
