"""What the search offers where nothing fits: for each handbook what to follow, and a runbook to be written."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.engines.ways_on import ways_on
from generator.library.repository import Repository
from generator.pages.addresses import Addresses
from tests.small_library import small_library

PROCEDURES = {
    "content/shop/procedures/lead.yaml": "title: Lead\nrole: commander\nsteps: [Wait]\n",
    "content/shop/procedures/worst.yaml": "title: Worst\nseverities: [P1]\nsteps: [Wait]\n",
    "content/shop/procedures/less.yaml": "title: Less\nseverities: [P2]\nsteps: [Wait]\n",
}
HERE = Repository("https://github.com/shop/runbooks", "main/site")


def offered(
    folder: Path, files: dict[str, str], repository: Repository | None = HERE, *, directory_urls: bool = True
) -> list[dict[str, Any]]:
    """Return what the script holds for each handbook of a small library."""
    file = ways_on(small_library(folder, files), Addresses(directory_urls), "content", repository)
    name, _, data = file.content.partition(" = ")
    assert (file.address, name, data[-2:]) == ("search/ways.js", "self.runbookSiteWays", ";\n")
    return list(json.loads(data[:-2]))


def test_a_handbook_offers_what_to_follow_and_what_to_write(tmp_path: Path) -> None:
    """The commander's checklist, then the procedures of the most severe level with their chip."""
    runbook = {"content/shop/runbooks/down.yaml": "title: Down\nresolution: [Wait]\n"}
    assert offered(tmp_path, {**PROCEDURES, **runbook}) == [
        {
            "id": "shop",
            "title": "Shop",
            "zone": "Europe/Berlin",
            "first": [
                {"title": "Lead", "address": "shop/procedures/lead/", "rank": -1, "level": ""},
                {"title": "Worst", "address": "shop/procedures/worst/", "rank": 0, "level": "P1 High"},
            ],
            "home": "shop/",
            "runbooks": "shop/runbooks/",
            "new": "https://github.com/shop/runbooks/new/main/site/content/shop/runbooks",
            "text": [
                "# yaml-language-server: $schema=../../../schemas/runbook.schema.json\ntitle: ",
                "\nsymptoms:\n  - ",
                "\ninvestigation:\n  - Write the first step here\n",
            ],
        },
    ]


def test_a_handbook_with_nothing_in_it_still_has_a_home(tmp_path: Path) -> None:
    """No list of runbooks that is not there, and a command where nobody says where the files lie."""
    (book,) = offered(tmp_path, {}, repository=None)
    assert (book["first"], book["home"], book["runbooks"], book["new"]) == ([], "shop/", "", "")


def test_addresses_are_files_for_a_disk(tmp_path: Path) -> None:
    """Nobody is there to turn a folder's address into a page."""
    (book,) = offered(tmp_path, PROCEDURES, directory_urls=False)
    assert book["home"] == "shop/index.html"
    assert [way["address"] for way in book["first"]] == ["shop/procedures/lead.html", "shop/procedures/worst.html"]


def test_what_is_said_first_stands_once(tmp_path: Path) -> None:
    """A handbook that names the procedure of its most severe level itself does not get it twice."""
    said = {"content/shop/handbook.yaml": "format: 1\ntitle: Shop\nif_nothing_fits: worst\n"}
    (book,) = offered(tmp_path, {**PROCEDURES, **said})
    assert [way["title"] for way in book["first"]] == ["Worst"]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "A & B <!-- C", "Läden"])
def test_a_title_ends_no_script(tmp_path: Path, text: str) -> None:
    """Whatever a handbook is called, the file is data and holds no letter but ASCII."""
    said = {"content/shop/handbook.yaml": f"format: 1\ntitle: {json.dumps(text)}\n"}
    content = ways_on(small_library(tmp_path, said), Addresses(), "content", None).content
    assert content.isascii()
    assert not set("<>&") & set(content)
    assert json.loads(content.partition(" = ")[2][:-2])[0]["title"] == text
