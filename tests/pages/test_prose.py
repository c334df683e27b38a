"""Prose becomes HTML that is safe, the same every time, and loses no word."""

import inspect
import re
import sys
import time
from collections.abc import Callable
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markupsafe import Markup
from pygments.token import STANDARD_TYPES  # type: ignore[import-untyped] # it ships no types

from generator.pages import markdown_safety as safety
from generator.pages.page_links import PageLinks

# The property tests compare the quick ways with the whole one, which has no public name.
from generator.pages.prose import _whole, links, sanitize_page, to_html, to_inline, to_text
from generator.records.scalars import Prose
from generator.records.tangles import too_tangled

PAGES = {"b.yaml": "../b/", "c.yaml#p1": "../c/#p1", "graph.png": "../../img/graph.png", "odd.yaml": 'a"><b'}
PHRASES = {"a", "br", "code", "em", "img", "strong"}
PIECES = (
    *("[", "]", "(", ")", "![", "](", "](b)", "*", "**", "_", "`", "``", "```", "~~~", "<", ">", "&", "&amp;", "&#1;"),
    *("\\", "#", "# ", "- ", "1. ", "> ", "|", "|-|-|\n", ":", "=", "\n", "\n\n", "    ", "\t", " ", "  \n", '"', "'"),
    *(
        "word",
        "https://x.example/",
        "javascript:",
        "data:text/html,",
        "@",
        "x@y.example",
        "{{ a }}",
        "{%",
        "!!! note\n",
    ),
    *("<script>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'>", "<!--", "-->", "<![", "]]>", "<?", "</p>"),
    *("```mermaid\n", "```bash\n", "```{.x #y onclick=z}\n", "{: onclick=x }", "{#__config}", "\x00", "\x02", "\x03"),
    *(
        "\x02klzzwxh:0000\x03",
        "\x02wzxhzdk:0\x03",
        "\ufffe",
        "\ud800",
        "\u2028",
        "\x85",
        "\xa0",
        "\u3000",
        "日本",
        "🚨",
    ),
)
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=40).map("".join)
sentences = st.lists(
    st.text(alphabet="abc Z09.,;:!?'\"()[]-+=#~|>&$%_/@{}\n\u2019\xa0é日", max_size=30), min_size=1, max_size=4
).map("".join)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("R&D & C++", "<p>R&amp;D &amp; C++</p>", id="plain"),
        pytest.param("One\nline.\n\n\nTwo.", "<p>One\nline.</p>\n<p>Two.</p>", id="plain paragraphs"),
        pytest.param("a **b** _c_ `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>", id="inline"),
        pytest.param("max_open_files = *", "<p>max_open_files = *</p>", id="names keep their underscores"),
        pytest.param("# A\n\n### B", "<h4>A</h4>\n<h5>B</h5>", id="headings go below level 3, without gaps"),
        pytest.param("see\n#oncall now", "<p>see\n#oncall now</p>", id="a channel is no heading"),
        pytest.param("C #\n===\n", "<h4>C #</h4>", id="underlined heading"),
        pytest.param(
            "Do:\n- a\n- b", "<p>Do:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>", id="list right under a paragraph"
        ),
        pytest.param("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>', id="a list keeps its first number"),
        pytest.param(
            "|a|b|\n|-|-:|\n|1|ps | wc|",
            '<table>\n<thead>\n<tr>\n<th>a</th>\n<th align="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n'
            '<td align="right">ps | wc</td>\n</tr>\n</tbody>\n</table>',
            id="a table row keeps its surplus cells",
        ),
        pytest.param(
            '```sh title="x.sh" hl_lines=\'1-999999999\' onload="x"\nls # a\n```\nafter',
            '<div class="highlight"><span class="filename">x.sh</span><pre><span></span><code>ls'
            '<span class="w"> </span><span class="c1"># a</span>\n</code></pre></div>\n<p>after</p>',
            id="fenced code with a title",
        ),
        pytest.param(
            "> a\n> ```\n> b\n> ```",
            '<blockquote>\n<p>a\n</p><div class="highlight"><pre><span></span><code>b\n</code></pre></div>'
            "</blockquote>",
            id="fenced code in a quote leaves no empty paragraph",
        ),
        pytest.param(
            "```cobol\n<b>\n```",
            '<div class="highlight"><pre><span></span><code>&lt;b&gt;\n</code></pre></div>',
            id="code of an untried language has no colours",
        ),
        pytest.param(
            "```mermaid\ngraph LR; a-->b\n```",
            '<pre class="mermaid"><code>graph LR; a--&gt;b</code></pre>',
            id="diagram",
        ),
        pytest.param(
            '```mermaid\nA@{ img: "x" }\n```',
            '<div class="highlight"><pre><span></span><code>A@{ img: "x" }\n</code></pre></div>',
            id="a diagram that loads an image is code",
        ),
        pytest.param(
            '!!! warning "Mind"\n    The **gap**',
            '<div class="admonition warning">\n<p class="admonition-title">Mind</p>\n<p>The <strong>gap</strong></p>\n'
            "</div>",
            id="admonition",
        ),
        pytest.param("!!! ERROR disk full", "<p>!!! ERROR disk full</p>", id="a log line is no admonition"),
        pytest.param("[ERROR]: timeout", "<p>[ERROR]: timeout</p>", id="a log line is no reference definition"),
        pytest.param(
            "Map<String, List<int>> <div onclick=x>",
            "<p>Map&lt;String, List&lt;int&gt;&gt; &lt;div onclick=x&gt;</p>",
            id="raw HTML is text",
        ),
        pytest.param("<!-- a --> x <![ y", "<p>&lt;!-- a --&gt; x &lt;![ y</p>", id="no HTML parser trips"),
        pytest.param("&lt;b&gt; &foo; &copy", "<p>&lt;b&gt; &amp;foo; &amp;copy</p>", id="entities"),
        pytest.param("{{ $labels.job }} {% x %}", "<p>{{ $labels.job }} {% x %}</p>", id="templates stay literal"),
        pytest.param("a{: onclick=x #__config}", "<p>a{: onclick=x #__config}</p>", id="no attribute lists"),
        pytest.param("\x1b[31mred\x00\ud800\x85", "<p>␛[31mred␀\ufffd</p>", id="control characters show"),
        pytest.param("&#1;&#xfffe;&#0;", "<p>␁\ufffd\ufffd</p>", id="control characters as entities"),
        pytest.param("a\r\nb\u2028c", "<p>a\nb\nc</p>", id="line ends"),
        pytest.param("“Quoted” 🚨 日本", "<p>“Quoted” 🚨 日本</p>", id="beyond ASCII"),
    ],
)
def test_prose_becomes_html(text: str, html: str) -> None:
    """The whole output for each thing that people write."""
    assert to_html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("[b](b.yaml)", '<p><a href="../b/">b</a></p>', id="record"),
        pytest.param("[c](c.yaml#p1 'T')", '<p><a href="../c/#p1" title="T">c</a></p>', id="anchor and title"),
        pytest.param("[b](b.yaml 'a<b')", '<p><a href="../b/">b</a></p>', id="no < in a title"),
        pytest.param("[gone](gone.yaml), x", "<p>gone, x</p>", id="unknown: the words stay"),
        pytest.param("[](b.yaml)", '<p><a href="../b/">b.yaml</a></p>', id="a link always has words"),
        pytest.param(
            "[at https://x.example](b.yaml)", '<p><a href="../b/">at https://x.example</a></p>', id="no links in links"
        ),
        pytest.param("[o](odd.yaml)", '<p><a href="a&#34;&gt;&lt;b">o</a></p>', id="the address is escaped"),
        pytest.param("![Load](graph.png)", '<p><img src="../../img/graph.png" alt="Load"></p>', id="image"),
        pytest.param("![Load](gone.png) ![](gone.png)", "<p>Load gone.png</p>", id="unknown images are words"),
        pytest.param(
            "![Load](https://x.example/a.png)",
            '<p><a href="https://x.example/a.png" rel="noopener noreferrer">Load</a></p>',
            id="an image elsewhere is a link",
        ),
        pytest.param(
            "[![i](//x.example/a.png)](b.yaml)", '<p><a href="../b/">i</a></p>', id="an image elsewhere within a link"
        ),
        pytest.param(
            "(https://x.example/a_b_(c)?d=1&e=2).",
            '<p>(<a href="https://x.example/a_b_(c)?d=1&amp;e=2" rel="noopener noreferrer">'
            "https://x.example/a_b_(c)?d=1&amp;e=2</a>).</p>",
            id="a bare address",
        ),
        pytest.param("https://{host}/x", "<p>https://{host}/x</p>", id="an address to fill in is no link"),
        pytest.param(
            "<ops@x.example> ssh <me@host>",
            '<p><a href="mailto:ops@x.example" rel="noopener noreferrer">ops@x.example</a> ssh &lt;me@host&gt;</p>',
            id="mail",
        ),
        pytest.param(
            "[a](/\\x.example) [b](//x.example) [t](tel:+1555)",
            '<p>a b <a href="tel:+1555" rel="noopener noreferrer">t</a></p>',
            id="what browsers read as another host",
        ),
        pytest.param(
            "[Load][g], ![g][], [b] and [gone][]\n\n[B]: b.yaml 'T'\n[g]:\n  <graph.png>\n[gone]: gone.yaml",
            '<p><a href="../../img/graph.png">Load</a>, <img src="../../img/graph.png" alt="g">, '
            '<a href="../b/" title="T">b</a> and gone</p>',
            id="definitions",
        ),
        pytest.param(
            "[b][] `[b]`\n\n```\n[b]: x.yaml\n```\n\n[b]: b.yaml\n[b]: c.yaml",
            '<p><a href="../b/">b</a> <code>[b]</code></p>\n'
            '<div class="highlight"><pre><span></span><code>[b]: x.yaml\n</code></pre></div>',
            id="the first definition counts, none in code",
        ),
        pytest.param("[b] [c]: d\n\n[ERROR]: x.yaml", "<p>[b] [c]: d</p>\n<p>[ERROR]: x.yaml</p>", id="no definitions"),
        pytest.param("[a](javascript:alert(1))", "<p>a</p>", id="javascript"),
        pytest.param("[a](JaVa&#x53;cript:x) [b](&#1;javascript:x)", "<p>a b</p>", id="javascript, disguised"),
        pytest.param("[a](data:text/html,x) ![b](data:image/png,x)", "<p>a b</p>", id="data"),
        pytest.param("[a](vbscript:x) [b](file:///etc/passwd) [c](ftp://x)", "<p>a b c</p>", id="other schemes"),
        pytest.param("<javascript:x> <data:x>", "<p>&lt;javascript:x&gt; &lt;data:x&gt;</p>", id="no such autolinks"),
    ],
)
def test_links_lead_to_pages(text: str, html: str) -> None:
    """Known targets become addresses, the others words; nothing leads where it must not."""
    assert to_html(text, PAGES.get) == html


def test_without_a_resolver_relative_targets_stay_as_written() -> None:
    """Nobody knows a page then."""
    assert to_html("[a](b.yaml) ![c](d.png)") == '<p><a href="b.yaml">a</a> <img src="d.png" alt="c"></p>'


@pytest.mark.parametrize(
    ("diagram", "is_drawn"),
    [
        pytest.param("graph LR; a[/Pay\\] -->|no<br/>yes| b", True, id="shapes and breaks"),
        pytest.param("gantt\ndateFormat HH:mm\nFix : 14:05, 5m", True, id="times"),
        pytest.param("classDef bad fill:#f00", True, id="colours"),
        pytest.param('A["<img src=x>"]', False, id="markup"),
        pytest.param('click A "https://x.example"', False, id="address"),
        pytest.param("style A fill:url(x)", False, id="url"),
        pytest.param("style A fill:u\\72l(x)", False, id="url, disguised"),
        pytest.param("%%{init: {}}%%\ngraph LR", False, id="directive"),
        pytest.param("---\nconfig: {}\n---\ngraph LR", False, id="front matter"),
        pytest.param("style " * 3000, True, id="long"),
    ],
)
def test_a_diagram_stays_on_its_page(diagram: str, *, is_drawn: bool) -> None:
    """What could ask another host, or bring markup, is shown as code."""
    assert to_html(f"```mermaid\n{diagram}\n```").startswith('<pre class="mermaid">') is is_drawn


def test_the_result_is_markup() -> None:
    """Templates escape whatever is not."""
    assert {type(to_html("a")), type(to_html("*a*")), type(to_inline("a")), type(to_inline("*a*"))} == {Markup}


def test_a_text_is_rendered_once_and_led_for_each_page() -> None:
    """The same text on two pages has two addresses: what is remembered has none."""
    assert [to_html("*[b](b.yaml)*", {"b.yaml": there}.get) for there in ("../b/", "b/")] == [
        '<p><em><a href="../b/">b</a></em></p>',
        '<p><em><a href="b/">b</a></em></p>',
    ]


def test_a_bug_in_a_resolver_is_not_hidden() -> None:
    """The sanitizer swallows what its callbacks raise; links are led outside of it."""

    def broken(target: str) -> str:
        raise LookupError(target)

    with pytest.raises(LookupError, match=r"b\.yaml"):
        to_html("[b](b.yaml)", broken)


@pytest.mark.parametrize(
    ("prefix", "html"),
    [
        pytest.param(
            "", "<h4>A &amp; B</h4>\n<h4><code>__config</code></h4>\n<h4>A &amp; B</h4>\n<h4>日本</h4>", id="none"
        ),
        pytest.param(
            "impact-",
            '<h4 id="impact-a-b">A &amp; B</h4>\n<h4><code>__config</code></h4>\n<h4 id="impact-a-b_1">A &amp; B</h4>\n'
            '<h4 id="impact-日本">日本</h4>',
            id="some",
        ),
    ],
)
def test_headings_have_ids_with_a_prefix_only(prefix: str, html: str) -> None:
    """No heading takes over an id of the theme."""
    assert to_html("# A & B\n# `__config`\n# A & B\n# 日本", prefix=prefix) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("1. foo", "1. foo", id="number"),
        pytest.param("# x", "# x", id="hash"),
        pytest.param("- x", "- x", id="dash"),
        pytest.param("> x", "&gt; x", id="quote"),
        pytest.param("| a | b |", "| a | b |", id="pipes"),
        pytest.param("!!! note", "!!! note", id="admonition"),
        pytest.param("***", "***", id="ruler"),
        pytest.param("    ls", "ls", id="indented"),
        pytest.param("a\n- b\n\n`c\nd`", "a - b <code>c d</code>", id="folded"),
        pytest.param("Run `kubectl get <pod>`", "Run <code>kubectl get &lt;pod&gt;</code>", id="code"),
        pytest.param("**Stop** [b](b.yaml)", '<strong>Stop</strong> <a href="../b/">b</a>', id="link"),
        pytest.param("<b>&amp;</b>", "&lt;b&gt;&amp;&lt;/b&gt;", id="raw HTML"),
    ],
)
def test_a_line_has_no_blocks(text: str, html: str) -> None:
    """What begins a block elsewhere is literal in a step."""
    assert to_inline(text, PAGES.get) == html


def test_a_label_has_no_links() -> None:
    """A link within a label or a heading would be a trap."""
    text = "See [the *page*](b.yaml), ![a graph](graph.png), https://x.example and <x@y.example>"
    assert (
        to_inline(text, PAGES.get, links=False) == "See the <em>page</em>, a graph, https://x.example and x@y.example"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a  b\nc", "a b c", id="folded"),
        pytest.param("1. first", "1. first", id="one line keeps its number"),
        pytest.param("# A\n\n- b\n- **c**d", "A b cd", id="blocks are apart, inline is not"),
        pytest.param("[a](b.yaml) ![c](d.png) ![](e.png)", "a c e.png", id="links and images are their words"),
        pytest.param("`a<b>` &amp; R&D \xa0x", "a<b> & R&D \xa0x", id="no entities"),
        pytest.param("|a|b|\n|-|-|\n|1|2|", "a b 1 2", id="table"),
        pytest.param("```sh\nls # x\n```\n", "ls # x", id="code"),
        pytest.param("a\n- b", "a b", id="list under a paragraph"),
    ],
)
def test_prose_becomes_text(text: str, words: str) -> None:
    """One line for search, feeds, attributes and the terminal."""
    assert to_text(text) == words


@pytest.mark.parametrize("text", ["a", "a `b`", "a\n\nb", " a  b "])
def test_words_of_a_record_are_text(text: str) -> None:
    """A page writes them as they are: as prose, they would be read as markup a second time."""
    assert type(to_text(Prose(text))) is str


def test_links_are_listed_as_written() -> None:
    """Every target in its order, also those that no page will have; none from code."""
    text = "# [a](b.yaml#x)\n\n- ![c](d&amp;e.png)\n\n[x](javascript:y) `[n](n.yaml)` https://x.example.\n\n    [m](m)"
    assert list(links(text)) == [
        ("b.yaml#x", False),
        ("d&e.png", True),
        ("javascript:y", False),
        ("https://x.example", False),
    ]


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        pytest.param(
            '<h1 id="__config">A<a class="headerlink" href="#a" title="Link">&para;</a></h1><h2 id="b">B</h2>',
            '<h1>A<a href="#a" class="headerlink" title="Link">¶</a></h1><h2 id="b">B</h2>',
            id="ids",
        ),
        pytest.param(
            '<table><tr><td style="text-align: center;">x</td><td style="color: red">y</td></tr></table>',
            '<table><tbody><tr><td align="center">x</td><td>y</td></tr></tbody></table>',
            id="styles",
        ),
        pytest.param('<p onclick="x" class="md-header">a<script>x</script></p>', "<p>a</p>", id="handlers and scripts"),
        pytest.param(
            '<img src="https://x/y.png" alt="a"><img src="//x/y.png" alt="b">',
            '<a href="https://x/y.png" rel="noopener noreferrer">a</a>b',
            id="images",
        ),
        pytest.param('<a id="spot"></a><a href="javascript:x">b</a>', '<a id="spot"></a>b', id="anchors"),
        pytest.param(
            '<pre class="mermaid"><code>a--&gt;b</code></pre><pre class="mermaid" id="d"><code>%%{x}%%</code></pre>',
            '<pre class="mermaid"><code>a--&gt;b</code></pre><pre id="d"><code>%%{x}%%</code></pre>',
            id="diagrams",
        ),
        pytest.param(
            '<a href="x"><table><tr><td><a href="javascript:y">z</a></td></tr></table></a>',
            '<a href="x"><table><tbody><tr><td>z</td></tr></tbody></table></a>',
            id="a link in a link",
        ),
        pytest.param("<p>a\ud800</p><div><b>x", "<p>a\ufffd</p><div><b>x</b></div>", id="broken"),
    ],
)
def test_pages_go_through_the_same_allow_list(html: str, clean: str) -> None:
    """A hand-written page brings nothing that prose may not."""
    assert sanitize_page(html) == clean


@pytest.mark.parametrize("run", ["<div>", "<ul><li>", "<span><b>", "<blockquote>\n"])
def test_a_page_of_any_depth_ends(run: str) -> None:
    """The sanitizer's time would grow with the square of the depth; within reason, elements stay elements."""
    began = time.process_time()
    assert sanitize_page(run * 100_000).startswith("<pre><code>&lt;")
    assert sanitize_page(run * 200).startswith(run.strip())
    assert time.process_time() - began < 2


RUNS = (
    *("[", "![", "[a](", "[a](b ", "[a](b) ", "[[a]", "]", "](", "<", "<a@b", "<![", "<!--", "{{ ", "x@y.example "),
    *("*", "**a ", "*a _b ", "**a** ", "_", "`", "`a` ", "`a``b", "\\`", "\\```", "\\", "&", "&amp;", "|", "|`"),
    *("> ", "- ", "\n- ", "1. a\n", "# a\n", "a\n=\n", "---\n", "> # a\n", "a|b\n-|-\n", "    a\n\n", "\n", "\t"),
    *("!!! note\n", "!!! note\n    # a\n", "```\n", "~~~\n\n", "```bash\n'\n```\n", "https://x.example)", "https://a "),
    *("\x02klzzwxh:0000\x03", "日"),
)
"""Runs that keep, or kept, a Markdown converter busy."""


@pytest.mark.parametrize("run", RUNS)
def test_no_run_takes_long(run: str) -> None:
    """20 kB of anything is rendered in far less than a second of the processor; the limit allows for a busy one."""
    text = (run * (20_000 // len(run) + 1))[:20_000]
    began = time.process_time()
    to_html(text)
    to_inline(text)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("run", ["# a\n", "a\n=\n", "=\n", "---\n", "\n- ", "> # a\n", "- a\n", "|a|b|\n|-|-|\n"])
def test_the_longest_text_takes_not_long(run: str) -> None:
    """Blocks that Python-Markdown looks through again for every line, as long as a field may be."""
    text = (run * (60_000 // len(run)))[:60_000]
    began = time.process_time()
    to_html(text)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("code", "is_coloured"),
    [
        pytest.param("if x\n" * 2000, True, id="as long as may be"),
        pytest.param("if x\n" * 2001, False, id="long block"),
        pytest.param("if" + " " * 397 + "x", True, id="as wide as may be"),
        pytest.param("if" + " " * 398 + "x", False, id="wide line"),
    ],
)
def test_what_could_keep_a_lexer_busy_has_no_colours(code: str, *, is_coloured: bool) -> None:
    """Lexers are quadratic in long lines and blocks."""
    assert ('<span class="k">if</span>' in to_html(f"```python\n{code.strip()}\n```")) is is_coloured


def test_a_tangled_text_is_shown_as_written() -> None:
    """The rule reports it; the page still has its words."""
    text = ">" * 30 + " a <b>"
    assert to_html(text) == f'<div class="highlight"><pre><code>{"&gt;" * 30} a &lt;b&gt;</code></pre></div>'


def test_the_deepest_text_needs_few_frames() -> None:
    """A page is rendered deep within mkdocs and Jinja2: what is not refused must leave them room."""
    limit, here = sys.getrecursionlimit(), len(inspect.stack(0))
    sys.setrecursionlimit(here + 300)
    try:
        for text in ("> - " * 10 + "x", "> " * 20 + "*a* " * 50, "".join("    " * at + "- y\n" for at in range(19))):
            assert to_text(to_html(text + "\n\nz")) != ""
    finally:
        sys.setrecursionlimit(limit)


def test_the_tokens_of_pygments_are_allowed() -> None:
    """A new version may colour more."""
    assert {name for name in STANDARD_TYPES.values() if name} - safety.CLASSES["span"] == set()


@given(hostile)
@example("> " * 25 + "x")
def test_whatever_is_written_the_page_is_safe(text: str) -> None:
    """Judged by a browser's way of reading it: no error, nothing beyond what prose may bring, links that may lead."""
    judge(to_html(text, prefix="s-"), phrases_only=False)
    judge(to_html(text, lambda target: target[::-1]), phrases_only=False)
    judge(to_inline(text), phrases_only=True)
    judge(sanitize_page(text), phrases_only=False, prefix="")


@given(hostile)
def test_labels_have_neither_links_nor_images(text: str) -> None:
    """Whatever stood in them."""
    assert {part.tag for part in parsed(to_inline(text, links=False)).iter()} & {"a", "img"} == set()


@given(sentences)
@example("\xa0 a\u3000")
def test_the_quick_way_is_the_whole_way(text: str) -> None:
    """A text without markup is only escaped, and nobody can tell."""
    ready = safety.readable(text).strip("\n")
    if safety.is_plain_prose(ready):
        assert to_html(text) == _whole(blocks=True).render(ready).html
    line = safety.folded(ready)
    if safety.is_plain_line(line):
        whole = _whole(blocks=False).render(line).html
        assert to_inline(text) == whole.removeprefix("<p>").removesuffix("</p>")


@given(sentences)
@example("a")
@example(" a")
@example("a > b")
@example("a  b")
@example("a\xa0b")
@example("[a](b)")
@example("a_b")
def test_a_bare_line_stays_as_it_is(text: str) -> None:
    """What is known to need nothing would come out of every step as it went in."""
    if safety.is_bare_line(text):
        assert safety.is_plain_line(text)
        assert [safety.readable(text), safety.folded(text), safety.escaped(text)] == [text] * 3


@example("*\t")
@example("[\t")
@example("***  ")
@example("\t[")
@given(st.one_of(sentences, hostile).map(lambda text: text.replace("\n", " ")))
def test_one_line_of_prose_is_a_paragraph_of_its_inline_form(text: str) -> None:
    """So that a line is rendered once, whether it stands in a list or alone."""
    ready = safety.readable(text).strip("\n")
    assume("\n" not in ready)
    assert to_html(text) == _led(_whole(blocks=True).render(ready).html) or too_tangled(ready)


@given(hostile, hostile)
@example(" ", "[a](b)")
def test_no_text_changes_the_next_one(text: str, other: str) -> None:
    """The converter keeps nothing."""
    ready = [safety.readable(each) for each in (text, other)]
    assume(not any(map(too_tangled, ready)))
    first = _whole(blocks=True).render(ready[0])
    _whole(blocks=True).render(ready[1])
    assert _whole(blocks=True).render(ready[0]) == first


WORDS = (
    "alpha",
    "beta",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "&",
    "*",
    "_",
    "# ",
    "#",
    "|",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "> ",
)


@given(st.lists(st.sampled_from((*WORDS, "!!! ", "[", "]:", "]", ":", "<![", "{{", "}}", " ", "\\", "`")), max_size=30))
def test_no_word_is_lost(pieces: list[str]) -> None:
    """What a person wrote is there to be read, however it was meant."""
    text = "".join(pieces)
    assume("```" not in text and not too_tangled(text))  # the words behind a fence name its language
    pattern = re.compile("alpha|beta|div")
    assert sorted(pattern.findall(to_text(text))) == sorted(pattern.findall(text))


def _led(html: str) -> str:
    return PageLinks(None, prefix="").lead(html)


def parsed(html: str) -> Element:
    """Read HTML as a browser does; any error is an exception."""
    root: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    return root


def judge(html: str, *, phrases_only: bool, prefix: str = "s-") -> None:
    """Assert that a piece of HTML is harmless."""
    root = parsed(html)
    for part in root.iter():
        if part is root:
            continue
        assert part.tag in (PHRASES if phrases_only else safety.TAGS)
        for name, value in part.attrib.items():
            assert name in {"rel", *safety.ATTRIBUTES["*"], *safety.ATTRIBUTES.get(str(part.tag), ())}
            check = CHECKS.get(name)
            assert check is None or check(value), (name, value)
        assert part.tag != "img" or not elsewhere(part.get("src", "x:"))
        assert not part.get("id", prefix).startswith("__")
        assert part.get("id", prefix).startswith(prefix)


def leads_well(address: str) -> bool:
    """Whether a browser, which ignores control characters at both ends, tabs and line ends, sees a scheme we allow."""
    seen = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)", seen)
    return not scheme or scheme[0].lower() in {"http", "https", "mailto", "tel"}


def elsewhere(address: str) -> bool:
    """Whether a browser would ask another host."""
    seen = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(33)))))
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}", seen))


CHECKS: dict[str, Callable[[str], object]] = {
    "href": leads_well,
    "src": leads_well,
    "title": lambda title: "<" not in title,
    "align": {"left", "center", "right"}.__contains__,
    "rel": {"noopener noreferrer"}.__contains__,
    "class": lambda names: set(names.split()) <= set().union(*safety.CLASSES.values()),
}
