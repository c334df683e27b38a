"""The older finished action items as data: whatever a record says, the script holds a list and does nothing else."""

import json
from pathlib import Path

from generator.library.reports.ledger import FINISHED_SHOWN, ledger
from generator.pages.addresses import Addresses
from generator.pages.older_items import older_scripts
from generator.pages.page import DataFile
from tests.small_library import TODAY, small_library

NASTY = "</script><script>alert(1)</script> & `__proto__` é"
HEAD = "title: Old\nseverity: P1\nstatus: resolved\nstarted: 2023-05-01 10:00\nresolved: 2023-05-01 11:00\n"
NEWER = "".join(f"  - {{action: Newer, done: 2024-01-{n % 28 + 1:02}}}\n" for n in range(FINISHED_SHOWN))


def scripts(folder: Path, items: str, directory_urls: bool = True) -> list[DataFile]:  # noqa: FBT001, FBT002
    """Return the scripts of a project with the items, behind as many newer ones as the ledger shows."""
    contacts = "- {id: payments, role: Payments, team: Money}\n"
    files = {"2023-05-01-old": f"{HEAD}action_items:\n{NEWER}{items}", "content/shop/contacts.yaml": contacts}
    library = small_library(folder, files)
    return list(older_scripts(library, Addresses(directory_urls), ledger(library, TODAY)))


def test_a_year_is_a_script(tmp_path: Path) -> None:
    """One assignment of a list of lists, in ASCII, to the byte."""
    items = (
        "  - {id: a, action: Mend it, owner: payments, due: 2023-06-01, done: 2023-06-02, purpose: prevent,"
        " priority: high, ticket: 'https://example.com/T-7?a=1&b=2'}\n"
        "  - {id: b, action: Drop it, status: wont-do, why_not: too dear}\n"
    )
    level = '"P1","High",0,"../shop/severities/#p1","Old"'
    there = '"../shop/incidents/2023-05-01-old/#action-'
    assert [(made.address, made.content) for made in scripts(tmp_path, items)] == [
        (
            "action-items/older-2023.js",
            (
                'self.runbookSiteRows = [["Mend it","high","prevent","https://example.com/T-7?a=1\\u0026b=2","T-7",null,'
                '"shop/payments","Payments","../shop/contacts/#payments","Money","2023-06-01","done","2023-06-02",'
                f'"2023-05-01",{level},{there}a",0,"shop","Shop",null],'
                '["Drop it",null,null,null,"","too dear",null,null,null,null,null,"wont-do",null,'
                f'"2023-05-01",{level},{there}b",0,"shop","Shop",null]];\n'
            ),
        )
    ]


def test_no_text_ends_the_script(tmp_path: Path) -> None:
    """Markup, entities and separators of lines are numbers there; read again, they are the same text."""
    item = json.dumps({"action": NASTY, "done": "2022-01-01", "owner": "@__proto__"})
    (script,) = scripts(tmp_path, f"  - {item}\n")
    assert script.content.isascii()
    assert not set("<>&") & set(script.content)
    ((action, *cells),) = json.loads(script.content.removeprefix("self.runbookSiteRows = ").removesuffix(";\n"))
    assert action == "</script><script>alert(1)</script> & __proto__ é"
    assert cells[5:7] == ["shop/@__proto__", "@__proto__"]


def test_nothing_older_no_script(tmp_path: Path) -> None:
    """Up to as many as the ledger shows."""
    assert scripts(tmp_path, "") == []


def test_addresses_lead_from_the_ledger_without_a_server(tmp_path: Path) -> None:
    """On a disk a page is a file by its whole name."""
    (script,) = scripts(tmp_path, "  - {id: a, action: Mend it, done: 2023-06-02}\n", directory_urls=False)
    assert '"../shop/incidents/2023-05-01-old.html#action-a"' in script.content
