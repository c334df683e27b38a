"""`runbook-site export`: the whole old or the whole new tree, nobody else's folder, and nothing that is not public."""

import re
from pathlib import Path

import pytest
import yaml

from tests.engines.conftest import CONFIG, Project, tree

FENCES = """\
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
"""
CONTACTS = "- id: boss\n  role: Boss\n  reach:\n    - by: phone\n      value: '+49 30 901820'\n"


def exported(project: Project, *options: str) -> dict[str, bytes]:
    """Export into `out/`, which must succeed without a word of warning; return every file."""
    done = project.run("-m", "generator", "export", "out", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return tree(project.root / "out")


@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["for an engine", "plain"])
def test_the_same_input_gives_the_same_bytes_and_nothing_old(project: Project, options: list[str]) -> None:
    """A second export replaces the first one whole."""
    first = exported(project, *options)
    project.write("content/shop/runbooks/slow.yaml", "title: Slow\nresolution:\n  - Wait\n")
    second = exported(project, *options)
    assert {path for path in set(second) - set(first) if "slow" not in path} == set()
    assert any("slow" in path for path in second)
    (project.root / "content/shop/runbooks/slow.yaml").unlink()
    assert exported(project, *options) == first


def test_one_form_takes_the_place_of_the_other(project: Project) -> None:
    """What was exported for an engine does not stay below what is for reading."""
    exported(project)
    assert {path for path in exported(project, "--plain") if not path.endswith(".md")} == {".runbook-site-export"}


@pytest.mark.parametrize(
    ("folder", "sentence"),
    [
        pytest.param("papers", "is not empty and was not written by runbook-site export", id="somebody else's"),
        pytest.param("site", "is not empty and was not written by runbook-site export", id="a built site"),
        pytest.param(".", "cannot be the export: it is the project", id="the project"),
        pytest.param("content/out", "lies in content/, which holds the sources", id="among the pages"),
        pytest.param("incidents/out", "lies in incidents/, which holds the sources", id="among the incidents"),
    ],
)
def test_a_folder_that_is_not_an_export_is_refused(project: Project, folder: str, sentence: str) -> None:
    """The exit code is 1, and nothing has changed."""
    project.write("papers/thesis.txt", "ten years")
    project.write("incidents/shop/.keep", "")
    project.built()
    before = tree(project.root)
    done = project.run("-m", "generator", "export", folder)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert sentence in done.stderr
    assert tree(project.root) == before


def test_problems_leave_the_old_export(project: Project) -> None:
    """As with a site: what is wrong is said with its place, and the last good tree stays."""
    before = exported(project)
    project.write("content/shop/runbooks/down.yaml", "title: [")
    done = project.run("-m", "generator", "export", "out")
    assert done.returncode == 1
    assert done.stderr.startswith("content/shop/runbooks/down.yaml:1:")
    assert tree(project.root / "out") == before


@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["for an engine", "plain"])
def test_the_public_edition_holds_nothing_internal(project: Project, options: list[str]) -> None:
    """A telephone number of an internal contact is in the internal edition, and nowhere in the public one."""
    project.write("content/shop/contacts.yaml", CONTACTS)
    assert any(b"901820" in text for text in exported(project, *options).values())
    assert not any(b"901820" in text for text in exported(project, *options, "--edition", "public").values())


def test_a_plugin_that_cannot_come_along_is_named(project: Project) -> None:
    """On stderr, and the export is made all the same."""
    project.write("mkdocs.yml", CONFIG.replace("[runbook-site]", "[runbook-site, offline]"))
    done = project.run("-m", "generator", "export", "out")
    sentence = "the plugin offline is not in the export's mkdocs.yml: what it does happens in this project only"
    assert (done.returncode, done.stderr) == (0, f"runbook-site: {sentence}\n")


def test_what_the_project_set_itself_comes_along(project: Project) -> None:
    """Its theme's settings, its parts of the frame, scripts, styles and images; a page of its own with a diagram."""
    project.write("own/partials/copyright.html", "ours")
    project.write("content/own.js", "1")
    project.write("content/own.css", "p {}")
    project.write("content/chart.png", "PNG")
    project.write("content/On & off.md", "# On & *off*\n\n![c](chart.png)\n\n```mermaid\ngraph LR\n```\n")
    settings = CONFIG.replace("  font: false", "  font: false\n  custom_dir: own").replace(
        "anchors: warn", "anchors: info"
    )
    more = "extra_css: [own.css]\nextra_javascript: [{path: own.js, defer: true}]\ncopyright: ours\n"
    project.write("mkdocs.yml", f"{settings}{FENCES}{more}")
    files = exported(project)
    said = yaml.safe_load(files["mkdocs.yml"])
    assert said["theme"]["font"] is False
    assert said["extra_css"][-1] == "own.css"
    assert {"path": "own.js", "defer": True} in said["extra_javascript"]
    assert said["copyright"] == "ours"
    assert {"overrides/partials/copyright.html", "overrides/main.html", "docs/own.js", "docs/own.css"} <= set(files)
    page = files["docs/On & off/index.md"].decode()
    assert re.findall(r"^#.*|<(?:img|script|pre)[^>]*>", page, re.MULTILINE) == [
        "# On &amp; <em>off</em> {: #on-off }",
        '<img src="../chart.png" alt="c">',
        '<pre class="mermaid">',
        '<script src="../assets/runbook-site/vendor/mermaid/mermaid.min.js">',
    ]


def test_plain_copies_the_images_that_pages_show(project: Project) -> None:
    """To the place that the Markdown names; what is made for browsers stays away."""
    project.write("content/shop/graph.png", "PNG")
    project.write(
        "content/shop/runbooks/seen.yaml", "title: Seen\nsummary: '![graph](../graph.png)'\nresolution: [x]\n"
    )
    files = exported(project, "--plain")
    assert files["shop/graph.png"] == b"PNG"
    assert b"![graph](../graph.png)" in files["shop/runbooks/seen.md"]
    assert {Path(path).suffix for path in files} == {".md", ".png", ""}
