"""What every record is, and what makes a kind of record."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, PrivateAttr, model_validator
from pydantic_core import core_schema

from generator.problems import Fault
from generator.records.refs import Key, Ref
from generator.records.scalars import Prose, Slug, Words, shape
from generator.records.source import Loc
from generator.records.times import Zone

Visibility = Literal["public", "internal"]


class Part(BaseModel):
    """A piece of a record that has keys of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    shorthand: ClassVar[str] = ""
    """The key that a plain text stands for, where a list takes `- text` as well as `- key: …`."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: object) -> object:
        return {cls.shorthand: data} if cls.shorthand and isinstance(data, str) else data

    @classmethod
    def __get_pydantic_json_schema__(cls, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Let editors take the plain text, too."""
        schema = handler(core)
        if not cls.shorthand:
            return schema
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, handler.resolve_ref_schema(schema)]}

    def faults(self) -> Iterator[Fault]:
        """Yield what this piece can know alone to be wrong, with places inside it."""
        yield from ()


@dataclass(frozen=True)
class Origin:
    """Where a record comes from: what names it, its file relative to the root, and its seat in a table's list."""

    key: Key
    path: str
    index: int | None = None


class Record(Part):
    """What one file says, or one row of a table."""

    visibility: Visibility | None = None
    """Who may read it: public, or internal (left out of the public edition)."""

    _origin: Origin = PrivateAttr(default=Origin(Key("", "", ""), ""))
    _own: tuple[tuple[str, tuple[Prose, ...]], ...] = PrivateAttr(default=())

    def seated(self, origin: Origin, own: tuple[tuple[str, tuple[Prose, ...]], ...]) -> Self:
        """Tell the record where it stands and which facts of the team's own it carries; returns it."""
        self._origin = origin
        self._own = own
        return self

    def settled(self, zone: Zone) -> tuple[Self, tuple[Fault, ...]]:
        """Return the record with its times placed in `zone`, and what could not be placed."""
        del zone
        return self, ()

    @property
    def key(self) -> Key:
        """What names it."""
        return self._origin.key

    @property
    def path(self) -> str:
        """Its file, relative to the root."""
        return self._origin.path

    @property
    def origin(self) -> Origin:
        """Where it comes from."""
        return self._origin

    @property
    def own_facts(self) -> tuple[tuple[str, tuple[Prose, ...]], ...]:
        """The `x-…` keys without their `x-`, each with its texts."""
        return self._own


class Document(Record):
    """A record that has a file and a page of its own."""

    title: Words
    """What people call it."""
    aliases: tuple[Slug, ...] = ()
    """Older ids of this record; their addresses lead here."""

    @property
    def id(self) -> str:
        """The file's name, and the address."""
        return self.key.id


class Row(Record):
    """A record that is one entry of a table's list."""

    id: Slug
    """What names it."""


@dataclass(frozen=True)
class Kind:
    """One kind of record: its word, its model and where its files lie."""

    name: str
    """The word for one: `runbook`. Also the schema's name."""
    plural: str
    """The heading over many: `Runbooks`."""
    model: type[Record]
    folder: str = ""
    """For kinds with a file per record: the folder in a handbook, and in its addresses."""
    file: str = ""
    """For tables: the file in a handbook, without its ending."""
    many: bool = False
    """Whether the file holds a list of records."""
    root: Literal["content", "incidents"] = "content"
    internal: bool = False
    """Internal unless said."""

    @property
    def schema(self) -> str:
        """The name of its editor schema."""
        return self.file or self.name

    @property
    def has_pages(self) -> bool:
        """Whether each record has a file and a page of its own."""
        return bool(self.folder)


def walk(part: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, object]]:
    """Yield every value in a record, parts before what they hold, with its place in the data."""
    yield loc, part
    for name in type(part).model_fields:
        yield from _walk_value(getattr(part, name), (*loc, name))


def _walk_value(value: object, loc: Loc) -> Iterator[tuple[Loc, object]]:
    if isinstance(value, BaseModel):
        yield from walk(value, loc)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk_value(item, (*loc, index))
    elif value is not None:
        yield loc, value


def references(record: Record) -> Iterator[tuple[Loc, Ref]]:
    """Yield every reference of a record with its place in the data."""
    for loc, value in walk(record):
        if isinstance(value, Ref):
            yield loc, value


def faults(record: Record) -> Iterator[Fault]:
    """Yield what the record and its parts can know alone to be wrong."""
    for loc, value in walk(record):
        if isinstance(value, Part):
            for fault in value.faults():
                yield Fault((*loc, *fault.loc), fault.sentence, fault.code, fault.level)


@lru_cache(maxsize=512)
def model_at(model: type[BaseModel], path: tuple[str, ...]) -> type[BaseModel] | None:
    """Return the model whose keys stand at `path` (keys only, no list indexes); None where there is none."""
    for name in path:
        field = model.model_fields.get(name)
        inner = _model_in(field.annotation) if field else None
        if inner is None:
            return None
        model = inner
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None


def own_facts_of(data: dict[str, Any]) -> tuple[tuple[tuple[str, tuple[Prose, ...]], ...], tuple[Fault, ...]]:
    """Take the `x-…` keys out of a record's data: `(facts, faults)`."""
    facts: list[tuple[str, tuple[Prose, ...]]] = []
    wrong: list[Fault] = []
    for name in [name for name in data if name.startswith("x-")]:
        value = data.pop(name)
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            found = shape(value if isinstance(value, dict) else next(t for t in texts if not isinstance(t, str)))
            wrong.append(Fault((name,), f"a fact of your own is text or a list of texts, found {found}", "wrong-shape"))
            continue
        facts.append((name[2:], tuple(Prose(text) for text in texts)))
    return tuple(facts), tuple(wrong)
