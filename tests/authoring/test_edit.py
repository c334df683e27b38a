"""Changes of one line in a person's file: nothing else changes, or the reason is said."""

# ruff: noqa: E501 - a row of a table is a line

import shutil
from collections.abc import Iterator
from datetime import date
from difflib import ndiff
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.authoring.edit import Changed, Step, Unchanged, action_changed, reviewed
from generator.cli import cli
from generator.library.library import Library
from generator.library.project import open_project
from generator.records.incident import Incident
from generator.records.source import read
from tests.authoring.conftest import FILES

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
DAY = "2026-11-20"
WHY = "the provider's, not ours: see #12"
SAID: dict[Step, str] = {"done": DAY, "start": "", "drop": WHY}
PATH = "incidents/harbour/2026-11-01-crane.yaml"
HEAD = "title: Crane\nseverity: P1\nstatus: resolved\nstarted: 2026-11-01 10:00\n"


def project(root: Path, raw: bytes, path: str = PATH) -> Library:
    """Write a small project with one more file, and return its library."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(raw)
    return open_project(root, TODAY, "internal").library


def lines_changed(before: bytes, after: bytes) -> list[str]:
    """Return the lines that went and came, each with its sign; line ends are shown."""
    old, new = (text.decode().splitlines(keepends=True) for text in (before, after))
    return [line for line in ndiff(old, new) if line[0] in "+-"]


ITEMS = [
    pytest.param("  - action: Oil it\n    status: open\n    due: 2026-12-01\n", "done", ["-    status: open", f"+    done: {DAY}"], id="a day for a status"),
    pytest.param("  - action: Oil it\n    status:\n    due: 2026-12-01\n", "done", ["-    status:", f"+    done: {DAY}"], id="a day for an empty status"),
    pytest.param("  - action: Oil it\n    status: ~\n", "done", ["-    status: ~", f"+    done: {DAY}"], id="a day for a status of nothing"),
    pytest.param('  - {"action": Oil it, "status": open}\n', "done", ['-  - {"action": Oil it, "status": open}', f'+  - {{"action": Oil it, done: {DAY}}}'], id="keys in quotes"),
    pytest.param("  - action: Oil it\n    # who?\n    due: 2026-12-01\n    # last\n  - Paint it\n", "done", [f"+    done: {DAY}"], id="comments between"),
    pytest.param("  - action: Oil it\n    status: open # soon\n", "start", ["-    status: open # soon", "+    status: in-progress # soon"], id="a comment stays"),
    pytest.param("  - action: Oil it\n    status: 'open'\n", "start", ["-    status: 'open'", "+    status: 'in-progress'"], id="single quotes stay"),
    pytest.param('  - action: Oil it\n    status: "open"\n', "done", ['-    status: "open"', f'+    done: "{DAY}"'], id="double quotes stay"),
    pytest.param("  - action: Oil it\n    due: 2026-12-01\n    ticket: https://a.example/1\n", "done", [f"+    done: {DAY}"], id="a line behind the keys before it"),
    pytest.param("  - due: 2026-12-01 # soon\n    action: Oil it\n", "start", ["+    status: in-progress"], id="behind a comment"),
    pytest.param("  -   action: Oil it\n      due: 2026-12-01\n", "start", ["+      status: in-progress"], id="indented as its neighbours"),
    pytest.param("  - {action: Oil it, due: 2026-12-01}\n", "done", ["-  - {action: Oil it, due: 2026-12-01}", f"+  - {{action: Oil it, due: 2026-12-01, done: {DAY}}}"], id="in braces"),
    pytest.param("  - {action: Oil it, status: open,}\n", "start", ["-  - {action: Oil it, status: open,}", "+  - {action: Oil it, status: in-progress,}"], id="in braces with a comma"),
    pytest.param("  - {action: Oil it}\n", "drop", ["-  - {action: Oil it}", f'+  - {{action: Oil it, status: wont-do, why_not: "{WHY}"}}'], id="a reason in braces"),
    pytest.param("  - action: Oil it\n    due: 2026-12-01\n", "drop", ["+    status: wont-do", f'+    why_not: "{WHY}"'], id="a reason below a status"),
    pytest.param("  - action: Oil it\n    status: open\n", "drop", ["-    status: open", "+    status: wont-do", f'+    why_not: "{WHY}"'], id="a reason beside a status"),
    pytest.param("  - Oil it\n", "done", ["-  - Oil it", "+  - action: Oil it", f"+    done: {DAY}"], id="a text becomes a mapping"),
    pytest.param('  - "Oil: it" # soon\n', "start", ['-  - "Oil: it" # soon', '+  - action: "Oil: it" # soon', "+    status: in-progress"], id="a text in quotes"),
    pytest.param("  - action: |\n      Oil it\n      all\n    # for the crane\n\n", "start", ["+    status: in-progress"], id="behind a block"),
    pytest.param("  - action: >-\n      Oil\n\n      \n", "start", ["+    status: in-progress"], id="behind a folded block and empty lines"),
    pytest.param("  - action: Oil it\n    due: 2026-12-01\n\n    # the end\n", "done", [f"+    done: {DAY}"], id="before an empty line"),
    pytest.param("  - action: Oil it\n    status:\n      open\n", "start", ["-      open", "+      in-progress"], id="a value on its own line"),
    pytest.param("  - action: Öl 日本 🔥\n    status: open\n", "start", ["-    status: open", "+    status: in-progress"], id="letters of all kinds"),
]  # fmt: skip
KINDS = {"as it is": ("", "\n"), "line ends of Windows": ("", "\r\n"), "a mark at the beginning": ("\ufeff", "\n")}


@pytest.mark.parametrize("form", KINDS)
@pytest.mark.parametrize(("item", "step", "lines"), ITEMS)
def test_action_item_is_changed(tmp_path: Path, item: str, step: Step, lines: list[str], form: str) -> None:
    """Just these lines go and come, in every form of file; what follows in the file stays."""
    mark, end = KINDS[form]
    raw = f"{mark}{HEAD}action_items:\n{item}summary: It stood.\n".replace("\n", end).encode()
    library = project(tmp_path, raw)
    (incident,) = library.incidents
    changed = action_changed(tmp_path, library, (incident.id, incident.actions[0][0]), step, SAID[step])
    assert [f"{line[0]}{line[2:]}" for line in lines_changed(raw, changed.raw)] == [f"{line}{end}" for line in lines]
    changed.write(tmp_path)
    (after,) = open_project(tmp_path, TODAY, "internal").library.incidents
    assert after.action_items[0].state == {"done": "done", "start": "in-progress", "drop": "wont-do"}[step]


def test_a_list_in_brackets(tmp_path: Path) -> None:
    """Texts in it become mappings in braces; the others stay."""
    raw = f'{HEAD}action_items: [Oil it, "Paint, it", Sell it]\n'.encode()
    library = project(tmp_path, raw)
    changed = action_changed(tmp_path, library, ("harbour/2026-11-01-crane", "paint-it"), "done", DAY)
    assert changed.raw.decode() == f'{HEAD}action_items: [Oil it, {{action: "Paint, it", done: {DAY}}}, Sell it]\n'
    changed = action_changed(tmp_path, library, (PATH, "oil-it"), "done", DAY)
    assert changed.raw.decode() == f'{HEAD}action_items: [{{action: Oil it, done: {DAY}}}, "Paint, it", Sell it]\n'


def test_a_file_without_a_last_line_end(tmp_path: Path) -> None:
    """It gets none."""
    raw = f"{HEAD}action_items:\n  - action: Oil it".encode()
    changed = action_changed(tmp_path, project(tmp_path, raw), ("2026-11-01-crane", "oil-it"), "start", "")
    assert (str(changed.place), changed.raw) == (f"{PATH}:7:5", raw + b"\n    status: in-progress")


@pytest.mark.parametrize(
    ("item", "step", "reason"),
    [
        pytest.param("  - {action: Oil it, done: 2026-11-02}\n", "done", "it is done already, since 2026-11-02", id="done"),
        pytest.param("  - {action: Oil it, status: done}\n", "start", "it is done already", id="done, nobody knows when"),
        pytest.param("  - {action: Oil it, status: in-progress}\n", "start", "it is in progress already", id="begun"),
        pytest.param("  - {action: Oil it, status: wont-do, why_not: sold}\n", "done", "it was dropped; take `status:` and `why_not:` out by hand first", id="dropped"),
        pytest.param("  - action: Oil it\n    status: |\n      open\n", "start", f"`status:` of {PATH}:6:5 stands as a block; change it by hand", id="a block"),
        pytest.param("  - >-\n    Oil it\n", "start", f"{PATH}:6:5 is a text of several lines; write `action:` before it by hand", id="a block of text"),
        pytest.param("  - action: &a Oil it\n    status: open\n", "start", f"{PATH}:6:13: anchors (&name) are not read; write the value out, or quote it if it is text", id="an anchor"),
        pytest.param("  - ? action\n    : Oil it\n", "start", f"{PATH}:6:5 is written in a way that cannot be changed safely; change it by hand", id="a key of its own line"),
        pytest.param("  - action: |+\n      Oil it\n\n", "start", f"{PATH}:6:5 is written in a way that cannot be changed safely; change it by hand", id="a block that keeps its empty lines"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_said(tmp_path: Path, item: str, step: Step, reason: str) -> None:
    """And nothing is written."""
    library = project(tmp_path, f"{HEAD}action_items:\n{item}".encode())
    with pytest.raises(Unchanged) as told:
        action_changed(tmp_path, library, ("2026-11-01-crane", "oil-it"), step, SAID[step])
    assert str(told.value) == reason


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        pytest.param(("2026-11-01-crain", "oil-it"), 'no incident has the id "2026-11-01-crain"; did you mean "2026-11-01-crane"?', id="incident"),
        pytest.param(("2026-11-01-crane", "oil"), f'{PATH} has no action item "oil"; it has oil-it and paint-it', id="item"),
        pytest.param(("2026-11-01-crane", "oil_it"), f'{PATH} has no action item "oil_it"; did you mean "oil-it"?', id="nearly"),
    ],
)  # fmt: skip
def test_names_are_those_of_records(tmp_path: Path, names: tuple[str, str], reason: str) -> None:
    """With the nearest one that there is."""
    library = project(tmp_path, f"{HEAD}action_items: [Oil it, Paint it]\n".encode())
    with pytest.raises(Unchanged) as told:
        action_changed(tmp_path, library, names, "start", "")
    assert str(told.value) == reason


RUNBOOK = "content/harbour/runbooks/crane.yaml"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("title: Crane\nreviewed: 2025-01-01 # by the team\nresolution: [Oil]\n", ["-reviewed: 2025-01-01 # by the team", f"+reviewed: {DAY} # by the team"], id="another day"),
        pytest.param("title: Crane\nresolution: [Oil]\n", [f"+reviewed: {DAY}"], id="the first time"),
        pytest.param('title: Crane\nowner: "@ann" # her\nreview_every: 90d\nresolution: [Oil]\n', [f"+reviewed: {DAY}"], id="behind the owner"),
        pytest.param("reviewed:\ntitle: Crane\nresolution: [Oil]\n", ["-reviewed:", f"+reviewed: {DAY}"], id="an empty value"),
        pytest.param("{title: Crane, resolution: [Oil]}\n", ["-{title: Crane, resolution: [Oil]}", f"+{{title: Crane, reviewed: {DAY}, resolution: [Oil]}}"], id="in braces"),
    ],
)  # fmt: skip
def test_runbook_is_reviewed(tmp_path: Path, text: str, lines: list[str]) -> None:
    """One line."""
    library = project(tmp_path, text.encode(), RUNBOOK)
    changed = reviewed(tmp_path, library, "crane", date.fromisoformat(DAY), TODAY)
    assert [f"{line[0]}{line[2:].rstrip()}" for line in lines_changed(text.encode(), changed.raw)] == lines


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        pytest.param("2026-12-24", "2026-12-24 is still to come, and a review is of a day that was", id="to come"),
        pytest.param("2026-11-01", f"{RUNBOOK} was reviewed on 2026-11-01 already", id="the same day"),
        pytest.param("2025-11-01", f"{RUNBOOK} was reviewed on 2026-11-01 already", id="an older day"),
    ],
)
def test_review_goes_forward(tmp_path: Path, day: str, reason: str) -> None:
    """A slip does not make a review older."""
    library = project(tmp_path, b"title: Crane\nreviewed: 2026-11-01\nresolution: [Oil]\n", RUNBOOK)
    with pytest.raises(Unchanged) as told:
        reviewed(tmp_path, library, "crane", date.fromisoformat(day), TODAY)
    assert str(told.value) == reason


def test_two_of_one_id_are_told_apart(tmp_path: Path) -> None:
    """By their handbook."""
    project(tmp_path, b"title: Crane\nresolution: [Oil]\n", RUNBOOK)
    (tmp_path / "content/other/runbooks").mkdir(parents=True)
    (tmp_path / "content/other/handbook.yaml").write_text("format: 1\ntitle: Other\n")
    shutil.copy(tmp_path / RUNBOOK, tmp_path / "content/other/runbooks/crane.yaml")
    library = open_project(tmp_path, TODAY, "internal").library
    with pytest.raises(Unchanged) as told:
        reviewed(tmp_path, library, "crane", TODAY, TODAY)
    assert str(told.value) == 'several have the id "crane"; write harbour/crane or other/crane'
    assert reviewed(tmp_path, library, "other/crane", TODAY, TODAY).place.path == "content/other/runbooks/crane.yaml"


@cache
def library() -> Library:
    """Return the repository's own records."""
    return open_project(ROOT, TODAY, "internal").library


def every_action() -> Iterator[tuple[Incident, int, Step]]:
    """Yield every action item of the repository that is not closed, with each step that it can take."""
    for incident in library().incidents:
        for index, item in enumerate(incident.action_items):
            for step in SAID:
                if item.is_open and not (step == "start" and item.state == "in-progress"):
                    yield incident, index, step


def test_every_open_action_of_the_repository_can_be_changed() -> None:
    """At most three lines differ, all of them in the item, and the rest of the file's data is the same."""
    tried = 0
    for incident, index, step in every_action():
        name = incident.actions[index][0]
        changed = action_changed(ROOT, library(), (incident.path, name), step, SAID[step])
        assert 1 <= len(lines_changed((ROOT / incident.path).read_bytes(), changed.raw)) <= 3, (
            incident.path,
            name,
            step,
        )
        tried += 1
    assert tried > 20


def test_every_record_of_the_repository_can_be_reviewed() -> None:
    """One line is added, or one is changed."""
    records = [record for record in library().records if record.key.kind in {"runbook", "procedure", "template"}]
    for record in records:
        changed = reviewed(ROOT, library(), record.path, TODAY, TODAY)
        signs = "".join(line[0] for line in lines_changed((ROOT / record.path).read_bytes(), changed.raw))
        assert signs == ("-+" if read(ROOT / record.path, record.path).seat(("reviewed",)) else "+"), record.path
    assert len(records) > 20


def run(root: Path, *arguments: str) -> tuple[int, str, str]:
    """Run our command in a project; returns its exit code and what it printed where."""
    result = CliRunner().invoke(cli, [*arguments, "--root", str(root)], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_commands_write_and_say_where(tmp_path: Path) -> None:
    """A place that an editor opens; a reason and exit 1 when nothing was written."""
    project(tmp_path, f"{HEAD}action_items: [Oil it, Paint it]\n".encode())
    (tmp_path / RUNBOOK).parent.mkdir()
    (tmp_path / RUNBOOK).write_text("title: Crane\nresolution: [Oil]\n")
    assert run(tmp_path, "action", "start", "2026-11-01-crane", "oil-it") == (0, f"{PATH}:5:16\n", "")
    assert run(tmp_path, "action", "done", "2026-11-01-crane", "oil-it", "--on", DAY) == (0, f"{PATH}:5:33\n", "")
    assert run(tmp_path, "action", "drop", "2026-11-01-crane", "paint-it", "--why", "sold")[0] == 0
    assert (tmp_path / PATH).read_text() == (
        f"{HEAD}action_items: [{{action: Oil it, done: {DAY}}}, {{action: Paint it, status: wont-do, why_not: sold}}]\n"
    )
    said = "runbook-site: it is done already, since 2026-11-20\n"
    assert run(tmp_path, "action", "done", "2026-11-01-crane", "oil-it") == (1, "", said)
    assert run(tmp_path, "reviewed", "crane", "--on", DAY) == (0, f"{RUNBOOK}:2:1\n", "")
    assert (tmp_path / RUNBOOK).read_text() == f"title: Crane\nreviewed: {DAY}\nresolution: [Oil]\n"


def test_changed_keeps_a_files_mark(tmp_path: Path) -> None:
    """The bytes before the first letter are written again."""
    changed = Changed(read(ROOT / "content/example/handbook.yaml", "a.yaml").place(()), b"\xef\xbb\xbfx: y\n")
    (tmp_path / "a.yaml").touch()
    changed.write(tmp_path)
    assert (tmp_path / "a.yaml").read_bytes() == b"\xef\xbb\xbfx: y\n"
