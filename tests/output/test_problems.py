"""Problems as text, JSON and annotations, whole."""

import json
from pathlib import Path

import pytest

from generator.output.problems import FORMATS, printed
from generator.output.sarif import as_sarif
from generator.problems import Place, Problem

WIDE = "title: 日本 🔥 é“x”"
LONG = "a" * 150 + "WORD" + "b" * 150


def text(tmp_path: Path, line: str, column: int) -> list[str]:
    """Return what is printed of one problem on one line, without its first and last line."""
    (tmp_path / "a.yaml").write_text(f"first\n{line}\nlast\n", "utf-8")
    return list(printed([Problem(Place("a.yaml", 2, column), "error", "say it", "syntax")], tmp_path, "text"))[1:-1]


@pytest.mark.parametrize(
    ("line", "column", "lines"),
    [
        pytest.param("title: x", 8, ["    title: x", "           ^"], id="plain"),
        pytest.param("\t- x", 2, ["    \t- x", "    \t^"], id="tab"),
        pytest.param("title:\tx", 8, ["    title:\tx", "          \t^"], id="tab inside"),
        pytest.param(WIDE, 11, [f"    {WIDE}", "                ^"], id="behind wide letters"),
        pytest.param("e\u0301x", 3, ["    e\u0301x", "     ^"], id="behind a combining sign"),
        pytest.param("a\x07\x1b[31mb", 8, ["    a\ufffd\ufffd[31mb", "           ^"], id="terminal codes"),
        pytest.param("x\r", 1, ["    x", "    ^"], id="carriage return"),
        pytest.param("   ", 1, [], id="nothing to show"),
        pytest.param("x", 9, ["    x", "     ^"], id="column behind the line"),
        pytest.param(
            LONG, 151, [f"    …{'a' * 100}WORD{'b' * 96}…", f"    {' ' * 101}^"], id="long line around the place"
        ),
        pytest.param(LONG, 1, [f"    {'a' * 150}WORD{'b' * 46}…", "    ^"], id="long line from its beginning"),
    ],
)
def test_caret_stands_under_the_place(tmp_path: Path, line: str, column: int, lines: list[str]) -> None:
    """In any terminal, whatever stands before it."""
    assert text(tmp_path, line, column) == lines


def problems() -> list[Problem]:
    """Return one problem of each level, sorted by place."""
    return [
        Problem(Place("a.yaml", 1, 2), "advice", "say 100 % of it", "placeholder-left"),
        Problem(Place("a.yaml", 2, 1), "warning", "say it", "nothing-to-do"),
        Problem(Place("b,c:d.yaml", 3, 4), "error", 'say "it"', "syntax"),
        Problem(Place("b,c:d.yaml", 4, 4), "error", "say more", "syntax"),
    ]


def test_text_ends_with_a_count(tmp_path: Path) -> None:
    """Problems in their order, a file that is not there without its line."""
    assert list(printed(problems(), tmp_path, "text")) == [
        "a.yaml:1:2: advice: say 100 % of it [placeholder-left]",
        "a.yaml:2:1: warning: say it [nothing-to-do]",
        'b,c:d.yaml:3:4: error: say "it" [syntax]',
        "b,c:d.yaml:4:4: error: say more [syntax]",
        "2 errors, 1 warning, 1 advice",
    ]


def test_json_is_one_document(tmp_path: Path) -> None:
    """Each problem with its parts."""
    document = json.loads("\n".join(printed(problems()[:1], tmp_path, "json")))
    assert document == {
        "problems": [
            {
                "path": "a.yaml",
                "line": 1,
                "column": 2,
                "level": "advice",
                "code": "placeholder-left",
                "sentence": "say 100 % of it",
            },
        ],
    }


def test_github_reads_paths_from_the_repository(tmp_path: Path) -> None:
    """An annotation stands at its line only when its path begins at the top of the checkout."""
    project = tmp_path / "docs" / "runbooks"
    project.mkdir(parents=True)
    problem = Problem(Place("content/a.yaml", 2, 1), "error", "say it", "syntax")
    (tmp_path / ".git").mkdir()
    assert list(printed([problem], project, "github")) == [
        "::error file=docs/runbooks/content/a.yaml,line=2,col=1,title=syntax::say it",
    ]


def test_github_puts_errors_first_and_escapes(tmp_path: Path) -> None:
    """GitHub shows ten annotations of a level, and reads %, comma and colon as its own."""
    assert list(printed(problems(), tmp_path, "github")) == [
        '::error file=b%2Cc%3Ad.yaml,line=3,col=4,title=syntax::say "it"',
        "::error file=b%2Cc%3Ad.yaml,line=4,col=4,title=syntax::say more",
        "::warning file=a.yaml,line=2,col=1,title=nothing-to-do::say it",
        "::notice file=a.yaml,line=1,col=2,title=placeholder-left::say 100 %25 of it",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_said_of_nothing(tmp_path: Path, form: str) -> None:
    """Only JSON and SARIF are documents also when there is nothing to say."""
    documents = {"json": ['{\n  "problems": []\n}'], "sarif": list(as_sarif([], tmp_path))}
    assert list(printed([], tmp_path, form)) == documents.get(form, [])


def test_what_a_link_leads_to_is_not_shown(tmp_path: Path) -> None:
    """A file outside the project is not printed into a public log."""
    (tmp_path / "secret").write_text("token\n")
    root = tmp_path / "project"
    (root / "content").mkdir(parents=True)
    (root / "content" / "a.yaml").symlink_to(tmp_path / "secret")
    problem = Problem(Place("content/a.yaml"), "error", "say it", "symlink")
    assert list(printed([problem], root, "text")) == ["content/a.yaml:1:1: error: say it [symlink]", "1 error"]
