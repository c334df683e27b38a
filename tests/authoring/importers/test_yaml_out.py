"""Records that an import writes say exactly what they were made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.authoring.importers.yaml_out import Comments, Data, record_text
from generator.records.handbook import HANDBOOK
from generator.records.source import parse
from generator.records.tool import TOOL

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1).filter(str.strip)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
KEYS = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
DATA = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
def test_any_record_reads_back(data: dict[str, Data]) -> None:
    """Whatever texts, lists and mappings a record holds, the file says them and nothing else, without a problem."""
    source = parse(record_text("content/a/handbook.yaml", HANDBOOK, data, {}), "handbook.yaml")
    assert source.problems == ()
    assert source.data == trimmed(data)


def trimmed(data: Data) -> Data:
    """Return data as a block says it: below a key no spaces at the ends of lines, a line end behind the last."""
    if isinstance(data, dict):
        return {key: in_block(value) if isinstance(value, str) else trimmed(value) for key, value in data.items()}
    return [trimmed(value) for value in data] if isinstance(data, list) else data


def in_block(text: str) -> str:
    """Return a text of several lines as a block says it; one that begins with a space stands in quotes, whole."""
    if "\n" not in text or text[0] in " \t":
        return text
    return "\n".join([*(line.rstrip() for line in text.split("\n")), ""])


@pytest.mark.parametrize(
    ("data", "comments", "lines"),
    [
        pytest.param(
            {"title": "Harbour"},
            {("title",): "guessed: from\nthe name"},
            ["# guessed: from the name", "title: Harbour"],
            id="above a key",
        ),
        pytest.param(
            {"steps": [{"do": "Roll back", "procedure": "rollback"}]},
            {("steps", 0, "procedure"): "guessed: b", ("steps", 0, "do"): "guessed: a"},
            ["steps:", "  # guessed: a", "  - do: Roll back", "    # guessed: b", "    procedure: rollback"],
            id="above and inside an entry",
        ),
        pytest.param(
            {"steps": ["Look"]}, {("steps", 0): "guessed"}, ["steps:", "  # guessed", "  - Look"], id="above words"
        ),
    ],
)
def test_comment_stands_above_what_it_is_about(data: Data, comments: Comments, lines: list[str]) -> None:
    """A reason for a guess is read before the guess."""
    text = record_text("content/a/handbook.yaml", HANDBOOK, data, comments)
    assert text.splitlines()[1:] == lines


def test_rows_of_a_table_stand_apart() -> None:
    """A blank line stands between the rows, and the file says where it comes from."""
    rows: Data = [{"id": "graphs", "name": "Graphs"}, {"id": "logs", "name": "Logs"}]
    assert record_text("content/a/tools.yaml", TOOL, rows, {(1, "id"): "guessed"}, "Imported from a.md, line 3") == (
        """\
# yaml-language-server: $schema=../../schemas/tools.schema.json
# Imported from a.md, line 3

- id: graphs
  name: Graphs

# guessed
- id: logs
  name: Logs
"""
    )
