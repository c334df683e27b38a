"""An alert of two runbooks, in a browser; and what an exported site does with addresses that nobody has."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, ViewportSize, expect

from generator.cli import cli
from tests.browser.conftest import HOST, SiteHandler, Watch

RUNBOOK = """\
title: {title}
severity: {level}
alerts: [{alert}]
variables: [{{name: region, options: [eu, us]}}]
symptoms: [The crane {seen}]
resolution:
  - do: Lower the load
    run: crane lower --region {{region}}
"""
BOTH = (
    ("crane-slow", {"title": "Crane slow", "level": "SEV3", "alert": "loadHigh", "seen": "moves slowly"}),
    ("crane-stuck", {"title": "Crane stuck", "level": "SEV1", "alert": "LoadHigh", "seen": "does not move"}),
)
QUERY = "?region=us&instance=web-3#resolution"
OURS, EXPORTED = "ours/site", "exported"
"""Only the one that lies at the top gives its page for lost addresses."""
ENGINES = (OURS, EXPORTED)
NOT_FOUND = "console error: Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve one project as our own site, and its export, built by mkdocs."""
    top = tmp_path_factory.mktemp("alerts")
    root, sites = top / "site", top / "served"
    said = ("--handbook", "harbour", "--name", "Harbour", "--repository", "https://github.com/acme/harbour")
    assert CliRunner().invoke(cli, ["init", str(root), *said]).exit_code == 0
    for name, words in BOTH:
        (root / f"content/harbour/runbooks/{name}.yaml").write_text(RUNBOOK.format(**words), "utf-8")
    settings = root / "mkdocs.yml"
    # The page for lost addresses is found from anywhere by the folder that the site is published under.
    served_at = settings.read_text("utf-8").replace("acme.github.io/harbour/", "acme.github.io/exported/")
    ours = ("generator", "build", str(root), "--site", str(sites / OURS))
    exported = ("generator", "export", str(top / "export"), "--root", str(root))
    theirs = ("mkdocs", "build", "--strict", "-f", str(top / "export/mkdocs.yml"), "-d", str(sites / EXPORTED))
    _run(*ours)
    settings.write_text(served_at, "utf-8")
    _run(*exported)
    _run(*theirs)
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(sites))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}/"
        server.shutdown()


def _run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def opened(browser: Browser, served: str) -> Iterator[Page]:
    """Give a page of a watched browser at the served sites; a fault of any page fails the test."""
    with browser.new_context(base_url=served) as context:
        watch = Watch(context)
        yield context.new_page()
    assert watch.faults == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["LoadHigh", "loadhigh", "loadHigh"])
def test_both_ways_take_the_labels_along(opened: Page, engine: str, name: str) -> None:
    """The most severe first; the keyboard alone leads there, and the runbook fills in what the alert said."""
    opened.goto(f"{engine}/a/{name}/{QUERY}")
    expect(opened.locator("h1")).to_have_text("Which runbook is it?")
    ways = opened.locator("main ol > li")
    expect(ways).to_contain_text(["Crane stuck", "Crane slow"])
    expect(ways).to_contain_text(["SEV1 Critical", "SEV3 Low"])
    expect(ways).to_contain_text(["The crane does not move", "The crane moves slowly"])
    expect(ways.get_by_role("link")).to_have_count(2)
    for _ in range(4):
        opened.keyboard.press("Tab")
    expect(ways.get_by_role("link", name="Crane slow")).to_be_focused()
    opened.keyboard.press("Enter")
    opened.wait_for_url(f"**/{engine}/harbour/runbooks/crane-slow/{QUERY}")
    expect(opened.locator("h1").first).to_contain_text("Crane slow")
    if engine == OURS:
        expect(opened.get_by_text("crane lower --region us").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_choice_can_be_read_by_everybody(
    browser: Browser, served: str, width: int, colours: Literal["light", "dark"]
) -> None:
    """Every rule of axe, nothing beyond the edge of a phone, in light and dark: without scripts but axe's own."""
    with browser.new_context(
        base_url=served, viewport=ViewportSize(width=width, height=700), color_scheme=colours
    ) as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto(f"{OURS}/a/LoadHigh/")
        found = Axe().run(page)
        assert [rule["id"] for rule in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (background == "rgb(255, 255, 255)") == (colours == "light")
    assert watch.faults == []


@pytest.mark.parametrize("engine", ENGINES)
def test_choice_needs_no_scripts(browser: Browser, served: str, engine: str) -> None:
    """Links are links, styled; what the alert said stays behind."""
    with browser.new_context(base_url=served, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{engine}/a/LoadHigh/{QUERY}")
        assert page.locator("header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(63, 81, 181)"
        page.get_by_role("link", name="Crane stuck").click()
        page.wait_for_url(f"**/{engine}/harbour/runbooks/crane-stuck/")


def test_lost_page_of_an_export_leads_on(browser: Browser, served: str) -> None:
    """It says what was asked for, knows alerts in any case, offers a new runbook, and leads home from deep below."""
    with browser.new_context(base_url=served) as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto(f"exported/a/LOADhigh/{QUERY}")
        page.wait_for_url(
            lambda address: address.endswith(f"/exported/a/LoadHigh/{QUERY}") or "/a/loadHigh/" in address
        )
        page.get_by_role("link", name="Crane stuck").click()
        page.wait_for_url(f"**/exported/harbour/runbooks/crane-stuck/{QUERY}")
        page.goto("exported/a/DiskFull/")
        expect(page.locator("h1")).to_contain_text("No runbook is for this alert")
        page.goto("exported/harbour/runbooks/crane-stck/deep/")
        expect(page.locator("h1")).to_have_text("There is no page at this address")
        page.locator("article").get_by_role("link", name="Home", exact=True).click()
        page.wait_for_url("**/exported/")
    assert set(watch.faults) == {NOT_FOUND}
