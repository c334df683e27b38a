"""What an editor offers and underlines, told by the language server that editors run, with the schemas as they are."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.authoring.keys import keys
from generator.records import KINDS
from generator.records.kind import Kind
from generator.records.load import schema_path
from generator.records.step import Step
from tests.language_server import LanguageServer

KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
BAD = {
    "handbook": ("format: 2\ntitle: Shop\ntimezone: [UTC]\ncolour: red\n", [(1, 9), (3, 11), (4, 1)]),
    "runbook": (
        "title: API down\nreviewed: 11.02.2025\nseverty: P1\nresolution:\n  - do: Wait\n    risk: some\n    then: A\n",
        [(2, 11), (3, 1), (6, 11), (7, 5)],
    ),
    "procedure": ("title: Roll back\nphases:\n  - title: Begin\n    at: 15\n    stps: [Look]\n", [(4, 9), (5, 5)]),
    "template": (
        "title: Update\naudience: everybody\nbody: x\nfields:\n  - {name: Time, type: clock}\n",
        [(2, 11), (5, 24)],
    ),
    "severity": ("- id: P1\n  name: High\n  examples: none\n  respnse_time: 15m\n", [(3, 13), (4, 3)]),
    "rotation": ("start: Monday\nshifts:\n  - first: payments\n", [(1, 8), (3, 5), (3, 5)]),
    "contact": ("- id: Payments team\n  role: Payments\n  reach:\n    - {by: fax}\n", [(1, 7), (4, 12)]),
    "service": ("- id: checkout\n  tier: one\n  depends: [api]\n", [(1, 3), (2, 9), (3, 3)]),
    "tool": ("- id: graphs\n  nmae: Graphs\n", [(1, 3), (2, 3)]),
    "form": (
        "sections:\n  - key: summary\n    required: perhaps\n    promt: Two sentences\n",
        [(2, 5), (3, 15), (4, 5)],
    ),
    "incident": (
        (
            "title: Down\nstatus: closed\nstarted: 2025-02-11 2 pm\ntimeline:\n  - {at: 14:20, evnt: Full}\n"
            "action_items:\n  - action: Wait\n    due: next week\n"
        ),
        [(2, 9), (3, 10), (5, 5), (5, 17), (8, 10)],
    ),
}
"""For each kind a record with mistakes, and where its lines and columns are underlined."""
OF_A_STEP = [key.name for key in keys(Step) if key.name != "do"]
OF_A_POST_MORTEM = ["author", "meeting", "published", "status"]
NESTED = [
    pytest.param(
        "runbook",
        "title: A\nresolution:\n  - do: Wait\n    ri",
        OF_A_STEP,
        id="the keys of a step",
    ),
    pytest.param(
        "runbook",
        "title: A\nresolution:\n  - do: Wait\n    risk: ",
        ["changes", "destructive", "read-only"],
        id="risks",
    ),
    pytest.param(
        "incident", "title: A\nstatus: ", ["identified", "investigating", "monitoring", "resolved"], id="choices"
    ),
    pytest.param(
        "incident",
        "title: A\nstatus: resolved\npost_mortem:\n  st",
        OF_A_POST_MORTEM,
        id="keys of a part",
    ),
]


@pytest.fixture(scope="module")
def workspace(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with our schemas and the records of the example handbook."""
    folder = tmp_path_factory.mktemp("workspace").resolve()
    for name in ("schemas", "content/example", "incidents/example"):
        shutil.copytree(root / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def server(workspace: Path) -> Iterator[LanguageServer]:
    """Give the language server with that folder open."""
    with LanguageServer.of(workspace) as found:
        yield found


def put(workspace: Path, kind: Kind, name: str, text: str) -> Path:
    """Write a record with its schema line, as `new` writes it, and return its file."""
    folder = f"incidents/{name}" if kind.root == "incidents" else f"content/{name}/{kind.folder}".rstrip("/")
    path = f"{folder}/{kind.file or 'it'}.yaml"
    (workspace / folder).mkdir(parents=True, exist_ok=True)
    (workspace / path).write_text(f"# yaml-language-server: $schema={schema_path(path, kind)}\n{text}", "utf-8")
    return workspace / path


@KIND
def test_no_line_of_the_example_handbook_is_underlined(workspace: Path, server: LanguageServer, kind: Kind) -> None:
    """What is right looks right in an editor, in every file of a kind."""
    pattern = f"{kind.folder or '.'}/**/*.yaml" if kind.folder else f"{kind.file}.yaml"
    folder = workspace / ("incidents/example" if kind.root == "incidents" else "content/example")
    files = sorted(folder.glob("**/*.yaml" if kind.root == "incidents" else pattern))
    assert files
    assert {file.name: found for file in files if (found := server.diagnostics(file))} == {}


@KIND
def test_each_mistake_is_underlined_where_it_stands(workspace: Path, server: LanguageServer, kind: Kind) -> None:
    """Unknown keys, wrong values, what is missing: line by line, in one look."""
    text, places = BAD[kind.name]
    found = server.diagnostics(put(workspace, kind, "wrong", text))
    # The schema line stands above.
    assert [(line - 1, column) for line, column, _ in found] == places, found


@KIND
def test_every_key_is_offered(workspace: Path, server: LanguageServer, kind: Kind) -> None:
    """On a new line of a record an editor lists its keys, all of them, in the model's order."""
    start, line, column = ("- id: a\n  ", 3, 3) if kind.many else ("title: A\n\n", 3, 1)
    start = "timezone: UTC\n\n" if kind.name == "rotation" else start
    written = {"id", "title", "timezone"} if kind.name == "rotation" else {"id"} if kind.many else {"title"}
    file = put(workspace, kind, "begun", start)
    server.diagnostics(file)
    # Behind the keys stands an offer to write a whole record, called by its title.
    offered = [one for one in server.completions(file, line, column) if is_word(one)]
    assert offered == [key.name for key in keys(kind.model) if key.name not in written]


@pytest.mark.parametrize(("kind", "text", "offered"), NESTED)
def test_what_fits_is_offered_inside(
    workspace: Path, server: LanguageServer, kind: str, text: str, offered: list[str]
) -> None:
    """Keys of a part, and the words that a key chooses from."""
    file = put(workspace, KINDS[kind], f"inside-{len(text)}", text)
    server.diagnostics(file)
    lines = text.split("\n")
    found = server.completions(file, len(lines) + 1, len(lines[-1]) + 1)
    assert sorted(filter(is_word, found)) == sorted(offered)


def is_word(label: str) -> bool:
    """Say whether an offer is a key or a choice."""
    return label.islower() and "(" not in label


def test_a_key_is_explained_where_the_pointer_is(workspace: Path, server: LanguageServer) -> None:
    """In the words of the reference, with an example."""
    file = put(workspace, KINDS["incident"], "explained", "title: A\nstatus: resolved\nmitigated: 15:05\n")
    server.diagnostics(file)
    assert "The harm ended." in server.hover(file, 4, 3).split("\n")
