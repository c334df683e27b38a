"""The theme's part of a page: lighter, and the same to every reader."""

import pytest

from generator.engines.mkdocs_compact import compact
from generator.engines.mkdocs_finish import finished

CONTENT = "<pre><code>one\n\n   two</code></pre>\n\n<p>three</p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        pytest.param(
            "<ul>\n\n   \n  <li>\n   a b\n  </li>\n</ul>", "<ul>\n<li>\na b\n</li>\n</ul>", id="blank lines, indents"
        ),
        pytest.param("<a>one</a>  <a>two</a>", "<a>one</a>  <a>two</a>", id="within a line all stays"),
        pytest.param("<a>one</a>\n<a>two</a>", "<a>one</a>\n<a>two</a>", id="what parts two words still does"),
        pytest.param("<pre>\n  a\n\n  b</pre>\n\n<p>", "<pre>\n  a\n\n  b</pre>\n<p>", id="what shows its blanks"),
        pytest.param("\n\n<textarea>\n\n a</textarea>", "\n<textarea>\n\n a</textarea>", id="what somebody edits"),
        pytest.param("<script>`a\n\n  b`</script>\n\n", "<script>`a\n\n  b`</script>\n", id="what is run"),
        pytest.param("<b>\r\n\r\n  <i>", "<b>\n<i>", id="line ends of Windows"),
        pytest.param("<p>a\u00a0\n  \u00a0b", "<p>a\u00a0\n\u00a0b", id="a blank that does not break is no blank"),
    ],
)
def test_blanks_at_line_ends_are_one(html: str, left: str) -> None:
    """Nothing that a browser shows is another."""
    assert compact(html) == left
    assert compact(left) == left


@pytest.mark.parametrize(
    ("content", "left"),
    [
        pytest.param(CONTENT, f"<main>\n{CONTENT}\n</main>", id="as it was made"),
        pytest.param("", "<main>\n<pre><code>one\n\n   two</code></pre>\n<p>three</p>\n</main>", id="a page without"),
        pytest.param(
            "<p>elsewhere</p>", "<main>\n<pre><code>one\n\n   two</code></pre>\n<p>three</p>\n</main>", id="gone"
        ),
    ],
)
def test_the_content_of_a_page_stays(content: str, left: str) -> None:
    """It is ours, or what somebody wrote."""
    assert finished(f"<main>\n\n  {CONTENT}\n\n</main>", content, has_policy=False) == left
