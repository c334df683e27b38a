"""What is too deep for Markdown is found before anybody renders it."""

import pytest

from generator.records.tangles import too_deep, too_tangled

TOO_DEEP = "lists, quotes or notes stand more than 20 deep in each other here; write them flatter"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("> " * 21 + "x", TOO_DEEP, id="quotes"),
        pytest.param("> " * 20 + "x", None, id="as many as may be"),
        pytest.param("a\n" + "- 1. " * 11 + "x", TOO_DEEP, id="lists"),
        pytest.param("".join("    " * depth + "- x\n" for depth in range(22)), TOO_DEEP, id="indented lists"),
        pytest.param("".join("    " * depth + "!!! note\n" for depth in range(22)), TOO_DEEP, id="notes"),
        pytest.param("```\n" + " " * 200 + "x\n" + "-" * 200 + "\n```\n" + "*" * 200, None, id="wide, not deep"),
    ],
)
def test_deep_nesting_is_refused(text: str, sentence: str | None) -> None:
    """Python-Markdown would call itself until Python gives up."""
    assert too_tangled(text) == sentence


@pytest.mark.parametrize(
    ("html", "index"),
    [
        pytest.param("<div>" * 101, 500, id="too deep"),
        pytest.param("<div>" * 100 + "</div><div>", None, id="as deep as may be"),
        pytest.param("<p><li><br>" * 200, None, id="elements that end by themselves"),
        pytest.param("a < b <> </b> <3" * 200, None, id="no elements"),
        pytest.param("</div>" * 9 + '<DIV class="a">' * 101, 54 + 1500, id="capitals, with attributes"),
    ],
)
def test_deep_markup_is_found(html: str, index: int | None) -> None:
    """Where one more element opens than may stand in each other."""
    assert too_deep(html) == index
