"""Links in prose: which there are, and where they lead."""

import time

import pytest

from generator.library.prose_links import prose_links, target_of, without_code


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
        pytest.param("~~~\n[a](b.yaml)", [], id="fenced code that never ends"),
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
    assert without_code(text) == "a     c\n" + " " * 9 + "\ne"


@pytest.mark.parametrize("run", ["[", "![", "[a](", "[[", "`", "`` ` ", "[a](b", "```\n", "<", "]("])
def test_hostile_runs_end(run: str) -> None:
    """In time that is linear in the text."""
    begin = time.process_time()
    list(prose_links(run * (50_000 // len(run)) + "](x)"))
    assert time.process_time() - begin < 10
