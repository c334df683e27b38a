"""The last site stands aside while a new one is written, and goes when that is there."""

from pathlib import Path

import pytest

from generator.engines.old_site import OldSite
from tests.engines.conftest import Project, tree

ASIDE = ".runbook-site-old"
FAILS = "def on_{event}(*_, **__):\n    raise RuntimeError('till jammed')\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site's folder with a page, a file and what is hidden."""
    for path in ("shop/index.html", "robots.txt", ".git/HEAD"):
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, "utf-8")
    return tmp_path / "site"


def files(folder: Path) -> list[str]:
    """Return the paths of all files in a folder."""
    return sorted(tree(folder))


def test_what_is_hidden_stays(site: Path) -> None:
    """As with mkdocs; the rest is moved, and then gone."""
    old = OldSite(site)
    old.set_aside()
    assert files(site) == [".git/HEAD", f"{ASIDE}/robots.txt", f"{ASIDE}/shop/index.html"]
    old.remove()
    assert files(site) == [".git/HEAD"]


def test_it_comes_back_when_nothing_was_written(site: Path) -> None:
    """As it was."""
    before = tree(site)
    old = OldSite(site)
    old.set_aside()
    old.put_back()
    assert tree(site) == before
    assert not (site / ASIDE).exists()


def test_it_comes_back_in_place_of_half_a_new_one(site: Path) -> None:
    """As it was, also where it would have given something; whatever was written meanwhile goes."""
    before = tree(site)
    old = OldSite(site)
    old.set_aside()
    (site / "index.html").write_text("new", "utf-8")
    (site / "shop/new").mkdir(parents=True)
    (site / "shop/new/index.html").write_text("new", "utf-8")
    assert old.gives("shop/index.html", b"shop/index.html")
    old.put_back()
    assert tree(site) == before
    assert not (site / ASIDE).exists()


def test_what_is_the_same_comes_over(site: Path) -> None:
    """A page with its folder, if nothing else is in it; the rest goes, also what somebody put there by hand."""
    for path in (
        "shop/a/index.html",
        "shop/b/index.html",
        "shop/b/by-hand.txt",
        "shop/c/index.html",
        "gone/index.html",
    ):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(path, "utf-8")
    kept = ("robots.txt", "shop/index.html", "shop/a/index.html", "shop/b/index.html")
    numbers = {path: (site / path).stat().st_ino for path in (*kept, "shop/a")}
    old = OldSite(site)
    old.set_aside()
    (site / "shop/c").mkdir(parents=True)
    (site / "shop/c/index.html").write_text("new", "utf-8")
    assert [old.gives(path, path.encode()) for path in kept] == [True] * len(kept)
    assert not old.gives("shop/c/index.html", b"new")
    assert not list(site.glob("shop/a"))
    old.hand_over()
    assert files(site) == sorted((".git/HEAD", "shop/c/index.html", *kept))
    assert (site / "shop/c/index.html").read_text("utf-8") == "new"
    assert {path: (site / path).stat().st_ino for path in numbers} == numbers
    old.put_back()
    assert files(site) == sorted((".git/HEAD", "shop/c/index.html", *kept))


def test_nothing_comes_from_a_site_that_is_not_there(tmp_path: Path) -> None:
    """The first build, and a preview."""
    old = OldSite(tmp_path / "none")
    old.set_aside()
    assert not old.gives("index.html", b"")
    old.hand_over()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_goes(site: Path) -> None:
    """It is older than what stands there."""
    OldSite(site).set_aside()
    (site / "index.html").write_text("half", "utf-8")
    old = OldSite(site)
    old.set_aside()
    assert files(site) == [".git/HEAD", f"{ASIDE}/index.html"]


def test_nothing_is_made_where_no_site_is(tmp_path: Path) -> None:
    """Neither of a folder that is not there, nor in an empty one."""
    old = OldSite(tmp_path / "none")
    old.set_aside()
    old.put_back()
    assert not (tmp_path / "none").exists()
    empty = OldSite(tmp_path)
    empty.set_aside()
    assert files(tmp_path) == []


def test_a_second_build_leaves_nothing_of_the_first(project: Project) -> None:
    """Neither pages that are no more nor the folder aside."""
    project.write("content/gone.md", "# Gone\n")
    first = mkdocs(project, 0)
    (project.root / "content/gone.md").unlink()
    second = mkdocs(project, 0)
    assert "gone/index.html" in first
    assert {path for path in first if not path.startswith(("gone/", "search/"))} == {
        path for path in second if not path.startswith("search/")
    }


@pytest.mark.parametrize(
    ("event", "stays"),
    [
        pytest.param("pre_build", True, id="before anything is written"),
        pytest.param("nav", True, id="after mkdocs has emptied the folder"),
        pytest.param("post_page", True, id="among the pages"),
        pytest.param("post_build", False, id="after everything is written"),
    ],
)
def test_a_build_that_fails(project: Project, event: str, *, stays: bool) -> None:
    """The last site is there as long as the new one is not; nothing stands aside."""
    before = mkdocs(project, 0)
    project.write("content/note.md", "# Note\n")
    project.write("fails.py", FAILS.format(event=event))
    project.write("mkdocs.yml", (project.root / "mkdocs.yml").read_text("utf-8") + "hooks: [fails.py]\n")
    after = mkdocs(project, 1)
    assert (after == before, "note/index.html" in after) == (stays, not stays)
    assert not [path for path in after if path.startswith(ASIDE)]


def test_an_export_leaves_the_site_alone(project: Project) -> None:
    """It goes through the same steps, up to writing."""
    before = mkdocs(project, 0)
    done = project.run("-m", "generator", "export", "exported")
    assert done.returncode == 0, done.stderr
    assert tree(project.site) == before


def mkdocs(project: Project, code: int) -> dict[str, bytes]:
    """Build with plain mkdocs, and return the site's files."""
    done = project.run("-m", "mkdocs", "build", "-q")
    assert done.returncode == code, done.stderr
    return tree(project.site)
