"""Prose for GitHub: its markup stays, and nothing comes of it that calls, loads or leads astray."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from generator.authoring.github import block, line

SIGNS = st.text("ab1 \n`~*_<>[]()!@\\|#-=$:/.&;", max_size=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("*b* and `<a> @b`", "*b* and `<a> @b`", id="emphasis and code"),
        pytest.param("- a\n- b\n\n1. c", "- a\n- b\n\n1. c", id="lists"),
        pytest.param("| a |\n| --- |\n| b |", "| a |\n| --- |\n| b |", id="a table"),
        pytest.param("a <b>c</b> \\<i>", "a &lt;b>c&lt;/b> &lt;i>", id="HTML"),
        pytest.param("a `b <c>", "a \\`b &lt;c>", id="a backtick without its other half"),
        pytest.param("![a](p.png) ![](https://e.org/p)", "a [https\\://e\\.org/p](<https://e.org/p>)", id="images"),
        pytest.param("!![a](https://e.org/p)", "[a](<https://e.org/p>)", id="an image behind a sign"),
        pytest.param("[a](../b.yaml) [c](https://e.org/d)", "a [c](<https://e.org/d>)", id="links"),
        pytest.param("[a](javascript:x)", "a", id="a script"),
        pytest.param("<https://e.org/@a>", "https://e.org/@a", id="an address"),
        pytest.param("@a _@b_ &#64;c x@e.org", "@&zwj;a _@&zwj;b_ @&zwj;c x@e.org", id="mentions"),
        pytest.param("# a\n\n#### b", "#### a\n\n###### b", id="headings"),
        pytest.param("a\n===\nb\n---", "a\n\\===\nb\n\\---", id="underlined headings"),
        pytest.param("$x$", "\\$x\\$", id="a formula"),
        pytest.param('```sh title="x"\na <b> @c\n```\n@d', "```sh\na <b> @c\n```\n\n@&zwj;d", id="fenced code"),
        pytest.param("~~~\n```\n~~~", "````\n```\n````", id="a fence within a fence"),
        pytest.param("```\n<a>", "```\n<a>\n```", id="a fence without an end"),
        pytest.param("- a\n  ```\n  b\nc\n  ```", "- a\n\n  ```\n  b\n  c\n  ```", id="a fence within a list"),
    ],
)
def test_prose_keeps_its_markup(text: str, shown: str) -> None:
    """Case by case: what stays, and what is taken from it."""
    assert block(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("*a* | `b|c`", "*a* \\| <code>b\\|c</code>", id="bars"),
        pytest.param("# a", "\\# a", id="no heading"),
        pytest.param("1. a", "1\\. a", id="no list of numbers"),
        pytest.param("- a", "\\- a", id="no list"),
        pytest.param("**a**", "**a**", id="emphasis at the beginning"),
        pytest.param("~~~ a", "\\~~~ a", id="no fence"),
    ],
)
def test_line_is_never_a_block(text: str, shown: str) -> None:
    """A line of prose stands in a list or in a table's cell, and stays there."""
    assert line(text) == shown


@given(SIGNS)
def test_nothing_is_loaded_and_nobody_is_called(text: str) -> None:
    """Whatever signs a line holds: rendered, it has no image and no tag of its own, and no name behind an @."""
    rendered = markdown(f"x {line(text)} x")
    tags = set(re.findall(r"<(?!/)(\w+)", rendered))
    words = re.sub(r"<code>.*?</code>|<a .*?</a>|<[^>]*>", "", rendered, flags=re.DOTALL)
    assert tags <= {"p", "em", "strong", "code", "a", "br"}
    assert not re.search(r"(?<![\w.+-])@\w", words)


@given(SIGNS)
def test_no_line_leaves_its_cell(text: str) -> None:
    """GitHub ends a cell at a bar that no backslash escapes, and takes backslashes in pairs."""
    assert not re.search(r"[|\n]", re.sub(r"\\.", "", line(text)))
