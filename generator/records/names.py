"""Scalars that name something: ids, which become addresses, alerts and variables."""

import re
from typing import ClassVar, Self

from generator.problems import quoted
from generator.records.reading import Scalar, fail
from generator.records.texts import Words

MAX_ID = 100
_ODD = re.compile(r"[^A-Za-z0-9_.-]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Slug(Scalar):
    """An id: lower-case letters, digits and hyphens."""

    __slots__ = ()
    wants: ClassVar[str] = "an id"
    pattern: ClassVar[str] = _SLUG.pattern

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an id; a near miss gets the right spelling."""
        if not is_slug(text):
            better = slugify(text)[:MAX_ID].strip("-")
            hint = f'; write "{better}"' if better else ""
            fail("not-an-id", f"{quoted(text)} is not an id of lower-case letters, digits and hyphens{hint}")
        return cls(text)


def is_slug(text: str) -> bool:
    """Say whether a text can be an id."""
    return len(text) <= MAX_ID and bool(_SLUG.fullmatch(text))


def slugify(text: str) -> str:
    """Return the id nearest to some words; empty when nothing of them can stand in an id."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


class LevelId(Scalar):
    """A severity's id as the team says it: `P0`, `SEV1`, `critical`."""

    __slots__ = ()
    wants: ClassVar[str] = "a level such as P0 or SEV1"
    pattern: ClassVar[str] = "[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a level's id: letters, digits and hyphens."""
        if len(text) > MAX_ID or not re.fullmatch(cls.pattern, text):
            better = "-".join(re.findall("[A-Za-z0-9]+", text))[:MAX_ID].strip("-")
            hint = f'; write "{better}"' if better else ""
            fail("not-an-id", f"{quoted(text)} is not a level of letters, digits and hyphens{hint}")
        return cls(text)


class AlertName(Scalar):
    """An alert's name as the monitoring says it; it becomes the address `/a/<name>/`."""

    __slots__ = ()
    wants: ClassVar[str] = "an alert's name"
    pattern: ClassVar[str] = "[A-Za-z0-9_][A-Za-z0-9_.-]*"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a name that can stand in an address."""
        if len(text) > MAX_ID or not re.fullmatch(cls.pattern, text):
            sentence = f"{quoted(text)} cannot stand in an address; an alert's name has letters, digits, _ . and - only"
            better = alert_word(text)
            hint = f"; write {quoted(better)}" if len(text) <= MAX_ID and re.fullmatch(cls.pattern, better) else ""
            fail("not-an-id", f"{sentence}{hint}")
        return cls(text)


def alert_word(name: str) -> str:
    """Return an alert's name with a hyphen for what no address takes: `Disk is full` is `Disk-is-full`."""
    return _ODD.sub("-", name).strip("-.")[:MAX_ID]


class VariableName(Words):
    """The name of a runbook's variable: `[a-z][a-z0-9_]*`."""

    __slots__ = ()
    wants: ClassVar[str] = "a variable's name"
    takes_words: ClassVar[bool] = False
    pattern: ClassVar[str] = "[a-z][a-z0-9_]*"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a variable's name."""
        if len(text) > MAX_ID or not re.fullmatch(cls.pattern, text):
            better = "_".join(re.findall(r"[a-z0-9]+", text.lower())).lstrip("0123456789_")[:MAX_ID]
            fail("not-an-id", f'{quoted(text)} is not a variable\'s name; write "{better or "name"}"')
        return cls(text)
