"""What a problem says: near words, quotes on one line, levels, codes."""

import re

import pytest

from generator.problems import CODES, Place, Problem, any_of, did_you_mean, fails, nearest, quoted


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        pytest.param("staus", ["status", "started"], "status", id="a letter is missing"),
        pytest.param("Status", ["status"], "status", id="another case"),
        pytest.param("symptom", ["symptoms"], "symptoms", id="singular"),
        pytest.param("services", ["service"], "service", id="plural"),
        pytest.param("post-mortem", ["post_mortem"], "post_mortem", id="hyphen for underline"),
        pytest.param("in progress", ["in-progress"], "in-progress", id="space for hyphen"),
        pytest.param("sev1", ["SEV1", "SEV2"], "SEV1", id="known in capitals"),
        pytest.param("techlead", ["tech-lead"], "tech-lead", id="hyphen left out"),
        pytest.param("db-failovr", ["db-failover", "queue"], "db-failover", id="an id"),
        pytest.param("colour", ["title", "severity"], None, id="nothing near"),
        pytest.param("x", [], None, id="nothing known"),
        pytest.param("", ["a"], None, id="no word"),
        pytest.param("k" * 100_000, ["key"], None, id="a very long word"),
        pytest.param("id-7777", [f"id-{number}" for number in range(9999)], "id-7777", id="among many"),
        pytest.param("idd-7777", [f"id-{number}" for number in range(9999)], None, id="too many to compare"),
    ],
)
def test_nearest_word(word: str, known: list[str], near: str | None) -> None:
    """The word that was probably meant, or none."""
    assert nearest(word, known) == near


def test_did_you_mean_is_the_end_of_a_sentence() -> None:
    """It says nothing when nothing is near."""
    assert did_you_mean("staus", ["status"]) == '; did you mean "status"?'
    assert did_you_mean("colour", ["status"]) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("word", '"word"', id="a word"),
        pytest.param("two\n lines\twide", '"two lines wide"', id="white space"),
        pytest.param("bell\x07\u202e", '"bell\ufffd\ufffd"', id="what nobody sees"),
        pytest.param("a" * 60, f'"{"a" * 60}"', id="as long as it may be"),
        pytest.param("a" * 61, f'"{"a" * 60}…"', id="too long"),
        pytest.param("日本 🔥", '"日本 🔥"', id="other scripts"),
    ],
)
def test_quoted_stays_on_one_line(text: str, shown: str) -> None:
    """What a person wrote never breaks the line that tells it."""
    assert quoted(text) == shown


def test_any_of_reads_as_a_sentence() -> None:
    """One word alone, two with a word between them, more with commas."""
    assert any_of(["a"]) == "a"
    assert any_of(["a", "b"]) == "a or b"
    assert any_of(["a", "b", "c"], "and") == "a, b and c"


def test_problem_is_one_line() -> None:
    """Place, level, sentence, code."""
    problem = Problem(Place("content/shop/handbook.yaml", 3, 5), "warning", "say it", "missing-reason")
    assert str(problem) == "content/shop/handbook.yaml:3:5: warning: say it [missing-reason]"


@pytest.mark.parametrize(
    ("levels", "lenient", "strict"),
    [
        pytest.param([], False, False, id="nothing"),
        pytest.param(["advice"], False, False, id="advice"),
        pytest.param(["advice", "warning"], False, True, id="warning"),
        pytest.param(["error"], True, True, id="error"),
    ],
)
def test_levels_that_fail(levels: list[str], lenient: bool, strict: bool) -> None:  # noqa: FBT001 - a table's columns
    """Errors always, warnings when strict, advice never."""
    problems = [Problem(Place("a"), level, "x", "syntax") for level in levels]  # type: ignore[arg-type]
    assert fails(problems, strict=False) is lenient
    assert fails(problems, strict=True) is strict


@pytest.mark.parametrize("code", CODES)
def test_code_is_explained(code: str) -> None:
    """Kebab case, and one sentence."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert re.fullmatch(r"[A-Z].{20,110}\.|mkdocs\.yml .*\.", CODES[code])
