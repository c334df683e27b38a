"""Scalars with a value: an address, yes or no, a whole number."""

import re
from typing import Any, ClassVar, Self

from pydantic import GetJsonSchemaHandler

from generator.problems import quoted
from generator.records.reading import Scalar, fail

MAX_LINK = 2_000
_LINK = re.compile(r"(?:https?://[^\s<>\"\\/]|mailto:[^\s<>\"@]+@)[^\s<>\"]*", re.IGNORECASE)
_BARE_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/]\S*)?", re.IGNORECASE)
_YES_NO = {"true": "yes", "yes": "yes", "false": "no", "no": "no"}
_MEANT = {**_YES_NO, "y": "yes", "on": "yes", "1": "yes", "n": "no", "off": "no", "0": "no"}


class Link(Scalar):
    """An address on the web (`https://…`, `http://…`) or `mailto:`."""

    __slots__ = ()
    wants: ClassVar[str] = "an address such as https://example.com/"
    comes_again: ClassVar[bool] = False
    pattern: ClassVar[str] = r"([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:).+"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an address; other schemes are refused."""
        if len(text) > MAX_LINK or not _LINK.fullmatch(text):
            hint = f"write {quoted('https://' + text)}" if _BARE_HOST.fullmatch(text) else "write https://…"
            mail = re.fullmatch(r"[^\s@:/]+@[^\s@/]+", text)
            hint = f"write {quoted('mailto:' + text)}" if mail else hint
            fail("not-a-link", f"{quoted(text)} is not an address on the web; {hint}")
        return cls(text)


class Flag(Scalar):
    """`yes` or `no` (or `true`, `false`)."""

    __slots__ = ()
    wants: ClassVar[str] = "yes or no"
    pattern: ClassVar[str] = "true|false|yes|no"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read exactly `true`, `false`, `yes` or `no`."""
        if text not in _YES_NO:
            fail(
                "not-a-boolean", f"{quoted(text)} is neither yes nor no; write {_MEANT.get(text.lower(), 'yes or no')}"
            )
        return cls(_YES_NO[text])

    def __bool__(self) -> bool:
        """`no` is false."""
        return self == "yes"

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: object, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A number is neither yes nor no."""
        return {"type": ["string", "boolean"], "pattern": f"^(?:{cls.pattern})$"}


class Count(Scalar):
    """A whole number from 0."""

    __slots__ = ()
    wants: ClassVar[str] = "a whole number"
    pattern: ClassVar[str] = "[0-9]{1,9}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read digits only."""
        if not re.fullmatch(cls.pattern, text):
            fail("not-a-number", f"{quoted(text)} is not a whole number; write digits only")
        return cls(text)

    def __int__(self) -> int:
        """Return the number."""
        return int(str(self))

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: object, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Editors read digits as a number; a fraction is none."""
        return {"type": ["string", "integer"], "pattern": f"^(?:{cls.pattern})$", "minimum": 0}
