"""When a page may be filled into a frame: only where nobody but the theme has a say in how it looks."""

from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.engines.mkdocs_alone import is_alone
from tests.engines.conftest import Project

PLUGINS = "plugins: [search, runbook-site"
SEES = "def on_post_page(output, page, config):\n    return None\n"
TALKS = "def on_post_build(config):\n    pass\n"


@pytest.mark.parametrize(
    ("settings", "alone"),
    [
        pytest.param(f"theme: material\n{PLUGINS}]\n", True, id="the theme and the search"),
        pytest.param(f"theme: material\n{PLUGINS}, offline, tags]\n", True, id="plugins that pass records by"),
        pytest.param(f"theme: material\n{PLUGINS}]\nhooks: [talks.py]\n", True, id="a hook that sees no page"),
        pytest.param(f"theme: material\n{PLUGINS}]\nhooks: [sees.py]\n", False, id="a hook that sees pages"),
        pytest.param(f"theme: material\n{PLUGINS}, meta]\n", False, id="a plugin that reads pages"),
        pytest.param(f"theme: {{name: material, custom_dir: own}}\n{PLUGINS}]\n", False, id="templates of one's own"),
        pytest.param(f"theme: mkdocs\n{PLUGINS}]\n", False, id="another theme"),
    ],
)
def test_pages_are_filled_into_frames_where_nobody_looks(project: Project, settings: str, alone: object) -> None:
    """Whatever else could change a page, or wants to see it, gets it as mkdocs makes it."""
    project.write("sees.py", SEES)
    project.write("talks.py", TALKS)
    project.write("own/partials/logo.html", "")
    config = project.write("mkdocs.yml", f"site_name: Try\ndocs_dir: content\n{settings}")
    assert is_alone(load_config(str(config))) is alone


SPY = """\
import pathlib

seen = {"content": [], "post": []}

def on_page_content(html, page, config, files):
    seen["content"].append((page.file.src_uri, len(html) > 100))

def on_post_page(output, page, config):
    seen["post"].append((page.file.src_uri, page.content in output))
    return output.replace("</body>", "<!-- seen --></body>")

def on_post_build(config):
    pathlib.Path("seen").write_text(repr(seen))
"""
INCIDENT = "title: Till {0}\nstatus: resolved\nstarted: 2025-02-{0} 14:02\nresolved: 15:00\nsummary: It jammed.\n"


def test_a_hook_sees_every_page_as_ever(project: Project) -> None:
    """With its whole content, before the theme's frame is around it and after; what it changes is written."""
    for day in range(10, 16):
        project.write(f"incidents/shop/2025-02-{day}-till.yaml", INCIDENT.format(day))
    project.write("content/index.md", f"# Home\n\n{'Words. ' * 50}\n")
    project.write("spy.py", SPY)
    config = project.root / "mkdocs.yml"
    config.write_text(f"{config.read_text()}hooks: [spy.py]\n")
    project.built()
    pages = {
        addressed(page, project.site) for page in project.site.rglob("index.html") if "md-header" in page.read_text()
    }
    seen = eval((project.root / "seen").read_text())  # noqa: S307 - what the hook above has written
    assert len(pages) > 10
    assert {addressed_by(uri) for uri, _ in seen["content"]} == {addressed_by(uri) for uri, _ in seen["post"]} == pages
    assert [uri for told in seen.values() for uri, is_whole in told if not is_whole] == []
    assert [
        page for page in pages if "<!-- seen --></body>" not in (project.site / page / "index.html").read_text()
    ] == []


def addressed(page: Path, site: Path) -> str:
    """Return a built page's address without slashes at its ends; the home page has none."""
    return page.parent.relative_to(site).as_posix().removeprefix(".")


def addressed_by(uri: str) -> str:
    """Return the address that mkdocs gives to a source file."""
    return uri.removesuffix(".md").removesuffix("index").rstrip("/")
