"""What every record is, and what makes a kind of record."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, ClassVar, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, PrivateAttr, model_validator
from pydantic_core import core_schema

from generator.problems import Fault
from generator.records.draft import Moved, original
from generator.records.notes import Loc
from generator.records.own_facts import OwnFacts
from generator.records.refs import Key, Ref
from generator.records.scalars import Slug, Words
from generator.records.times import Zone

Visibility = Literal["public", "internal"]


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
    _own: OwnFacts = PrivateAttr(default=())
    _moved: Moved = PrivateAttr(default_factory=dict)
    _lost: frozenset[Loc] = PrivateAttr(default=frozenset())

    def seated(
        self,
        origin: Origin,
        own: OwnFacts,
        moved: Moved | None = None,
        lost: frozenset[Loc] = frozenset(),
    ) -> Self:
        """Tell the record where it stands, which facts of the team's own it carries, and what it lost; returns it."""
        self._origin = origin
        self._own = own
        self._moved = moved or {}
        self._lost = lost
        return self

    @cached_property
    def walked(self) -> tuple[tuple[Loc, object], ...]:
        """Every value in the record with its place in the data, found once: rules and pages ask again and again."""
        return tuple(walk(self))[1:]

    def seated_like(self, other: Self) -> Self:
        """Tell the record that it stands where another one does, of which it is a changed copy; returns it."""
        # A copy carries over what was found in the record that it was made from.
        self.__dict__.pop("walked", None)
        return self.seated(other._origin, other._own, other._moved, other._lost)

    def place_in_file(self, loc: Loc) -> Loc:
        """Return where a part of the record stands in its file's data."""
        stood = original(loc, self._moved)
        return stood if self._origin.index is None else (self._origin.index, *stood)

    @property
    def lost(self) -> frozenset[Loc]:
        """The places whose values were wrong and are left out; none in a sound record."""
        return self._lost

    def is_lost(self, loc: Loc) -> bool:
        """Say whether what stands at `loc` is an example that stands in for a wrong value."""
        stood = original(loc, self._moved)
        return any(stood[:depth] in self._lost for depth in range(1, len(stood) + 1))

    @classmethod
    def extend_schema(cls, keys: dict[str, Any]) -> None:
        """Facts of the team's own are text, or lists of text."""
        text = {"type": ["string", "number", "boolean"]}
        keys["patternProperties"] = {"^x-.": {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}}

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
    def own_facts(self) -> OwnFacts:
        """The `x-…` keys without their `x-`, each with its texts."""
        return self._own


class Document(Record):
    """A record that has a file and a page of its own."""

    title: Words = Field(examples=["Checkout errors"])
    """What people call it."""
    aliases: tuple[Slug, ...] = ()
    """Older ids of this record; their addresses lead here."""

    @property
    def id(self) -> str:
        """The file's name, and the address."""
        return self.key.id


class Row(Record):
    """A record that is one entry of a table's list."""

    id: Slug = Field(examples=["checkout"])
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
    for loc, value in record.walked:
        if isinstance(value, Ref):
            yield loc, value


def faults(record: Record) -> Iterator[Fault]:
    """Yield what the record and its parts can know alone to be wrong."""
    for loc, value in chain((((), record),), record.walked):
        if isinstance(value, Part):
            for fault in value.faults():
                yield Fault((*loc, *fault.loc), fault.sentence, fault.code, fault.level, fault.word)


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


def texts(record: Record) -> Iterator[tuple[Loc, object]]:
    """Yield every value of a record with its place in the data, facts of the team's own among them."""
    yield from record.walked
    for name, facts in record.own_facts:
        for index, text in enumerate(facts):
            yield (f"x-{name}", index), text


def _said(field: dict[str, Any]) -> dict[str, Any]:
    """Return a field's schema without `null`: an empty value is an error."""
    said = {key: value for key, value in field.items() if not (key == "default" and value is None)}
    kinds = [kind for kind in said.get("anyOf", ()) if kind != {"type": "null"}]
    if "anyOf" not in said:
        return said
    del said["anyOf"]
    return {**kinds[0], **said} if len(kinds) == 1 and "$ref" not in kinds[0] else {**said, "anyOf": kinds}
