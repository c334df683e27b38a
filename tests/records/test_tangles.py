"""What is too deep for Markdown is found before anybody renders it."""

import pytest

from generator.records.tangles import too_tangled

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
