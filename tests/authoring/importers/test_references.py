"""Links by reference: each gets its address."""

import pytest

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.references import with_addresses

SAID = "the address of links, which stands in them now"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        pytest.param("see [the log][a]", "see [the log](/log)", id="with a label"),
        pytest.param("see [A][]", "see [A](/log)", id="with an empty label"),
        pytest.param("see [a], then", "see [a](/log), then", id="that is its own label"),
    ],
)
def test_link_gets_its_address(text: str, row: str) -> None:
    """The line of the address is left out."""
    mended, said = with_addresses(f"{text}\n\n[a]: /log\n")
    assert mended.split("\n")[0] == row
    assert said == ((Lines(3, 3), SAID),)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("see `[x][a]`", id="in code"),
        pytest.param("    [x][a]", id="in a code block"),
        pytest.param("see [x](/y)", id="with an address of its own"),
        pytest.param("see [x][b]", id="with a label that nothing says"),
        pytest.param("see \\[a]", id="that is none"),
    ],
)
def test_other_brackets_stay(text: str) -> None:
    """So does an address that no link has."""
    whole = f"{text}\n\n[a]: /log\n"
    assert with_addresses(whole) == (whole, ())


def test_comment_is_left_out_with_its_words() -> None:
    """A link that nobody sees is how people write a comment."""
    assert with_addresses("[//]: # (not yet)\n")[1] == ((Lines(1, 1), 'a comment: # "not yet"'),)
