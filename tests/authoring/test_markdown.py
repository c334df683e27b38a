"""Any text as Markdown: it shows to the letter and nothing comes of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from generator.authoring.markdown import cell, code, link, plain


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;", id="HTML"),
        pytest.param("R&D &amp; C++", "R&amp;D &amp;amp; C\\+\\+", id="ampersands"),
        pytest.param("*b* _i_ `c` ~~s~~", "\\*b\\* \\_i\\_ \\`c\\` \\~\\~s\\~\\~", id="emphasis"),
        pytest.param("![x](https://e.org/p.png)", "\\!\\[x\\]\\(https\\://e\\.org/p\\.png\\)", id="an image"),
        pytest.param("a | b", "a \\| b", id="a table's bar"),
        pytest.param("# one\n- two", "\\# one<br>\\- two", id="blocks"),
        pytest.param("@team $x$", "@&zwj;team \\$x\\$", id="a mention and a formula"),
    ],
)
def test_markup_shows_as_it_is_written(text: str, escaped: str) -> None:
    """Each sign that means something is escaped, and nothing else is changed."""
    assert plain(text) == escaped


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_no_markup_comes_of_any_text(text: str) -> None:
    """Rendered, a text is one paragraph of itself: no element but the paragraph stands in it."""
    rendered = markdown(f"x{plain(text)}x")
    assert re.findall(r"<(?!/?p>)[^>]*>", rendered) == []


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_no_text_leaves_its_cell(text: str) -> None:
    """GitHub ends a cell at a bar that no backslash escapes, and takes backslashes in pairs."""
    for written in (cell(text), code(text)):
        assert not re.search(r"[|\n]", re.sub(r"\\.", "", written))


def test_link_keeps_to_its_brackets() -> None:
    """No sign of an address ends the link or the table's cell."""
    assert link("a [b]", "https://e.org/a|b)(c?d=<e>") == "[a \\[b\\]](<https://e.org/a%7Cb%29%28c?d=%3Ce%3E>)"


def test_code_has_a_fence_that_does_not_occur_in_it() -> None:
    """Backticks in a text do not end it."""
    assert [code("a"), code("`a`"), code("a``b")] == ["`a`", "`` `a` ``", "```a``b```"]
    assert code("a\\|b") == "<code>a\\\\\\|b</code>"
