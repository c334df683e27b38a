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


def test_it_does_not_come_back_among_new_pages(site: Path) -> None:
    """Half of a new site beside an old one would be none."""
    old = OldSite(site)
    old.set_aside()
    (site / "index.html").write_text("new", "utf-8")
    old.put_back()
    assert files(site) == [".git/HEAD", "index.html"]


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
        pytest.param("post_page", False, id="among the pages"),
    ],
)
def test_a_build_that_fails(project: Project, event: str, *, stays: bool) -> None:
    """The last site is there as long as none of a new one is; nothing stands aside."""
    before = mkdocs(project, 0)
    project.write("fails.py", FAILS.format(event=event))
    project.write("mkdocs.yml", (project.root / "mkdocs.yml").read_text("utf-8") + "hooks: [fails.py]\n")
    after = mkdocs(project, 1)
    assert (after == before) is stays
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
