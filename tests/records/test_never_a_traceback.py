"""Whatever stands in a record: problems with their places, never an exception."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.library.edition import public
from generator.library.library import Library
from generator.library.project import open_project
from generator.library.rules import RULES
from generator.problems import CODES, Problem
from generator.records.decode import Seat, decode
from generator.records.folders import RecordFile, walk_tree
from generator.records.handbook import Handbook
from generator.records.notes import Loc
from generator.records.record import Origin, Record
from generator.records.refs import Key
from generator.records.source import Source, parse, read
from generator.records.times import Zone

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
INSTEAD: tuple[tuple[Any, ...], ...] = (
    ("word", "two words: and a colon", "@name", "Word\n\n- list", "{braces} | more"),
    ([], ["word"], [["word"]], [{"id": "word"}], ["word", ""]),
    ({}, {"word": "word"}, {"do": {"do": "word"}}, {"at": "14:05", "x-own": []}),
    ("", " ", "~", "TBD"),
    ("0", "1.10", "-1", "99999999999999999999"),
    ("14:05", "2025-02-30", "2025-02-11 14:02", "2025-10-26 02:30", "0001-01-01"),
)
"""Texts, lists, mappings, nothing, numbers and times."""
_SENTENCE = re.compile(r"[^\n\r\t\x00-\x1f]{10,1000}(?<![.!\s])")


@lru_cache(maxsize=1)
def files() -> tuple[RecordFile, ...]:
    """Return every record file of this repository."""
    return tuple(walk_tree(ROOT).records)


@lru_cache(maxsize=1)
def library() -> Library:
    """Return this repository's library."""
    return open_project(ROOT, TODAY).library


def assert_sound(problems: tuple[Problem, ...], source: Source) -> None:
    """Each problem has a code that is explained, a sentence of one line, and a place in its file."""
    lines = source.text.split("\n")
    for problem in problems:
        assert problem.code in CODES
        assert _SENTENCE.fullmatch(problem.sentence), problem.sentence
        assert problem.place.path == source.path
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


def decoded(one: RecordFile, data: Any, source: Source) -> Iterator[Record]:  # noqa: ANN401 - data of any shape
    """Decode a file's data as `load` does, and yield its records."""
    rows = data if one.kind.many and isinstance(data, list) else [data]
    for index, row in enumerate(rows):
        loc: Loc = (index,) if one.kind.many else ()
        if loc in source.dropped:
            # It says nothing, and that was told.
            continue
        origin = Origin(Key(one.kind.name, one.handbook, one.id), one.path, index if one.kind.many else None)
        record, problems = decode(one.kind, row, Seat(source, origin, loc, Zone("Europe/Berlin")))
        assert_sound(problems, source)
        assert record is not None or problems or source.problems
        if record is not None:
            yield record


def places(data: Any, loc: Loc = ()) -> Iterator[Loc]:  # noqa: ANN401 - data of any shape
    """Yield the place of every key and entry."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in pairs:
        yield (*loc, step)
        yield from places(value, (*loc, step))


def changed(data: Any, loc: Loc, change: Callable[[Any, str | int], None]) -> Any:  # noqa: ANN401 - data of any shape
    """Return a copy of the data in which the mapping or list that holds a place is changed; the rest is shared."""
    if len(loc) == 1:
        held = data.copy()
        change(held, loc[0])
        return held
    copy = data.copy()
    copy[loc[0]] = changed(data[loc[0]], loc[1:], change)
    return copy


def delete(held: Any, step: str | int) -> None:  # noqa: ANN401 - a mapping or a list
    """Take out what stands there."""
    del held[step]


def swap(held: Any, step: str | int) -> None:  # noqa: ANN401 - a mapping or a list
    """Let it change places with its neighbour."""
    steps = list(held) if isinstance(held, dict) else list(range(len(held)))
    neighbour = steps[(steps.index(step) + 1) % len(steps)]
    held[step], held[neighbour] = held[neighbour], held[step]


def put(value: Any, held: Any, step: str | int) -> None:  # noqa: ANN401 - data of any shape
    """Let something else stand there."""
    held[step] = value


def mutations(data: Any) -> Iterator[Any]:  # noqa: ANN401 - data of any shape
    """Yield the data with each key deleted, swapped with its neighbour, and retyped in several ways."""
    for number, loc in enumerate(places(data)):
        yield changed(data, loc, delete)
        yield changed(data, loc, swap)
        for values in INSTEAD:
            # Every place meets every shape, each time in another form.
            value = values[number % len(values)]
            yield changed(data, loc, partial(put, value))


@pytest.mark.parametrize("one", [pytest.param(one, id=one.path) for one in files()])
def test_each_key_deleted_retyped_or_swapped(one: RecordFile) -> None:
    """A record with anything else in any of its places is told, and what is left of it can be asked anything."""
    source = read(one.file, one.path)
    others = tuple(record for record in library().records if record.path != one.path)
    for number, data in enumerate(mutations(source.data)):
        records = tuple(decoded(one, data, source))
        # All rules on every record would take minutes.
        if number % 100 == 0 and not any(isinstance(record, Handbook) for record in records):
            whole = Library((*others, *records))
            assert all(finding.code in CODES for rule in RULES for finding in rule(whole, TODAY))
            assert public(whole).edition == "public"


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[RecordFile, bytes]:
    """Return a record file and its bytes with something cut out, put in, or cut off."""
    one = draw(st.sampled_from(files()))
    raw = one.file.read_bytes()
    begin = draw(st.integers(0, len(raw)))
    end = draw(st.integers(begin, min(len(raw), begin + 200)))
    signs = st.text(st.sampled_from(" \n\t-:#[]{}\"'|>&*!%@`?,\\xX0\u2028\x00é“🔥\ue000"), max_size=12)
    put_in = draw(st.one_of(signs.map(lambda text: text.encode()), st.binary(max_size=12)))
    return one, raw[:begin] + put_in + (b"" if draw(st.booleans()) else raw[end:])


@settings(max_examples=400)
@given(spoilt())
def test_spoilt_bytes(tmp_path_factory: pytest.TempPathFactory, case: tuple[RecordFile, bytes]) -> None:
    """A file that was cut or overwritten anywhere is read as far as it goes."""
    one, raw = case
    file = tmp_path_factory.getbasetemp() / "spoilt.yaml"
    file.write_bytes(raw)
    source = read(file, one.path)
    assert_sound(source.problems, source)
    assert source.data is not None or source.problems
    if source.data is not None:
        assert all(isinstance(record, Record) for record in decoded(one, source.data, source))


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab \n\t-:#[]{}\"'|>&*!%@`?,\\~<0\r\u2028\ue000é")))
def test_any_text(text: str) -> None:
    """Any text at all is data or problems."""
    source = parse(text, "any.yaml")
    assert_sound(source.problems, source)
    assert source.data is not None or source.problems
