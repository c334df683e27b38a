"""How one scalar of a file becomes one value: text first, then the type that the field names."""

from functools import lru_cache
from typing import Any, ClassVar, Final, NoReturn, Self, TypeVar, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from generator.problems import quoted
from generator.records.yaml_words import in_quotes

SHARED: Final = 16_384
"""How many values are kept to be shared: the same teams, services, days and choices stand in ten thousand records."""
_LONGEST = 80
_UNKNOWN = frozenset(
    {"tbd", "tba", "tbc", "todo", "n/a", "na", "?", "??", "???", "-", "--", "---", "...", "…", "xx:xx", "hh:mm"}
)


def fail(code: str, sentence: str) -> NoReturn:
    """Refuse a value; `decode` puts the sentence at its place."""
    # The sentence goes in as data: pydantic would read braces in it as its own template.
    raise PydanticCustomError(code, "{sentence}", {"sentence": sentence})  # type: ignore[arg-type,unused-ignore]


def shape(value: object) -> str:
    """Say in a word what stands there instead."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "text" if isinstance(value, str) else "nothing"


def read_as_key(key: str, value: object) -> str:
    """Say that a line of text with `: ` in it became a key and a value, and how to quote it."""
    text = f"{key}: {value if isinstance(value, str) else '…'}"
    if isinstance(value, str) and len(text) <= _LONGEST and text.isprintable():
        return f"this reads as a key and a value; quote the whole line: {in_quotes(text)}"
    return f"{quoted(text)} reads as a key and a value; quote the whole line"


class Scalar(str):
    """A text value with a rule. Subclasses say what they want and how it is read."""

    __slots__ = ()
    wants: ClassVar[str] = "text"
    pattern: ClassVar[str] = ""
    """What the whole text matches, for editors; nothing for text of any shape."""
    takes_words: ClassVar[bool] = False
    """Whether any words will do: then a placeholder in them is advice, and not a value that cannot be."""
    comes_again: ClassVar[bool] = True
    """Whether the same text is likely to stand elsewhere: then both are one value."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Convert the text of a scalar, or `fail`."""
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Tell pydantic to convert with `read`."""
        return core_schema.no_info_plain_validator_function(cls.written)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: object, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Editors type scalars before they ask: a text field takes string, number and boolean there."""
        schema: dict[str, Any] = {"type": ["string", "number", "boolean"]}
        return {**schema, "pattern": f"^(?:{cls.pattern})$"} if cls.pattern else {**schema, "minLength": 1}

    @classmethod
    def text_of(cls, value: object) -> str:
        """Return the text that stands there, or `fail` with what stands there instead."""
        if isinstance(value, dict) and len(value) == 1:
            key, inner = next(iter(value.items()))
            fail("quote-needed", read_as_key(key, inner))
        if not isinstance(value, str):
            fail("wrong-shape", f"expected {cls.wants}, found {shape(value)}")
        if not cls.takes_words and value.strip().lower() in _UNKNOWN:
            fail("placeholder-left", f"{quoted(value)} is not {cls.wants}; leave the key out when it is not known")
        return value

    @classmethod
    def written(cls, value: object) -> Self:
        """Return the value of what stands in a file, or `fail`; a value of this type is itself."""
        if type(value) is str:
            if cls.comes_again:
                return cast("Self", shared(cls, value))
            if cls.takes_words:
                return cls.read(value)
        elif isinstance(value, cls):
            return value
        return cls.read(cls.text_of(value))


S = TypeVar("S", bound=Scalar)


@lru_cache(SHARED)
def shared(kind: type[S], text: str) -> S:
    """Return the value of a text, one for all places where it stands."""
    return kind.read(kind.text_of(text))
