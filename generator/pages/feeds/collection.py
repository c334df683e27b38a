"""A file that holds many records as JSON: what stands around them, what is computed for each, their schema."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from generator.library.edition import is_internal
from generator.pages.feeds.fields import fields_of, object_of, properties_of
from generator.pages.feeds.shapes import Node, Value
from generator.pages.feeds.site import Site
from generator.pages.page import DataFile
from generator.records.part import Part
from generator.records.record import Record
from generator.records.refs import Key
from generator.records.scalars import Slug

FORMAT = 1
"""The version of these files. A later one may add keys within a version; it takes none away and changes none."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "data"
_LINE = json.JSONEncoder(ensure_ascii=False)
_LOOKED_AT = 20
"""Among so many entries the example is looked for."""
_EDITION: Node = {
    "enum": ["internal", "public"],
    "description": "Which records are in here: all, or those that everybody may read.",
}


@dataclass(frozen=True)
class Fact:
    """Something computed for each entry of a file, or a field of it said otherwise than the record says it."""

    name: str
    schema: Callable[[dict[str, Node]], Node]
    """Makes its schema; what that refers to goes into the definitions."""
    say: Callable[[Site, Any], Value]


@dataclass(frozen=True)
class Collection:
    """A file of entries of one type, each with all that its model says and what is computed for it."""

    name: str
    """Of its file and of its schema's: `action-items`."""
    title: str
    about: str
    """What it is for, in a sentence."""
    model: type[Part]
    entries: Callable[[Site], Iterable[Any]]
    facts: tuple[Fact, ...]
    part_of: Callable[[Any], Part] = lambda entry: entry
    """The part whose fields an entry has."""
    complete: Callable[[dict[str, Value], Any], None] = lambda _fields, _entry: None
    """Puts into the fields what the part may leave out because it follows from others."""
    record_of: Callable[[Any], Record] = lambda entry: entry
    """The record in which that part stands: links in its prose are relative to it."""
    order: str = ""
    """In which order the entries stand, in words."""

    @property
    def key(self) -> str:
        """Return what the list in it is called: `action_items`."""
        return self.name.replace("-", "_")

    @property
    def address(self) -> str:
        """Where the file stands on the site."""
        return f"{FOLDER}/{self.name}.json"

    @property
    def schema_address(self) -> str:
        """Where its schema stands on the site."""
        return f"{FOLDER}/schemas/{self.name}.schema.json"

    def file(self, site: Site) -> DataFile:
        """Return the file."""
        return DataFile(self.address, lambda: self._pieces(site))

    def _pieces(self, site: Site) -> Iterator[str]:
        """Yield the text: a line for each entry, so that a large file stays small and can be compared."""
        frame = json.dumps(self._frame(site), indent=2, ensure_ascii=False).removesuffix("\n}")
        yield f'{frame},\n  "{self.key}": ['
        before = "\n"
        for entry in self.entries(site):
            yield f"{before}{_LINE.encode(self._entry(site, entry))}"
            before = ",\n"
        yield "]\n}\n" if before == "\n" else "\n  ]\n}\n"

    def example(self, site: Site) -> str:
        """Return a short entry of the site's own, laid out for people; nothing when there is none."""
        first = islice(self.entries(site), _LOOKED_AT)
        every = (json.dumps(self._entry(site, entry), indent=2, ensure_ascii=False) for entry in first)
        return min(every, key=lambda text: (len(text), text), default="")

    def _frame(self, site: Site) -> dict[str, Value]:
        """Return what stands before the entries."""
        return {
            "$schema": f"schemas/{self.name}.schema.json",
            "format": FORMAT,
            "edition": site.library.edition,
            "site": site.addresses.site or None,
            "handbooks": [
                {
                    "id": handbook.key.id,
                    "title": str(handbook.title),
                    "timezone": str(handbook.timezone),
                    "page": site.page(handbook),
                    "url": site.url(handbook),
                }
                for handbook in site.library.handbooks
            ],
        }

    def schema(self) -> Node:
        """Return the schema of the file (draft 2020-12)."""
        definitions: dict[str, Node] = {}
        fields = properties_of(self.model, definitions)
        facts = {fact.name: fact.schema(definitions) for fact in self.facts}
        entry = object_of((self.model.__doc__ or "").partition("\n")[0], {**facts, **fields, **facts})
        listed = {"type": "array", "items": entry, "description": f"{self.title}, {self.order}."}
        return {
            "$schema": DIALECT,
            "$id": f"{self.name}.schema.json",
            "title": self.title,
            **object_of(self.about, {**_frame(), self.key: listed}),
            "$defs": {name: definitions[name] for name in sorted(definitions)},
        }

    def _entry(self, site: Site, entry: object) -> dict[str, Value]:
        computed = {fact.name: fact.say(site, entry) for fact in self.facts}
        fields = fields_of(self.part_of(entry), site, self.record_of(entry))
        self.complete(fields, entry)
        return {**computed, **fields, **computed}


def written(document: object) -> str:
    """Return a document as the text of its file."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def plain(node: Node) -> Callable[[dict[str, Node]], Node]:
    """Return the maker of a schema that refers to nothing."""
    return lambda _definitions: node


def address_facts(record_of: Callable[[Any], Record] = lambda entry: entry) -> tuple[Fact, ...]:
    """Return the facts that say what an entry's record is called and where its page stands."""

    def key(entry: object) -> Key:
        return record_of(entry).key

    return (
        Fact("key", plain(_KEY), lambda _site, entry: f"{key(entry).handbook}/{key(entry).id}"),
        Fact("handbook", plain(_HANDBOOK), lambda _site, entry: key(entry).handbook),
        Fact("page", plain(_PAGE), lambda site, entry: site.page(record_of(entry))),
        Fact("url", plain(_URL), lambda site, entry: site.url(record_of(entry))),
    )


def own_facts(site: Site, record: Record) -> Value:
    """Return a team's own facts by name without `x-`, each a list of texts."""
    return {name: [site.markdown(text, record) for text in texts] for name, texts in record.own_facts}


def visibility(site: Site, record: Record) -> Value:
    """Return who may read a record, whether it says so itself or its kind and its handbook do."""
    return "internal" if is_internal(record, site.library) else "public"


VISIBILITY: Node = {"enum": ["internal", "public"], "description": "Who may read it."}
OWN_FACTS: Node = {
    "type": "object",
    "description": "Facts of the team's own: the record's `x-` keys without their `x-`, each a list of texts.",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
    "examples": [{"orders-failed": ["64"]}],
}
_ID = rf"^{Slug.pattern}$"
_HANDBOOK: Node = {
    "type": "string",
    "pattern": _ID,
    "description": "The id of the handbook that it belongs to.",
    "examples": ["shop"],
}
_KEY: Node = {
    "type": "string",
    "description": "What names the record across handbooks: `handbook/id`.",
    "examples": ["shop/2025-02-11-checkout-errors"],
}
_PAGE: Node = {
    "type": "string",
    "description": "The address of its page, relative to the site's root.",
    "examples": ["shop/incidents/2025-02-11-checkout-errors/"],
}
_URL: Node = {
    "type": ["string", "null"],
    "format": "uri",
    "description": "The whole address of its page; null when nobody has said where the site is published.",
    "examples": ["https://example.com/runbooks/shop/incidents/2025-02-11-checkout-errors/"],
}


def _frame() -> dict[str, Node]:
    """Return the schemas of what stands around the entries of every file."""
    text: Node = {"type": "string"}
    zone = {**text, "description": "The zone of its days, by its IANA name.", "examples": ["Europe/Berlin"]}
    handbook = {
        "id": {**_HANDBOOK, "description": "What names the handbook."},
        "title": {**text, "description": "What people call it.", "examples": ["Example Shop"]},
        "timezone": zone,
        "page": {**_PAGE, "examples": ["shop/"]},
        "url": {**_URL, "examples": ["https://example.com/runbooks/shop/"]},
    }
    return {
        "$schema": {**text, "description": "Where this schema stands, relative to the file."},
        "format": {"const": FORMAT, "description": "The version of this file; keys may be added within a version."},
        "edition": _EDITION,
        "site": {
            "type": ["string", "null"],
            "format": "uri",
            "description": "Where the site is published; null when nobody has said it.",
            "examples": ["https://example.com/runbooks/"],
        },
        "handbooks": {
            "type": "array",
            "description": "The handbooks of the site, in its order.",
            "items": object_of("One handbook.", handbook),
        },
    }
