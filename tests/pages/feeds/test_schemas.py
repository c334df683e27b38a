"""The JSON files and their schemas: valid by a reader that is not ours, every key described, none left out."""

import json
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.library.library import Edition
from generator.library.project import open_project
from generator.pages.addresses import Addresses
from generator.pages.feeds import COLLECTIONS
from generator.pages.feeds.collection import DIALECT, Collection
from generator.pages.feeds.shapes import SHAPES
from tests.pages.feeds.sites import PUBLISHED, UNPUBLISHED, site_of

TOOL = Path(sysconfig.get_path("scripts")) / "check-jsonschema"
with_tool = pytest.mark.skipif(not TOOL.exists(), reason="check-jsonschema is in requirements-dev.lock only")
TODAY = date(2026, 11, 22)
each = pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda it: it.name)


@with_tool
def test_schemas_follow_their_own_schema(root: Path) -> None:
    """Each is a schema of draft 2020-12."""
    assert verdict("--check-metaschema", *sorted((root / "schemas/data").iterdir())) == []


@with_tool
@each
@pytest.mark.parametrize(("edition", "addresses"), [("internal", PUBLISHED), ("public", UNPUBLISHED)])
def test_files_follow_their_schemas(
    root: Path, tmp_path: Path, collection: Collection, edition: Edition, addresses: Addresses
) -> None:
    """All that this repository records, in either edition; a schema that takes no other key finds none left out."""
    site = site_of(open_project(root, TODAY, edition).library, addresses, TODAY)
    file, schema = tmp_path / "file.json", tmp_path / "schema.json"
    file.write_text(collection.file(site).content, "utf-8")
    schema.write_text(json.dumps(closed(collection.schema())), "utf-8")
    assert verdict("--schemafile", schema, file) == []


@with_tool
@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        pytest.param('"minutes": 15', '"minutes": "15"', "'15' is not of type 'number', 'null'", id="minutes as text"),
        pytest.param('"status": "open"', '"status": "new"', "'new' is not one of", id="a state that there is not"),
        pytest.param('"format": 1', '"format": 2', "1 was expected", id="another version"),
        pytest.param('"day": "2025-03-29"', '"day": "29.3.2025"', "'29.3.2025' is not a 'date'", id="another day"),
        pytest.param('"tags": [], ', "", "'tags' is a required property", id="a key less"),
        pytest.param(
            '"commander": "harbour/crane-team"', '"commander": "Crane team"', "does not match", id="words for a person"
        ),
    ],
)
def test_schema_refuses(root: Path, tmp_path: Path, written: str, instead: str, said: str) -> None:
    """What is no such file is refused: a schema that takes everything would have passed above, too."""
    text = (root / "tests/pages/feeds/expected/internal/data/incidents.json").read_text("utf-8")
    assert written in text
    file = tmp_path / "file.json"
    file.write_text(text.replace(written, instead), "utf-8")
    found = verdict("--schemafile", root / "schemas/data/incidents.schema.json", file)
    assert [message for message in found if said in message] != []


@each
def test_schema_explains_every_key(collection: Collection) -> None:
    """A key without a meaning helps nobody."""
    schema = collection.schema()
    assert (schema["$schema"], schema["$id"]) == (DIALECT, f"{collection.name}.schema.json")
    assert [
        f"{path}.{name}"
        for path, node in objects(schema, "")
        for name, key in node.get("properties", {}).items()
        if not key.get("description")
    ] == []


@each
def test_every_definition_is_used(collection: Collection) -> None:
    """And every one that is used is there."""
    schema = collection.schema()
    used = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema)))
    assert used == set(schema["$defs"])


@with_tool
def test_examples_of_values_are_examples(tmp_path: Path) -> None:
    """What the schema shows of each type is of that type."""
    for shape in SHAPES:
        file, schema = tmp_path / "file.json", tmp_path / "schema.json"
        file.write_text(json.dumps(shape.schema.get("examples", [])), "utf-8")
        schema.write_text(json.dumps({"$schema": DIALECT, "type": "array", "items": shape.schema}), "utf-8")
        assert verdict("--schemafile", schema, file) == [], shape.name


def closed(node: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Return a schema whose objects take no keys but their own."""
    if isinstance(node, list):
        return [closed(one) for one in node]
    if not isinstance(node, dict):
        return node
    inner = {name: closed(one) for name, one in node.items()}
    return {**inner, "additionalProperties": False} if isinstance(node.get("required"), list) else inner


def objects(node: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object schema within one with its path."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield path, node
        for name, inner in node.items():
            yield from objects(inner, f"{path}/{name}")


def verdict(*arguments: str | Path) -> list[str]:
    """Return what check-jsonschema has to say against files, with the deeper reasons where there is a choice."""
    done = subprocess.run([TOOL, "--output-format", "json", *arguments], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    said = json.loads(done.stdout)
    errors = [*said["errors"], *said.get("parse_errors", [])]
    return [message for error in errors for message in [error.get("message", "cannot be read"), *deeper(error)]]


def deeper(error: dict[str, Any]) -> Iterator[str]:
    """Yield the messages below an error: of each alternative that was tried."""
    for below in error.get("best_deep_match", {}), *error.get("sub_errors", []):
        if below:
            yield str(below["message"])
