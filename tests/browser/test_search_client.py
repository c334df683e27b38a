"""The way from a page to the search: from the web and from a disk, when files are new, and when some are missing."""

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from generator.engines.search_files import write_index
from generator.engines.site_files import Site
from generator.pages.card import Card
from generator.pages.search import Entry, Part, SearchIndex
from generator.pages.search.engine import ADDRESS, engine_script
from tests.browser.conftest import HOST, OpenPage, SiteHandler

ASSETS = Path(__file__).parents[2] / "generator/pages/assets"
FIND = """async ([query, options]) => {
  const search = (self.searching ??= openSearch("."));
  const answers = [];
  await new Promise((done, failed) => {
    const told = (answer) => { answers.push(answer); answer.pending || done(); };
    search.find(query, options ?? {}, told).then(told, failed);
  });
  return answers;
}"""
Answer = dict[str, Any]


class Small(NamedTuple):
    """A folder with the search and nothing else, and its address."""

    site: Path
    address: str


def published(site: Path, *titles: str) -> None:
    """Publish a site anew: a runbook, and an incident of each title."""
    shutil.rmtree(site / "search", ignore_errors=True)
    index = SearchIndex()
    index.add(Entry("shop/runbooks/till/", "Till jammed", "shop", Card("runbook"), (Part("", "", "beeps", 4),)))
    for number, title in enumerate(titles):
        handbook = "shop" if number % 2 else "till"
        index.add(Entry(f"{handbook}/incidents/{number}/", title, handbook, Card("incident", date="2025-02-01"), ()))
    write_index(index, {"shop": "Shop", "till": "Till"}, Site(site))


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """Return a site with an empty page, served."""
    shutil.copytree(ASSETS, tmp_path / "assets/runbook-site")
    (tmp_path / ADDRESS).write_text(engine_script(), encoding="utf-8")
    script = '<script src="assets/runbook-site/search-client.js"></script>'
    page = f'<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">{script}'
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    published(tmp_path, "Till jammed twice", "Plug pulled")
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Small(tmp_path, f"http://{HOST}:{server.server_port}/")
        server.shutdown()


def found(answer: Answer) -> dict[str, list[str]]:
    """Return the titles of an answer by kind."""
    return {group["kind"]: [one["title"] for one in group["results"]] for group in answer["groups"]}


def test_what_to_do_comes_at_once_and_what_happened_after(small: Small, open_page: OpenPage) -> None:
    """Two answers where all words are known near; the second has everything, the runbook first."""
    page = open_page()
    page.goto(small.address)
    first, last = page.evaluate(FIND, ["till jammed"])
    assert (found(first), first["pending"]) == ({"runbook": ["Till jammed"], "incident": []}, True)
    assert (found(last), last["pending"]) == ({"runbook": ["Till jammed"], "incident": ["Till jammed twice"]}, False)


def test_a_worker_does_the_work(small: Small, open_page: OpenPage) -> None:
    """A page that somebody reads does not stand still while the index is read."""
    page = open_page()
    page.goto(small.address)
    page.evaluate(FIND, ["till"])
    assert [worker.url for worker in page.workers] == [f"{small.address}{ADDRESS}"]
    assert page.evaluate("typeof self.rbSearch") == "undefined"


def test_the_way_to_the_server_is_short(small: Small, open_page: OpenPage) -> None:
    """One after another: the engine, what there is, and what to do; of incidents nothing before somebody asks."""
    page = open_page()
    page.goto(small.address)
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(small.address)))
    asked: list[str] = []
    page.evaluate("openSearch('.').open()")
    assert [re.sub(r"\.[0-9a-f]{8,}\.", ".", one) for one in asked] == [ADDRESS, "search/root.js", "search/pages/0.js"]


def test_from_a_disk_the_page_does_it_itself(small: Small, open_page: OpenPage) -> None:
    """The same answers without a worker and without a request; a phrase and a mistake read more files."""
    page = open_page()
    page.goto((small.site / "index.html").as_uri())
    assert found(page.evaluate(FIND, ["till jammed"])[-1]) == {
        "runbook": ["Till jammed"],
        "incident": ["Till jammed twice"],
    }
    assert found(page.evaluate(FIND, ['"jammed twice"'])[-1])["incident"] == ["Till jammed twice"]
    assert found(page.evaluate(FIND, ["jamed"])[-1])["incident"] == ["Till jammed twice"]
    assert page.workers == []


def test_a_handbook_can_be_asked_alone(small: Small, open_page: OpenPage) -> None:
    """In both tiers."""
    page = open_page()
    page.goto(small.address)
    assert found(page.evaluate(FIND, ["till", {"handbook": "shop"}])[-1]) == {"runbook": ["Till jammed"]}
    assert found(page.evaluate(FIND, ["jammed", {"handbook": "till"}])[-1]) == {"incident": ["Till jammed twice"]}


def test_a_newer_question_ends_an_older_one(small: Small, open_page: OpenPage) -> None:
    """The older one's promise says null, and nothing more is told of it."""
    page = open_page()
    page.goto(small.address)
    told = page.evaluate(
        """async () => {
      const search = openSearch(".");
      const told = [];
      const older = search.find("till", {}, (answer) => told.push(answer.text));
      const newer = search.find("plug", {}, (answer) => told.push(answer.text));
      const answers = [await older, (await newer).text];
      await new Promise((done) => setTimeout(done, 300));
      return [answers, told];
    }"""
    )
    assert told[0] == [None, "plug"]
    assert "till" not in told[1]


def test_a_site_published_anew_is_read_anew(small: Small, open_page: OpenPage) -> None:
    """Who had the page open asks for files that are gone: the search begins again with the new root."""
    page = open_page()
    page.goto(small.address)
    page.evaluate(FIND, ["till"])
    published(small.site, "Shelf fell", "Lamp went out", "Shelf fell again")
    # This server tells one edition of a file from another by whole seconds.
    later = time.time() + 2
    os.utime(small.site / "search/root.js", (later, later))
    assert found(page.evaluate(FIND, ["shelf fell"])[-1])["incident"] == ["Shelf fell", "Shelf fell again"]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Return a page that may report what it could not load."""
    page = browser.new_page()
    yield page
    page.close()


def test_without_the_incidents_there_is_still_what_to_do(small: Small, tab: Page) -> None:
    """The group of the incidents says what is missing; the next question tries again."""
    away = small.site / "away"
    (small.site / "search/terms").rename(away)
    tab.goto(small.address)
    answer = tab.evaluate(FIND, ["till jammed"])[-1]
    name = next(away.iterdir()).name
    assert found(answer) == {"runbook": ["Till jammed"], "incident": []}
    assert answer["groups"][1]["error"] == (
        f"The search index could not be loaded: search/terms/{name} (the server answered 404)."
    )
    away.rename(small.site / "search/terms")
    assert found(tab.evaluate(FIND, ["till jammed"])[-1])["incident"] == ["Till jammed twice"]


@pytest.mark.parametrize("start", [pytest.param("http", id="from the web"), pytest.param("file", id="from a disk")])
def test_without_a_root_the_search_says_so(small: Small, tab: Page, start: str) -> None:
    """In a sentence, and it tries again when it is asked again."""
    root = (small.site / "search/root.js").read_text("utf-8")
    (small.site / "search/root.js").unlink()
    tab.goto(small.address if start == "http" else (small.site / "index.html").as_uri())
    said = tab.evaluate("(self.searching = openSearch('.')).find('till').catch((error) => error.message)")
    why = "the server answered 404" if start == "http" else "the file cannot be read"
    assert said == f"The search index could not be loaded: search/root.js ({why})."
    (small.site / "search/root.js").write_text(root, encoding="utf-8")
    assert "runbook" in found(tab.evaluate(FIND, ["till"])[-1])


def test_an_index_of_another_format_is_not_guessed_at(small: Small, tab: Page) -> None:
    """A page that was open while the site was upgraded says that it is too old."""
    root = small.site / "search/root.js"
    data = json.loads(root.read_text("utf-8").removeprefix("runbookSiteSearch(").removesuffix(");\n"))
    root.write_text(f"runbookSiteSearch({json.dumps({**data, 'format': 2})});\n", encoding="utf-8")
    tab.goto(small.address)
    said = tab.evaluate("openSearch('.').find('till').catch((error) => error.message)")
    assert said == "This page is older than the search index. Reload it, then search again."


def test_a_site_without_incidents_is_searched(small: Small, open_page: OpenPage) -> None:
    """There is nothing to wait for: one answer, also for a mistyped word."""
    published(small.site)
    page = open_page()
    page.goto(small.address)
    assert [found(answer) for answer in page.evaluate(FIND, ["till"])] == [{"runbook": ["Till jammed"]}]
    assert page.evaluate(FIND, ["jamned"])[-1]["mended"] == [["jamned", "jammed"]]
