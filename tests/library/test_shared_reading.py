"""Files read in several processes give the same as files read in one: records, problems, and what rules find."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from generator.library.project import Project, open_project
from generator.library.shared_reading import SharedReading
from generator.pages.anchors import anchors_of

TODAY = date(2026, 11, 22)
CASES = Path(__file__).parent.parent / "cases" / "bad"
WRONG = {
    "2025-01-01-unread": "title: [One\n",
    "2025-01-02-lost": "title: Two\nstatus: soon\nlessons: TBD\n",
    "2025-01-03-blame": "title: Three\nstatus: resolved\nroot_cause: Human error\n",
    "2025-01-04-broken": "title: CafÃ© down\nstatus: resolved\n",
    "2025-01-05-silenced": "title: '[Name]' # runbook-site: ignore placeholder-left - a name\nstatus: resolved\n",
    "2025-01-06-empty": "",
    "2025-01-07-number": "title: Seven\nstatus: resolved\nsummary: Call +49 30 901820 33\n",
}


def opened(root: Path, helpers: int) -> Project:
    """Open a project with so many processes beside this one."""
    return open_project(root, TODAY, "internal", anchors_of, SharedReading(helpers))


def assert_alike(root: Path) -> None:
    """Hold that nobody can tell how many processes have read."""
    alone, shared = opened(root, 0), opened(root, 2)
    assert shared.problems == alone.problems
    assert [(one.path, one.key, one.lost) for one in shared.library.records] == [
        (one.path, one.key, one.lost) for one in alone.library.records
    ]
    assert shared.library.records == alone.library.records


def test_a_corpus_with_mistakes(tmp_path: Path) -> None:
    """Among hundreds of sound files those with mistakes of every sort."""
    write_corpus(tmp_path, 150)
    for name, text in WRONG.items():
        (tmp_path / "incidents/corpus" / f"{name}.yaml").write_text(text, "utf-8")
    assert_alike(tmp_path)
    codes = {one.code for one in opened(tmp_path, 2).problems}
    assert codes >= {"unknown-choice", "blaming-words", "mojibake", "personal-data", "empty-value"}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in sorted(CASES.iterdir())[::4]])
def test_each_sort_of_mistake(case: Path, tmp_path: Path) -> None:
    """Every fourth of the small wrong projects."""
    root = tmp_path / "project"
    shutil.copytree(case, root, symlinks=True)
    assert_alike(root)


@pytest.mark.parametrize("helpers", [0, 2])
def test_what_is_done_meanwhile_is_done_once(tmp_path: Path, helpers: int) -> None:
    """With others or without: whoever needs what is loaded meanwhile finds it there."""
    write_corpus(tmp_path, 2)
    done: list[int] = []
    open_project(tmp_path, TODAY, "internal", anchors_of, SharedReading(helpers, lambda: done.append(1)))
    assert done == [1]


def test_a_process_that_dies_is_not_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it did not send is read by this process."""
    write_corpus(tmp_path, 100)
    alone = opened(tmp_path, 0)
    monkeypatch.setattr("generator.library.shared_reading._help", dying)
    assert opened(tmp_path, 1).library.records == alone.library.records


def dying(*_: object) -> None:
    """End this process at once, as the kernel ends one for which there is no memory."""
    raise SystemExit(9)
