"""Hand-written pages as sections for the search."""

import pytest

from generator.pages.prose import sanitize_page
from generator.pages.written import sections_of

LINK = '<a class="headerlink" href="#a" title="Permanent link">¶</a>'


@pytest.mark.parametrize(
    ("html", "sections"),
    [
        pytest.param("<p>one</p>\n<p>two &amp; <em>three</em></p>", [("", 1, "", "one\ntwo & three")], id="no heading"),
        pytest.param(
            f'<h1 id="t">Title{LINK}</h1><p>x</p>'
            f'<h2 id="a"><code>a</code> &lt;b&gt;{LINK}</h2><ul><li>y</li><li>z</li></ul>',
            [("t", 1, "Title", "x"), ("a", 2, "a <b>", "y\nz")],
            id="headings",
        ),
        pytest.param("<h2>without an anchor</h2><p>x</p>", [("", 1, "", "without an anchor\nx")], id="no anchor"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_sections_have_their_words(html: str, sections: list[tuple[str, int, str, str]]) -> None:
    """Titles without their link signs, a line for each block, entities as the letters they mean."""
    found = [(one.id, one.level, one.title, one.text) for one in sections_of(sanitize_page(html))]
    assert found == sections
