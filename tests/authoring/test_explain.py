"""Every code is explained, and each explanation is true: what fails gives that code alone, what passes gives none."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.authoring.explain import PATH, Snippet, as_text, codes_in_short, explanations, page
from generator.cli import cli
from generator.library.project import open_project
from generator.pages.anchors import anchors_of
from generator.problems import CODES

TODAY = date(2026, 11, 22)
PROJECT = {
    "mkdocs.yml": "site_name: Runbooks\ndocs_dir: content\nplugins: [search, runbook-site]\n",
    "content/shop/handbook.yaml": "format: 1\ntitle: Shop\n",
    "content/shop/severities.yaml": "- {id: P0, name: Critical}\n- {id: P1, name: High}\n",
}
FILE = re.compile(r"^(?:# |<!-- )((?:content|incidents)/\S+|mkdocs\.yml)(?: -->)?\n", re.MULTILINE)


def files(snippet: Snippet) -> dict[str, str]:
    """Return the files that a snippet shows: each begins with a line that is its path."""
    before, *rest = FILE.split(snippet.text)
    assert before == ""
    return dict(zip(rest[::2], rest[1::2], strict=True))


def codes(snippet: Snippet, root: Path) -> set[str]:
    """Return what is reported of a project in which the snippet stands."""
    (root / "content/shop/runbooks").mkdir(parents=True)
    shown = {} if snippet.language == "sh" else files(snippet)
    for path, text in {**PROJECT, **shown}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    if snippet.language == "sh":
        subprocess.run(["/bin/bash", "-euc", snippet.text], cwd=root, check=True)
    return {problem.code for problem in open_project(root, TODAY, anchors_of=anchors_of).problems}


@pytest.mark.parametrize("code", CODES)
def test_snippets_are_true(code: str, tmp_path: Path) -> None:
    """What fails is told with this code and no other; what passes is told nothing, not even advice."""
    one = explanations()[code]
    assert codes(one.fails, tmp_path / "fails") == {code}
    assert codes(one.passes, tmp_path / "passes") == set()


def test_every_explanation_is_of_a_code() -> None:
    """A code that is no more leaves no chapter behind."""
    words = "".join(file.read_text("utf-8") for file in Path(explain_folder()).glob("*.md"))
    assert sorted(re.findall(r"^## (\S+)$", words, re.MULTILINE)) == sorted(CODES)


def explain_folder() -> Path:
    """Return the folder that holds the chapters."""
    return Path(__file__).parents[2] / "generator" / "authoring" / "explanations"


def test_page_is_current(root: Path) -> None:
    """`runbook-site reference --write` makes it so."""
    assert (root / PATH).read_text("utf-8") == page()


def test_explanation_for_a_terminal() -> None:
    """What, why, both snippets, and how to silence it."""
    done = CliRunner().invoke(cli, ["explain", "curly-quotes"])
    assert (done.exit_code, done.stdout) == (0, as_text("curly-quotes"))
    assert (
        done.stdout
        == """\
curly-quotes

A value stands in curly quotes, which YAML takes for a part of the text.

A word processor makes curly quotes of straight ones. YAML takes them for letters, so they stand on the page and in what
is searched.

Fails:

    # content/shop/runbooks/api-down.yaml
    title: “API down”
    resolution: [Restart]

Passes:

    # content/shop/runbooks/api-down.yaml
    title: "API down"
    resolution: [Restart]

With a good reason: `# runbook-site: ignore curly-quotes - the reason`, behind the line or on the one above it.
"""
    )


def test_what_keeps_a_record_from_being_read_cannot_be_silenced() -> None:
    """So its explanation does not say how."""
    assert "runbook-site: ignore" not in as_text("syntax")


def test_codes_are_listed() -> None:
    """Without a code, all of them."""
    done = CliRunner().invoke(cli, ["explain"])
    assert (done.exit_code, done.stdout) == (0, codes_in_short())
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(CODES)


def test_unknown_code_is_a_usage_error() -> None:
    """With the nearest one that there is."""
    done = CliRunner().invoke(cli, ["explain", "unknown-kye"])
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        'Error: no problem has the code "unknown-kye"; did you mean "unknown-key"?',
    )
