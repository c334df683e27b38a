"""Text to terms: the vectors that the search in the browser runs, too (tests/browser/test_search_tokens.py)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.search.words import MARGIN, REMEMBERED, is_word, read, terms

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "search_vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", [pytest.param(vector, id=vector["about"]) for vector in VECTORS])
def test_text_is_read_as_the_specification_says(vector: dict[str, Any]) -> None:
    """Each term with its place, joined names after their parts."""
    assert [list(found) for found in terms(vector["text"])] == vector["terms"]


@given(st.text(), st.text())
def test_a_space_parts_texts(one: str, other: str) -> None:
    """What was read of a text without spaces holds wherever it stands: the index remembers it."""
    apart = [term for term, _ in terms(one)] + [term for term, _ in terms(other)]
    assert [term for term, _ in terms(f"{one} {other}")] == apart


@given(st.text())
def test_terms_are_words_in_order(text: str) -> None:
    """No term has a space or is too long; places of parts never go back, and no text has more terms than signs."""
    found = list(terms(text))
    assert all(term and not set(term) & set(" \n\t<>&\"'") and is_word(term) for term, _ in found)
    assert all(place <= MARGIN * len(text) for _, place in found)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand incidents with numbers of their own do not fill the memory."""
    assert REMEMBERED < 1_000_000
    known: dict[str, Any] = {}
    monkeypatch.setattr("generator.pages.search.words._read", known)
    monkeypatch.setattr("generator.pages.search.words.REMEMBERED", 10)
    for number in range(25):
        read(f"word{number}")
    assert len(known) <= 10
