"""The brace grammar of messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.braces import Slot, name_before, pieces


def simple(text: str) -> list[str | Slot]:
    """Return the segments of a text in which nothing is wrong."""
    found = list(pieces(text))
    assert [piece.fault for piece in found if piece.fault] == []
    return [piece.segment for piece in found]


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        pytest.param("plain", ["plain"], id="no braces"),
        pytest.param("", [], id="nothing"),
        pytest.param("{Time UTC}", [Slot("Time UTC")], id="a field"),
        pytest.param("a {b} c", ["a ", Slot("b"), " c"], id="within text"),
        pytest.param("{ a }{b}", [Slot("a"), Slot("b")], id="side by side"),
        pytest.param("{What  we know}", [Slot("What we know")], id="white space is folded"),
        pytest.param("{{literal}}", ["{literal}"], id="literal braces"),
        pytest.param("{{{a}}}", ["{", Slot("a"), "}"], id="literal braces around a field"),
        pytest.param("{Status: A | B}", [Slot("Status", ("A", "B"))], id="a named choice"),
        pytest.param("{Status: A: b | C}", [Slot("Status", ("A: b", "C"))], id="colon in a choice"),
        pytest.param("Status: {A | B}", ["Status: ", Slot("Status", ("A", "B"))], id="name before"),
        pytest.param(
            "{A: x | y} Status: {A | B}",
            [Slot("A", ("x", "y")), " Status: ", Slot("Status", ("A", "B"))],
            id="name since the last field",
        ),
        pytest.param(
            "one\nStatus: {A | B: c}",
            ["one\nStatus: ", Slot("Status", ("A", "B: c"))],
            id="name on its line, colon in a choice",
        ),
        pytest.param("{handbook.status_page}", [Slot("handbook.status_page")], id="a fact"),
        pytest.param("P{X}", ["P", Slot("X")], id="after a letter"),
    ],
)
def test_segments(text: str, segments: list[str | Slot]) -> None:
    """Text and slots in order."""
    assert simple(text) == segments


@pytest.mark.parametrize(
    ("before", "name"),
    [
        pytest.param("**Status:** ", "Status", id="bold"),
        pytest.param("📋 **Status:** ", "Status", id="behind a picture"),
        pytest.param("- Status = ", "Status", id="a list entry"),
        pytest.param("Update 2: Status: ", "Status", id="behind another colon"),
        pytest.param("The service is ", "The service is", id="a sentence"),
        pytest.param("deploy_id: ", "deploy_id", id="underline inside"),
        pytest.param("_Status_: ", "Status", id="underlines around"),
        pytest.param("Größe: ", "Größe", id="other letters"),
        pytest.param("🔴 ", "", id="a picture alone"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_name_before(before: str, name: str) -> None:
    """The words before a choice on its line, without markup and signs."""
    assert name_before(before) == name


@pytest.mark.parametrize(
    ("text", "word", "fault"),
    [
        pytest.param("{A | B}", "{A | B}", 'the choice "{A | B}" has no name; write {name: A | B}', id="no name"),
        pytest.param(
            "\n{A | B}", "{A | B}", 'the choice "{A | B}" has no name; write {name: A | B}', id="no name on its line"
        ),
        pytest.param("{}", "{}", '"{}" is no field; write {name}, or {name: A | B} for a choice', id="nothing"),
        pytest.param("{ }", "{ }", '"{ }" is no field; write {name}, or {name: A | B} for a choice', id="white space"),
        pytest.param(
            "{Time: HH:MM}",
            "{Time: HH:MM}",
            '"{Time: HH:MM}" is no field; write {name}, or {name: A | B} for a choice',
            id="one choice",
        ),
        pytest.param(
            "{a: b | }", "{a: b | }", '"{a: b | }" has an empty choice; write {name: A | B}', id="an empty choice"
        ),
        pytest.param("x { y\nz", "{ y", "this { has no partner; write {{ for the sign itself", id="open"),
        pytest.param("x } y", "} y", "this } has no partner; write }} for the sign itself", id="closed"),
        pytest.param("{a\nb}", "{a", "this { has no partner; write {{ for the sign itself", id="over two lines"),
    ],
)
def test_faults(text: str, word: str, fault: str) -> None:
    """What is wrong, with the words as written; the first one of the text."""
    found = next(piece for piece in pieces(text) if piece.fault)
    assert (found.word, found.fault) == (word, fault)


@given(st.text(st.sampled_from("{}|: \nab*_")))
def test_nothing_is_lost(text: str) -> None:
    """Every sign of a text is in a segment, as a field's or choice's words, or a literal brace."""
    found = list(pieces(text))
    assert "" not in [piece.segment for piece in found]
    letters = "".join(
        part if isinstance(part, str) else f"{part.name}{''.join(part.options)}" for part in (p.segment for p in found)
    )
    assert sorted(set("ab") & set(text)) == sorted(set("ab") & set(letters))
