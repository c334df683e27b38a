"""A site that is built over an old one is the site that is built of nothing: to the byte and to the list of files."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.engines.cache_folder import VARIABLE
from generator.engines.mkdocs_build import build_site
from generator.engines.mkdocs_export import export_site
from generator.library.project import open_project
from generator.today import today
from tests.engines.conftest import CONFIG, Project, tree

INCIDENT = "title: Till {0}\nstatus: resolved\nstarted: 2025-02-{0} 14:02\nresolved: 15:00\nsummary: It jammed.\n"
TENTH, ELEVENTH = (f"shop/incidents/2025-02-{day}-till/index.html" for day in (10, 11))
WRITES = """\
import pathlib

def on_post_build(config):
    for page in pathlib.Path(config.site_dir).rglob("*.html"):
        with page.open("a") as file:
            file.write("<!-- seen -->")
    raise RuntimeError("till jammed")
"""

Way = Callable[[Path], object]
"""Builds the site of the project in a folder."""


def by_mkdocs(root: Path) -> None:
    """Do what `mkdocs build` does."""
    settings = load_config(str(root / "mkdocs.yml"))
    settings.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(settings)
    finally:
        settings.plugins.on_shutdown()


ways = pytest.mark.parametrize(
    "build", [pytest.param(by_mkdocs, id="mkdocs build"), pytest.param(build_site, id="runbook-site build")]
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which builds keep what they made."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


@pytest.fixture
def till(project: Project, cache: Path) -> Project:
    """Return a project with incidents, whose pages mkdocs does not know."""
    del cache
    for day in (10, 11, 12):
        project.write(f"incidents/shop/2025-02-{day}-till.yaml", INCIDENT.format(day))
    return project


def change(project: Project, day: int, line: str) -> None:
    """Add a line to an incident."""
    project.write(f"incidents/shop/2025-02-{day}-till.yaml", INCIDENT.format(day) + line)


def rename(project: Project) -> None:
    """Give an incident another id, and take another one away."""
    (project.root / "incidents/shop/2025-02-12-till.yaml").unlink()
    incident = project.root / "incidents/shop/2025-02-11-till.yaml"
    incident.rename(incident.with_stem("2025-02-11-drawer"))


def put_by_hand(project: Project) -> None:
    """Put files, a folder and a link where pages stand, and spoil a page."""
    (project.site / TENTH).with_name("note.txt").write_text("mine", "utf-8")
    (project.site / ELEVENTH).write_text("spoilt", "utf-8")
    (project.site / "shop/incidents/empty").mkdir()
    (project.site / "by-hand.html").symlink_to("index.html")


def move_handbook(project: Project) -> None:
    """Give the handbook another id."""
    for folder in ("content", "incidents"):
        (project.root / folder / "shop").rename(project.root / folder / "store")


CHANGES: tuple[tuple[str, Callable[[Project], object]], ...] = (
    ("nothing", lambda project: project),
    ("a sentence", lambda project: change(project, 11, "root_cause: A coin.\n")),
    ("a runbook", lambda project: project.write("content/shop/runbooks/open.yaml", "title: Open\nresolution: [Do]\n")),
    ("an incident that used it", lambda project: change(project, 11, "runbooks: [open]\n")),
    ("another one", lambda project: change(project, 12, "runbooks: [open]\n")),
    ("a lesson with markup", lambda project: change(project, 11, "runbooks: [open]\nlessons: It *jams*.\n")),
    ("the sentence taken back", lambda project: change(project, 11, "")),
    ("files put there by hand", put_by_hand),
    ("an incident renamed, another one gone", rename),
    ("an incident that not everybody may read", lambda project: change(project, 10, "visibility: internal\n")),
    (
        "the public edition",
        lambda project: project.write(
            "mkdocs.yml", CONFIG.replace("[runbook-site]", "[runbook-site: {edition: public}]")
        ),
    ),
    ("files instead of folders", lambda project: project.write("mkdocs.yml", f"{CONFIG}use_directory_urls: false\n")),
    ("folders again", lambda project: project.write("mkdocs.yml", CONFIG.replace("theme:", "theme:\n  language: de"))),
    ("the handbook renamed", move_handbook),
)


@ways
def test_it_is_the_site_that_is_built_of_nothing(till: Project, cache: Path, build: Way) -> None:
    """Whatever changed: no byte, no file and no empty folder more or less, and nothing beside it."""
    build(till.root)
    for what, do in CHANGES:
        do(till)
        build(till.root)
        over_the_old = everything(till.site)
        shutil.rmtree(till.site)
        shutil.rmtree(cache)
        build(till.root)
        assert over_the_old == everything(till.site), what
    assert sorted(path.name for path in till.root.iterdir()) == ["content", "incidents", "mkdocs.yml", "site"]


@ways
def test_a_page_that_does_not_change_is_the_same_file(till: Project, build: Way) -> None:
    """With its number and its time; the page that changes is another file."""
    build(till.root)
    for page in (TENTH, ELEVENTH):
        os.utime(till.site / page, (1, 1))
    before = {page: (till.site / page).stat() for page in (TENTH, ELEVENTH)}
    change(till, 11, "root_cause: A coin.\n")
    build(till.root)
    after = {page: (till.site / page).stat() for page in (TENTH, ELEVENTH)}
    assert (after[TENTH].st_ino, after[TENTH].st_mtime) == (before[TENTH].st_ino, 1)
    assert after[ELEVENTH].st_mtime > 1


@ways
def test_files_that_several_processes_keep_come_over(
    till: Project, build: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another process finds to be the same is known to the one that moves it."""
    for name, value in (("spare_processes", lambda: 1), ("_WORTH", 1), ("_SHEET", 1)):
        monkeypatch.setattr(f"generator.engines.mkdocs_press.{name}", value)
    build(till.root)
    before = everything(till.site)
    pages = sorted((till.site / "shop/incidents").glob("*-till/index.html"))
    numbers = [page.stat().st_ino for page in pages]
    build(till.root)
    assert len(pages) == 3
    assert everything(till.site) == before
    assert [page.stat().st_ino for page in pages] == numbers


@ways
def test_an_export_of_the_same_process_changes_nothing(till: Project, cache: Path, build: Way) -> None:
    """It gives every page to mkdocs; the build after it writes its own, and keeps what it has made of them."""
    export_site(open_project(till.root, today()), till.root / "export", plain=True)
    assert not cache.exists()
    build(till.root)
    assert [*cache.glob("*/*.sheets")] != []


def test_nobody_writes_into_the_site_that_is_served(till: Project) -> None:
    """A hook may change the new site in place: no file of the old one is changed, which stays after a failure."""
    build_site(till.root)
    before = everything(till.site)
    till.write("writes.py", WRITES)
    till.write("mkdocs.yml", f"{CONFIG}hooks: [writes.py]\n")
    with pytest.raises(RuntimeError, match="till jammed"):
        build_site(till.root)
    assert everything(till.site) == before


def test_a_disk_without_second_names_has_copies(till: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file can have one name only, it is written."""
    build_site(till.root)
    before = everything(till.site)

    def refused(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    build_site(till.root)
    assert everything(till.site) == before


def test_a_page_of_another_build_that_was_faster_is_not_taken(till: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old site changes between the look and the second name: what is taken is looked at, not what was there."""
    build_site(till.root)
    link = os.link

    def overtaken(old: str, new: str, *, follow_symlinks: bool) -> None:
        page = Path(old)
        page.unlink()
        page.write_bytes(b"x" * 10)
        link(old, new, follow_symlinks=follow_symlinks)

    before = everything(till.site)
    monkeypatch.setattr(os, "link", overtaken)
    build_site(till.root)
    assert everything(till.site) == before


def everything(site: Path) -> dict[str, bytes | None]:
    """Return the paths of everything in a site; files with their bytes."""
    folders = {path.relative_to(site).as_posix(): None for path in site.rglob("*") if path.is_dir()}
    return {**tree(site), **folders}
