"""What a person asks of `new`, what it asks back, and the file that comes of it."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from generator.records.kind import Kind
from generator.records.scalars import Scalar

_S = TypeVar("_S", bound=Scalar)


class Refused(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """What was asked for cannot be written; the sentence says why and what to do."""


@dataclass(frozen=True)
class Request:
    """What a person wants, as they typed it; what is empty was not said."""

    kind: Kind
    handbook: str
    title: str
    id: str = ""
    severity: str = ""
    started: str = ""
    timezone: str = ""

    def answered(self, name: str, text: str) -> Self:
        """Return the request with one more thing said."""
        said: dict[str, Any] = {name: text}
        return replace(self, **said)


@dataclass(frozen=True)
class Question:
    """What to ask at a terminal: for which part of a request, in which words, with which answers."""

    name: str
    words: str
    choices: tuple[str, ...] = ()
    default: str | None = None


@dataclass(frozen=True)
class Draft:
    """A file to be written: its path relative to the root, its text, and what to do when it is there."""

    path: str
    text: str
    next_step: str = "Now write what you know into it, then run"
    next_command: str = "check"
    """A command of ours, without its name."""
    note: str = ""
    """What a person may not have meant, as a sentence; empty where there is only one reading."""

    def write(self, root: Path) -> None:
        """Write the file; one that is there stays as it is."""
        file = root / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(self.text)
        except FileExistsError:
            raise Refused(taken(self.path)) from None


def read(scalar: type[_S], text: str) -> _S:
    """Read what a person typed as the record would; raises `Refused`."""
    try:
        return scalar.read(text)
    except ValueError as error:
        raise Refused(str(error)) from None


def taken(path: str) -> str:
    """Return why a file that is there is not written, and the way out."""
    return f"{path} is there already and stays as it is; open it, or give this one a name of its own with --id"
