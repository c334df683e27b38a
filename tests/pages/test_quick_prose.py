"""The prose that most texts are is read in one go, and nobody can tell."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.pages import markdown_safety as safety

# The property test compares the quick way with the whole one, which has no public name.
from generator.pages.prose import _whole
from generator.pages.quick_prose import quick_blocks, quick_line
from generator.records.link_syntax import inlined
from generator.records.tangles import too_tangled

PIECES = (
    *("`", "``", "*", "**", "***", "_", "[", "]", "(", ")", "](", "!", "![", "&", "&amp;", "<", ">", "\\", "|", ":"),
    *("word", "a b", "x_y", "é日", "\xa0", "\u3000", " ", "  ", "\t", "\r", "\x85", '"', "'", "\u2019", "{x}", "1"),
    *("`co de`", "**bold**", "*em*", "[w w](../a/b.yaml#c)", "[w](https://x.example/a_b?c=d#e)", "[x](/a)", "[x](1/a)"),
    *("[x](http://1.2)", "[x](https://xn--a.example)", "[y](a/../b//c)", "[x](https://a.example/%zz;:@)", "[a]: b"),
    *("\n", "\n\n", "- ", "\n- ", "1. ", "\n2. ", "# ", "> ", "    ", "```", "```\n", "\n```\n", "~~~", "\n==="),
    *("https://x.example/", "http", "://", ".", ",", "!!! note\n", "@", "%", "~", "=", "+", "\n---", "0"),
)
marked = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("`a` & `b <c>`", "<code>a</code> &amp; <code>b &lt;c&gt;</code>", id="code"),
        pytest.param("**Now**: *all* of it", "<strong>Now</strong>: <em>all</em> of it", id="emphasis"),
        pytest.param("see [it all](../a.yaml#p-1)", 'see <a href="../a.yaml#p-1">it all</a>', id="a path"),
        pytest.param("[a](https://x.example/d/1)", '<a href="https://x.example/d/1">a</a>', id="an address"),
        pytest.param("a*b", None, id="a lone sign"),
        pytest.param("**`a`**", None, id="markup in markup"),
        pytest.param("[a](javascript:x)", None, id="an address that may not be"),
        pytest.param("![a](b.png)", None, id="an image"),
        pytest.param("a &amp; b", None, id="an entity"),
    ],
)
def test_lines_that_are_read_in_one_go(text: str, html: str | None) -> None:
    """Else the quick way would be no way."""
    found = quick_line(text)
    assert (found.html if found else None) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("a\nb `c`\n\n\nd", "<p>a\nb <code>c</code></p>\n<p>d</p>", id="paragraphs"),
        pytest.param("- a\n- `b`\n\nc", "<ul>\n<li>a</li>\n<li><code>b</code></li>\n</ul>\n<p>c</p>", id="a list"),
        pytest.param("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>", id="steps"),
        pytest.param(
            "a\n\n```\nb <c>\n\nd\n```",
            '<p>a</p>\n<div class="highlight"><pre><span></span><code>b &lt;c&gt;\n\nd\n</code></pre></div>',
            id="code",
        ),
        pytest.param("- a\n\n- b", None, id="a wide list"),
        pytest.param("- a\n  b", None, id="an entry of two lines"),
        pytest.param("3. a", None, id="steps from a number"),
        pytest.param("a\n- b", None, id="a list right below"),
        pytest.param("```bash\nls\n```", None, id="coloured code"),
        pytest.param("```\n\na\n```", None, id="code with a blank beginning"),
        pytest.param("```\na", None, id="code without an end"),
        pytest.param("# a", None, id="a heading"),
        pytest.param("a\n\n" + "- " * 30 + "b", None, id="a tangled list"),
        pytest.param(f"a\n\n```\n{'- ' * 30}b\n```", None, id="a tangle in code"),
    ],
)
def test_blocks_that_are_read_in_one_go(text: str, html: str | None) -> None:
    """What is more than flat is left to the whole of Markdown."""
    found = quick_blocks(text)
    assert (found.html if found else None) == html


@given(marked)
@example("*a [b* c](d)")
@example("[a [b](c) d](e)")
@example("a `b`_c_")
@example("*\xa0*")
@example("[\u3000a](/b)")
@example("- `a`\n\n```\nb\n```\n\n1. c")
def test_the_quick_way_is_the_whole_way(text: str) -> None:
    """Byte for byte, with the same targets and words."""
    ready = safety.readable(text)
    line = safety.folded(ready)
    if line and (quick := quick_line(line)):
        whole = _whole(blocks=False).render(line)
        html = whole.html.removeprefix("<p>").removesuffix("</p>")
        assert quick == whole._replace(html=html, fixed=not whole.targets)
    text = inlined(ready).strip("\n")
    if text and (quick := quick_blocks(text)):
        assert not too_tangled(text)
        whole = _whole(blocks=True).render(text)
        assert quick == whole._replace(fixed=not whole.targets)
