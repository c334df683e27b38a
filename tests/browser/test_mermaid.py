"""Diagrams: drawn by our own copy of Mermaid, under the page's policy, without a request to any other host."""

import subprocess
import sys
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import HOST, SiteHandler, Watch
from tests.engines.conftest import CONFIG, new_project

FENCES = """\
markdown_extensions:
  - pymdownx.superfences:
      custom_fences: [{name: mermaid, class: mermaid, format: !!python/name:pymdownx.superfences.fence_code_format }]
"""
DIAGRAM = "```mermaid\ngraph LR\n  a[Alert] --> b[Runbook]\n```\n"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder above a built site, which lies under `try`, with a diagram in prose and on a page."""
    project = new_project(tmp_path_factory.mktemp("drawn") / "project")
    project.write("mkdocs.yml", CONFIG + FENCES)
    project.write("content/drawn.md", f"# Drawn\n\n{DIAGRAM}")
    indented = DIAGRAM.replace("\n", "\n  ")
    project.write(
        "content/shop/runbooks/drawn.yaml", f"title: Drawn\nsummary: |\n  {indented}\nresolution:\n  - Look\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", str(project.root), "--site", str(project.root / "served/try")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return project.root / "served"


@pytest.mark.parametrize("address", ["drawn/", "shop/runbooks/drawn/"])
def test_a_diagram_is_drawn(browser: Browser, drawn: Path, address: str) -> None:
    """The theme replaces the text by a picture; no request leaves, no policy is hurt, nothing fails."""
    with ThreadingHTTPServer((HOST, 0), partial(SiteHandler, directory=str(drawn))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with browser.new_context() as context:
            watch = Watch(context)
            page = context.new_page()
            page.goto(f"http://{HOST}:{server.server_port}/try/{address}")
            expect(page.locator("div.mermaid")).to_be_visible()
            expect(page.locator("pre.mermaid")).to_have_count(0)
        server.shutdown()
    assert watch.faults == []
