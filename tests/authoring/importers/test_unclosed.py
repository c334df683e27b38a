"""What is never closed: where it is read as ending, and what stays as it is."""

import pytest

from generator.authoring.importers.blocks import Lines
from generator.authoring.importers.unclosed import Closed, closed

FRONT = "the front matter is never closed; it is read as ending on line {}"
CODE = "this code block is never closed; it is read as ending on line {}, above the next heading"


@pytest.mark.parametrize(
    ("text", "mended", "said"),
    [
        pytest.param(
            "```\na\n\n## b\n", "```\na\n```\n## b\n", [Closed(Lines(1, 2), CODE.format(2))], id="a code block"
        ),
        pytest.param(
            "~~~~ sh\na\n\n# no heading\n\n### b\n",
            "~~~~ sh\na\n\n# no heading\n~~~~\n### b\n",
            [Closed(Lines(1, 4), CODE.format(4))],
            id="a code block with a comment inside",
        ),
        pytest.param(
            "```\na\n\n## b\n\n```\n",
            "```\na\n\n## b\n\n```\n",
            [],
            id="a code block with its end, a heading inside",
        ),
        pytest.param("```\na\n", "```\na\n", [], id="a code block without a heading below"),
        pytest.param("- x\n  ```\n  a\n\n## b\n", "- x\n  ```\n  a\n\n## b\n", [], id="code that its list closes"),
        pytest.param(
            "---\na: b\n\n# c\n", "---\na: b\n---\n# c\n", [Closed(Lines(1, 2), FRONT.format(2))], id="front matter"
        ),
        pytest.param(
            "+++\na = 1\n\n# c\n", "+++\na = 1\n+++\n# c\n", [Closed(Lines(1, 2), FRONT.format(2))], id="TOML"
        ),
        pytest.param(
            "---\na: b\n\n# c\n\nd\n\n---\n",
            "---\na: b\n---\n# c\n\nd\n\n---\n",
            [Closed(Lines(1, 2), FRONT.format(2))],
            id="front matter above a rule",
        ),
        pytest.param("---\na: b\n\nc: d\n---\n", "---\na: b\n\nc: d\n---\n", [], id="front matter with a blank line"),
        pytest.param("---\n\n# a\n", "---\n\n# a\n", [], id="a rule"),
        pytest.param("---\nsome words\n\n# a\n", "---\nsome words\n\n# a\n", [], id="a rule above words"),
    ],
)
def test_what_is_open_ends_where_people_see_it(text: str, mended: str, said: list[Closed]) -> None:
    """The end stands on a blank line, so no line gets another number."""
    assert closed(text) == (mended, tuple(said))
