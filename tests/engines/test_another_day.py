"""What the day of the build changes: only elements that say so, and that the browser corrects."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest

from tests.engines.conftest import surroundings, tree

DATED = frozenset(
    {
        "data-rb-dated",
        "data-rb-due",
        "data-rb-open-since",
        "data-rb-deadline",
        "data-rb-on-call",
        "data-rb-reviewed",
        "data-rb-count",
        "data-rb-owed",
        "data-rb-owed-list",
        "data-rb-built",
    },
)
"""The attributes of elements that depend on the day; the browser corrects all of them but the last."""
DATED_FILES = re.compile(r"data/badges/(?:[a-z0-9-]+/)?[a-z-]+\.svg")
"""Pictures that cannot change in a page of somebody else: they say their day."""

DAYS = {"one": "1795300000", "another": "1804300000"}


@pytest.fixture(scope="module")
def sites(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Return this repository's site as built on two days, some months apart."""
    built = {}
    for name, epoch in DAYS.items():
        folder = tmp_path_factory.mktemp(name) / "site"
        command = [sys.executable, "-m", "generator", "build", "--site", str(folder)]
        subprocess.run(command, cwd=root, env=surroundings(SOURCE_DATE_EPOCH=epoch), check=True, capture_output=True)
        built[name] = tree(folder)
    return built


def test_on_another_day_only_dated_elements_differ(sites: dict[str, dict[str, bytes]]) -> None:
    """The same files; in pages the same but for marked elements; everything else to the byte."""
    one, another = sites["one"], sites["another"]
    assert sorted(one) == sorted(another)
    differing = [name for name in one if one[name] != another[name] and not DATED_FILES.fullmatch(name)]
    assert [name for name in differing if not name.endswith(".html")] == []
    assert [name for name in differing if name.endswith(".html") and undated(one[name]) != undated(another[name])] == []


def test_the_day_is_noticed_at_all(sites: dict[str, dict[str, bytes]]) -> None:
    """The near miss: an action item that was not late on one day is late on the other."""
    assert sites["one"]["action-items/index.html"] != sites["another"]["action-items/index.html"]


def undated(page: bytes) -> list[str]:
    """Return what a page says without its dated elements: each element's name, attributes and text in order."""
    return _said(html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False))


def _said(element: Element) -> list[str]:
    if DATED & element.attrib.keys():
        return [element.tail or ""]
    inner = [line for child in element for line in _said(child)]
    return [f"{element.tag} {sorted(element.attrib.items())}", element.text or "", *inner, element.tail or ""]
