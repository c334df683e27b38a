"""Our options in mkdocs.yml, as plain data."""

from pathlib import Path

import pytest

from generator.library.judgement import Judgement
from generator.library.settings import Settings, read_settings

CONTENT = ("content/shop/handbook.yaml", "content/harbour/handbook.yml", "words/a.md")


def settings(root: Path, text: str) -> tuple[Settings, list[str]]:
    """Return the settings of a mkdocs.yml in a project with two handbooks, and what is said of them."""
    for name in CONTENT:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("format: 1\n")
    (root / "mkdocs.yml").write_text(text, "utf-8")
    found, problems = read_settings(root)
    return found, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("docs_dir: content\nplugins: [search, runbook-site]\n", Settings(), id="a name in a list"),
        pytest.param("docs_dir: content\nplugins: {search: {}, runbook-site: {}}\n", Settings(), id="a mapping"),
        pytest.param(
            "docs_dir: content\nplugins:\n  search:\n  runbook-site:\n", Settings(), id="a mapping of nothing"
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  - search\n  - runbook-site: {edition: public}\n",
            Settings(edition="public"),
            id="options in a list",
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  material/search: {}\n  runbook-site:\n    handbooks: [shop, harbour]\n",
            Settings(handbooks=("shop", "harbour")),
            id="options in a mapping",
        ),
        pytest.param(
            "docs_dir: ./content/\nplugins:\n  - search\n  - runbook-site: {incidents: log/incidents}\n",
            Settings(incidents="log/incidents"),
            id="folders",
        ),
        pytest.param(
            "docs_dir: content\nplugins: [search, runbook-site]\n"
            "markdown_extensions:\n  - pymdownx.extra\n  - toc: {slugify: !!python/name:x.y }\n  - admonition\n",
            Settings(markdown=frozenset({"attr_list", "footnotes", "slugify"})),
            id="what makes anchors",
        ),
        pytest.param(
            "docs_dir: content\nplugins: [search, runbook-site]\n"
            "markdown_extensions: {markdown.extensions.attr_list: {}, toc: {permalink: true}}\n",
            Settings(markdown=frozenset({"attr_list"})),
            id="what makes anchors, in a mapping",
        ),
        pytest.param(
            "docs_dir: content\nplugins: [search, runbook-site]\n"
            "hooks: [x.py]\ntheme: !!python/object/apply:os.system [false]\n",
            Settings(),
            id="what would be code is not run",
        ),
        pytest.param(
            "x: &x {runbook-site: {edition: public}}\ndocs_dir: content\nplugins: [search, *x]\n",
            Settings(edition="public"),
            id="an alias",
        ),
        pytest.param(
            "docs_dir: words\nplugins: [search, runbook-site]\n", Settings(content="words"), id="another folder"
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  - search\n  - runbook-site:\n      check:\n        ignore: [not-shown]\n"
            "        levels: {not-yet: error, loose-action: warning}\n",
            Settings(
                check=Judgement(frozenset({"not-shown"}), (("loose-action", "warning"), ("not-yet", "error"))),
            ),
            id="what the team thinks of problems",
        ),
    ],
)
def test_settings_are_read(tmp_path: Path, text: str, expected: Settings) -> None:
    """As mkdocs would, without running anything."""
    assert settings(tmp_path, text) == (expected, [])


def test_settings_that_inherit(tmp_path: Path) -> None:
    """As mkdocs merges them: mappings by key, a list as a whole; a file that inherits itself ends."""
    base = "INHERIT: ../mkdocs.yml\ndocs_dir: content\nplugins:\n  search: {}\n  runbook-site: {edition: public}\n"
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "base.yml").write_text(base)
    text = "INHERIT: base/base.yml\nplugins:\n  runbook-site: {handbooks: [shop]}\n"
    assert settings(tmp_path, text) == (Settings(edition="public", handbooks=("shop",)), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param(
            "docs_dir: /etc\nplugins: [search, runbook-site]\n",
            "mkdocs.yml:1:11: error: `docs_dir` is a folder inside the project; write its name [bad-settings]",
            id="a folder elsewhere",
        ),
        pytest.param(
            "docs_dir: content/../..\nplugins: [search, runbook-site]\n",
            "mkdocs.yml:1:11: error: `docs_dir` is a folder inside the project; write its name [bad-settings]",
            id="the way out",
        ),
        pytest.param(
            "docs_dir: .\nplugins: [search, runbook-site]\n",
            "mkdocs.yml:1:11: error: `docs_dir` is a folder inside the project; write its name [bad-settings]",
            id="the project itself",
        ),
        pytest.param(
            "docs_dir: linked\nplugins: [search, runbook-site]\n",
            'mkdocs.yml:1:11: error: "linked" is a symbolic link, which is not followed; put the folder itself there '
            "[bad-settings]",
            id="a link",
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  - search\n  - runbook-site: {incidents: content}\n",
            'mkdocs.yml:4:31: error: records of incidents lie beside "content", not in it or around it; '
            "name another folder [bad-settings]",
            id="one folder for both",
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  - search\n  - runbook-site: {check: strict}\n",
            "mkdocs.yml:4:27: error: `check` is a mapping; write its keys ignore and levels [bad-settings]",
            id="a word for a mapping",
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  - search\n  - runbook-site: {check: {ignore: not-shown}}\n",
            "mkdocs.yml:4:36: error: `ignore` is a list of codes; write [not-shown] [bad-settings]",
            id="a word for a list of codes",
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  - search\n  - runbook-site: {check: {levels: [not-shown]}}\n",
            "mkdocs.yml:4:36: error: `levels` is a mapping of codes; write {not-shown: advice} [bad-settings]",
            id="a list for a mapping of codes",
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  - search\n  - runbook-site: {edition: [public]}\n",
            "mkdocs.yml:4:29: error: the edition is a word, not a variable; write internal or public [bad-settings]",
            id="a list for a word",
        ),
        pytest.param(
            "a: [b\n",
            "mkdocs.yml:1:4: error: a bracket or brace opened here is never closed; "
            "close it, or quote the text [syntax]",
            id="no YAML",
        ),
        pytest.param(
            "a: " + "[" * 100_000,
            "mkdocs.yml:1:43: error: lists and mappings stand more than 40 deep here; "
            "a record is never that deep [too-large]",
            id="too deep",
        ),
        pytest.param(
            "", "mkdocs.yml:1:1: error: the settings are no mapping; write keys and values [bad-settings]", id="nothing"
        ),
    ],
)
def test_settings_that_cannot_be_so(tmp_path: Path, text: str, problem: str) -> None:
    """What is wrong, at its place; the default stands for it."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "linked").symlink_to("elsewhere")
    assert settings(tmp_path, text)[1] == [problem]


def test_no_settings(tmp_path: Path) -> None:
    """The folder is not a project's."""
    problem = "mkdocs.yml:1:1: error: there is no mkdocs.yml here; name the folder that holds it [bad-settings]"
    assert [str(one) for one in read_settings(tmp_path)[1]] == [problem]
