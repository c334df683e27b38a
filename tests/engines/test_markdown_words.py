"""Words and prose as Markdown for repositories: what people wrote, and nothing that becomes HTML there."""

import pytest

from generator.engines import markdown_words as md
from generator.records.link_syntax import Target

WORDS = [
    pytest.param("Plain words, 5 % of them.", "Plain words, 5 % of them.", id="plain"),
    pytest.param("a *b* `c` [d]", r"a \*b\* \`c\` \[d\]", id="markup"),
    pytest.param("a_b_c _d_", r"a_b_c \_d\_", id="a name with underscores"),
    pytest.param("<b> & &lt; \\", r"&lt;b> & &amp;lt; \\", id="HTML"),
    pytest.param("costs $5", "costs $5", id="one sum"),
    pytest.param("$5 or $6, ~7", r"\$5 or \$6, ~7", id="two sums"),
    pytest.param("a\n b", "a b", id="line breaks"),
]
LINES = [
    pytest.param("**bold**, `<code> | $x $y`", "**bold**, `<code> | $x $y`", id="markup stays"),
    pytest.param("a <script> b", "a &lt;script> b", id="HTML"),
    pytest.param("<https://a.example/> <a@b.example>", "<https://a.example/> <a@b.example>", id="autolinks"),
    pytest.param("[a](there.yaml) ![b](b.png) [c](gone.yaml)", "[a](there.md) ![b](b.png) c", id="links"),
    pytest.param("[a](<there.yaml>)", "[a](<there.md>)", id="a target in angle brackets"),
    pytest.param("see ![x](https://a.example/x.png)", "see [x](https://a.example/x.png)", id="an image elsewhere"),
    pytest.param(r"\* \$5 \<b>", r"\* \\$5 \\&lt;b>", id="escapes that only GitHub knows"),
    pytest.param("- no list", r"\- no list", id="a dash"),
    pytest.param("# no heading", r"\# no heading", id="a hash"),
    pytest.param("12. no list", r"12\. no list", id="a number"),
    pytest.param("**bold** first", "**bold** first", id="bold first"),
]
PROSE = [
    pytest.param("a\n\n- b\n    - c\n", "a\n\n- b\n    - c", id="lists"),
    pytest.param("# A\n\n### B\n\n#c", "#### A\n\n##### B\n\n#c", id="headings stand below the section's"),
    pytest.param("```sql\n# <b> $1 $2\n```", "```sql\n# <b> $1 $2\n```", id="fenced code"),
    pytest.param("| a | b |\n| --- | --- |\n| 1 | 2 |", "| a | b |\n| --- | --- |\n| 1 | 2 |", id="a table"),
    pytest.param(
        '!!! danger "Stop"\n    one\n\n    two\nafter',
        "> [!CAUTION]\n> **Stop**\n>\n> one\n>\n> two\n\nafter",
        id="note",
    ),
    pytest.param("!!! note\n    one\n\nafter", "> [!NOTE]\n> one\n>\n\nafter", id="a note and what follows"),
    pytest.param("!!! ERROR disk full", "!!! ERROR disk full", id="a pasted line"),
    pytest.param("[a][x] b\n\n[x]: there.yaml", "[a](there.md) b", id="a definition"),
]
ANCHORS = [
    pytest.param("Root cause", "root-cause", id="words"),
    pytest.param("API Down / 5xx Errors", "api-down--5xx-errors", id="a sign leaves its spaces"),
    pytest.param("Über_uns: 1.2", "über_uns-12", id="letters of elsewhere"),
]


def lead(one: Target) -> str | None:
    """Lead links of a page on which one record and one image can be linked."""
    if one.leads == "outside":
        return one.written
    return {"there.yaml": "there.md", "b.png": "b.png"}.get(one.meant)


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_read_as_they_are(text: str, expected: str) -> None:
    """No sign in a plain text is markup."""
    assert md.words(text) == expected


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_a_line_keeps_its_markup_and_begins_no_block(text: str, expected: str) -> None:
    """What our pages show as emphasis, code or link is that on GitHub as well; all else is text."""
    assert md.line(text, lead) == expected


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_prose_stands_as_it_was_written(text: str, expected: str) -> None:
    """Blocks are those that our pages show; code is left alone."""
    assert md.prose(text, lead, 3) == expected


@pytest.mark.parametrize(("heading", "expected"), ANCHORS)
def test_anchors_are_those_of_github(heading: str, expected: str) -> None:
    """Lower case, no punctuation, a dash for each space."""
    assert md.anchor_of(heading) == expected


def test_code_stands_to_the_letter() -> None:
    """Nothing in it closes it."""
    assert md.code("a`b") == "``a`b``"
    assert md.code("`a") == "`` `a ``"
    assert md.block("a\n```\nb", "sh") == "````sh\na\n```\nb\n````"


def test_a_cell_ends_where_it_ends() -> None:
    """A bar in a cell is text, also in code; line breaks are folded."""
    assert md.table(("A", "B"), [("`x | y`", "1\n2")]) == "| A | B |\n| --- | --- |\n| `x \\| y` | 1 2 |"


def test_what_belongs_to_an_entry_stands_below_it() -> None:
    """Empty lines stay empty."""
    assert md.indented("a\n\nb") == "    a\n\n    b"
