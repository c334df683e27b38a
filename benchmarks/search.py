"""Measures the search at 10,000 incidents in Chromium, through the box itself: `python -m benchmarks.search [COUNT]`.

The index is that of a made-up project of so many incidents; the pages around it are those of a small one, which the
search does not read. The server compresses what it sends, as GitHub Pages does. A query is measured twice: "cold" with
nothing loaded, from the key that opens the box, with the words in it at once; "warm" from putting the words into a box
that has been used. Each time until the first results are drawn, and until the incidents are.
"""

import gzip
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks.corpus import write_corpus
from generator.engines.search_files import titles_of, write_index
from generator.engines.site_files import Site
from generator.library.project import open_project
from generator.pages.addresses import Addresses, seat_of
from generator.pages.book import page_of
from generator.pages.render import Renderer
from generator.pages.search import SearchIndex, entries
from generator.today import today
from tests.find_browser import HOW_TO_GET_ONE, find

COUNT = 10_000
SHELL = 5
"""Incidents of the site whose pages stand around the index."""
ROUNDS = 3
QUERIES = (
    ("three common words", "replica exhausted connections"),
    ("certificate expired payments", "certificate expired payments"),
    ("a word that most have", "migration"),
    ("one incident by its number", "2016-01-11-invoices-index-18"),
    ("a mistyped word", "certficate"),
    ("a beginning", "certi"),
    ("a phrase in quotes", '"connection pool of checkout"'),
    (
        "a line of a log",
        "2026-11-05T14:02:11Z ERROR checkout-7d9f FATAL: too many connections, deadlock detected in ledger",
    ),
    ("Japanese", "東京 webhook"),
)

# From the event until the frame in which the result is there has been drawn.
LOOK = """async ([words, isOpen]) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  let begun = performance.now();
  const found = (selector) => new Promise((done, failed) => {
    const end = () => drawn().then(() => done(performance.now()));
    const look = () => {
      if (performance.now() - begun > 60000) failed(new Error("nothing was found"));
      else if (document.querySelector(selector)) end();
      else requestAnimationFrame(look);
    };
    look();
  });
  await drawn();
  begun = performance.now();
  document.querySelectorAll("#rb-search-list [role=option]").forEach((one) => one.setAttribute("data-old", ""));
  if (!isOpen) document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true, bubbles: true }));
  const field = document.querySelector("#rb-search-field");
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const first = await found("#rb-search-list [role=option]:not([data-old])");
  const last = await found("dialog [aria-busy=false]");
  return [first - begun, last - begun];
}"""
READY = "a[data-rb-search][role=button]"
"""The button of the header, when its script has run."""
Times = list[float]


def main() -> None:
    """Print what the index costs to make, what a page costs that nobody searches on, and what each query costs."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    executable = find()
    if executable is None:
        sys.exit(HOW_TO_GET_ONE)
    with tempfile.TemporaryDirectory() as scratch:
        site = shell(Path(scratch) / "shell")
        index_into(site, Path(scratch) / "corpus", count)
        with served(site) as (address, sent), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            idle(browser, address)
            print(
                "| query | first result, cold | incidents, cold | sent | first result, warm | incidents, warm | sent |"
            )
            print("| --- | --: | --: | --: | --: | --: | --: |")
            for name, words in QUERIES:
                print(row(name, [measured(browser, address, sent, words) for _ in range(ROUNDS)]))
            browser.close()


def shell(project: Path) -> Path:
    """Write and build a small project; return its site's folder."""
    project.mkdir()
    write_corpus(project, SHELL)
    site = project / "site"
    subprocess.run([sys.executable, "-m", "generator", "build", str(project), "--site", str(site)], check=True)
    return site


def index_into(site: Path, project: Path, count: int) -> None:
    """Write the index of a project of so many incidents into a site, and print what that took."""
    project.mkdir()
    write_corpus(project, count)
    library = open_project(project, today(), "internal").library
    renderer, handbooks = Renderer(library, today()), titles_of(library)
    index, seen, spent = SearchIndex(), set[str](), 0.0
    for record in sorted(library.records, key=seat_of):
        if (uri := seat_of(record)[0]) in seen:
            continue
        seen.add(uri)
        page = page_of(renderer, record)
        begun = time.process_time()
        for entry in entries(page, Addresses(), handbooks):
            index.add(entry)
        spent += time.process_time() - begun
    begun, wrote = time.process_time(), time.time() - 1
    write_index(index, handbooks, Site(site))
    writing = time.process_time() - begun
    files = [file for file in (site / "search").rglob("*.js") if file.stat().st_mtime >= wrote]
    size = sum(file.stat().st_size for file in files)
    print(
        f"{count} incidents: {1000 * spent / count:.2f} ms each to index and {1000 * writing / count:.2f} ms to write"
    )
    print(f"{len(files)} files, {size / 1e6:.1f} MB; root {(site / 'search/root.js').stat().st_size / 1e3:.1f} kB\n")


@contextmanager
def served(site: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a site, compressed; yield its address and a list to which the size of each answer is added."""
    sent: list[int] = []

    @cache
    def packed(path: str) -> bytes | None:
        file = site / (f"{path}index.html" if path.endswith("/") or not path else path)
        return gzip.compress(file.read_bytes(), 6) if file.is_file() else None

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Head and body are two writes: without this each answer would wait 40 ms for an acknowledgement.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            body = packed(path)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", guess_type(path)[0] or "text/html; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")
            sent.append(len(body or b""))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", sent
        server.shutdown()


def idle(browser: Browser, address: str) -> None:
    """Print what the search costs a page on which nobody searches: processor time, and what it asks for."""
    spent, asked = [], 0
    for _ in range(ROUNDS):
        context = browser.new_context()
        page = context.new_page()
        requests: list[str] = []
        page.on("request", partial(_note, requests))
        profiler = context.new_cdp_session(page)
        profiler.send("Profiler.enable")
        profiler.send("Profiler.setSamplingInterval", {"interval": 100})
        profiler.send("Profiler.start")
        page.goto(address, wait_until="networkidle")
        page.wait_for_selector(READY)
        profile = profiler.send("Profiler.stop")["profile"]
        spent.append(_ours(profile))
        asked += sum("/search/" in one for one in requests)
        context.close()
    print(
        f"a page that nobody searches on: {median(spent):.1f} ms of processor time, {asked} requests for the search\n"
    )


def _note(requests: list[str], request: Request) -> None:
    requests.append(request.url)


def _ours(profile: dict[str, Any]) -> float:
    """Return the milliseconds that a profile saw in scripts of the search."""
    ours = {node["id"] for node in profile["nodes"] if "/search" in node["callFrame"]["url"]}
    pairs = zip(profile["samples"], profile["timeDeltas"], strict=True)
    return sum(cast("int", delta) for node, delta in pairs if node in ours) / 1000


def measured(browser: Browser, address: str, sent: list[int], words: str) -> tuple[Times, Times]:
    """Return the milliseconds to the first results and to the incidents, and the bytes sent, cold and warm."""
    cold, warm = browser.new_context(), browser.new_context()
    page = cold.new_page()
    page.goto(address)
    page.wait_for_selector(READY)
    first = _look(page, sent, words, is_open=False)
    page = warm.new_page()
    page.goto(address)
    page.wait_for_selector(READY)
    _look(page, sent, "checkout", is_open=False)
    second = _look(page, sent, words, is_open=True)
    cold.close()
    warm.close()
    return first, second


def _look(page: Page, sent: list[int], words: str, *, is_open: bool) -> Times:
    before = len(sent)
    times = cast("Times", page.evaluate(LOOK, [words, is_open]))
    return [*times, sum(sent[before:])]


def row(name: str, rounds: list[tuple[Times, Times]]) -> str:
    """Return a row of the table: the medians."""
    cells = []
    for at in range(2):
        first, last, size = (median(values) for values in zip(*(one[at] for one in rounds), strict=True))
        cells += [f"{first:.0f} ms", f"{last:.0f} ms", f"{size / 1000:.0f} kB"]
    return f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
