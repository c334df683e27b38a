"""`runbook-site build`: the whole old or the whole new site, and nobody else's folder."""

import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from generator.engines import mkdocs_build
from generator.engines.mkdocs_build import NotBuilt, build_site
from generator.library.project import open_project
from generator.pages.anchors import anchors_of
from tests.engines.conftest import CONFIG, Project, surroundings, tree

# A hook of the project's own that says it was reached and then waits: here a build can be killed.
WAITING = """\
import pathlib, time

def on_post_build(config):
    pathlib.Path("reached").touch()
    time.sleep(600)
"""
SLOW = """\
import time

def on_post_build(config):
    time.sleep(0.2)
"""


def beside(project: Project) -> list[str]:
    """Return what builds left beside the site."""
    return sorted(path.name for path in project.root.glob(".site*"))


def test_a_second_build_replaces_the_first_whole(project: Project) -> None:
    """A page that is gone from the records is gone from the site, and nothing is left beside it."""
    project.write("content/shop/runbooks/slow.yaml", "title: Slow\nresolution:\n  - Wait\n")
    project.built()
    assert (project.site / "shop/runbooks/slow/index.html").is_file()
    (project.root / "content/shop/runbooks/slow.yaml").unlink()
    project.built()
    assert not (project.site / "shop/runbooks/slow").exists()
    assert beside(project) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("content/shop/runbooks/down.yaml", "title: [", id="a record that is no YAML"),
        pytest.param(
            "content/shop/runbooks/down.yaml", "title: Down\nrelated: [gone]\nresolution: [x]\n", id="a reference"
        ),
        pytest.param("content/note.md", "# Note\n\n[gone](gone.md)\n", id="a page with a dead link"),
        pytest.param("content/note.md", "# Note\n\n[gone](#gone)\n", id="a page with a dead anchor"),
    ],
)
def test_a_failed_build_leaves_the_old_site(project: Project, path: str, text: str) -> None:
    """The exit code is 1, the last good site is there to the byte, and nothing is left beside it."""
    before = tree(project.built())
    project.write(path, text)
    assert project.build().returncode == 1
    assert tree(project.site) == before
    assert beside(project) == []


def test_what_mkdocs_finds_is_said_in_one_line(project: Project) -> None:
    """What only mkdocs finds reads like what we find, and says that the build is off."""
    project.write("mkdocs.yml", f"{CONFIG}nav: [gone.md]\n")
    done = project.build()
    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            (
                "mkdocs: warning: A reference to 'gone.md' is included in the 'nav' configuration, "
                "which is not found in the documentation files."
            ),
            "runbook-site: mkdocs gave up: Aborted with 1 warnings in strict mode!",
        ],
    )


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param("site_name: Try\nplugins: [search, runbook-site, nowhere]\n", id="unknown plugin"),
        pytest.param("plugins: [search, runbook-site]\n", id="without a name"),
    ],
)
def test_settings_that_cannot_be_used_are_said(project: Project, settings: str) -> None:
    """A mistake in mkdocs.yml gives lines and no traceback, and exit 1."""
    project.write("mkdocs.yml", f"{settings}docs_dir: content\n")
    done = project.build()
    last = "runbook-site: mkdocs.yml cannot be used: Aborted with a configuration error!"
    assert (done.returncode, done.stderr.splitlines()[-1], "Traceback" in done.stderr) == (1, last, False)


def test_other_settings_beside_mkdocs_yml_are_used(project: Project) -> None:
    """`--config` names the settings of another site of the same records; settings that are not there are said."""
    project.write("mkdocs.disk.yml", "INHERIT: mkdocs.yml\nsite_dir: disk\nuse_directory_urls: false\n")
    assert project.build("--config", "mkdocs.disk.yml").returncode == 0
    assert ((project.root / "disk/shop/runbooks/down.html").is_file(), project.site.exists()) == (True, False)
    done = project.build("--config", "mkdocs.dsk.yml")
    assert (done.returncode, "Traceback" in done.stderr, "mkdocs.dsk.yml" in done.stderr) == (1, False, True)


def test_settings_without_our_plugin_build_nothing(project: Project) -> None:
    """Mkdocs alone would publish the records."""
    project.write("mkdocs.yml", "site_name: Try\ndocs_dir: content\n")
    with pytest.raises(NotBuilt, match="does not name our plugin"):
        build_site(project.root)
    assert not project.site.exists()


def test_a_project_that_was_read_is_not_read_again(project: Project) -> None:
    """What the command has checked is what it builds."""
    opened = open_project(project.root, date(2026, 1, 2), anchors_of=anchors_of)
    project.write("content/shop/runbooks/down.yaml", "title: Something else\nresolution: [x]\n")
    build_site(project.root, project=opened)
    assert "Shop down" in project.page("shop/runbooks/down")


def test_a_project_of_another_edition_is_not_built(project: Project) -> None:
    """Whatever was read before: the public edition is made from public records."""
    opened = open_project(project.root, date(2026, 1, 2), "internal", anchors_of)
    project.write("content/shop/runbooks/down.yaml", "title: Shop down\nvisibility: internal\nresolution: [x]\n")
    build_site(project.root, edition="public", project=opened)
    assert not (project.site / "shop/runbooks/down").exists()


def test_a_folder_of_somebody_else_is_refused(project: Project) -> None:
    """A folder with files that we did not build is left as it is."""
    keep = project.write("papers/thesis.txt", "ten years")
    done = project.build("--site", "papers")
    assert done.returncode == 1
    assert done.stderr.endswith(
        "papers is not empty and was not built by runbook-site; remove it, or name another folder\n"
    )
    assert keep.read_text() == "ten years"


@pytest.mark.parametrize("name", [".", "..", "content/../../project"])
def test_the_project_itself_is_refused(project: Project, name: str) -> None:
    """The project's folder and those above it are never replaced."""
    with pytest.raises(NotBuilt, match="it is the project, holds it, or is a link"):
        build_site(project.root, project.root / name)
    assert (project.root / "mkdocs.yml").is_file()


def test_a_link_and_a_file_are_refused(project: Project, tmp_path: Path) -> None:
    """A site is a folder, not what stands at the end of a link."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    project.site.symlink_to(elsewhere)
    with pytest.raises(NotBuilt, match="is a link"):
        build_site(project.root)
    file = project.write("file", "x")
    with pytest.raises(NotBuilt, match="is a file"):
        build_site(project.root, file)


def test_a_killed_build_leaves_the_old_site_and_the_next_one_tidies_up(project: Project) -> None:
    """Killed with everything written, the old site stays whole; the next build removes what the killed one left."""
    before = tree(project.built())
    project.write("wait.py", WAITING)
    config = project.root / "mkdocs.yml"
    config.write_text(f"{config.read_text()}hooks: [wait.py]\n")
    killed = subprocess.Popen([sys.executable, "-m", "generator", "build"], cwd=project.root, env=surroundings())
    while not (project.root / "reached").exists():
        assert killed.poll() is None
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert tree(project.site) == before
    assert len(beside(project)) == 1
    project.write("wait.py", "")
    project.built()
    assert beside(project) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("mkdocs.yml", f"{CONFIG}nav: [gone.md]\n", id="mkdocs gives up"),
        pytest.param("content/shop/runbooks/down.yaml", "title: [", id="the records have errors"),
    ],
)
def test_a_build_killed_between_the_renames_is_mended(project: Project, path: str, text: str) -> None:
    """The old site that stood aside comes back before anything else happens, even if the next build fails."""
    before = tree(project.built())
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True, check=True
    )
    project.site.rename(project.root / f".site-old-{ended.stdout.strip()}")
    project.write(path, text)
    assert project.build().returncode == 1
    assert tree(project.site) == before
    assert beside(project) == []


def test_folders_that_only_look_like_leftovers_stay(project: Project) -> None:
    """Without our mark nothing is removed."""
    keep = project.write(".site-old-999999999/thesis.txt", "ten years")
    project.built()
    assert keep.read_text() == "ten years"


def test_builds_at_once_leave_one_whole_site(project: Project) -> None:
    """Each build succeeds, and the site is the whole work of one of them."""
    expected = tree(project.built())
    project.write("slow.py", SLOW)
    config = project.root / "mkdocs.yml"
    config.write_text(f"{config.read_text()}hooks: [slow.py]\n")
    command = [sys.executable, "-m", "generator", "build"]
    running = [subprocess.Popen(command, cwd=project.root, env=surroundings()) for _ in range(3)]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert set(tree(project.site)) == set(expected)
    assert beside(project) == []


def test_a_swap_that_comes_second_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build puts its site there between our two renames: ours replaces it."""
    site, aside = tmp_path / "site", tmp_path / ".site-new-1"
    for folder in (site, aside):
        folder.mkdir()
        (folder / "who").write_text(folder.name)
    rename = Path.rename

    def overtaken(self: Path, target: Path) -> Path:
        moved = rename(self, target)
        if self == site and not (tmp_path / "other").exists():
            (tmp_path / "other").touch()
            site.mkdir()
            (site / "who").write_text("the other")
        return moved

    monkeypatch.setattr(Path, "rename", overtaken)
    mkdocs_build._swap(aside, site)  # noqa: SLF001 - the race itself cannot be timed from outside
    assert (site / "who").read_text() == ".site-new-1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "site"]
