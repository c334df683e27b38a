"""A page as Markdown for other engines: what went in as HTML comes out of Python-Markdown as the same page."""

import re

import html5lib
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markupsafe import Markup

from generator.engines.markdown import html_blocks, page_blocks, page_text, raw
from generator.engines.markdown_settings import yaml_of
from generator.pages.page import Page, Section

HTML = [
    pytest.param("<p>one</p>", id="a paragraph"),
    pytest.param("<p>a *b* _c_ [d](e) `f` ~g~ {: #h }</p>", id="signs of Markdown"),
    pytest.param("<pre>\n```\nx\n```\n\n~~~\n</pre>", id="fences"),
    pytest.param("<pre>a\tb\n   \n\n\n    c</pre>", id="white space that counts"),
    pytest.param("<div>\n\n# no heading\n\n- no list\n\n</div>", id="blank lines"),
    pytest.param("<p>one</p><p>two</p> <ul><li>x</li></ul>", id="several on one line"),
    pytest.param(
        '<form><label>a <input type="text" value="> *x*"></label><br><textarea>`\n</textarea></form>', id="form"
    ),
    pytest.param('<figure><svg viewBox="0 0 1 1"><g><rect width="1"/></g></svg></figure>', id="a picture"),
    pytest.param("<p>&lt;b&gt; &amp;amp; &#x27;</p>", id="entities"),
    pytest.param(
        "<details><summary>a</summary><table><tbody><tr><td>|</td></tr></tbody></table></details>", id="table"
    ),
    pytest.param('<section><h2 id="x">t</h2><div><div>deep</div></div></section>', id="a heading within"),
]
PHRASES = [
    pytest.param("words *alone*", "<div>words *alone*</div>", id="text"),
    pytest.param("<a href='x'>a</a> b<p>c</p>d", "<div><a href='x'>a</a> b</div><p>c</p><div>d</div>", id="between"),
]
TITLES = [
    "a *b* _c_ `d` [e](f)",
    "<g> & {: #h }",
    "#1 ## done #",
    'it\'s "so": 5 | 6',
    "C:\\*",
    "1. first",
    "~~x~~ $y$",
]


def built(text: str) -> str:
    """Return the HTML of a text, made by Python-Markdown as an export's mkdocs.yml sets it up."""
    extensions = ["attr_list", "toc", "tables", "fenced_code"]
    return Markdown(extensions=extensions, extension_configs={"toc": {"permalink": True}}).convert(text)


def tree(html: str) -> str:
    """Return HTML as the standard's own parser understands it, without white space that nobody sees."""
    found = html5lib.serialize(
        html5lib.parse(html, treebuilder="etree"), quote_attr_values="always", omit_optional_tags=False
    )
    return re.sub(r">\s+<", "><", str(found)).strip()


@pytest.mark.parametrize("html", HTML)
def test_html_comes_out_as_it_went_in(html: str) -> None:
    """Python-Markdown takes nothing in a section for markup."""
    assert tree(built(raw(html))) == tree(html)


@pytest.mark.parametrize(("html", "expected"), PHRASES)
def test_what_is_no_block_gets_a_box(html: str, expected: str) -> None:
    """Python-Markdown would make a paragraph of it, and read its signs."""
    assert tree(built(raw(html))) == tree(expected)


@pytest.mark.parametrize("title", TITLES)
def test_a_heading_says_its_title_to_the_letter(title: str) -> None:
    """Whatever a record is called, its heading is that text, with the anchor of its section."""
    page = Page("x.md", title, (Section("own-id", 2, title, Markup("")),))
    (line,) = [block for block in page_blocks(page) if block]
    heading = html5lib.parse(built(line), treebuilder="etree", namespaceHTMLElements=False).find(".//h2")
    assert heading is not None
    assert (heading.get("id"), heading.text) == ("own-id", " ".join(title.split()))


def test_headings_of_a_written_page_become_markdown() -> None:
    """Those that stand in a quotation or a list stay where they are."""
    html = (
        '<h1 id="a">A <code>b_c_d</code><a class="headerlink" href="#a" title="Permanent link">&para;</a></h1>\n'
        '<p>x</p>\n<blockquote><h2 id="q">q</h2></blockquote>\n<h2 id="z">Z</h2>'
    )
    assert list(html_blocks(html)) == [
        "# A <code>b&#95;c&#95;d</code> {: #a }",
        "<p>x</p>",
        '<blockquote><h2 id="q">q</h2></blockquote>',
        "## Z {: #z }",
    ]


def test_a_file_is_front_matter_and_blocks() -> None:
    """Blocks without anything in them leave no gap."""
    assert page_text({"title": "A: b", "search": {"boost": 2.0}}, ["# A", "", "<p>x</p>"]) == (
        '---\ntitle: "A: b"\nsearch:\n  boost: 2.0\n---\n\n# A\n\n<p>x</p>\n'
    )


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs", "Cn"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("aZ :#-é", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["title", "on", "no", "1", "a b"]), VALUES, max_size=3))
def test_settings_read_back_as_they_were(data: dict[str, object]) -> None:
    """Words that YAML takes for something else, line ends that it folds: all of it stays data."""
    assert yaml.safe_load(yaml_of(data)) == (data or None)


def test_sequences_stand_as_people_write_them() -> None:
    """A mapping in a list begins beside its dash."""
    nav: list[object] = [{"Home": "index.md"}, "a.md", {"B": [{"C": "c.md"}, "d.md"]}, []]
    assert yaml_of({"nav": nav}) == (
        'nav:\n  - "Home": "index.md"\n  - "a.md"\n  - "B":\n      - "C": "c.md"\n      - "d.md"\n  - []\n'
    )
