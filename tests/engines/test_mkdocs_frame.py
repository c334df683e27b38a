"""A page that is filled into the theme's frame is the page that the theme makes, byte for byte."""

import re
import shutil
from collections.abc import Container
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils.templates import url_filter

from benchmarks.corpus import write_corpus
from generator.engines.mkdocs_frame import Frames
from generator.engines.mkdocs_pages import RecordPage, contents
from generator.engines.mkdocs_sheet import Sheets
from generator.pages.addresses import Addresses
from generator.pages.page import Page, Section, described
from tests.engines.conftest import Project, new_project, tree

DAY = "1795300000"
SEES = "def on_post_page(output, page, config):\n    return None\n"
HOSTILE = """\
title: 'Till "<b>" & {0} data-search-x='
status: resolved
started: 2025-02-{0} 14:02
resolved: 15:00
summary: 'It said `data-search-x="{0}"` & <b>"{0}"</b>.'
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project whose incidents say what the theme could take for its own, and have pages below them."""
    project = new_project(tmp_path_factory.mktemp("hostile") / "project")
    for day in range(10, 28):
        # Each page names those before and after it.
        project.write(f"incidents/shop/2025-02-{day}-till.yaml", HOSTILE.format(day))
    project.write("incidents/shop/2025-02-10-till/note.md", "# Note\n\nwords\n")
    project.write("incidents/shop/2025-02-14-till/note.md", "# Note\n\nwords\n")
    return project


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return made-up incidents with all that they can have, enough for several processes."""
    folder = tmp_path_factory.mktemp("corpus") / "project"
    write_corpus(folder, 70)
    return Project(folder)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Project:
    """Return this repository's own content."""
    folder = tmp_path_factory.mktemp("repository") / "project"
    for name in ("content", "incidents"):
        shutil.copytree(root / name, folder / name)
    for name in ("mkdocs.yml", "mkdocs.offline.yml"):
        shutil.copy(root / name, folder / name)
    return Project(folder)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        pytest.param("repository", "INHERIT: mkdocs.yml\n", id="repository"),
        pytest.param("repository", "INHERIT: mkdocs.offline.yml\n", id="repository, offline"),
        pytest.param("corpus", "INHERIT: mkdocs.yml\n", id="corpus"),
        pytest.param(
            "corpus",
            "INHERIT: mkdocs.yml\nsite_url: ''\nuse_directory_urls: false\n"
            "theme: {features: [toc.integrate, navigation.path, navigation.footer, content.action.view]}\n"
            "plugins: [search, tags, runbook-site]\n",
            id="corpus, other features",
        ),
        pytest.param(
            "hostile", "INHERIT: mkdocs.yml\nextra: {analytics: {feedback: {title: x, ratings: []}}}\n", id="hostile"
        ),
    ],
)
def test_framed_pages_are_those_of_the_theme(name: str, settings: str, request: pytest.FixtureRequest) -> None:
    """A hook that looks at pages and leaves them alone has them all made by the theme: the sites are the same."""
    project: Project = request.getfixturevalue(name)
    project.write("sees.py", SEES)
    project.write("framed.yml", settings)
    project.write("stock.yml", f"{settings}hooks: [sees.py]\n")
    framed, stock = built(project, "framed"), built(project, "stock")
    assert framed[1] > 0
    assert stock[1] == 0
    assert framed[0] == stock[0]


def built(project: Project, name: str) -> tuple[dict[str, bytes], int]:
    """Build a site with plain mkdocs; return its files, and how many pages were filled into frames."""
    settings = ("-m", "mkdocs", "build", "--verbose", "--strict", "-f", f"{name}.yml", "-d", name)
    done = project.run(*settings, SOURCE_DATE_EPOCH=DAY)
    assert done.returncode == 0, done.stderr
    said = re.search(r"(\d+) pages were filled into frames", done.stderr)
    assert said
    return tree(project.root / name), int(said[1])


HEAD = '{% import "partials/language.html" as lang with context %}'
LANGUAGE = "{% macro t(key) %}{{ key }}{% endmacro %}"
CONTENTS = "{% for one in page.toc %}{% for below in one.children %}<li>{{ below.title }}{% endfor %}{% endfor %}"
TITLED = "{% for one in page.toc %}<li>{{ one.title }}{% endfor %}"
SHOUTED = "{% for one in page.toc %}<li>{{ one.title | upper }}{% endfor %}"
PLAIN = "<title>{{ page.meta.title }}</title>{{ page.content }}"
COUNT = 8
FILLED = 5
"""The first three are made by the theme, and the third by its frame, too, to compare them."""


@pytest.mark.parametrize(
    ("template", "toc", "filled"),
    [
        pytest.param(PLAIN, CONTENTS, FILLED, id="title and content"),
        pytest.param("{{ page.title }}{{ page.meta.description }}" + PLAIN, CONTENTS, FILLED, id="other words"),
        pytest.param("{{ page.canonical_url }}{{ page.edit_url }}" + PLAIN, CONTENTS, FILLED, id="addresses"),
        pytest.param('{% include "partials/toc.html" %}' + PLAIN, CONTENTS, FILLED, id="contents"),
        pytest.param('{% include "partials/toc.html" %}' + PLAIN, TITLED, FILLED, id="contents with the title"),
        pytest.param('{% include "partials/toc.html" %}' + PLAIN, SHOUTED, 0, id="contents with the title in capitals"),
        pytest.param("{{ (page.toc | first).url | url }}" + PLAIN, CONTENTS, FILLED, id="the way to the title"),
        pytest.param("{{ (page.toc | first).title }}" + PLAIN, CONTENTS, 0, id="the title as contents have it"),
        pytest.param("{{ page.title | e }}" + PLAIN, CONTENTS, 0, id="escaped"),
        pytest.param("{{ page.meta.title | striptags }}" + PLAIN, CONTENTS, 0, id="without tags"),
        pytest.param("{{ page.meta.title | upper }}" + PLAIN, CONTENTS, 0, id="in capitals"),
        pytest.param("{{ page.meta.description | truncate(12) }}" + PLAIN, CONTENTS, 0, id="cut"),
        pytest.param("{{ page.edit_url | replace('edit', 'raw') }}" + PLAIN, CONTENTS, 0, id="changed"),
        pytest.param("{{ page.url }}" + PLAIN, CONTENTS, 0, id="the page's own address"),
        pytest.param("{{ page.file.src_uri }}" + PLAIN, CONTENTS, 0, id="the page's own file"),
        pytest.param("{{ page.content | length }}" + PLAIN, CONTENTS, 0, id="what is counted"),
        pytest.param('<a href="{{ "shop/x/" | url }}">' + PLAIN, CONTENTS, FILLED, id="a link elsewhere"),
        pytest.param('<a href="{{ "shop/incidents/p6/x/" | url }}">' + PLAIN, CONTENTS, FILLED - 1, id="a link below"),
        pytest.param(
            '<a href="{{ "shop/incidents/p2/x/" | url }}">' + PLAIN, CONTENTS, FILLED - 1, id="below the third"
        ),
    ],
)
def test_what_a_theme_does_with_a_page_is_seen(project: Project, template: str, toc: str, filled: int) -> None:
    """A theme that changes what it is given, or says more of a page, makes each page itself; the pages are the same."""
    frames, wanted, made = rendered(project, template, toc)
    assert made == wanted
    assert frames.filled == filled


def test_pages_that_lack_something_have_a_frame_of_their_own(project: Project) -> None:
    """A theme asks whether there is a description: pages without one are not filled into the frame of the others."""
    template = "{% if page.meta.description %}{{ page.meta.description }}{% else %}nothing{% endif %}" + PLAIN
    frames, wanted, made = rendered(project, template, CONTENTS, undescribed=range(0, COUNT, 2))
    assert made == wanted
    assert (len(frames), frames.filled) == (2, COUNT - 6)


def rendered(
    project: Project,
    template: str,
    toc: str,
    undescribed: Container[int] = (),
) -> tuple[Frames, list[str], list[str]]:
    """Return the frames of a small theme, its pages as it makes them itself, and as they come out of the frames."""
    config = load_config(str(project.root / "mkdocs.yml"))
    parts = {"main.html": HEAD + template, "partials/language.html": LANGUAGE, "partials/toc.html": toc}
    environment = Environment(loader=DictLoader(parts))  # noqa: S701 - as mkdocs has it
    environment.filters["url"] = url_filter
    frames = Frames(environment, lambda output, _: output)
    sheets = Sheets(config, project.root, Addresses(site=config.site_url or ""))
    wanted, made = [], []
    for number in range(COUNT):
        page = page_of(number, config, project.root, is_described=number not in undescribed)
        context = partial(context_of, page, config)
        made.append(frames.page(sheets.sheet(page.made), context).decode())
        page.content, page.toc = page.body(), contents(page.outline)
        wanted.append(environment.get_template("main.html").render(context()))
    return frames, wanted, made


def context_of(page: RecordPage, config: MkDocsConfig) -> dict[str, Any]:
    """Return what mkdocs gives to the template of a page."""
    return {**get_context(Navigation([], []), Files([]), config, page)}


def page_of(number: int, config: MkDocsConfig, root: Path, *, is_described: bool) -> RecordPage:
    """Return one of some pages that stand side by side."""
    title = f"Page {number} & <b>"
    sections = (
        Section("title", 1, title, Markup("")),
        Section("what", 2, f"What {number % 2}", Markup("<p>It broke.</p>")),
    )
    description = f"What broke, {number}" if is_described else ""
    face = Page(f"shop/incidents/p{number}.md", title, (), f"incidents/shop/p{number}.yaml", description)
    file = File(face.uri, None, config.site_dir, config.use_directory_urls)
    file.edit_uri = None
    page = RecordPage(described(face, lambda _: sections), file, config, root)
    page.waits = True
    page.read_source(config)
    page.render(config, Files([]))
    return page
