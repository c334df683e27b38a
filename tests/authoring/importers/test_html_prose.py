"""Raw HTML in prose: a record's page would show its marks, so it becomes Markdown."""

import pytest

from generator.authoring.importers.html_prose import as_markdown, in_line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("a <b>b</b> <i>c</i> <code>d</code>", "a **b** *c* `d`", id="emphasis and code"),
        pytest.param('see <a class="x" href="/log">the log</a>', "see [the log](/log)", id="a link"),
        pytest.param('<p align="center"><img src="a.png" alt="A"></p>', "![A](a.png)", id="an image"),
        pytest.param("a<br/>b", "a\n\nb", id="a break in prose"),
        pytest.param("- a<br>b\n- c", "- a b\n- c", id="a break in a list"),
        pytest.param("| a<br>b |", "| a b |", id="a break in a table"),
        pytest.param("<details>\n<summary>More</summary>\n\na\n\n</details>", "**More**\n\na", id="what is folded"),
        pytest.param("a\n<pre>\nx &lt; y\n</pre>", "a\n\n```\nx < y\n```", id="code"),
        pytest.param("<ul><li>a</li><li>b</li></ul>", "- a\n- b", id="a list"),
        pytest.param("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b", id="a numbered list"),
        pytest.param("<h3>a</h3>\nb", "**a**\n\nb", id="a heading"),
        pytest.param("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", "| a |\n| --- |\n| b |", id="a table"),
    ],
)
def test_raw_html_becomes_markdown(text: str, said: str) -> None:
    """What a reader saw on the old page is what stands on the new one."""
    assert as_markdown(text) == said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a < b and c > d", id="signs"),
        pytest.param("restart <name> on <pod-name>", id="placeholders"),
        pytest.param("see <https://example.com>", id="an address"),
        pytest.param("write `<b>x</b>` here", id="code in a line"),
        pytest.param("```html\n<b>x</b>\n```", id="a code block"),
        pytest.param("~~~\n<br>", id="a code block without its end"),
        pytest.param("<table><tr><td>a", id="a table without its end"),
    ],
)
def test_what_is_no_html_or_not_tidy_stays(text: str) -> None:
    """Nothing is changed by guess."""
    assert as_markdown(text) == text


def test_a_line_stays_one() -> None:
    """A break is a space in what takes one line only."""
    assert in_line("a<br>b <b>c</b>") == "a b **c**"
