"""Lists of incidents: what stands on the page, what is loaded, and what no text of a record can do there."""

import json
from pathlib import Path

from generator.pages.dashboard_words import DashboardWords
from generator.pages.incident_list import SHOWN, incident_list, year_scripts
from tests.small_library import TODAY, small_library

NASTY = "</script><script>alert(1)</script> & `__proto__` é"
LEAN = "title: Lean\nstatus: resolved\nstarted: 2024-03-01 10:00\n"
FULL = {
    "title": NASTY,
    "severity": "P1",
    "status": "resolved",
    "started": "2023-05-01 10:00",
    "resolved": "2023-05-01 11:29",
    "example": True,
    "alerts": ["PaymentErrors"],
    "tags": ["Provider"],
}


def lean(number: int) -> dict[str, str]:
    """Return so many incidents of one year with nothing in them."""
    return {f"2024-03-01-lean-{one}": LEAN for one in range(number)}


def test_a_list_with_room_for_all_has_no_years(tmp_path: Path) -> None:
    """As many as the page holds."""
    library = small_library(tmp_path, lean(SHOWN))
    found = incident_list(library, library.incidents)
    assert (len(found.rows), found.total, found.books) == (SHOWN, SHOWN, ())
    assert list(year_scripts(library, DashboardWords(library, TODAY))) == []


def test_what_has_no_room_is_in_the_years(tmp_path: Path) -> None:
    """Open ones stand on the page however old they are; each year says how many of it the page lacks."""
    files = {
        **lean(SHOWN),
        "old": LEAN.replace("2024", "2021"),
        "open": LEAN.replace("2024", "2020").replace("resolved", "monitoring"),
        "unknown": "title: Nobody knows when\nstatus: resolved\n",
    }
    library = small_library(tmp_path, files)
    found = incident_list(library, library.incidents)
    assert (found.rows[0].id, len(found.rows), found.total) == ("open", SHOWN, SHOWN + 3)
    ((book, years),) = found.books
    assert [(year.part.title, len(year.part.rows), year.missing, year.script) for year in years] == [
        ("2024", SHOWN, 1, "incidents/shop/2024.js"),
        ("2021", 1, 1, "incidents/shop/2021.js"),
        ("2020", 1, 0, "incidents/shop/2020.js"),
        ("no known day", 1, 1, "incidents/shop/undated.js"),
    ]
    assert book.key.id == "shop"


def test_a_row_of_a_script(tmp_path: Path) -> None:
    """A list of plain values, to the byte; no text ends the script or is a key of an object."""
    library = small_library(tmp_path, {**lean(SHOWN), "2023-05-01-old": json.dumps(FULL)})
    *_, script = year_scripts(library, DashboardWords(library, TODAY))
    said = NASTY.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("é", "\\u00e9")
    assert script.content == (
        f'self.runbookSiteRows = [["2023-05-01-old","{said}","2023-05-01","P1","High",0,"resolved","incident",'
        '0,1,0,"1 h 29 min",28048800,"PaymentErrors Provider","alert:PaymentErrors"]];\n'
    )
