"""The schemas that editors read: current, valid, and of one mind with `check`."""

import json
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from generator.authoring.schema import DIALECT, file_of, schemas
from generator.pages.feeds import schema_texts
from generator.records import KINDS
from generator.records.decode import Seat, decode
from generator.records.kind import Kind
from generator.records.load import load
from generator.records.record import Origin
from generator.records.refs import Key
from generator.records.source import parse
from tests.authoring.conftest import Run

TOOL = Path(sysconfig.get_path("scripts")) / "check-jsonschema"
with_tool = pytest.mark.skipif(not TOOL.exists(), reason="check-jsonschema is in requirements-dev.lock only")

RUNBOOK = "title: Crane stuck\n"
STEP = f"{RUNBOOK}investigation:\n  - "
INCIDENT = "title: Crane stuck\nstatus: resolved\n"
CASES = [
    pytest.param("runbook", f"{RUNBOOK}severity: P1\n", True, id="text"),
    pytest.param("runbook", "title: 2025\n", True, id="a number is text"),
    pytest.param("runbook", "title: 1.10\n", True, id="a fraction is text"),
    pytest.param("runbook", "title: true\n", True, id="a word that YAML takes for a boolean is text"),
    pytest.param("runbook", "title: no\n", True, id="a word that old YAML takes for a boolean is text"),
    pytest.param("runbook", "title:\n", False, id="an empty value"),
    pytest.param("runbook", "title: ~\n", False, id="nothing, written out"),
    pytest.param("runbook", "title: ''\n", False, id="empty quotes"),
    pytest.param("runbook", "title: [Crane]\n", False, id="a list for a text"),
    pytest.param("runbook", "severity: P1\n", False, id="a required key is missing"),
    pytest.param("runbook", f"{RUNBOOK}colour: red\n", False, id="an unknown key"),
    pytest.param("runbook", f"{RUNBOOK}x-colour: red\n", True, id="a fact of one's own"),
    pytest.param("runbook", f"{RUNBOOK}x-colours: [red, 7, true]\n", True, id="a list of one's own"),
    pytest.param("runbook", f"{RUNBOOK}x-colour: {{red: 1}}\n", False, id="a mapping of one's own"),
    pytest.param("runbook", f"{RUNBOOK}x-colours: []\n", False, id="an empty list of one's own"),
    pytest.param("runbook", f"{RUNBOOK}symptoms: []\n", False, id="an empty list"),
    pytest.param("runbook", f"{RUNBOOK}symptoms: It stands\n", False, id="a text for a list"),
    pytest.param("runbook", f"{RUNBOOK}owner: '@gate'\n", True, id="a handle"),
    pytest.param("runbook", f"{RUNBOOK}owner: Gate team\n", False, id="words for an id"),
    pytest.param("runbook", f"{RUNBOOK}owner: other/gate\n", True, id="an id of another handbook"),
    pytest.param("runbook", f"{RUNBOOK}aliases: [404]\n", True, id="an id of digits"),
    pytest.param("runbook", f"{RUNBOOK}aliases: [4.5]\n", False, id="an id cannot be a fraction"),
    pytest.param("runbook", f"{RUNBOOK}aliases: [-4]\n", False, id="an id cannot be negative"),
    pytest.param("runbook", f"{RUNBOOK}reviewed: 2025-02-11\n", True, id="a day"),
    pytest.param("runbook", f"{RUNBOOK}reviewed: 2025\n", False, id="a year for a day"),
    pytest.param("runbook", f"{RUNBOOK}reviewed: 11.02.2025\n", False, id="a day in another order"),
    pytest.param("runbook", f"{RUNBOOK}reviewed: 2025-02-11\nreview_every: 90d\n", True, id="a duration"),
    pytest.param("runbook", f"{RUNBOOK}reviewed: 2025-02-11\nreview_every: 90\n", False, id="no unit"),
    pytest.param("runbook", f"{STEP}Look\n", True, id="a step is a text"),
    pytest.param("runbook", f"{STEP}do: Look\n", True, id="a step is a mapping"),
    pytest.param("runbook", f"{STEP}do: Look\n    risky: yes\n", False, id="an unknown key of a step"),
    pytest.param("runbook", f"{STEP}do: Look\n    risk: changes\n", True, id="a choice"),
    pytest.param("runbook", f"{STEP}do: Look\n    risk: some\n", False, id="none of the choices"),
    pytest.param("runbook", f"{STEP}one_of:\n      - Look\n      - do: Listen\n", True, id="steps within steps"),
    pytest.param("runbook", f"{STEP}do: Look\n    x-own: 1\n", False, id="facts of one's own are the record's"),
    pytest.param("incident", f"{INCIDENT}started: 2025-02-11 14:05\n", True, id="a time"),
    pytest.param("incident", f"{INCIDENT}started: 2025-02-11 2 pm\n", False, id="a time in words"),
    pytest.param("incident", f"{INCIDENT}example: yes\n", True, id="yes"),
    pytest.param("incident", f"{INCIDENT}example: true\n", True, id="true"),
    pytest.param("incident", f"{INCIDENT}example: 1\n", False, id="a number is neither yes nor no"),
    pytest.param("incident", f"{INCIDENT}example: 'no'\n", True, id="no in quotes"),
    pytest.param("incident", f"{INCIDENT}runbooks: [crane-stuck]\n", True, id="an id for a part"),
    pytest.param("incident", f"{INCIDENT}runbooks: [Crane stuck]\n", False, id="words for an id for a part"),
    pytest.param("incident", f"{INCIDENT}links:\n  - title: Graph\n    url: grafana\n", False, id="no address"),
    pytest.param(
        "incident",
        f"{INCIDENT}started: 2025-02-11 14:05\ntimeline:\n  - {{at: 14:20, event: x, milestone: detected}}\n",
        False,
        id="a milestone is never written into the timeline",
    ),
    pytest.param("handbook", "format: 1\ntitle: Harbour\n", True, id="the format as a number"),
    pytest.param("handbook", "format: '1'\ntitle: Harbour\n", True, id="the format as a text"),
    pytest.param("handbook", "format: 2\ntitle: Harbour\n", False, id="a format of tomorrow"),
    pytest.param("handbook", "format: 1\ntitle: Harbour\ntimezone: 1\n", False, id="a number for a zone"),
    pytest.param("contact", "- id: gate\n  role: Gate\n  order: 1\n", True, id="a whole number"),
    pytest.param("contact", "- id: gate\n  role: Gate\n  order: 1.5\n", False, id="half a number"),
    pytest.param("contact", "- id: gate\n  role: Gate\n  order: -1\n", False, id="less than nothing"),
    pytest.param("contact", "id: gate\nrole: Gate\n", False, id="a table is a list"),
    pytest.param("contact", "[]\n", False, id="an empty table"),
]


def test_schemas_are_current(root: Path) -> None:
    """What is committed is what the models say, no schema less and none more; else: runbook-site schema --write."""
    committed = {
        path.relative_to(root).as_posix(): path.read_text("utf-8") for path in (root / "schemas").glob("*.json")
    }
    assert committed == schemas()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_schema_explains_every_key(kind: Kind) -> None:
    """A key without a meaning helps nobody; two keywords are left out that older editors do not know."""
    text = schemas()[file_of(kind)]
    assert json.loads(text)["$schema"] == DIALECT
    assert "prefixItems" not in text
    assert "unevaluatedProperties" not in text
    assert [keys for keys in _objects(json.loads(text)) if keys["additionalProperties"] is not False] == []
    assert [
        name
        for keys in _objects(json.loads(text))
        for name, key in keys["properties"].items()
        if "description" not in key
    ] == []


@with_tool
def test_schemas_follow_their_own_schema(root: Path) -> None:
    """Each is a schema of draft 2020-12."""
    assert verdict("--check-metaschema", *sorted((root / "schemas").glob("*.json"))) == {}


@with_tool
@pytest.mark.parametrize("kind", KINDS)
def test_every_record_follows_its_schema(root: Path, kind: str) -> None:
    """No record of this repository is marked in an editor. YAML is read as editors do: 1.2, scalars typed."""
    files = {record.path for record in load(root).records if record.key.kind == kind}
    assert files
    assert verdict("--schemafile", root / file_of(KINDS[kind]), *(root / path for path in sorted(files))) == {}


@with_tool
def test_editors_and_check_agree(root: Path, tmp_path: Path) -> None:
    """What a schema refuses, `check` refuses, and the other way round, case by case."""
    refused: dict[str, bool] = {}
    for kind in sorted({str(case.values[0]) for case in CASES}):
        files = {}
        for number, case in enumerate(CASES):
            if case.values[0] == kind:
                files[f"{number}.yaml"] = case.id
                (tmp_path / f"{number}.yaml").write_text(str(case.values[1]), "utf-8")
        found = verdict("--schemafile", root / file_of(KINDS[kind]), *(tmp_path / name for name in files))
        refused |= {str(case): name in {Path(path).name for path in found} for name, case in files.items()}
    assert {name for name, is_refused in refused.items() if is_refused} == {c.id for c in CASES if not c.values[2]}


@pytest.mark.parametrize(("kind", "text", "is_right"), CASES)
def test_check_judges_the_same_cases(kind: str, text: str, *, is_right: bool) -> None:
    """The other half of the agreement: what `check` says of each case."""
    source = parse(text, "record.yaml")
    levels: list[str] = [problem.level for problem in source.problems]
    data = source.data
    if KINDS[kind].many and not isinstance(data, list):
        levels.append("error")
    for index, row in enumerate(data if isinstance(data, list) else [data]):
        loc = (index,) if KINDS[kind].many else ()
        if row is not None:
            _, problems = decode(KINDS[kind], row, Seat(source, Origin(Key(kind, "harbour", "it"), "record.yaml"), loc))
            levels += [problem.level for problem in problems]
    assert ("error" not in levels) == is_right


def test_stale_schema_is_named_and_written(run: Run, harbour: Path) -> None:
    """Without --write the command only says what is stale, and exits with 1; with it, all is well again."""
    paths = (*schemas(), *schema_texts())
    stale = "".join(f"{path}: out of date; run: runbook-site schema --write\n" for path in paths)
    assert (run("schema").exit_code, run("schema").stderr) == (1, stale)
    assert run("schema", "--write").stdout == "".join(f"{path}: written\n" for path in paths)
    assert (run("schema").exit_code, run("schema").output) == (0, "")
    (harbour / "schemas/incident.schema.json").write_text("{}", "utf-8")
    assert run("schema").stderr == "schemas/incident.schema.json: out of date; run: runbook-site schema --write\n"


def verdict(*arguments: str | Path) -> dict[str, str]:
    """Return the files that check-jsonschema refuses, with what it says of them."""
    done = subprocess.run([TOOL, "--output-format", "json", *arguments], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    said = json.loads(done.stdout)
    return {error["filename"]: error["message"] for error in said["errors"]} | {
        error["filename"]: "cannot be read" for error in said.get("parse_errors", [])
    }


def _objects(node: object) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for inner in node for found in _objects(inner)]
    if not isinstance(node, dict):
        return []
    own = [node] if node.get("type") == "object" else []
    return own + [found for inner in node.values() for found in _objects(inner)]
