"""The reference of all keys: current, complete, and the same in a terminal."""

from pathlib import Path

import pytest

from generator.authoring.explain import PATH as PROBLEMS
from generator.authoring.keys import example, keys, parts
from generator.authoring.reference import MARK, PATH, current, reference_of
from generator.records import KINDS
from generator.records.kind import Kind
from tests.authoring.conftest import Run


def test_reference_is_current(root: Path) -> None:
    """What is committed is what the models say; else: runbook-site reference --write."""
    text = (root / PATH).read_text("utf-8")
    assert text == current(text)


def test_words_above_the_mark_are_kept() -> None:
    """The ground rules are written by hand, and writing the reference does not touch them."""
    assert current(f"# Our words\n\n{MARK}old") == f"# Our words\n\n{MARK}\n{reference_of()}"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_key_has_a_meaning(kind: Kind) -> None:
    """Form, skeleton, schema and reference are made of it."""
    assert [(part.__name__, key.name) for part in parts(kind.model) for key in keys(part) if not key.meaning] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_example_can_be_read(kind: Kind) -> None:
    """An example that `check` refuses teaches a mistake; each key has one, its model's own or its type's."""
    for part in parts(kind.model):
        for key in keys(part):
            assert key.part or example(key) != ("…",), f"{part.__name__}.{key.name}"
            for text in () if key.part else example(key):
                assert text in key.choices or key.scalar is None or key.scalar.read(text) is not None


def test_reference_of_one_kind_is_printed(run: Run) -> None:
    """In a terminal: one kind, and nothing of the others."""
    done = run("reference", "tool")
    assert (done.exit_code, done.stdout) == (0, reference_of("tool"))
    assert [line for line in done.stdout.splitlines() if line.startswith("#")] == ["## Tool"]


def test_unknown_kind_is_a_usage_error(run: Run) -> None:
    """With the nearest one that there is."""
    done = run("reference", "runbok")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        'Error: no kind of record is called "runbok"; did you mean "runbook"?',
    )


def test_reference_is_written(run: Run, harbour: Path) -> None:
    """Where there is no page yet, one begins with a title."""
    assert run("reference", "--write").stdout == f"{PATH}: written\n{PROBLEMS}: written\n"
    assert (harbour / PATH).read_text("utf-8") == f"# Record formats\n\n{MARK}\n{reference_of()}"
