"""Where things are kept from one build to the next: never in the project, and not for ever."""

import os
import sys
from pathlib import Path

import pytest

from generator.engines.cache_folder import VARIABLE, CacheRefused, cache_of
from tests.engines.conftest import Project

LONG_AGO = 1_600_000_000


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the environment names."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_each_project_and_each_edition_has_a_folder_of_its_own(base: Path, tmp_path: Path) -> None:
    """Which nobody else may look into."""
    folders = [cache_of(tmp_path / name, edition) for name in ("one", "two") for edition in ("internal", "public")]
    assert len({folder for folder in folders if folder and folder.parent == base}) == 4
    assert {folder.stat().st_mode & 0o777 for folder in folders if folder} == {0o700}
    assert cache_of(tmp_path / "one", "internal") == folders[0]


def test_without_the_variable_it_is_the_folder_of_whoever_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system names it."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home/.cache"))
    folder = cache_of(tmp_path / "project")
    assert folder is not None
    assert folder.is_relative_to(tmp_path / "home")
    assert folder.parent.name == "runbook-site"


def test_set_to_nothing_it_says_that_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For whoever wants each build to do everything."""
    monkeypatch.setenv(VARIABLE, "")
    assert cache_of(tmp_path) is None


@pytest.mark.parametrize("below", ["", ".cache", "content/a/b"])
def test_a_folder_in_the_project_is_refused(tmp_path: Path, below: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pull request could bring along what the next build would publish; a link to it is no way round."""
    (tmp_path / "project").mkdir()
    (tmp_path / "link").symlink_to("project")
    for way in ("project", "link"):
        monkeypatch.setenv(VARIABLE, str(tmp_path / way / below))
        with pytest.raises(CacheRefused, match=rf"^{VARIABLE} names .*project.*; name a folder outside of it$"):
            cache_of(tmp_path / "project")
    assert list((tmp_path / "project").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the cache folder has another variable")
@pytest.mark.parametrize("home", [".", "home", "../link"])
def test_a_project_that_holds_its_home_keeps_nothing(
    tmp_path: Path, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has named the folder, so nobody is told of it."""
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "link").symlink_to("project/inside")
    for name in (VARIABLE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "project" / home))
    assert cache_of(project) is None
    assert list(project.iterdir()) == []


def test_a_build_says_that_it_was_refused(project: Project) -> None:
    """As a warning: the site is built, unless warnings are errors; nothing is kept."""
    project.write("incidents/shop/2025-02-10-till.yaml", "title: Till\nstatus: resolved\n")
    done = project.run("-m", "mkdocs", "build", **{VARIABLE: str(project.root / ".cache")})
    assert done.returncode == 0
    assert f"{VARIABLE} names {project.root / '.cache'}, in the project" in done.stderr
    assert not (project.root / ".cache").exists()
    assert project.run("-m", "mkdocs", "build", "--strict", **{VARIABLE: ".cache"}).returncode == 1


def test_where_nobody_may_write_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands in the way; the build goes on without."""
    (tmp_path / "file").write_text("here", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "cache"))
    assert cache_of(tmp_path / "project") is None


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such modes there")
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o722])
def test_where_others_may_write_nothing_is_believed(base: Path, tmp_path: Path, mode: int) -> None:
    """Whoever writes there decides what is published; a folder that leads elsewhere is no better."""
    folder = cache_of(tmp_path / "project")
    assert folder is not None
    folder.chmod(mode)
    refusal = rf"^{VARIABLE} names {base}, where others may write into {folder.name}; remove that folder$"
    with pytest.raises(CacheRefused, match=refusal):
        cache_of(tmp_path / "project")
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").chmod(0o700)
    with pytest.raises(CacheRefused, match=refusal):
        cache_of(tmp_path / "project")


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such owners there")
def test_what_somebody_else_made_is_not_believed(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where nobody but that one may write: in a folder that all may write in, anybody can be there first."""
    assert cache_of(tmp_path / "project") is not None
    another = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: another)
    with pytest.raises(CacheRefused, match=rf"^{VARIABLE} names {base}, where others may write into "):
        cache_of(tmp_path / "project")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the cache folder has another variable")
def test_of_a_folder_that_nobody_named_nobody_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept there either."""
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = cache_of(tmp_path / "project")
    assert folder is not None
    folder.chmod(0o777)
    assert cache_of(tmp_path / "project") is None


def test_what_was_not_used_for_a_month_goes(base: Path, tmp_path: Path) -> None:
    """Only what we have made: a folder without our tag stays, however old it is, and so does another program's."""
    old, used = cache_of(tmp_path / "old"), cache_of(tmp_path / "used")
    notes, theirs, unread = base / "notes", base / "wheels", base / "pictures"
    for folder in (notes, theirs, unread):
        folder.mkdir()
    (theirs / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n", encoding="utf-8")
    (unread / "CACHEDIR.TAG").write_bytes(b"\xff")
    assert old is not None
    assert used is not None
    for path in (old / "CACHEDIR.TAG", notes, theirs / "CACHEDIR.TAG", unread / "CACHEDIR.TAG"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    cache_of(tmp_path / "used")
    assert {path.name for path in base.iterdir()} == {used.name, "notes", "wheels", "pictures"}
