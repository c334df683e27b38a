"""Two `mkdocs build` into one folder: the second waits for the first, and both end well."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.engines.site_turn import SiteTurn
from tests.engines.conftest import Project, surroundings, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders have no locks there")


def begun(project: Project, log: Path) -> "subprocess.Popen[bytes]":
    """Begin a build, whose words go to a file."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    with log.open("wb") as words:
        return subprocess.Popen(command, cwd=project.root, env=surroundings(), stdout=words, stderr=words)


def test_a_build_waits_for_another_one_and_says_so(project: Project, tmp_path: Path) -> None:
    """Until then it touches nothing; what it then builds is what stands in the records by then."""
    project.built()
    before = tree(project.site)
    turn = SiteTurn()
    turn.take(project.site, lambda: pytest.fail("nobody else builds"))
    log = tmp_path / "words"
    second = begun(project, log)
    while "another build writes into" not in log.read_text("utf-8"):
        assert second.poll() is None, log.read_text("utf-8")
        time.sleep(0.05)
    assert tree(project.site) == before
    project.write("content/shop/runbooks/down.yaml", "title: Till jammed\nresolution: [Restart it]\n")
    turn.end()
    assert second.wait() == 0, log.read_text("utf-8")
    assert "Till jammed" in (project.site / "shop/runbooks/down/index.html").read_text("utf-8")


def test_builds_at_once_both_end_with_the_site(project: Project, tmp_path: Path) -> None:
    """Neither finds what the other one is moving, and the last site is whole."""
    logs = [tmp_path / name for name in ("first", "second", "third")]
    running = [begun(project, log) for log in logs]
    assert [one.wait() for one in running] == [0, 0, 0], [log.read_text("utf-8") for log in logs]
    among = tree(project.site)
    assert project.run("-m", "mkdocs", "build", "-q").returncode == 0
    assert tree(project.site) == among


def test_a_folder_that_cannot_be_locked_stops_nobody(tmp_path: Path) -> None:
    """Whoever writes says what is wrong with it."""
    (tmp_path / "file").write_text("", "utf-8")
    turn = SiteTurn()
    turn.take(tmp_path / "file/site", lambda: pytest.fail("nobody else builds"))
    turn.end()
