"""Lines, paragraphs and text to the letter."""

import pytest
from pydantic_core import PydanticCustomError

from generator.records.reading import Scalar
from generator.records.texts import Line, Literal, Prose, Words


@pytest.mark.parametrize(
    ("kind", "text", "read"),
    [
        pytest.param(Words, " API  down ", "API  down", id="words keep their spaces"),
        pytest.param(Words, "API down\n", "API down", id="the end of a block"),
        pytest.param(Line, " one\n two  three\n", "one two three", id="a line is folded"),
        pytest.param(Line, "- not a list", "- not a list", id="one line may begin like a list"),
        pytest.param(Line, "1. not a list\n", "1. not a list", id="one line of a block, too"),
        pytest.param(Prose, "\n  one\n\ntwo\n", "  one\n\ntwo", id="paragraphs stay"),
        pytest.param(Literal, "  a\n\tb\n\n", "  a\n\tb", id="a command to the letter"),
        pytest.param(Words, "👩‍🚒 été 日本", "👩‍🚒 été 日本", id="other scripts, joined pictures"),
    ],
)
def test_text_is_read(kind: type[Scalar], text: str, read: str) -> None:
    """White space at the ends goes, the rest stays as its type wants it."""
    assert kind.read(text) == read


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        pytest.param(Words, "one\ntwo", "not-one-line", id="two lines of words"),
        pytest.param(Words, "x" * 501, "too-long", id="long words"),
        pytest.param(Line, "one\n\ntwo", "not-one-line", id="two paragraphs of a line"),
        pytest.param(Line, "- one\n- two", "not-one-line", id="a list in a line"),
        pytest.param(Line, "one\n1. two", "not-one-line", id="a numbered list in a line"),
        pytest.param(Line, "one\n```\ntwo\n```", "not-one-line", id="code in a line"),
        pytest.param(Line, "| a | b |\n| - | - |", "not-one-line", id="a table in a line"),
        pytest.param(Line, "x" * 6001, "too-long", id="a long line"),
        pytest.param(Prose, "x" * 60_001, "too-long", id="long prose"),
        pytest.param(Prose, ">" * 21, "too-tangled", id="tangled prose"),
        pytest.param(Literal, "x" * 60_001, "too-long", id="a long command"),
        pytest.param(Words, "a\x00b", "control-character", id="nothing, in words"),
        pytest.param(Line, "a\x1b[31mb", "control-character", id="terminal codes"),
        pytest.param(Prose, "a\u2028b", "control-character", id="a line separator"),
        pytest.param(Literal, "rm \u202e-rf", "control-character", id="a command that reads backwards"),
    ],
)
def test_text_that_is_refused(kind: type[Scalar], text: str, code: str) -> None:
    """By its code; the cases say the sentences."""
    with pytest.raises(PydanticCustomError) as refused:
        kind.read(text)
    assert refused.value.type == code
