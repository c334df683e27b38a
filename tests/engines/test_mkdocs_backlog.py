"""A preview makes a page when somebody asks for it, and it is the page that a build writes."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.corpus import write_corpus
from generator.engines.mkdocs import RunbookSitePlugin
from generator.engines.mkdocs_backlog import Backlog
from generator.engines.mkdocs_preview import Preview
from generator.library.library import Library
from generator.library.reports import REPORTS, table
from generator.library.reports.scope import Make
from generator.library.reports.table import Report
from tests.engines.conftest import tree

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

ADDRESS = "http://127.0.0.1:8000/"
INCIDENT = "title: It jammed\nstatus: resolved\nstarted: 2025-02-11 14:02\n"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with incidents, runbooks, tables, reports and files for programs."""
    root = tmp_path_factory.mktemp("corpus") / "project"
    write_corpus(root, 40)
    return root


def previewed(root: Path, site: Path, *, at_once: bool = False) -> RunbookSitePlugin:
    """Build as `mkdocs serve` does; with `at_once` every page is written."""
    config = load_config(config_file=str(root / "mkdocs.yml"), site_dir=str(site), site_url=ADDRESS)
    plugin = cast("RunbookSitePlugin", config.plugins["runbook-site"])
    config.plugins.on_startup(command="serve", dirty=False)
    plugin.keeps_all = at_once
    build(config, serve_url=ADDRESS)
    return plugin


def test_every_page_is_what_a_build_writes(corpus: Path, tmp_path: Path) -> None:
    """All addresses of a site, asked for in any order; nothing else is there, and nothing is missing."""
    previewed(corpus, tmp_path / "whole", at_once=True)
    whole = tree(tmp_path / "whole")
    plugin = previewed(corpus, tmp_path / "preview")
    backlog = plugin.preview.backlog
    assert backlog is not None
    assert not (tmp_path / "preview/search/root.js").exists()
    for address in sorted(whole, reverse=True):
        backlog.make(address.removesuffix("index.html") if len(address) % 2 else address)
    assert tree(tmp_path / "preview") == whole


def test_years_of_long_tables_are_found_when_they_are_asked_for(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No report is made for a save; its pages are those of a build all the same, and so is the site's map."""
    monkeypatch.setattr(table, "MOST_ROWS", 10)
    previewed(corpus, tmp_path / "whole", at_once=True)
    whole = {name: content for name, content in tree(tmp_path / "whole").items() if name.startswith(("rep", "site"))}
    backlog = previewed(corpus, tmp_path / "preview").preview.backlog
    assert backlog is not None
    made: list[str] = []

    def noted(name: str, make: Make) -> Make:
        def making(library: Library, today: date) -> Report:
            made.append(name)
            return make(library, today)

        return making

    for name, make in REPORTS.items():
        monkeypatch.setitem(REPORTS, name, noted(name, make))
    years = [name for name in whole if name.startswith("reports/calendar/days-")]
    assert backlog.make(years[0].removesuffix("index.html"))
    assert made == ["calendar"]
    assert not backlog.make("reports/calendar/days-1999/")
    for address in whole:
        backlog.make(address)
    found = {name: content for name, content in tree(tmp_path / "preview").items() if name in whole}
    assert found == whole


def test_few_pages_are_written_before(corpus: Path, tmp_path: Path) -> None:
    """No incident, no file for programs, no index: that is what the wait was for."""
    previewed(corpus, tmp_path)
    made = {
        path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*.html") if "made when" not in path.read_text()
    }
    assert not [parts for parts in made if parts == ("corpus", "incidents")]
    assert not list(tmp_path.glob("data/*.json"))


class Server:
    """What a preview needs of mkdocs' server."""

    mount_path = "/try/"

    def __init__(self, site: Path, meanwhile: Callable[[], None] = lambda: None) -> None:
        """`meanwhile` happens before the first answer."""
        self.site = site
        self.meanwhile = [meanwhile]

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
        """Answer with a file."""
        while self.meanwhile:
            self.meanwhile.pop()()
        file = self.site / environ["PATH_INFO"].removeprefix(self.mount_path) / "index.html"
        start_response("200 OK" if file.is_file() else "404 Not Found", [])
        return [file.read_bytes()] if file.is_file() else [b""]


def test_a_page_that_a_build_takes_away_is_made_again(corpus: Path, tmp_path: Path) -> None:
    """A build may begin between the making of a page and its sending: nobody is told that it is not there."""
    plugin = previewed(corpus, tmp_path)
    preview = plugin.preview
    name = sorted((corpus / "incidents").rglob("*.yaml"))[3].stem

    def builds_again() -> None:
        preview.building(lambda: setattr(preview, "backlog", previewed(corpus, tmp_path).preview.backlog))()

    server = cast("LiveReloadServer", Server(tmp_path, builds_again))
    said: list[str] = []
    environ = {"PATH_INFO": f"/try/corpus/incidents/{name}/"}
    body = preview.serving(server)(environ, lambda status, *_: said.append(status))  # type: ignore[arg-type]
    assert (said, b"<h1" in b"".join(body)) == (["200 OK"], True)


@pytest.mark.parametrize("path", ["/livereload/1/2", "/elsewhere/", "/try/../../etc/passwd", "/try/nothing/", "/try/"])
def test_other_requests_make_nothing(path: str, tmp_path: Path) -> None:
    """What is no page of ours is the server's own."""
    preview = Preview()
    asked: list[str] = []

    class Empty(Backlog):
        def __init__(self) -> None:
            """Nothing is kept."""

        def make(self, address: str) -> bool:
            asked.append(address)
            return False

    preview.backlog = Empty()
    server = cast("LiveReloadServer", Server(tmp_path))
    said: list[str] = []
    list(preview.serving(server)({"PATH_INFO": path}, lambda status, *_: said.append(status)))  # type: ignore[arg-type]
    assert said == ["404 Not Found"]
    assert all(".." not in address for address in asked)
