"""One file's text to data: what can be read is read, what is wrong has its place, and nothing hangs."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place
from generator.records import composing
from generator.records.source import Data, Loc, parse, read, read_plain

TEXT = """\
title: "API"      # a comment
steps:
  - do: one
    run: |
      first {x}
      second {x} {x}
  - plain
fold: >
  a long
  line
"""


@pytest.mark.parametrize(
    ("text", "data"),
    [
        pytest.param("a: NO", {"a": "NO"}, id="no boolean"),
        pytest.param("a: 14:05", {"a": "14:05"}, id="no number of base 60"),
        pytest.param("a: 1.10", {"a": "1.10"}, id="no fraction"),
        pytest.param("a: +14155550100", {"a": "+14155550100"}, id="no number"),
        pytest.param("a: 0123", {"a": "0123"}, id="no octal number"),
        pytest.param("a: 2025-02-30", {"a": "2025-02-30"}, id="no day"),
        pytest.param("on: off", {"on": "off"}, id="no boolean key"),
        pytest.param("a: 'null'", {"a": "null"}, id="a word in quotes"),
        pytest.param("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}, id="a block"),
        pytest.param("a: >-\n  one\n  two\n", {"a": "one two"}, id="a folded block"),
        pytest.param("a: one\n  two\n", {"a": "one two"}, id="a value on two lines"),
        pytest.param("- a\n- {b: c}\n", ["a", {"b": "c"}], id="a list"),
        pytest.param("---\na: b\n...\n", {"a": "b"}, id="one document"),
        pytest.param("a: b\r\nc: |\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne\n"}, id="carriage returns"),
        pytest.param("a: “b” or „c“", {"a": "“b” or „c“"}, id="curly quotes inside"),
    ],
)
def test_every_scalar_is_text(text: str, data: Data) -> None:
    """Types are the model's business (formats.md, rule 1)."""
    assert (parse(text, "a.yaml").data or {}) == data


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        pytest.param((), (1, 1), id="the record"),
        pytest.param(("title",), (1, 8), id="a value"),
        pytest.param(("steps", 0), (3, 5), id="an entry"),
        pytest.param(("steps", 0, "run"), (4, 10), id="a block"),
        pytest.param(("steps", 1), (7, 5), id="a plain entry"),
        pytest.param(("steps", 1, "do"), (7, 5), id="what a plain entry stands for"),
        pytest.param(("nowhere", 3), (1, 1), id="nothing"),
        pytest.param(("steps", 9), (3, 3), id="no such entry"),
    ],
)
def test_place(loc: Loc, place: tuple[int, int]) -> None:
    """Line and column of what stands there, or of the nearest thing above it."""
    assert parse(TEXT, "a.yaml").place(loc) == Place("a.yaml", *place)


def test_place_of_a_key() -> None:
    """Where a key itself is at fault."""
    assert parse(TEXT, "a.yaml").place(("steps", 0, "run"), key=True) == Place("a.yaml", 4, 5)


@pytest.mark.parametrize(
    ("loc", "word", "number", "place"),
    [
        pytest.param(("steps", 0, "run"), "{x}", 0, (5, 13), id="the first time"),
        pytest.param(("steps", 0, "run"), "{x}", 2, (6, 18), id="the third time"),
        pytest.param(("steps", 0, "run"), "{x}", 9, (6, 18), id="more often than it stands there"),
        pytest.param(("fold",), "long line", 0, (9, 5), id="words that a fold tears apart"),
        pytest.param(("title",), "nowhere", 0, (1, 8), id="not there"),
        pytest.param(("title",), "", 0, (1, 8), id="no word"),
    ],
)
def test_place_of_a_word(loc: Loc, word: str, number: int, place: tuple[int, int]) -> None:
    """The words at fault inside a longer text."""
    assert parse(TEXT, "a.yaml").place_of(loc, word, number) == Place("a.yaml", *place)


def test_places_count_letters_and_line_feeds() -> None:
    """As editors do, whatever else YAML takes for a line break."""
    text = "a: 🔥é\r\nb: x\x85y\nc: [1, {d: e}]\n"
    assert parse(text, "a.yaml").place(("c", 1, "d")) == Place("a.yaml", 3, 12)


def test_a_value_that_cannot_be_read_hides_nothing() -> None:
    """It is masked, and the rest of the file is data with its places."""
    source = parse("a: @x\nb: Fix: it\nc: *star\nd: [ok]\ne: > 5 %\n", "a.yaml")
    assert source.data == {"d": ["ok"]}
    assert [(problem.place.line, problem.code) for problem in source.problems] == [
        (1, "quote-needed"),
        (2, "quote-needed"),
        (3, "quote-needed"),
        (5, "quote-needed"),
    ]
    assert source.dropped == {("a",), ("b",), ("c",), ("e",)}
    assert source.place(("d", 0)) == Place("a.yaml", 4, 5)


def test_tabs_hide_only_their_lines() -> None:
    """The key above them is not called empty."""
    source = parse("a: b\nc:\n\t- d\n\t- e\nf: @g\n", "a.yaml")
    assert source.data == {"a": "b"}
    assert source.dropped == {("c",), ("f",)}
    assert [(problem.place.line, problem.code) for problem in source.problems] == [
        (3, "syntax"),
        (4, "syntax"),
        (5, "quote-needed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: " + "[ " * 200_000, id="open brackets"),
        pytest.param("a: " + "{a: " * 100_000, id="open braces"),
        pytest.param("- " * 200_000, id="dashes"),
        pytest.param("".join(" " * depth + "a:\n" for depth in range(900)), id="indentation"),
        pytest.param("a: b\n" * 90_000, id="equal keys"),
        pytest.param("a: &a b\n" + "- *a\n" * 60_000, id="aliases"),
        pytest.param("a:\n" + "  - x #y\n" * 40_000, id="comments"),
        pytest.param("a: " + "#a " * 150_000, id="comments in a comment"),
        pytest.param("a:\n" + "  - @x\n" * 20_000, id="what must be quoted"),
        pytest.param("a:\n" + "\t- x\n" * 20_000, id="tabs"),
        pytest.param("\x07" * 400_000, id="what nobody sees"),
        pytest.param("? " + "k" * 400_000 + "\n: v\n", id="a long key"),
    ],
)
def test_hostile_text_is_told_in_time(text: str) -> None:
    """Problems, and neither minutes nor a dead process."""
    begin = time.process_time()
    source = parse(text, "a.yaml")
    assert len(source.problems) <= 501
    assert time.process_time() - begin < 20


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        pytest.param(b"a: b", None, id="fine"),
        pytest.param(b"\xef\xbb\xbfa: b", None, id="a byte order mark"),
        pytest.param(
            b"a: Caf\xe9", "a.yaml:1:7: error: this byte is not UTF-8; save the file as UTF-8 [not-utf8]", id="Latin 1"
        ),
        pytest.param(
            "a: b".encode("utf-16"),
            "a.yaml:1:1: error: this byte is not UTF-8; save the file as UTF-8 [not-utf8]",
            id="UTF-16",
        ),
        pytest.param(
            b"a" * 500_001,
            "a.yaml:1:1: error: a file holds at most 500,000 bytes, this one has 500,001; split it [too-large]",
            id="long",
        ),
        pytest.param(
            b"", "a.yaml:1:1: error: the file is empty; write the record, or remove the file [empty-value]", id="empty"
        ),
    ],
)
def test_bytes(tmp_path: Path, raw: bytes, problem: str | None) -> None:
    """UTF-8, not too much of it."""
    (tmp_path / "a.yaml").write_bytes(raw)
    assert [str(one) for one in read(tmp_path / "a.yaml", "a.yaml").problems] == ([problem] if problem else [])


def test_settings_are_plain_data(tmp_path: Path) -> None:
    """Tags are not run, aliases are what they name, and a bomb of them is no more than its letters."""
    bomb = "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 30))
    (tmp_path / "mkdocs.yml").write_text(f"k0: &k0 [!!python/name:os.system x, !ENV HOME]\n{bomb}", "utf-8")
    data = read_plain(tmp_path / "mkdocs.yml", "mkdocs.yml").data
    assert isinstance(data, dict)
    assert data["k0"] == ["x", "HOME"]
    assert len(data["k29"]) == 9


def test_settings_say_their_tags_to_who_asks(tmp_path: Path) -> None:
    """In front of a text, above a list or a mapping; what has none is as it is without."""
    text = "a: !!python/name:os.system\nb: !ENV [HOME, x]\nc: !x {d: !!str 1}\ne: [f]\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert read_plain(tmp_path / "mkdocs.yml", "mkdocs.yml", tags=True).data == {
        "a": "!!python/name:os.system",
        "b": {"!ENV": ["HOME", "x"]},
        "c": {"!x": {"d": "!!str 1"}},
        "e": ["f"],
    }


def test_settings_that_name_themselves(tmp_path: Path) -> None:
    """A circle of anchors ends."""
    (tmp_path / "mkdocs.yml").write_text("a: &a\n  b: *a\n", "utf-8")
    assert read_plain(tmp_path / "mkdocs.yml", "mkdocs.yml").data == {"a": {"b": ""}}


YAML = (
    *("a: ", "b:", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "\r", "word", '"', "'", "|\n", ">-\n", "[", "]", "{", "}"),
    *("&x ", "*x", "!t ", "!!str ", "!", "&", "*", "<<: ", "# c", "#c", ",", "**b**", " *c*", "---\n", "...\n", "%TAG"),
    *("~", "\t", "@", "`", "\ue000", "\u2028", "'it''s'", '"q *x &x"', "日"),
)


@given(st.lists(st.sampled_from(YAML), max_size=14).map("".join))
def test_a_text_with_nothing_to_mend_says_the_same_at_once(text: str) -> None:
    """The quick way asks what it composed whether there is an anchor, an alias or a tag; the other one the events."""
    quick = parse(text, "a.yaml")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "has_properties", lambda _root, _text: True)
        assert parse(text, "a.yaml") == quick


def test_depth_counts_whatever_ends_the_lines() -> None:
    """For YAML a carriage return alone ends a line, too."""
    text = "\r".join(" " * depth + "a:" for depth in range(900)) + " b"
    assert [str(problem.sentence) for problem in parse(text, "a.yaml").problems] == [
        "lists and mappings stand more than 40 deep here; a record is never that deep"
    ]
