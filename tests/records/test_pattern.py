"""Patterns: what browsers and Python read alike is taken, what could hang a page is refused."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.records.pattern import WrongPattern, read_pattern
from generator.records.pattern_cost import refuse_costly
from generator.records.pattern_parts import Node, fits


def read(text: str) -> Node:
    """Read a pattern and refuse what is costly."""
    node = read_pattern(text)
    refuse_costly(node)
    return node


@pytest.mark.parametrize(
    ("text", "fitting", "others"),
    [
        pytest.param("[a-z]+-[0-9]+", ["ab-12"], ["ab", "AB-1", "ab-12\n"], id="ticket"),
        pytest.param("[a-z0-9]+(?:-[a-z0-9]+)*", ["eu-west-1"], ["-eu", "eu-"], id="slug"),
        pytest.param(r"([0-9]{1,3}\.){3}[0-9]{1,3}", ["10.0.0.1"], ["10.0.0"], id="address"),
        pytest.param(r"\d{4}-\d{2}-\d{2}", ["2025-02-11"], ["2025-2-11", "٢٠٢٥-02-11"], id="day, ASCII digits only"),
        pytest.param(r".+@.+\..+", ["a@b.example"], ["a@b", "a\nb@c.d"], id="mail, loosely"),
        pytest.param(r"https://[^\s]+", ["https://x.example/\u00e9"], ["https://x y", "https://x\u2003y"], id="link"),
        pytest.param("eu|us|eu-west", ["eu-west", "us"], ["euus"], id="words"),
        pytest.param(r"\#\-\/[\]\\^-]\u00e9\x41\t", ["#-/]éA\t", "#-/\\éA\t"], ["#-/aéA\t"], id="escapes"),
        pytest.param(r"^\b[^\d-]\B\w??$", ["ab", "_a"], ["1a", "éa", "a"], id="places, and not these"),
        pytest.param("a{2,}b{0,1}(c|)()", ["aaabc", "aa"], ["a", "aabb"], id="counts and nothing"),
        pytest.param("[日本]{2}", ["日本"], ["日"], id="beyond ASCII"),
    ],
)
def test_what_a_pattern_says(text: str, fitting: list[str], others: list[str]) -> None:
    """The whole value fits, or it does not, as in a browser."""
    node = read(text)
    assert [value for value in (*fitting, *others) if fits(node, value)] == fitting


HANGS = "its rounds can be read in more than one way; let each begin with a sign of its own, as in [a-z]+(-[a-z]+)*"
IN_A_ROW = (
    "this can hang a page: too many parts in a row take the same signs; write what each of them stops at, as in "
    "[^@]+@[^@]+ for .+@.+"
)


@pytest.mark.parametrize(
    ("text", "sentence", "word"),
    [
        pytest.param("(a+)+", f'"(a+)+" can hang a page: {HANGS}', "(a+)+", id="a repetition of a repetition"),
        pytest.param("x(a|ab)*y", f'"(a|ab)*" can hang a page: {HANGS}', "(a|ab)*", id="a choice of two that overlap"),
        pytest.param(r"(\w+\s?)*:", rf'"(\w+\s?)*" can hang a page: {HANGS}', r"(\w+\s?)*", id="words, maybe apart"),
        pytest.param(
            "(a?){9}",
            '"(a?){9}" can hang a page: what is repeated can be empty; let each round hold a sign',
            "(a?){9}",
            id="a round of nothing",
        ),
        pytest.param(".*.*.*x", IN_A_ROW, "", id="three in a row"),
        pytest.param("a?" * 20 + "a" * 20, IN_A_ROW, "", id="twenty that may be there"),
        pytest.param(
            f"{'(' * 12}a{'{2})' * 12}", "this pattern is too intricate; write a simpler one", "", id="too many places"
        ),
        pytest.param(
            r"(a)\1", r'"\1" repeats what a group found, which can hang a page; write it out', r"\1", id="back"
        ),
        pytest.param(
            "(?<=a)b", '"(?<=" looks around, which can hang a page; write the whole value as one', "(?<=", id="behind"
        ),
        pytest.param("(?<x>a)", 'a group needs no name here; write ( for "(?<"', "(?<", id="a named group"),
        pytest.param(
            "(?i)a", 'browsers do not know "(?i"; write the pattern without it', "(?i", id="a flag of Python's"
        ),
        pytest.param(
            r"\Aa", r'browsers do not know "\A"; write the pattern without it', r"\A", id="a place of Python's"
        ),
        pytest.param("(a", r"this ( is never closed; write \( for the sign itself", "(a", id="never closed"),
        pytest.param("a)", r"this ) closes nothing; write \) for the sign itself", ")", id="never opened"),
        pytest.param("[a", r"this [ is never closed; write \[ for the sign itself", "[a", id="a set never closed"),
        pytest.param("[]", "a set of no signs fits nothing; write some between [ and ]", "[]", id="a set of nothing"),
        pytest.param("[z-a]", r'"z-a" is no range of signs in order; write \- for the hyphen', "z-a", id="no range"),
        pytest.param("[[:alpha:]]", r"write \[ for a bracket between brackets", "[", id="a class of POSIX"),
        pytest.param(r"[\D]", r"\D cannot stand between brackets; write the signs", r"\D", id="not digits, in a set"),
        pytest.param("a**", r"* repeats nothing here; write \* for the sign itself", "*", id="twice repeated"),
        pytest.param("a{,3}", r"this { stands alone; write \{ for the sign itself", "{", id="a brace"),
        pytest.param("a{3,1}", '"a{3,1}" has no count from 0 to 1,000 in order; mend it', "a{3,1}", id="counts"),
        pytest.param("^*", '"^*" repeats a place, not a sign; leave the repetition out', "^*", id="a repeated place"),
        pytest.param(
            "a\\", r'browsers do not know "\"; write the pattern without it', "\\", id="a backslash at the end"
        ),
    ],
)
def test_what_is_refused(text: str, sentence: str, word: str) -> None:
    """With the words at fault and the way out."""
    with pytest.raises(WrongPattern) as wrong:
        read(text)
    assert (wrong.value.sentence, wrong.value.word) == (sentence, word)


PIECES = ("a", "b", "a", "[ab]", ".", "(", ")", "(", ")", "*", "+", "?", "|", "{2}", "{1,3}", "{2,}", "-", r"\w")


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(("a", "ab", "b", "aab")))
def test_what_is_taken_ends(text: str, run: str) -> None:
    """Python tries one way after the other, as browsers do: a long text that does not fit must not take long."""
    try:
        node = read(text)
    except WrongPattern:
        return
    began = time.process_time()
    fits(node, f"{run * 60}!")
    assert time.process_time() - began < 1


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab-[](){}*+?|^$\\.0,1dwsDbBxu&é"), max_size=20), st.text("ab-0 é", max_size=4))
def test_what_is_taken_means_the_same_to_python(text: str, value: str) -> None:
    """Whatever is read at all; places between signs, and what Python calls white space or a word, aside."""
    try:
        node = read_pattern(text)
    except WrongPattern:
        return
    if not re.search(r"\\[wWdDsSbB]|\^|\$|&&|--|\.", text):
        assert fits(node, value) == bool(re.fullmatch(text, value))
