"""Data from which something is taken out keeps its places."""

from typing import Any

import pytest

from generator.records.draft import Draft, original
from generator.records.notes import Loc

DATA: dict[str, Any] = {"a": "1", "b": ["0", "1", "2", "3"], "c": [{"d": ["x", "y"]}, {"e": "z"}]}


@pytest.mark.parametrize(
    ("drop", "left", "moved"),
    [
        pytest.param([("a",)], {"b": DATA["b"], "c": DATA["c"]}, {}, id="a key"),
        pytest.param([("b", 1)], {**DATA, "b": ["0", "2", "3"]}, {("b", 1): ("b", 2)}, id="an entry"),
        pytest.param([("b", 0), ("b", 2)], {**DATA, "b": ["1", "3"]}, {("b", 1): ("b", 3)}, id="two entries"),
        pytest.param(
            [("c", 0, "d", 0)],
            {**DATA, "c": [{"d": ["y"]}, {"e": "z"}]},
            {("c", 0, "d", 0): ("c", 0, "d", 1), ("c", 1, "e"): ("c", 1, "e")},
            id="an entry of an entry",
        ),
        pytest.param([("c", 0)], {**DATA, "c": [{"e": "z"}]}, {("c", 0, "e"): ("c", 1, "e")}, id="a mapping"),
        pytest.param([("c", 0, "d", 0, "do")], {**DATA, "c": [{"d": ["y"]}, {"e": "z"}]}, {}, id="below a text"),
    ],
)
def test_what_is_left(drop: list[Loc], left: dict[str, Any], moved: dict[Loc, Loc]) -> None:
    """What is taken out is gone, and what is left knows where it stood."""
    draft = Draft(DATA)
    for loc in drop:
        draft.drop(loc)
    assert draft.data() == left
    assert {loc: original(loc, draft.moved) for loc in moved} == moved
    assert all(draft.lost_within(loc[:depth]) for loc in draft.lost for depth in range(len(loc) + 1))


def test_another_value_stands_in() -> None:
    """For what no record can be without."""
    draft = Draft({"a": ["x"]})
    draft.replace(("a",), "y")
    draft.replace(("b",), "z")
    assert (draft.data(), draft.lost) == ({"a": "y", "b": "z"}, {("a",), ("b",)})
    assert (draft.keys_lost(), draft.keys_unread()) == (frozenset({"a", "b"}), frozenset({"b"}))
    assert draft.texts_lost() == ("x",)


def test_another_value_stands_in_below() -> None:
    """Beside what is left of its part, wherever that stands by then."""
    draft = Draft({"a": [{"b": "x"}, {"b": "y", "c": "z"}]})
    draft.drop(("a", 0))
    draft.drop(("a", 1, "b"))
    draft.replace(("a", 1, "b"), "w")
    assert draft.data() == {"a": [{"c": "z", "b": "w"}]}
