"""The theme's search gives way to ours, whatever mkdocs.yml says of it; an export names its engine's own."""

import re
from pathlib import Path

import pytest
from mkdocs.config import load_config

from generator.engines.mkdocs_search import SEPARATOR, is_our_search, separator_of, silence_theirs
from tests.engines.conftest import CONFIG, Project, tree

THEIRS = ("search/search_index.json", "search/search_index.js", "search/lunr.js", "search/main.js")


@pytest.mark.parametrize(
    "plugins",
    [
        pytest.param("[search, runbook-site]", id="named"),
        pytest.param("[runbook-site, search]", id="named behind ours"),
        pytest.param("[material/search, runbook-site]", id="by its whole name"),
        pytest.param(
            "{search: {separator: '[ ]+', lang: de, fields: {title: {boost: 9}}}, runbook-site: {}}", id="set"
        ),
    ],
)
def test_a_site_that_names_the_search_is_the_site_that_does_not(project: Project, plugins: str) -> None:
    """The same files but for the theme's empty lines, no index of the theme's, and not a word about it."""
    plain = words(project.built())
    assert not set(THEIRS) & set(plain)
    project.write("mkdocs.yml", CONFIG.replace("[runbook-site]", plugins))
    assert words(project.built()) == plain


def words(site: Path) -> dict[str, list[bytes]]:
    """Return the words of every file of a site; what the theme passes over leaves white space behind."""
    return {name: text.split() for name, text in tree(site).items() if not name.endswith(".gz")}


def test_the_offline_plugin_brings_no_script_from_elsewhere(project: Project) -> None:
    """It does what it is for: addresses that are files."""
    project.write("mkdocs.yml", CONFIG.replace("[runbook-site]", "[runbook-site, offline]"))
    files = tree(project.built())
    assert "shop/runbooks/down.html" in files
    assert [name for name, text in files.items() if name.endswith(".html") and b"unpkg.com" in text] == []
    assert not set(THEIRS) & set(files)


def test_the_theme_mounts_no_search_of_its_own(project: Project) -> None:
    """What its script looks for is on no page: it would load an index with each."""
    project.built()
    for file in project.site.rglob("*.html"):
        page = file.read_text("utf-8")
        assert 'data-md-component="search"' not in page, file
        assert 'name="search"' not in page, file


@pytest.mark.parametrize(
    ("plugins", "separator"),
    [
        pytest.param("[runbook-site]", SEPARATOR, id="not named"),
        pytest.param("[search, runbook-site]", SEPARATOR, id="not set"),
        pytest.param("[search: {separator: '[ ]+'}, runbook-site]", "[ ]+", id="set"),
    ],
)
def test_an_export_splits_words_as_mkdocs_yml_says(project: Project, plugins: str, separator: str) -> None:
    """Else where people split them."""
    config = load_config(str(project.write("mkdocs.yml", CONFIG.replace("[runbook-site]", plugins))))
    silence_theirs(config)
    assert separator_of(config) == separator


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("too_many_connections", ["too", "many", "connections"], id="underscores"),
        pytest.param("connect 10.0.0.1:5432", ["connect", "10.0.0.1", "5432"], id="host and port"),
        pytest.param("db.internal/health", ["db", "internal", "health"], id="names and paths"),
        pytest.param('role "api"; a=b', ["role", "api", "a", "b"], id="quotes"),
        pytest.param("a &lt;b&gt; &amp; c", ["a", "b", "c"], id="escaped markup"),
        pytest.param("SendGrid 5xx", ["SendGrid", "5xx"], id="names stay whole"),
    ],
)
def test_words_are_split_where_people_split_them(text: str, words: list[str]) -> None:
    """The pattern means the same to JavaScript, which reads it in the browser of an exported site."""
    assert [word for word in re.split(SEPARATOR, text) if word] == words


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("search/root.js", True),
        ("search/ways.js", True),
        ("assets/runbook-site/search/dialog.js", True),
        ("assets/runbook-site/search-client.js", True),
        ("assets/runbook-site/search.js", False),
        ("assets/runbook-site/see.js", False),
        ("shop/runbooks/search/graph.png", False),
    ],
)
def test_files_of_our_search_are_known(address: str, ours: object) -> None:
    """They stay out of an export; the two scripts that lead into a search do not."""
    assert is_our_search(address) is ours
