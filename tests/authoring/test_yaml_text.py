"""A value that we write reads back as the same text, here and in an editor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.yaml_text import entry, scalar
from generator.records.source import parse


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("Checkout is slow", "Checkout is slow", id="words"),
        pytest.param("2025-02-11 14:02", "2025-02-11 14:02", id="a time"),
        pytest.param("https://example.com/#top", "https://example.com/#top", id="an address"),
        pytest.param("100 % of users", "100 % of users", id="a sign within"),
        pytest.param("Fix: do x", '"Fix: do x"', id="a colon and a space"),
        pytest.param("ends with:", '"ends with:"', id="a colon at the end"),
        pytest.param("channel #x", '"channel #x"', id="a comment"),
        pytest.param("@gate", '"@gate"', id="a handle"),
        pytest.param("- a", '"- a"', id="a dash"),
        pytest.param(" a ", '" a "', id="space around it"),
        pytest.param("[a]", '"[a]"', id="a bracket"),
        pytest.param('say "no"', '"say \\"no\\""', id="quotes"),
    ],
)
def test_scalar_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    """Plain words stay plain: people edit them."""
    assert scalar(text) == written


@pytest.mark.parametrize("text", ["7", "1.10", "null", "1e3", "0x1F"])
def test_words_that_an_editor_types_are_quoted_where_words_are_meant(text: str) -> None:
    """A title of digits stays a text in every tool."""
    assert scalar(text, words=True) == f'"{text}"'


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1))
def test_any_line_reads_back(text: str) -> None:
    """Whatever a title holds, the record says exactly that."""
    source = parse("\n".join(entry("title", text)), "record.yaml")
    said = source.data["title"] if isinstance(source.data, dict) and "title" in source.data else ""
    problems = {problem.code for problem in source.problems}
    assert said == text or (not text.strip() and problems == {"empty-value"})


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"))), min_size=2))
def test_any_lines_read_back(lines: list[str]) -> None:
    """A text of several lines stands below its key, without the line end of the block."""
    text = "\n".join(["first", *lines, "last"])
    source = parse("\n".join([*entry("body", text), ""]), "record.yaml")
    assert source.data == {"body": f"{text}\n"}
    assert source.problems == ()
