"""References: an id in a file that must lead to another record."""

import re
from functools import cached_property, lru_cache
from typing import ClassVar, NamedTuple, Self, cast

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import core_schema

from generator.problems import any_of, quoted
from generator.records.names import MAX_ID, LevelId, Slug, is_slug, slugify
from generator.records.reading import SHARED, Scalar, fail

_FILE = re.compile(r"(.+)\.ya?ml", re.IGNORECASE)


class Key(NamedTuple):
    """What names one record: its kind, its handbook and its id."""

    kind: str
    handbook: str
    id: str


class Ref(Scalar):
    """An id of another record, in the same handbook or as `other/id`."""

    kind: ClassVar[str] = ""
    wants: ClassVar[str] = "an id"
    pattern: ClassVar[str] = rf"({Slug.pattern}/)?{Slug.pattern}"
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
        return cls.written_in(str((info.context or {}).get("handbook", "")), value)

    @classmethod
    def written_in(cls, handbook: str, value: object) -> Self:
        """Return the reference that stands in a file of `handbook`, or `fail`."""
        if isinstance(value, cls):
            return value
        return cast("Self", shared(cls, handbook, cls.text_of(value).strip()))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an id, or `other/id`."""
        if meant := _named_by(text):
            fail("not-an-id", f"{quoted(text)} is a file's name, and this is {cls.wants}; write {quoted(meant)}")
        other, slash, own = text.rpartition("/")
        cls.check_id(own)
        if slash and not is_slug(other):
            fail("not-an-id", f"{quoted(text)} is not an id; write one of this handbook, or other-handbook/id")
        return cls(text)

    @classmethod
    def check_id(cls, text: str) -> None:
        """Refuse what cannot be an id of this kind."""
        Slug.read(text)

    @cached_property
    def key(self) -> Key:
        """The record that it names."""
        other, _, own = self.rpartition("/")
        return Key(self.kind, other or self.handbook, own)


class SeverityRef(Ref):
    """A level of severities.yaml."""

    kind: ClassVar[str] = "severity"
    wants: ClassVar[str] = "a severity's id"
    pattern: ClassVar[str] = rf"({Slug.pattern}/)?{LevelId.pattern}"

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

    @classmethod
    def check_id(cls, text: str) -> None:
        """Refuse what cannot be a contact's id; a name is none."""
        several = re.split(r"\s*(?:[,;&+]|\band\b)\s*", text)
        if len(several) > 1 and all(map(is_slug, several)):
            fail("not-an-id", f"{quoted(text)} names {len(several)} contacts, and this is one; write {any_of(several)}")
        if not is_slug(text):
            better = slugify(text)[:MAX_ID].strip("-")
            ways = f'"{better}" if there is such a contact' if better else "an id"
            fail("not-an-id", f"{quoted(text)} is not a contact's id; write {ways}{cls.or_else(better)}")

    @classmethod
    def or_else(cls, better: str) -> str:
        """Return what else could be written, as the end of a sentence."""
        del better
        return ""


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
    pattern: ClassVar[str] = rf"({Slug.pattern}/)?{Slug.pattern}|@\S+"
    hidden: bool = False
    """The public edition says "not public" instead."""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read an id or a handle."""
        if not text.startswith("@"):
            return super().read(text)
        if len(text) > MAX_ID or not re.fullmatch(r"@\S+", text):
            fail("not-an-id", f'{quoted(text)} is not a handle; write it without spaces, as "@name"')
        return cls(text)

    @classmethod
    def or_else(cls, better: str) -> str:
        """Anybody can be named by a handle."""
        return f', or a handle in quotes: "@{better or "name"}"'

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


@lru_cache(SHARED)
def shared(kind: type[Ref], handbook: str, text: str) -> Ref:
    """Return the reference that a text is in the files of a handbook, one for all places where it stands."""
    return kind.within(handbook, text)


def _named_by(path: str) -> str:
    """Return the reference to the record in a file: `../procedures/rollback.yaml` is `rollback`; nothing for an id."""
    found = _FILE.fullmatch(path)
    if not found:
        return ""
    parts = [part for part in found[1].split("/") if part not in {"", ".", "..", "content", "incidents"}]
    if parts[1:] and parts[-1] == "incident":
        parts.pop()
    own = slugify(parts[-1]) if parts else ""
    # A path from the root says which handbook, too.
    return f"{parts[-3]}/{own}" if parts[2:] and is_slug(parts[-3]) else own
