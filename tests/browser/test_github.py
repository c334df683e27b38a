"""A post-mortem whose form is too long for an address: copied from the page, and pasted into a new file."""

import subprocess
import sys
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from generator.authoring.blank import blank_incident
from generator.cli import cli
from generator.library.project import open_project
from generator.pages.github_links import MOST_BYTES
from tests.browser.conftest import HOST, SiteHandler, Watch

PROMPT = f"  - key: questions\n    heading: At length\n    prompt: {'why, and why that, ' * 250}and why\n"
TITLE = ("Crane stuck " + '🔥 & < " ' * 60).strip()
LONG = f"title: '{TITLE}'\nresolution:\n" + "".join(f"  - Step {number}, {'and more ' * 40}\n" for number in range(300))
"""A runbook with nearly the longest title, of which nothing is plain in an address, and 100 kB of steps."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the root of a new site with a long form, built in its folder `served/try`."""
    root = tmp_path_factory.mktemp("long") / "site"
    said = ("--handbook", "harbour", "--repository", "https://github.com/acme/harbour")
    assert CliRunner().invoke(cli, ["init", str(root), *said]).exit_code == 0
    form = root / "content/harbour/post-mortem.yaml"
    form.write_text(form.read_text("utf-8").replace("sections:\n", f"sections:\n{PROMPT}"), "utf-8")
    (root / "content/harbour/runbooks/long.yaml").write_text(LONG, "utf-8")
    command = [sys.executable, "-m", "generator", "build", str(root), "--site", str(root / "served/try")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return root


@pytest.mark.parametrize("address", ["harbour/incidents/", "harbour/post-mortem/"])
def test_long_form_is_copied_whole(browser: Browser, project: Path, address: str) -> None:
    """To the letter but for the last line's end, by one button; the link beside it opens a file of the right name."""
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(project / "served"))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
            watch = Watch(context)
            page = context.new_page()
            page.goto(f"http://{HOST}:{server.server_port}/try/{address}")
            box = page.locator("details", has_text="New post-mortem on GitHub")
            box.locator("summary").click()
            link = "https://github.com/acme/harbour/new/main/incidents/harbour?filename=YYYY-MM-DD-what-happened.yaml"
            expect(box.get_by_role("link", name="a new file on GitHub")).to_have_attribute("href", link)
            box.locator("[data-md-type=copy]").click()
            expect(page.get_by_text("Copied to clipboard")).to_be_visible()
            copied = page.evaluate("navigator.clipboard.readText()")
        server.shutdown()
    assert copied == blank_incident(open_project(project, date(2026, 11, 22)), "harbour").text.rstrip("\n")
    assert watch.faults == []


def test_page_of_a_very_long_record_leads_to_github(browser: Browser, project: Path) -> None:
    """To its own file, and to the form with the page filled in: addresses that GitHub takes, by the keyboard."""
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(project / "served"))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with browser.new_context() as context:
            watch = Watch(context)
            page = context.new_page()
            page.goto(f"http://{HOST}:{server.server_port}/try/harbour/runbooks/long/")
            report = page.get_by_role("link", name="Report a problem with this runbook")
            report.focus()
            expect(report).to_be_focused()
            link = report.get_attribute("href") or ""
            edit = page.locator("a[rel=edit]").first.get_attribute("href")
        server.shutdown()
    assert edit == "https://github.com/acme/harbour/edit/main/content/harbour/runbooks/long.yaml"
    said = {key: value[0] for key, value in parse_qs(urlsplit(link).query).items()}
    assert len(link) <= MOST_BYTES
    assert said["template"] == "runbook-wrong.yml"
    assert said["title"] == f"Correct: {TITLE}"[:255] + "…"
    where = "content/harbour/runbooks/long.yaml"
    assert said["page"] == f"https://acme.github.io/harbour/harbour/runbooks/long/ ({where})"
    assert watch.faults == []
