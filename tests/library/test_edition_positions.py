"""The public edition, whatever refers to an internal record and from wherever (formats.md, rule 10)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.library.edition import public
from generator.library.library import Library
from generator.library.project import Project, open_project
from generator.records.record import Record, references
from generator.records.refs import Key, PersonRef
from generator.records.step import Step

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
PUBLIC = "visibility: public\n"


def whole() -> Library:
    """Return this repository's library, in which everything but handles may be read by everybody."""
    library = open_project(ROOT, TODAY, "internal").library
    return with_visibility(library, {record.key: "public" for record in library.records})


def with_visibility(library: Library, said: dict[Key, str]) -> Library:
    """Return the library with the visibility of some records changed."""

    def changed(record: Record) -> Record:
        if record.key not in said:
            return record
        return record.model_copy(update={"visibility": said[record.key]}).seated_like(record)

    return Library(tuple(changed(record) for record in library.records), "internal", library.order)


LIBRARY = whole()


def positions() -> Iterator[tuple[str, str, Key]]:
    """Yield every position from which a record of this repository refers to another: kind, keys, what it names."""
    seen: set[tuple[str, str]] = set()
    for record in LIBRARY.records:
        for loc, ref in references(record):
            position = (record.key.kind, ".".join(step for step in loc if isinstance(step, str)))
            if position not in seen and ref.key in LIBRARY.by_key and ref.key.kind != "handbook":
                seen.add(position)
                yield (*position, ref.key)


@pytest.mark.parametrize(
    ("kind", "keys", "target"),
    [pytest.param(*position, id=f"{position[0]} {position[1]}") for position in positions()],
)
def test_internal_record_is_left_out_and_named_nowhere(kind: str, keys: str, target: Key) -> None:
    """The records that refer to it stay, without the reference; a step keeps its words."""
    del kind, keys
    shown = public(with_visibility(LIBRARY, {target: "internal"}))
    assert {record.key for record in LIBRARY.records} - {record.key for record in shown.records} == {target}
    left = [
        ref
        for record in shown.records
        for _, ref in references(record)
        if not isinstance(ref, PersonRef) or not ref.hidden
    ]
    assert target not in {ref.key for ref in left}
    assert [step.do for step in steps(shown)] == [step.do for step in steps(LIBRARY) if not of(step, LIBRARY, target)]


def steps(library: Library) -> list[Step]:
    """Return every step of every record."""
    return [value for record in library.records for _, value in record.walked if isinstance(value, Step)]


def of(step: Step, library: Library, target: Key) -> bool:
    """Say whether a step belongs to a record that is left out."""
    return any(value is step for _, value in library.by_key[target].walked)


def test_nobody_is_named_by_a_handle() -> None:
    """A handle counts as an internal contact."""
    people = [ref for record in public(LIBRARY).records for _, ref in references(record) if isinstance(ref, PersonRef)]
    assert [ref for ref in people if ref.is_handle] == []
    assert "not public" in {str(ref) for ref in people}


def project(root: Path, files: dict[str, str]) -> Project:
    """Write a small project and open its public edition."""
    files = {
        "mkdocs.yml": "docs_dir: content\nplugins: [search, runbook-site]\n",
        "content/shop/handbook.yaml": "format: 1\ntitle: Shop\n",
        **files,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return open_project(root, TODAY, "public")


def test_what_is_internal_unless_said(tmp_path: Path) -> None:
    """Contacts, tools and on-call are; all else is public."""
    files = {
        "content/shop/contacts.yaml": f"- id: a\n  role: A\n- id: b\n  role: B\n  {PUBLIC}",
        "content/shop/tools.yaml": f"- id: a\n  name: A\n- id: b\n  name: B\n  {PUBLIC}",
        "content/shop/services.yaml": "- id: a\n  name: A\n- id: b\n  name: B\n  visibility: internal\n",
        "content/shop/on-call.yaml": "shifts:\n  - primary: a\n",
        "incidents/shop/a.yaml": "title: A\nstatus: resolved\n",
        "incidents/shop/b.yaml": "title: B\nstatus: resolved\nvisibility: internal\n",
    }
    keys = sorted((key.kind, key.id) for key in project(tmp_path, files).library.by_key)
    assert keys == [("contact", "b"), ("handbook", "shop"), ("incident", "a"), ("service", "a"), ("tool", "b")]


def test_an_internal_handbook_covers_all_of_it(tmp_path: Path) -> None:
    """Also what says that it is public."""
    handbook = "format: 1\ntitle: Shop\nvisibility: internal\n"
    runbook = f"title: A\n{PUBLIC}resolution: [Restart]\n"
    files = {"content/shop/handbook.yaml": handbook, "content/shop/runbooks/a.yaml": runbook}
    found = project(tmp_path, files)
    assert found.library.records == ()
    assert found.withheld == ("content/shop", "incidents/shop")


def test_images_go_with_their_records(tmp_path: Path) -> None:
    """Those in an internal incident's folder, and those that only internal records show."""
    shown = "title: A\nresolution: [Restart]\nsummary: '![a](shown.png)'\n"
    pictures = "'![a](shown.png) ![b](hidden.png) ![c](paged.png)'"
    hidden = f"title: B\nresolution: [Restart]\nvisibility: internal\nsummary: {pictures}\n"
    incident = "title: C\nstatus: resolved\nvisibility: internal\nsummary: '![d](graph.png)'\n"
    found = project(
        tmp_path,
        {
            "content/shop/runbooks/a.yaml": shown,
            "content/shop/runbooks/b.yaml": hidden,
            "content/shop/words.md": "# Words\n\n![c](runbooks/paged.png)\n",
            "content/shop/runbooks/shown.png": "",
            "content/shop/runbooks/hidden.png": "",
            "content/shop/runbooks/paged.png": "",
            "incidents/shop/c/incident.yaml": incident,
            "incidents/shop/c/graph.png": "",
        },
    )
    assert found.problems == ()
    assert found.withheld == ("incidents/shop/c",)
    assert found.withheld_files == {"content/shop/runbooks/hidden.png", "incidents/shop/c/graph.png"}


def test_what_is_wrong_is_told_in_either_edition(tmp_path: Path) -> None:
    """The public edition hides records, not their problems."""
    found = project(tmp_path, {"content/shop/runbooks/a.yaml": "title: A\nvisibility: internal\n"})
    assert [problem.code for problem in found.problems] == ["nothing-to-do"]
