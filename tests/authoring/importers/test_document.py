"""A document's tree: headings, blocks and the lines that each stands on."""

import pytest

from generator.authoring.importers.blocks import (
    Block,
    Fence,
    Item,
    Items,
    Lines,
    Pair,
    Paragraph,
    Row,
    Table,
    pairs,
    words,
)
from generator.authoring.importers.document import Document


def blocks(text: str) -> list[Block]:
    """Return the blocks of a document without headings."""
    return Document("a.md", text).root.blocks


def test_sections_hold_what_stands_below_their_headings() -> None:
    """A heading ends what has its level or a lower one; one inside code is none; each knows its lines."""
    text = "intro\n\n# A\n\n### B\n```sh\n# no heading\n```\n\nC\n-\n\n## D\n"
    found = [(one.level, one.title, str(one.lines), one.own_last) for one in Document("a.md", text).root.walk()]
    assert found == [
        (0, "", "1-13", 0),
        (1, "A", "3-13", 3),
        (3, "B", "5-9", 5),
        (2, "C", "10-12", 11),
        (2, "D", "13", 13),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One\ntwo\n", [Paragraph(Lines(1, 2), "One\ntwo")], id="a paragraph"),
        pytest.param("```sh\nls\n\nid\n```\n", [Fence(Lines(1, 5), "ls\n\nid", "sh")], id="a fence"),
        pytest.param("~~~\nls\n", [Fence(Lines(1, 2), "ls", "", is_closed=False)], id="a fence without its end"),
        pytest.param(
            "- [x] a\n- [ ] b\n  c\n",
            [
                Items(
                    Lines(1, 3),
                    (Item(Lines(1, 1), "a", (), is_done=True), Item(Lines(2, 3), "b\nc", (), is_done=False)),
                )
            ],
            id="boxes",
        ),
        pytest.param(
            "1. a\n   ```\n   x\n   ```\n2. b\n",
            [
                Items(
                    Lines(1, 5),
                    (Item(Lines(1, 4), "a", (Fence(Lines(2, 4), "x"),)), Item(Lines(5, 5), "b")),
                    is_ordered=True,
                )
            ],
            id="code in a list",
        ),
        pytest.param(
            "| A | B |\n|---|---|\n| 1 \\| 2 | |\n",
            [Table(Lines(1, 3), Row(1, ("A", "B")), (Row(3, ("1 | 2", "")),))],
            id="a table",
        ),
        pytest.param(
            "a\n\n---\n\nb\n", [Paragraph(Lines(1, 1), "a"), Paragraph(Lines(5, 5), "b")], id="a rule is none"
        ),
    ],
)
def test_block_knows_its_lines(text: str, expected: list[Block]) -> None:
    """Each piece of Markdown is one block, with its words and the lines of the source."""
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("**A:** b\n**C**: d", [("A", "b", 1), ("C", "d", 2)], id="bold lines"),
        pytest.param("- **A:** b\n- C: d e", [("A", "b", 1), ("C", "d e", 2)], id="a list"),
        pytest.param("A: b\nC:", [("A", "b", 1), ("C", "", 2)], id="plain lines"),
        pytest.param("**Only a label**", [("Only a label", "", 1)], id="a label"),
        pytest.param("**Warning** look out", [], id="bold words in front of a sentence"),
        pytest.param("A: b\nand a sentence", [], id="not every line"),
        pytest.param("see https://example.com/", [], id="an address"),
    ],
)
def test_pairs_are_keys_with_values(text: str, expected: list[tuple[str, str, int]]) -> None:
    """Metadata is read by key, however the key is set."""
    found = [(pair.key, pair.value, pair.lines.first) for block in blocks(text) for pair in pairs(block)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "text_expected", "lines", "is_toml"),
    [
        pytest.param("---\ntitle: a\n---\n# A\n", "title: a\n", "1-3", False, id="YAML"),
        pytest.param("+++\ntitle = 'a'\n+++\n\n# A\n", "title = 'a'\n", "1-3", True, id="TOML"),
    ],
)
def test_front_matter_stands_above_the_tree(text: str, text_expected: str, lines: str, is_toml: bool) -> None:  # noqa: FBT001
    """What stands between its marks is no Markdown, and the lines below it keep their numbers."""
    document = Document("a.md", text)
    assert document.front is not None
    assert (document.front.text, str(document.front.lines), document.front.is_toml) == (text_expected, lines, is_toml)
    assert document.root.sections[0].lines.first == text.split("\n").index("# A") + 1


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        pytest.param("🚨 **Severity** `Levels`", "Severity Levels", id="pictures and emphasis"),
        pytest.param("snake_case stays", "snake_case stays", id="a name"),
        pytest.param("障害対応", "障害対応", id="other letters"),
        pytest.param("[Link](a.md) to it", "[Link](a.md) to it", id="a link"),
    ],
)
def test_heading_as_words(heading: str, expected: str) -> None:
    """What decorates a heading is no part of its words."""
    assert words(heading) == expected


def test_pair_is_a_value() -> None:
    """Two pairs of the same words on the same lines are one."""
    assert pairs(Paragraph(Lines(3, 3), "**A:** b")) == (Pair(Lines(3, 3), "A", "b", is_bold=True),)
