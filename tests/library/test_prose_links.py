"""Links in prose: which there are, and where they lead."""

import time

import pytest

from generator.library.prose_links import prose_links, target_of
from generator.records.code_spans import without_code
from generator.records.link_syntax import inlined


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param("[a](b.yaml) and [c](../d.md#e)", [("b.yaml", False), ("../d.md#e", False)], id="two links"),
        pytest.param("![a](b.png)", [("b.png", True)], id="an image"),
        pytest.param("[![a](b.png)](c.yaml)", [("c.yaml", False), ("b.png", True)], id="an image in a link"),
        pytest.param("[a [b] c](d.yaml)", [("d.yaml", False)], id="brackets in the words"),
        pytest.param("[a](<b c.yaml>)", [("b c.yaml", False)], id="angle brackets"),
        pytest.param("[a](b(c).yaml 'd')", [("b(c).yaml", False)], id="parentheses and a title"),
        pytest.param("[a](https://x.example/b.yaml) [b](mailto:a@b) [c](//x/y) [d](#e)", [], id="elsewhere"),
        pytest.param("`[a](b.yaml)` and ``[a](`b.yaml)``", [], id="code"),
        pytest.param("```\n[a](b.yaml)\n```\n[c](d.yaml)", [("d.yaml", False)], id="fenced code"),
        pytest.param("~~~\n[a](b.yaml)", [("b.yaml", False)], id="a fence that is never closed opens none"),
        pytest.param("> ```\n> [a](b.yaml)\n> ```\n> [c](d.yaml)", [("d.yaml", False)], id="fenced code in a quote"),
        pytest.param("a\n\n    [a](b.yaml)\n\n- b\n\n    [c](d.yaml)", [("d.yaml", False)], id="indented code"),
        pytest.param("\\[a](b.yaml) \\`[c](d\\_e.yaml)`", [("d_e.yaml", False)], id="escaped"),
        pytest.param("[a](b&amp;c.yaml)", [("b&c.yaml", False)], id="entities"),
        pytest.param("![[a](b.yaml)](c.png)", [("c.png", True)], id="no link in the words of an image"),
        pytest.param("[a\n\nb](c.yaml)\n- [d\n- e](f.yaml)", [], id="a link stands in one paragraph"),
        pytest.param(
            "[a][x] ![c][X] [x][] [y]\n\n[x]: b.yaml 'T'\n[y]:\n  <c d.yaml>\n[z]: e.yaml",
            [("b.yaml", False), ("b.yaml", True), ("c d.yaml", False)],
            id="definitions that are used",
        ),
        pytest.param("[a][x]\n\n[x]: b\n\n`[x]: b.yaml`\n\n[^x]: c.yaml", [], id="no definitions"),
        pytest.param("[a] (b.yaml) [c]", [], id="no links"),
        pytest.param("[a]()", [], id="nowhere"),
    ],
)
def test_prose_links(text: str, links: list[tuple[str, bool]]) -> None:
    """Relative targets as written, and whether each is an image."""
    assert list(prose_links(text)) == links


@pytest.mark.parametrize(
    ("link", "target"),
    [
        pytest.param("b.yaml", "content/shop/runbooks/b.yaml", id="beside"),
        pytest.param("../procedures/b.yaml", "content/shop/procedures/b.yaml", id="one up"),
        pytest.param("b.yaml#c?d", "content/shop/runbooks/b.yaml", id="with an anchor"),
        pytest.param("b%20c.md", "content/shop/runbooks/b c.md", id="written in percent"),
        pytest.param("../../../../etc/passwd", "../etc/passwd", id="out of the project"),
        pytest.param("/etc/passwd", "/etc/passwd", id="the whole machine"),
        pytest.param("./x/../b.yaml", "content/shop/runbooks/b.yaml", id="there and back"),
    ],
)
def test_target_of(link: str, target: str) -> None:
    """Relative to the root."""
    assert target_of("content/shop/runbooks/a.yaml", link) == target


def test_code_keeps_its_length() -> None:
    """So that all other places in the text stay."""
    text = "a `b` c\n```\nd\n```\ne"
    assert without_code(text) == "a     c\n   \n \n   \ne"


@pytest.mark.parametrize(
    "run",
    [
        "[",
        "![",
        "[a](",
        "[[",
        "`",
        "`` ` ",
        "[a](b",
        "```\n",
        "<",
        "](",
        "[a]: b.c\n[a]",
        "[a][a]",
        "~~~\n````\n",
        "    a\n\n",
    ],
)
def test_hostile_runs_end(run: str) -> None:
    """In time that is linear in the text."""
    begin = time.process_time()
    text = run * (50_000 // len(run)) + "](x)\n[a]: b.c\n[a]"
    list(prose_links(text))
    inlined(text)
    assert time.process_time() - begin < 10
