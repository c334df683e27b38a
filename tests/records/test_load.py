"""Folders to records: what is found, in which order, and what stands in for what is missing."""

import os
from pathlib import Path

import pytest

from generator.records.folders import address, is_record_file
from generator.records.load import Content, load
from generator.records.refs import Key

HANDBOOK = "format: 1\ntitle: Shop\n"


def loaded(root: Path, files: dict[str, str]) -> Content:
    """Write files and load them."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return load(root)


def test_records_are_named_by_their_files(tmp_path: Path) -> None:
    """Year folders change no id; an incident may have a folder; both endings are read."""
    incident = "title: Down\nstatus: resolved\n"
    content = loaded(
        tmp_path,
        {
            "content/shop/handbook.yaml": HANDBOOK,
            "content/shop/tools.yml": "- id: graphs\n  name: Graphs\n",
            "content/shop/on-call.yaml": "shifts:\n  - primary: '@ann'\n",
            "content/shop/runbooks/api-down.yml": "title: API down\nresolution: [Restart]\n",
            "content/shop/words.md": "# Words\n",
            "incidents/shop/one.yaml": incident,
            "incidents/shop/2025/two.yaml": incident,
            "incidents/shop/2025/three/incident.yaml": incident,
            "incidents/shop/2025/three/notes.md": "# Notes\n",
        },
    )
    assert content.problems == ()
    assert sorted(record.key for record in content.records) == [
        Key("handbook", "shop", "shop"),
        Key("incident", "shop", "one"),
        Key("incident", "shop", "three"),
        Key("incident", "shop", "two"),
        Key("rotation", "shop", "on-call"),
        Key("runbook", "shop", "api-down"),
        Key("tool", "shop", "graphs"),
    ]
    assert content.pages == (
        ("content/shop/words.md", "shop/words"),
        ("incidents/shop/2025/three/notes.md", "shop/incidents/2025/three/notes"),
    )
    assert sorted(content.sources) == sorted({record.path for record in content.records})


def test_a_handbook_stands_in_for_one_that_cannot_be_read(tmp_path: Path) -> None:
    """Its records are checked in the same run."""
    files = {"content/shop/handbook.yaml": "title: @shop\nsummary: A\n", "content/shop/runbooks/a.yaml": "title: A\n"}
    content = loaded(tmp_path, files)
    assert sorted(record.key.kind for record in content.records) == ["handbook", "runbook"]
    assert sorted(problem.code for problem in content.problems) == ["missing-key", "nothing-to-do", "quote-needed"]


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        pytest.param("- id: a\n  name: A\n", set(), id="sound"),
        pytest.param("a: b\n", {Key("tool", "shop", "")}, id="no list"),
        pytest.param('"', {Key("tool", "shop", "")}, id="cannot be read"),
        pytest.param("- name: A\n", {Key("tool", "shop", "")}, id="a row without an id"),
        pytest.param("- id: a\n", set(), id="a row without a name"),
        pytest.param("- id: a\n  name: A\n-\n", {Key("tool", "shop", "")}, id="an empty row"),
        pytest.param("- id: a\n  name: A\n- x\n", {Key("tool", "shop", "")}, id="a row that is none"),
    ],
)
def test_rows_that_cannot_be_named(tmp_path: Path, text: str, broken: set[Key]) -> None:
    """A reference into such a table is not blamed."""
    files = {"content/shop/handbook.yaml": HANDBOOK, "content/shop/tools.yaml": text}
    assert loaded(tmp_path, files).broken == broken


@pytest.mark.parametrize(
    ("stem", "where"),
    [
        ("index", ""),
        ("README", ""),
        ("shop/index", "shop"),
        ("shop/Readme", "shop"),
        ("shop/runbooks/API-down", "shop/runbooks/api-down"),
        ("shop/my-index", "shop/my-index"),
    ],
)
def test_address(stem: str, where: str) -> None:
    """What differs in case only is one address, and a folder's first page is the folder."""
    assert address(stem) == where


def test_record_files() -> None:
    """Such files are never published."""
    assert [is_record_file(name) for name in ("a.yaml", "a.YML", "a.yaml.md", "yaml")] == [True, True, False, False]


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A pipe would be waited for, for ever."""
    files = {"content/shop/handbook.yaml": HANDBOOK}
    loaded(tmp_path, files)
    os.mkfifo(tmp_path / "content/shop/tools.yaml")
    (problem,) = load(tmp_path).problems
    assert str(problem) == (
        "content/shop/tools.yaml:1:1: error: this is no file that can be read; remove it [unreadable-file]"
    )


def test_a_name_of_bytes_that_are_no_text(tmp_path: Path) -> None:
    """It is shown in letters that can be printed."""
    loaded(tmp_path, {"content/shop/handbook.yaml": HANDBOOK})
    name = b"content/shop/caf\xe9.yaml".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text("a: b\n")
    (problem,) = load(tmp_path).problems
    assert str(problem).isprintable()
    assert problem.place.path == "content/shop/caf\\udce9.yaml"


def test_folders_that_are_not_there_are_empty(tmp_path: Path) -> None:
    """No records, no problems."""
    content = load(tmp_path)
    assert (content.records, content.problems) == ((), ())


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever may not read a folder does not get a site without its records."""
    incident = "title: Down\nstatus: resolved\n"
    files = {"content/shop/handbook.yaml": HANDBOOK, "incidents/shop/2025/one.yaml": incident}
    loaded(tmp_path, files)
    scan = os.scandir

    def refused(at: str) -> object:
        # The administrator, who may run these tests, reads everything.
        if at.endswith("2025"):
            raise PermissionError(at)
        return scan(at)

    monkeypatch.setattr(os, "scandir", refused)
    sentence = "this folder cannot be read; let those who build the site read it"
    assert [(one.place.path, one.sentence) for one in load(tmp_path).problems] == [("incidents/shop/2025", sentence)]
