"""The files for programs of one small project, byte for byte: all of them, in both editions.

`RUNBOOK_SITE_UPDATE=1 pytest tests/pages/feeds/test_files.py` writes them anew; the diff is what a reviewer reads.
"""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from generator.library.library import Edition
from generator.library.project import open_project
from generator.pages.addresses import Addresses
from generator.pages.feeds import SCHEMA_FOLDER, offers, schema_texts
from tests.pages.feeds.sites import PUBLISHED, TODAY, UNPUBLISHED, site_of
from tests.small_library import small_library

HERE = Path(__file__).parent
# With an address and without one: links are whole, or relative to the site's root, and there are no feeds.
EDITIONS: tuple[tuple[Edition, Addresses], ...] = (("internal", PUBLISHED), ("public", UNPUBLISHED))


@pytest.mark.parametrize(("edition", "addresses"), EDITIONS, ids=["internal", "public"])
def test_files_are_as_expected(root: Path, edition: Edition, addresses: Addresses) -> None:
    """Every file, and no other, comes out as it stands in `expected/`; schemas are those of the repository."""
    project = open_project(root / "tests/golden/one_of_each/input", TODAY, edition)
    assert project.problems == ()
    files = [offer.file for offer in offers(site_of(project.library, addresses))]
    made = {file.address: file.content.encode() for file in files if "/schemas/" not in file.address}
    expected = HERE / "expected" / edition
    if os.environ.get("RUNBOOK_SITE_UPDATE"):
        for path in [path for path in expected.rglob("*") if path.is_file()]:
            path.unlink()
        for address, content in made.items():
            (expected / address).parent.mkdir(parents=True, exist_ok=True)
            (expected / address).write_bytes(content)
    there = {path.relative_to(expected).as_posix(): path.read_bytes() for path in expected.rglob("*") if path.is_file()}
    assert sorted(made) == sorted(there)
    for address, content in made.items():
        assert content == there[address], address


def test_schemas_are_those_of_the_repository(root: Path) -> None:
    """A change of a file's shape is seen in review; else: runbook-site schema --write."""
    committed = {
        path.relative_to(root).as_posix(): path.read_text("utf-8") for path in (root / SCHEMA_FOLDER).iterdir()
    }
    assert committed == schema_texts()
    project = open_project(root / "tests/golden/one_of_each/input", TODAY)
    published = {
        offer.file.address.replace("data/schemas/", "schemas/data/"): offer.file.content
        for offer in offers(site_of(project.library))
        if offer.shelf == "schema"
    }
    assert published == committed


def test_a_public_file_says_that_an_incident_is_a_duplicate_of_an_internal_one(tmp_path: Path) -> None:
    """Without it a program would count one incident too many; of which it is one stands in no public file."""
    files = {
        "2025-02-01-breach": "title: Breach\nstatus: resolved\nvisibility: internal\n",
        "2025-02-02-copy": "title: Copy\nstatus: resolved\nduplicate_of: 2025-02-01-breach\n",
        "2025-02-03-other": "title: Other\nstatus: resolved\n",
    }
    site = site_of(small_library(tmp_path, files, "public"))
    (text,) = (one.file.content for one in offers(site) if one.file.address == "data/incidents.json")
    said = [(one["title"], one["duplicate_of"], one["is_duplicate"]) for one in json.loads(text)["incidents"]]
    assert said == [("Other", None, False), ("Copy", None, True)]
    assert [offer.file.address for offer in offers(site) if "breach" in offer.file.content.lower()] == []


@pytest.mark.parametrize(("edition", "addresses"), EDITIONS, ids=["internal", "public"])
def test_only_badges_depend_on_the_day(root: Path, edition: Edition, addresses: Addresses) -> None:
    """A file says the same on every day, so that what changes in it has changed; a badge says its day."""
    project = open_project(root, TODAY, edition)
    one, other = (
        {(offer.file.address, offer.file.content) for offer in offers(site_of(project.library, addresses, day))}
        for day in (date(2026, 11, 22), date(2031, 2, 28))
    )
    assert {address.split("/")[1] for address, _ in one ^ other} == {"badges"}
