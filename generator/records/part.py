"""A piece of a record that has keys: what every model is, and what editors are told about it."""

from collections.abc import Iterator
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic_core import core_schema

from generator.problems import Fault


class Part(BaseModel):
    """A piece of a record that has keys of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    shorthand: ClassVar[str] = ""
    """The key that a plain text stands for, where a list takes `- text` as well as `- key: …`."""
    instead: ClassVar[dict[str, str]] = {}
    """What to do instead of writing a key that there is not, where that is known."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {cls.shorthand: data} if cls.shorthand and isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Let editors take what `check` takes: the plain text, too; facts of one's own; and never nothing."""
        schema = handler(core)
        keys = handler.resolve_ref_schema(schema)
        for name, field in keys.get("properties", {}).items():
            keys["properties"][name] = _said(field)
        cls.extend_schema(keys)
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, dict(keys)]} if cls.shorthand else schema

    @classmethod
    def extend_schema(cls, keys: dict[str, Any]) -> None:
        """Add to the editor schema what is no field."""

    def faults(self) -> Iterator[Fault]:
        """Yield what this piece can know alone to be wrong, with places inside it."""
        yield from ()


def _said(field: dict[str, Any]) -> dict[str, Any]:
    """Return a field's schema without `null`: an empty value is an error."""
    said = {key: value for key, value in field.items() if not (key == "default" and value is None)}
    kinds = [kind for kind in said.get("anyOf", ()) if kind != {"type": "null"}]
    if "anyOf" not in said:
        return said
    del said["anyOf"]
    return {**kinds[0], **said} if len(kinds) == 1 and "$ref" not in kinds[0] else {**said, "anyOf": kinds}
