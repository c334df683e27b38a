"""References: an id in a file that must lead to another record."""

from typing import ClassVar, NamedTuple, Self

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import core_schema

from generator.records.scalars import LevelId, Scalar, Slug, fail, shape


class Key(NamedTuple):
    """What names one record: its kind, its handbook and its id."""

    kind: str
    handbook: str
    id: str


class Ref(Scalar):
    """An id of another record, in the same handbook or as `other/id`."""

    kind: ClassVar[str] = ""
    wants: ClassVar[str] = "an id"
    handbook: str = ""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Convert with the handbook that the file belongs to: an id means the record of that handbook."""
        return core_schema.with_info_plain_validator_function(cls._resolve)

    @classmethod
    def within(cls, handbook: str, text: str) -> Self:
        """Return the reference as it stands in a file of `handbook`."""
        ref = cls.read(text)
        ref.handbook = handbook
        return ref

    @classmethod
    def _resolve(cls, value: object, info: ValidationInfo) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, dict) and len(value) == 1:
            key = next(iter(value))
            fail("quote-needed", f'"{key}: …" reads as a key and a value; write an id')
        if not isinstance(value, str):
            fail("wrong-shape", f"expected {cls.wants}, found {shape(value)}")
        context = info.context or {}
        return cls.within(str(context.get("handbook", "")), value.strip())

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an id, or `other/id`."""
        other, slash, own = text.rpartition("/")
        cls.check_id(own)
        if slash:
            Slug.read(other)
        return cls(text)

    @classmethod
    def check_id(cls, text: str) -> None:
        """Refuse what cannot be an id of this kind."""
        Slug.read(text)

    @property
    def key(self) -> Key:
        """The record that it names."""
        other, _, own = self.rpartition("/")
        return Key(self.kind, other or self.handbook, own)


class SeverityRef(Ref):
    """A level of severities.yaml."""

    kind: ClassVar[str] = "severity"
    wants: ClassVar[str] = "a severity's id"

    @classmethod
    def check_id(cls, text: str) -> None:
        """A level is written as the team says it: `P0`."""
        LevelId.read(text)


class RunbookRef(Ref):
    """A runbook's id."""

    kind: ClassVar[str] = "runbook"
    wants: ClassVar[str] = "a runbook's id"


class ProcedureRef(Ref):
    """A procedure's id."""

    kind: ClassVar[str] = "procedure"
    wants: ClassVar[str] = "a procedure's id"


class TemplateRef(Ref):
    """A template's id."""

    kind: ClassVar[str] = "template"
    wants: ClassVar[str] = "a template's id"


class ContactRef(Ref):
    """A contact's id."""

    kind: ClassVar[str] = "contact"
    wants: ClassVar[str] = "a contact's id"


class ToolRef(Ref):
    """A tool's id."""

    kind: ClassVar[str] = "tool"
    wants: ClassVar[str] = "a tool's id"


class ServiceRef(Ref):
    """A service's id."""

    kind: ClassVar[str] = "service"
    wants: ClassVar[str] = "a service's id"


class RotationRef(Ref):
    """The id of a rotation: `on-call`."""

    kind: ClassVar[str] = "rotation"
    wants: ClassVar[str] = "a rotation's id"


class IncidentRef(Ref):
    """An incident's id: its file's name."""

    kind: ClassVar[str] = "incident"
    wants: ClassVar[str] = "an incident's id"


class PersonRef(ContactRef):
    """Who: a contact's id, or a handle in quotes (`"@name"`), which is nobody's record."""

    wants: ClassVar[str] = 'a contact\'s id or a handle such as "@name"'
    hidden: bool = False
    """The public edition says "not public" instead."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an id or a handle."""
        if text.startswith("@"):
            if not text[1:].strip() or any(letter.isspace() for letter in text):
                fail("not-an-id", f'"{text}" is not a handle; write it as "@name"')
            return cls(text)
        return super().read(text)

    @property
    def is_handle(self) -> bool:
        """Whether it is a handle, not a contact."""
        return self.startswith("@")

    @classmethod
    def not_public(cls) -> Self:
        """Return the person that the public edition does not name."""
        person = cls("not public")
        person.hidden = True
        return person
