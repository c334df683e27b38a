"""Which schema a file gets where no line in it names one: by the globs of `.vscode`, in the editor's own server."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.records import KINDS
from generator.records.folders import walk_tree
from generator.records.kind import Kind
from tests.language_server import LanguageServer

ENDINGS = (".yaml", ".yml")
IN_INCIDENTS = ("2025-02-11-a", "2025/2025-02-11-b", "2025-02-11-c/incident", "2025/2025-02-11-d/incident")
ELSEWHERE = (
    "content/harbour/pages.yaml",
    "content/harbour/runbooks/pictures/list.yaml",
    "content/handbook.yaml",
    "mkdocs.yml",
    ".github/workflows/check.yml",
    "docs/alert-rules.yaml",
)
"""Files that are no records: an editor has nothing to say of them."""


def places(kind: Kind) -> list[str]:
    """Return every path, as docs/formats.md has it, at which a record of this kind may lie."""
    if kind.root == "incidents":
        stems = [f"incidents/harbour/{name}" for name in IN_INCIDENTS]
    elif kind.folder:
        stems = [f"content/harbour/{kind.folder}/crane-stuck"]
    else:
        stems = [f"content/harbour/{kind.file}"]
    return [f"{stem}{ending}" for stem in stems for ending in ENDINGS]


@pytest.fixture(scope="module")
def workspace(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with our schemas and all records of this repository, none of which names its schema."""
    folder = tmp_path_factory.mktemp("workspace").resolve()
    for name in ("schemas", "content", "incidents"):
        shutil.copytree(root / name, folder / name)
    for file in sorted(folder.glob("[ci]*/**/*.y*ml")):
        first, _, rest = file.read_text("utf-8").partition("\n")
        assert first.startswith("# yaml-language-server: "), file
        file.write_text(rest, "utf-8")
    return folder


@pytest.fixture(scope="module")
def server(root: Path, workspace: Path) -> Iterator[LanguageServer]:
    """Give the language server with that folder open and with the settings of this repository."""
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
    with LanguageServer.of(workspace, settings["yaml.schemas"]) as found:
        yield found


def schema_of(server: LanguageServer, file: Path, *, many: bool = False) -> set[str]:
    """Return the titles of the schemas that find a key wrong that no kind has."""
    file.parent.mkdir(parents=True, exist_ok=True)
    old = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f"{old}{'- ' if many else ''}no_kind_has_this: 1\n", "utf-8")
    return server.judges(file)


def title(workspace: Path, kind: Kind) -> str:
    """Return the title of a kind's schema."""
    return str(json.loads((workspace / f"schemas/{kind.schema}.schema.json").read_text("utf-8"))["title"])


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_each_place_of_a_kind_has_its_schema(workspace: Path, server: LanguageServer, kind: Kind) -> None:
    """Both endings, with and without folders by year, as a file or as a folder of its own."""
    found = {path: schema_of(server, workspace / path, many=kind.many) for path in places(kind)}
    assert found == {path: {title(workspace, kind)} for path in places(kind)}


@pytest.mark.parametrize("handbook", ["vlossom", "proofi", "example"])
def test_each_record_of_this_repository_has_its_schema(
    root: Path, workspace: Path, server: LanguageServer, handbook: str
) -> None:
    """What lies in the three handbooks gets the schema of what the check takes it for."""
    records = [record for record in walk_tree(root).records if record.handbook == handbook]
    assert records
    wrong = {
        record.path: found
        for record in records
        if (found := schema_of(server, workspace / record.path, many=record.kind.many))
        != {title(workspace, record.kind)}
    }
    assert wrong == {}


@pytest.mark.parametrize("path", ELSEWHERE)
def test_other_files_have_none(workspace: Path, server: LanguageServer, path: str) -> None:
    """Settings, workflows and what the check refuses as a record."""
    assert schema_of(server, workspace / path) == set()
