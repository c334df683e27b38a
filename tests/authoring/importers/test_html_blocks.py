"""Raw HTML: what is tidy becomes blocks that cover all its lines, the rest stays one piece."""

import pytest

from generator.authoring.importers.blocks import Block, Heading, Item, Items, Lines, Other, Paragraph, Row, Table
from generator.authoring.importers.html_blocks import fold_words, html_blocks, words_in


def one(line: int) -> Lines:
    """Return one line."""
    return Lines(line, line)


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        pytest.param(
            "<table>\n<tr><th>a</th></tr>\n<tr><td>b</td></tr>\n</table>",
            [Table(Lines(1, 4), Row(1, ("a",), 2), (Row(3, ("b",), 4),))],
            id="a table",
        ),
        pytest.param(
            "<table><tr><td>a<td>b<tr><td>c</table>",
            [Table(one(1), Row(1, ("a", "b"), 1), (Row(1, ("c",), 1),))],
            id="cells and rows without their ends",
        ),
        pytest.param(
            '<ul>\n<li><b>a</b> <a href="/x">b</a></li>\n<li>c<br>d &amp; e</li></ul>',
            [Items(Lines(1, 3), (Item(Lines(1, 2), "**a** [b](/x)"), Item(one(3), "c d & e")))],
            id="a list with emphasis, a link and a break",
        ),
        pytest.param(
            "<ol><li>a</li></ol>", [Items(one(1), (Item(one(1), "a"),), is_ordered=True)], id="a numbered list"
        ),
        pytest.param("<p><b>Symptoms</b></p>", [Paragraph(one(1), "**Symptoms**")], id="a bold line"),
        pytest.param('<h2 id="x">a <code>b</code></h2>', [Heading(one(1), 2, "a `b`")], id="a heading"),
        pytest.param(
            "<details>\n<summary>a</summary>\n<table><tr><td>b</td></tr></table>\n</details>",
            [Paragraph(Lines(1, 2), "a"), Table(Lines(3, 4), Row(3, ("b",), 4), ())],
            id="words above a table",
        ),
    ],
)
def test_tidy_html_becomes_blocks(source: str, blocks: list[Heading | Block]) -> None:
    """Each with its lines; the tags around it belong to it."""
    first = 1
    assert list(html_blocks(source, Lines(first, first + source.count("\n")))) == blocks


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<p>words</p>", id="words only"),
        pytest.param("<details>", id="a tag without its end"),
        pytest.param("<table><tr><td>a</td></tr>", id="a table without its end"),
        pytest.param("<table>a<tr><td>b</td></tr></table>", id="words between the rows"),
        pytest.param("<table><tr><td><ul><li>a</li></ul></td></tr></table>", id="a list inside a table"),
        pytest.param("<table></table>", id="a table without rows"),
        pytest.param("<td>a</td>", id="a cell without a table"),
        pytest.param("<ul><li>a</li></ul><script>b</script>", id="an element that is not known"),
        pytest.param("<!-- <table><tr><td>a</td></tr></table> -->", id="a comment"),
    ],
)
def test_other_html_stays_one_piece(source: str) -> None:
    """Nothing of it is guessed."""
    assert list(html_blocks(source, Lines(5, 5))) == [Other(Lines(5, 5), source)]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<details>\n<summary>All times</summary>", "All times"),
        ("</details>", ""),
        ("<!-- not yet -->", ""),
        ("<details><pre>x</pre></details>", None),
        ("words", None),
    ],
)
def test_what_only_folds_has_its_words(source: str, words: str | None) -> None:
    """Tags that hold something themselves, and words without tags, are no fold."""
    assert fold_words(source) == words


def test_words_of_html_are_those_between_its_tags() -> None:
    """Comments say nothing to readers."""
    assert words_in("<details>\n<summary>All times</summary> in <b>UTC</b> <!-- not yet -->") == "All times in UTC"
