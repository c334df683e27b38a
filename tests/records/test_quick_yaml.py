"""The quick reading of plain YAML: nobody can tell it from the parser's, and most records are read by it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.corpus import incident
from generator.records.quick_yaml import IS_SURE, quick_data
from generator.records.source import composed, parse

KEYS = ("a", "b", "title", "x-fact", "on", "a.b", "A_b-1")
VALUES = (
    *("one", "one two", "14:05", "a:b", "a: b", "a:", "a #b", "a # b", "a# b", "#b", "~", "null", "-5", "- x", "*a"),
    *('"one"', '""', '" "', '"a\\"b\\\\"', '"a\\nb"', '"a" # c', '"a"#c', '"a" b', '"a: b"', '"a', "&a b"),
    *("'a'", "'it''s'", "''", "''''", "'''a'", "'a' b", "=", "\u00e9", "東京", "“a”", "„a“ b", "«a»"),
    *("[a, b]", "[a]", "[]", "[a, ]", '["@a", b]', "[a b]", "[~]", "[a: b]", "{a: b}", "[a", "[a,b]", "[ a , b ]"),
    *("|", "|-", "|+", ">", "|2", "| # c", "!t a", "%a", "@a", "`a`", "?a", "? a", ":a"),
    *("", " ", "   "),
)
LINES = (
    *("", "  ", "# c", "  # c", "plain", "  plain", "   deeper", "---", "...", "%YAML 1.1"),
    *("\tx", "- ", "-", "- - a", "key:"),
)

INDENTS = st.integers(0, 3).map(lambda times: "  " * times) | st.sampled_from((" ", "   ", "     "))
KEYED = st.tuples(INDENTS, st.sampled_from(("", "", "- ", "-   ")), st.sampled_from(KEYS), st.sampled_from(VALUES))
PAIRS = KEYED.map(lambda parts: f"{parts[0]}{parts[1]}{parts[2]}: {parts[3]}")
ITEMS = st.tuples(INDENTS, st.sampled_from(VALUES)).map(lambda parts: f"{parts[0]}- {parts[1]}")
TEXTS = st.tuples(INDENTS, st.sampled_from(VALUES)).map("".join)
DOCUMENTS = st.lists(PAIRS | PAIRS | ITEMS | TEXTS | st.sampled_from(LINES), max_size=12).map("\n".join)


def tells_the_same(text: str) -> bool:
    """Say whether a text is read as the parser reads it, problems and all; what is left to it is."""
    quick, slow = parse(text, "a.yaml"), composed(text, "a.yaml")
    return (quick.data, quick.problems, quick.dropped) == (slow.data, slow.problems, slow.dropped)


@settings(max_examples=1_500)
@given(DOCUMENTS, st.sampled_from(("\n", "", "\n\n", "\n  ")))
def test_nobody_can_tell(document: str, end: str) -> None:
    """Right and wrong YAML of every form that is known, and of forms that are not."""
    assert tells_the_same(document + end)


@settings(max_examples=300)
@given(st.text("ab:-#|>[]{}\"'~,*&!%@`? \n\\\u00a0“é東", max_size=40))
def test_nobody_can_tell_of_any_text(text: str) -> None:
    """Signs of YAML in no order."""
    assert tells_the_same(f"{text}\n")
    assert tells_the_same(f"a: {text}\nb: c\n")
    assert tells_the_same(f"- a: |\n    {text}\n  b: {text}\n")


def test_records_are_read_alike(root: Path) -> None:
    """Every YAML file of the repository, those of the tests with their mistakes among them."""
    files = [file for top in ("content", "incidents", "tests") for file in sorted((root / top).rglob("*.yaml"))]
    texts = [(file, file.read_bytes().decode("utf-8-sig", errors="replace")) for file in files]
    assert len(texts) > 400
    assert [file for file, text in texts if not tells_the_same(text)] == []


def test_records_are_read_quickly(root: Path) -> None:
    """It is worth nothing for a form that people do not write: nearly every record of the repository is read by it."""
    files = [file for top in ("content", "incidents") for file in sorted((root / top).rglob("*.yaml"))]
    left = [file.name for file in files if quick_data(file.read_text(encoding="utf-8")) is None]
    most = len(files) / 10 if IS_SURE else len(files) + 1
    assert len(left) < most, left
    assert [number for number in range(50) if (quick_data(incident(number)[1]) is not None) != IS_SURE] == []


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param("a: b\n", {"a": "b"}, id="a text"),
        pytest.param("a: b: c\n", None, id="a key in a text"),
        pytest.param('a: "b\\"c"\n', {"a": 'b"c'}, id="a quote in quotes"),
        pytest.param('a: "b\\tc"\n', None, id="another escape"),
        pytest.param("a: |\n  b\n\n   c\n\n\nd: e\n", {"a": "b\n\n c\n", "d": "e"}, id="a block"),
        pytest.param("a: |\n  b\n c\n", None, id="a block that steps back"),
        pytest.param("a: |\n  b\n    \n  c\n", None, id="a block with a line of spaces"),
        pytest.param("a: |\n  b\n    \n", None, id="a block that ends with spaces"),
        pytest.param("a: |\n  b \n\n  c \n", {"a": "b \n\nc \n"}, id="a block with spaces behind words"),
        pytest.param("a: b\n  c\n", None, id="a text that goes on"),
        pytest.param("a:\n- b\n- c: d\n  e: f\ng: h\n", {"a": ["b", {"c": "d", "e": "f"}], "g": "h"}, id="lists"),
        pytest.param("a:\n", None, id="nothing"),
        pytest.param("a: b\na: c\n", None, id="a key twice"),
        pytest.param("a: [b, c]\n", {"a": ["b", "c"]}, id="words in brackets"),
        pytest.param("a: b", None, id="no end of the line"),
        pytest.param("", None, id="an empty file"),
        pytest.param("".join(f"{' ' * depth}a:\n" for depth in range(50)) + " " * 50 + "b\n", None, id="too deep"),
    ],
)
def test_what_is_read_quickly(text: str, data: object) -> None:
    """What is known is read, all else is left to the parser; to it everything by a Python that is not sure."""
    assert quick_data(text) == (data if IS_SURE else None)
