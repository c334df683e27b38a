"""A new kind of record is one model and one name in `KINDS`: everything else follows from them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Literal

import pytest
from click.testing import CliRunner, Result
from pydantic import Field

from generator.authoring.schema import schemas
from generator.cli import cli
from generator.problems import Fault
from generator.records import KINDS
from generator.records.kind import Kind
from generator.records.part import Part
from generator.records.record import Document
from generator.records.refs import PersonRef
from generator.records.scalars import Line, Prose, Words
from tests.engines.conftest import entries_of

PROJECT = {
    "mkdocs.yml": """\
site_name: Harbour
docs_dir: content
theme: {name: material, font: false}
plugins: [search, runbook-site]
""",
    "content/index.md": "# Harbour\n",
    "content/harbour/handbook.yaml": "format: 1\ntitle: Harbour\n",
    "content/harbour/contacts.yaml": "- id: crane-team\n  role: Crane team\n",
}


class Item(Part):
    """One thing that lies in the kit."""

    shorthand: ClassVar[str] = "what"

    what: Line = Field(examples=["A torch"])
    """What it is."""
    count: Words | None = None
    """How many."""


class Kit(Document):
    """What stands packed for an emergency."""

    state: Literal["packed", "used"]
    """Whether it can be taken along."""
    keeper: PersonRef | None = None
    """Who fills it up."""
    about: Prose | None = None
    """When to take it."""
    items: tuple[Item, ...] = ()
    """What lies in it."""

    def faults(self) -> Iterator[Fault]:
        """What was used lacks something."""
        if self.state == "used" and not self.keeper:
            yield Fault(("state",), "a used kit needs somebody who fills it up; write `keeper:`", "missing-key")


@pytest.fixture(autouse=True)
def kit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Register the throw-away kind, and return the root of a small project with one handbook."""
    monkeypatch.setitem(KINDS, "kit", Kind("kit", "Kits", Kit, folder="kits"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1739282520")
    for path, text in PROJECT.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def run(*arguments: str | Path) -> Result:
    """Run our command in this process, where the kind is registered."""
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name="runbook-site")


def test_new_kind_has_a_schema() -> None:
    """With its keys, its parts and what they may hold."""
    schema = json.loads(schemas()["schemas/kit.schema.json"])
    assert (schema["title"], schema["required"]) == ("Kit", ["title", "state"])
    assert schema["properties"]["state"]["enum"] == ["packed", "used"]
    assert list(schema["$defs"]["Item"]["anyOf"][1]["properties"]) == ["what", "count"]


def test_new_kind_has_a_reference() -> None:
    """`runbook-site reference kit` says what its keys mean."""
    lines = run("reference", "kit").stdout.splitlines()
    assert lines[:5] == [
        "## Kit",
        "",
        "What stands packed for an emergency.",
        "",
        "File: `content/HANDBOOK/kits/ID.yaml`.",
    ]
    assert "| `state` **required** | Whether it can be taken along. | `packed`, `used` | `packed` |" in lines


def test_new_kind_can_be_written_and_checked(kit: Path) -> None:
    """`new` writes one that `check` accepts, with the one choice made that it cannot be without."""
    done = run("new", "kit", "--root", kit, "--handbook", "harbour", "--title", "Night kit")
    assert (done.exit_code, done.stdout) == (0, "content/harbour/kits/night-kit.yaml\n")
    lines = (kit / done.stdout.strip()).read_text("utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../../../schemas/kit.schema.json"
    assert [line.split("  #")[0].rstrip() for line in lines if line and not line.startswith("#")] == [
        "title: Night kit",
        "state: packed",
    ]
    assert "#   - what: …                         # What it is; like: A torch" in lines
    assert (run("check", "--strict", kit).exit_code, run("check", kit).stdout) == (0, "3 records, no problems\n")


def test_new_kind_is_checked_with_places(kit: Path) -> None:
    """Its own faults, unknown keys and references are reported where they stand."""
    file = kit / "content/harbour/kits/night.yaml"
    file.parent.mkdir()
    file.write_text("title: Night\nstate: used\nitms: [A torch]\n", "utf-8")
    found = json.loads(run("check", kit, "--format", "json").stdout)["problems"]
    assert [(problem["line"], problem["column"], problem["code"]) for problem in found] == [
        (2, 8, "missing-key"),
        (3, 1, "unknown-key"),
    ]
    file.write_text("title: Night\nstate: used\nkeeper: crane-taem\n", "utf-8")
    found = json.loads(run("check", kit, "--format", "json").stdout)["problems"]
    assert [problem["sentence"] for problem in found] == [
        'no contact has the id "crane-taem"; did you mean "crane-team"?'
    ]


def test_new_kind_has_pages_and_is_found(kit: Path) -> None:
    """A page of its own with every field, a list, a place in the navigation, a back-link, an entry of the search."""
    file = kit / "content/harbour/kits/night.yaml"
    file.parent.mkdir()
    file.write_text(
        "title: Night kit\nstate: packed\nkeeper: crane-team\nabout: Take it *along*.\nitems: [A torch]\nx-shelf: 4\n",
        "utf-8",
    )
    done = run("build", kit, "--site", kit / "site")
    assert (done.exit_code, done.stderr) == (0, "")
    page = (kit / "site/harbour/kits/night/index.html").read_text("utf-8")
    assert "<em>along</em>" in page
    assert "packed" in page
    assert page.count("A torch") == page.count('id="about"') == 1
    assert "<dt>shelf</dt><dd><p>4</p>" in page
    assert 'href="../../contacts/#crane-team"' in page
    assert 'href="night/"' in (kit / "site/harbour/kits/index.html").read_text("utf-8")
    assert 'href="kits/"' in (kit / "site/harbour/index.html").read_text("utf-8")
    (entry,) = (entry for entry in entries_of(kit / "site") if entry.get("address") == "harbour/kits/night/")
    assert (entry["title"], entry["kind"]) == ("Night kit", "kit")
    assert "A torch" in str(entry["parts"])
