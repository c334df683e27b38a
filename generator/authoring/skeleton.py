"""A new record's text: what is known is written, what is not known yet stands commented out with its meaning."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.authoring.asked import Asked, Heading
from generator.authoring.keys import Key, keys
from generator.authoring.samples import Samples
from generator.authoring.yaml_text import entry, scalar
from generator.records.handbook import Format
from generator.records.incident import Incident
from generator.records.kind import Kind
from generator.records.load import schema_path
from generator.records.part import Part
from generator.records.post_mortem_form import MILESTONES
from generator.records.refs import PersonRef, Ref
from generator.records.scalars import Literal, Prose
from generator.records.step import Step

FIRST_STEP = "Write the first step here"
_COLUMN = 30
_FACTS = ("severity", "type", "timezone", "detected_by", "commander", "responders", "services", "alerts", "runbooks")
_NOT_IN_STEPS = frozenset({"at"})  # only the process of a post-mortem form has it, and `new` writes no form
_ABOUT = (
    "What is commented out is not known yet: take the # and its space away and write what you know.",
    "… and HH:MM stand for what to write; the check finds those that are left.",
    "What nobody knows stays out. The lines with two # only explain.",
)


@dataclass
class Skeleton:
    """The text of a new record, made key by key."""

    kind: Kind
    facts: Mapping[str, str]
    """What was said already, by its key."""
    samples: Samples
    asked: Asked = field(default_factory=Asked)
    """What the handbook's post-mortem form asks of an incident."""
    is_brief: bool = False
    """Whether keys that the form does not ask for are left out."""
    _shown: set[type[Part]] = field(default_factory=set)
    _done: set[str] = field(default_factory=set)

    def text(self, path: str) -> str:
        """Return the whole file; `path` is where it will stand, relative to the root."""
        lines = [f"# yaml-language-server: $schema={schema_path(path, self.kind)}", *(f"## {line}" for line in _ABOUT)]
        lines += ["", *self._keys(self._first())]
        for section in self.asked.sections:
            lines += ["", *self._section(section)]
        rest = [] if self.is_brief else list(self._keys(key.name for key in keys(self.kind.model)))
        if rest and self.asked.sections:
            lines += ["", "## Not in this handbook's form"]
        return "\n".join([*lines, *rest, ""])

    def _first(self) -> Iterator[str]:
        """Yield the keys to begin with: what is written, then an incident's times and what else its form leaves out."""
        every = keys(self.kind.model)
        yield from (key.name for key in every if self._known(key) is not None)
        if issubclass(self.kind.model, Incident):
            yield from MILESTONES
            yield from (name for name in _FACTS if name not in self.asked.keys)

    def _section(self, section: Heading) -> Iterator[str]:
        above = [name for name in section.keys if name in self._done]
        yield f"## {section.words}"
        if section.computed:
            yield f"## {', '.join(section.computed)}: computed, never written"
        if above:
            yield f"## see {', '.join(above)} above"
        yield from self._keys(section.keys)

    def _keys(self, names: Iterable[str]) -> Iterator[str]:
        every = {key.name: key for key in keys(self.kind.model)}
        for name in names:
            known = self._known(every[name])
            if name not in self._done and (known is not None or self._is_offered(every[name])):
                self._done.add(name)
                lines = self._lines(every[name], name) if known is None else self._written(every[name], known)
                yield from (f"# {line}" for line in lines) if known is None else lines

    def _known(self, key: Key) -> str | None:
        """Return what is written for a key: what was said, and what no record of this kind can be without."""
        if key.name in self.facts:
            return self.facts[key.name]
        if key.name == next((other.name for other in keys(self.kind.model) if other.part is Step), None):
            return FIRST_STEP
        return (key.choices or key.examples or (self.facts["title"],))[0] if key.required else None

    def _is_offered(self, key: Key) -> bool:
        """Say whether a sample of the key helps: not where the handbook has nothing that it could name."""
        inner = next((other for other in keys(key.part) if other.name == key.part.shorthand), key) if key.part else key
        names_none = inner.scalar is not None and issubclass(inner.scalar, Ref) and not self.samples.ids(inner.scalar)
        return key.required or not names_none or inner.scalar is PersonRef

    def _written(self, key: Key, text: str) -> Iterator[str]:
        if key.many:
            yield from (f"{key.name}:", f"  - {scalar(text)}")
            return
        first, *more = entry(key.name, text, words=key.scalar is None or not issubclass(key.scalar, (Ref, Format)))
        # A title explains itself, and a long value leaves no room.
        yield from (first if len(first) > _COLUMN else _commented(first, self._meaning(key, key.name)), *more)

    def _lines(self, key: Key, path: str) -> Iterator[str]:
        """Yield a key with a sample of its value."""
        if key.part is None:
            yield from self._sample(key, path)
            return
        yield _commented(f"{key.name}:", self._meaning(key, path))
        if not key.many:
            yield from (f"  {line}" for line in self._part(key.part, path))
            return
        events = self.asked.events if path == "timeline" else ()
        for index in range(max(len(events), 1)):
            given = {"event": events[index]} if events else {}
            first, *more = self._part(key.part, path, given)
            yield from (f"  - {first}", *(f"    {line}" for line in more))

    def _part(self, part: type[Part], path: str, given: Mapping[str, str] | None = None) -> list[str]:
        """Return a part's keys: all of them where it stands for the first time, then only what it cannot be without."""
        is_new = part not in self._shown
        self._shown.add(part)
        needed = [key for key in keys(part) if key.required or key.name == part.shorthand]
        if not is_new and [key.name for key in needed] == [part.shorthand]:
            return [scalar((given or {}).get(part.shorthand) or self.samples.text(needed[0]))]
        lines: list[str] = []
        for key in keys(part) if is_new else needed:
            if not self._is_offered(key) or (part is Step and key.name in _NOT_IN_STEPS):
                continue
            if given and key.name in given:
                lines += entry(key.name, given[key.name])
            else:
                lines += self._lines(key, f"{path}.{key.name}")
        return lines

    def _sample(self, key: Key, path: str) -> Iterator[str]:
        like = self.samples.like(key)
        meaning = self._meaning(key, path)
        if like and path not in self.asked.notes:
            meaning = f"{meaning.removesuffix('.')}; like: {like}"
        if key.many:
            yield _commented(f"{key.name}:", meaning)
            yield f"  - {scalar(self.samples.text(key))}"
            return
        block = key.scalar is not None and issubclass(key.scalar, (Prose, Literal))
        first, *more = entry(key.name, self.samples.text(key), block=block)
        yield from (_commented(first, meaning), *more)

    def _meaning(self, key: Key, path: str) -> str:
        """Return what a key means, in the form's words where it has some, and what it can be."""
        meaning = " ".join(self.asked.notes.get(path, key.meaning).split())
        choices = self.samples.choices(key)
        return f"{meaning.removesuffix('.')}; one of: {choices}" if choices else meaning


def _commented(line: str, meaning: str) -> str:
    return f"{line:<{_COLUMN}}  # {meaning}" if meaning else line
