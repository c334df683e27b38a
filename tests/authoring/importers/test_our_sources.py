"""Importing the two sources gives what was written by hand from them, up to a short list with reasons."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.authoring.all_files import write_all
from generator.authoring.importers.bring_in import bring_in
from generator.library.project import open_project
from generator.problems import fails
from generator.today import today

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
HANDBOOKS = ("vlossom", "proofi")
CONFIG = "site_name: Import\ndocs_dir: content\nplugins: [search, runbook-site]\n"
LONGEST_LIST = 10
Values = dict[tuple[str, str], str]
"""Every value of a handbook's records: by the record's kind and id, and by its place in the record."""

with_sources = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the two source documents lie beside the team's checkout only"
)


@with_sources
@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_records_are_those_written_by_hand(handbook: str, tmp_path: Path) -> None:
    """Each field of each record says the same, but for the differences that were reviewed."""
    by_hand, imported = values(ROOT, handbook), values(brought_in(handbook, tmp_path), handbook)
    places = sorted(by_hand.keys() | imported.keys())
    found = [
        (handbook, *place, by_hand.get(place, ""), imported.get(place, ""))
        for place in places
        if by_hand.get(place) != imported.get(place)
    ]
    assert found == [row[:-1] for row in differences() if row[0] == handbook]


@with_sources
@pytest.mark.parametrize("handbook", HANDBOOKS)
def test_nothing_of_a_source_is_left_on_a_page(handbook: str, tmp_path: Path) -> None:
    """Every line has its field: no page beside the records is made, and nothing in them is wrong."""
    root = brought_in(handbook, tmp_path)
    assert list(root.glob("content/**/*.md")) == []
    problems = open_project(root, today()).problems
    assert not fails(problems, strict=False)
    assert {problem.code for problem in problems} <= {"mojibake"}


def test_list_of_differences_is_short_and_has_reasons() -> None:
    """Nobody lets it grow: a difference is mended or has a reason."""
    assert len(differences()) <= LONGEST_LIST
    assert [row for row in differences() if not re.search(r"\w+ \w+", row[-1])] == []


def brought_in(handbook: str, folder: Path) -> Path:
    """Import a source into a project of its own and return its folder."""
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    source = SOURCES / f"{handbook}-incident-response-runbook.md"
    write_all(folder, bring_in(open_project(folder, today()), [source], handbook).files)
    return folder


def differences() -> tuple[tuple[str, ...], ...]:
    """Return the rows of the reviewed list: handbook, record, place, by hand, imported, why."""
    with (HERE / "differences.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def values(root: Path, handbook: str) -> Values:
    """Return every value of a handbook's records; a text of several lines by its lines."""
    found: Values = {}
    for record in open_project(root, today(), "internal").library.records:
        if record.key.handbook == handbook and record.key.kind != "incident":
            name = f"{record.key.kind} {record.key.id}"
            own = {f"x-{fact}": [str(text) for text in texts] for fact, texts in record.own_facts}
            for place, text in flat({**record.model_dump(exclude_unset=True), **own}, ""):
                found[name, place] = text
    return found


def flat(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in data with their places."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flat(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, 1):
            yield from flat(inner, f"{place}.{number}")
    elif value is not None:
        for number, line in enumerate(str(value).split("\n"), 1):
            yield place if number == 1 else f"{place} line {number}", line
