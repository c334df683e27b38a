"""Addresses, flags and numbers: exactly what is one."""

from collections.abc import Iterator

import pytest
from pydantic_core import PydanticCustomError

from generator.records import KINDS
from generator.records.reading import Scalar
from generator.records.refs import Ref
from generator.records.values import Count, Flag, Link


def refusal(kind: type[Scalar], text: str) -> str:
    """Return the sentence that refuses a text."""
    with pytest.raises(PydanticCustomError) as refused:
        kind.read(text)
    return refused.value.message()


@pytest.mark.parametrize(
    ("text", "truth"),
    [("yes", True), ("true", True), ("no", False), ("false", False)],
)
def test_flag(text: str, truth: bool) -> None:  # noqa: FBT001 - a table's column
    """Four words, nothing else."""
    flag = Flag.read(text)
    assert (bool(flag), str(flag)) == (truth, "yes" if truth else "no")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        pytest.param("Yes", "yes", id="capital"),
        pytest.param("FALSE", "no", id="capitals"),
        pytest.param("on", "yes", id="on"),
        pytest.param("off", "no", id="off"),
        pytest.param("y", "yes", id="y"),
        pytest.param("0", "no", id="a number"),
        pytest.param("maybe", "yes or no", id="a word"),
    ],
)
def test_text_that_is_no_flag(text: str, meant: str) -> None:
    """What was meant is written out."""
    assert refusal(Flag, text) == f'"{text}" is neither yes nor no; write {meant}'


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com",
        "http://localhost:8080/d?x=1#y",
        "HTTPS://EXAMPLE.COM/",
        "mailto:a@b.example",
        "https://例え.jp/道",
    ],
)
def test_link(text: str) -> None:
    """The web, and mail."""
    assert Link.read(text) == text


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        pytest.param("example.com/x", 'write "https://example.com/x"', id="no scheme"),
        pytest.param("a@b.example", 'write "mailto:a@b.example"', id="a mail address"),
        pytest.param("javascript:alert(1)", "write https://…", id="a script"),
        pytest.param("JAVASCRIPT:alert(1)", "write https://…", id="a script in capitals"),
        pytest.param("data:text/html,x", "write https://…", id="data"),
        pytest.param("//example.com/x", "write https://…", id="no scheme of its own"),
        pytest.param("https://", "write https://…", id="no host"),
        pytest.param("https:/\\example.com", "write https://…", id="backslash"),
        pytest.param("https://a b", "write https://…", id="a space"),
        pytest.param('https://a"b', "write https://…", id="a quote"),
        pytest.param("mailto:nobody", "write https://…", id="mail to nobody"),
        pytest.param("see the wiki", "write https://…", id="words"),
    ],
)
def test_text_that_is_no_link(text: str, way_out: str) -> None:
    """What was meant is written out."""
    assert refusal(Link, text) == f'"{" ".join(text.split())}" is not an address on the web; {way_out}'


def test_count() -> None:
    """Digits only."""
    assert int(Count.read("12")) == 12
    for text in ("-1", "1.5", "one", "1_000", "²", "1234567890"):
        assert refusal(Count, text) == f'"{text}" is not a whole number; write digits only'


def scalars(kind: type[Scalar] = Scalar) -> Iterator[type[Scalar]]:
    """Yield every type of one text that is no reference."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("generator.") and not issubclass(one, Ref):
            yield one
            yield from scalars(one)


@pytest.mark.parametrize("kind", list(scalars()))
def test_a_text_keeps_nothing_beside_itself(kind: type[Scalar]) -> None:
    """A record has a hundred of them, so none has room for more. References know their record."""
    assert KINDS
    assert not hasattr(kind("x"), "__dict__")
