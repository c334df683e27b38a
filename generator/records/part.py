"""A piece of a record that has keys: what every model is, and what editors are told about it."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic_core import core_schema

from generator.problems import Fault
from generator.records.meanings import meanings
from generator.records.walking import inside, names_of

_NAMES: dict[frozenset[str], set[str]] = {}
_SHARED = 30
"""Of fewer attributes than these Python keeps the names once for all objects of a class (PEP 412), if it is let."""


class Part(BaseModel):
    """A piece of a record that has keys of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    shorthand: ClassVar[str] = ""
    """The key that a plain text stands for, where a list takes `- text` as well as `- key: …`."""
    instead: ClassVar[dict[str, str]] = {}
    """What to do instead of writing a key that there is not, where that is known."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {cls.shorthand: data} if cls.shorthand and isinstance(data, str) else data

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some values changed, and without what was found out from the old ones.

        Of a part that is frozen nothing has to be copied but who holds what: `deep` makes no difference.
        """
        del deep
        values = dict(inside(self))
        given = self.__pydantic_fields_set__
        if update:
            values.update(update)
            given = given if given.issuperset(update) else given.union(update)
        return self._made(values, _shared(given), dict(self.__pydantic_private__ or ()))

    @classmethod
    def made(cls, values: dict[str, Any], written: tuple[str, ...]) -> Self:
        """Return a part of values that are known to be right; `written` are the keys that were not left out."""
        return cls._made(values, _names(written), dict(_private(cls)))

    @classmethod
    def _made(cls, values: dict[str, Any], given: set[str], private: dict[str, Any]) -> Self:
        part = cls.__new__(cls)
        put = object.__setattr__
        if len(values) < _SHARED:
            for name, value in values.items():
                put(part, name, value)
        else:
            put(part, "__dict__", values)
        put(part, "__pydantic_fields_set__", given)
        put(part, "__pydantic_extra__", None)
        put(part, "__pydantic_private__", private or None)
        return part

    @classmethod
    def __pydantic_init_subclass__(cls, **settings: Any) -> None:  # noqa: ANN401 - as pydantic's own
        """Let Python learn the names of the attributes from the first object: later it would be too late."""
        super().__pydantic_init_subclass__(**settings)
        cls._made(dict.fromkeys(names_of(cls)), set(), {})

    def share_names(self) -> None:
        """Keep names once for all parts: those of its attributes, and of the keys that were written.

        Without it each part holds a table and a set of its own, which take more room than what is in them.
        """
        names, own = self.__pydantic_fields_set__, self.__dict__
        if _NAMES.get(frozenset(names)) is names:
            # It was made here, not by pydantic.
            return
        put = object.__setattr__
        put(self, "__pydantic_fields_set__", _shared(names))
        if len(own) < _SHARED:
            put(self, "__dict__", self._made(own, names, {}).__dict__)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Let editors take what `check` takes: the plain text, too; facts of one's own; and never nothing."""
        schema = handler(core)
        keys = handler.resolve_ref_schema(schema)
        for name, field in keys.get("properties", {}).items():
            keys["properties"][name] = _said(field, meanings(cls)[name])
        cls.extend_schema(keys)
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, dict(keys)]} if cls.shorthand else schema

    @classmethod
    def extend_schema(cls, keys: dict[str, Any]) -> None:
        """Add to the editor schema what is no field."""

    def faults(self) -> Iterator[Fault]:
        """Yield what this piece can know alone to be wrong, with places inside it."""
        yield from ()


@lru_cache(maxsize=4_096)
def _names(written: tuple[str, ...]) -> set[str]:
    return _shared(set(written))


def _shared(names: set[str]) -> set[str]:
    return _NAMES.setdefault(frozenset(names), names)


@lru_cache(maxsize=512)
def _private(model: type[Part]) -> dict[str, Any]:
    """Return what a new part keeps beside its keys; nobody changes a value of it."""
    return {name: attribute.get_default() for name, attribute in model.__private_attributes__.items()}


def _said(field: dict[str, Any], meaning: str) -> dict[str, Any]:
    """Return a field's schema with its meaning, and without `null`: an empty value is an error."""
    said = {key: value for key, value in field.items() if not (key == "default" and value is None)}
    examples = {"examples": said.pop("examples")} if "examples" in said else {}
    said |= {"description": meaning, **examples}
    kinds = [kind for kind in said.get("anyOf", ()) if kind != {"type": "null"}]
    if "anyOf" not in said:
        return said
    del said["anyOf"]
    return {**kinds[0], **said} if len(kinds) == 1 and "$ref" not in kinds[0] else {**said, "anyOf": kinds}
