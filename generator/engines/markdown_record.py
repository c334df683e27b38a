"""A record as Markdown for people: every field that it has, in the order of its model, whatever its kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.engines import markdown_words as md
from generator.engines.markdown_links import PlainLinks
from generator.library.kinship import NOT_PUBLIC
from generator.library.titles import title_of
from generator.records.action_item import ActionItem
from generator.records.incident import Incident
from generator.records.part import Part
from generator.records.record import Record
from generator.records.refs import Ref
from generator.records.scalars import AlertName, Line, Link, Prose
from generator.records.scalars import Literal as Letter
from generator.records.service import NamedLink
from generator.records.severity import Severity
from generator.records.step import Step
from generator.records.times import Moment

_TITLES = ("title", "heading", "name")
_UNSAID_IN_STEPS = frozenset({"do", "one_of", "run", "language", "id"})


@dataclass(frozen=True)
class Heading:
    """A heading: its words as plain text, and its level from 1."""

    words: str
    level: int

    def __str__(self) -> str:
        """Return the line."""
        return f"{'#' * min(self.level, 6)} {md.words(self.words)}"


Block = Heading | str


class RecordWriter:
    """Writes the records of one page."""

    def __init__(self, links: PlainLinks) -> None:
        """`links` lead from that page."""
        self._links = links

    def document(self, record: Record, level: int = 1) -> Iterator[Block]:
        """Yield a record: its title, its short facts as a list, then a section for each that is longer."""
        self._links.path = record.path
        title = called(record)
        yield Heading(title, level)
        own = [(name, texts) for name, texts in record.own_facts if texts]
        short = [(name, texts) for name, texts in own if all("\n" not in text for text in texts)]
        said = ((label(name), self._joined(texts)) for name, texts in short)
        facts = [*self._facts(record, unsaid=title), *_unnamed(record), *said]
        if facts:
            yield _list(facts)
        yield from self._sections(record, level + 1)
        for name, texts in own:
            if (name, texts) not in short:
                yield Heading(label(name), level + 1)
                yield from (self._prose(text, level + 1) for text in texts)

    def said(self, value: object) -> str:
        """Return a value on one line."""
        if isinstance(value, Ref):
            return self._links.ref(value)
        if isinstance(value, Line | Prose):
            return md.line(value, self._links.lead)
        if isinstance(value, Moment) and value.at:
            form = "%Y-%m-%d %H:%M:%S %Z" if value.at.second else "%Y-%m-%d %H:%M %Z"
            return f"{value.at:{form}}"
        if isinstance(value, Link):
            return f"<{value}>"
        if isinstance(value, AlertName | Letter):
            return md.code(str(value))
        if isinstance(value, NamedLink):
            return md.link(md.words(value.title), f"<{value.url}>")
        if isinstance(value, tuple):
            return self._joined(value)
        if isinstance(value, Part):
            return "; ".join(f"{name}: {text}" for name, text in self._facts(value))
        return md.words(str(value))

    def _joined(self, values: Sequence[object]) -> str:
        return ", ".join(map(self.said, values))

    def _facts(self, part: Part, unsaid: str = "") -> Iterator[tuple[str, str]]:
        """Yield what stands in a line beside its label."""
        for name, value in _fields(part):
            if _is_short(value) and not (name in _TITLES and str(value) == unsaid):
                yield label(name), self.said(value)

    def _sections(self, part: Part, level: int) -> Iterator[Block]:
        """Yield what is longer, each under a heading."""
        for name, value in _fields(part):
            if not _is_short(value):
                yield Heading(label(name), level)
                yield from self._long(value, level)

    def _long(self, value: object, level: int) -> Iterator[Block]:
        if isinstance(value, Prose):
            yield self._prose(value, level)
        elif isinstance(value, Letter):
            yield md.block(str(value), "text")
        elif isinstance(value, Part):
            yield from self._part(value, level)
        elif isinstance(value, tuple):
            yield from self._several(value, level)

    def _prose(self, text: Prose, level: int) -> str:
        return md.prose(text, self._links.lead, level)

    def _part(self, part: Part, level: int, unsaid: str = "") -> Iterator[Block]:
        facts = list(self._facts(part, unsaid))
        if facts:
            yield _list(facts)
        yield from self._sections(part, level + 1)

    def _several(self, values: tuple[object, ...], level: int) -> Iterator[Block]:
        if all(isinstance(value, Step) for value in values):
            yield "\n".join(self._steps(value for value in values if isinstance(value, Step)))
        elif all(isinstance(value, Part) and not isinstance(value, NamedLink) for value in values):
            parts = tuple(value for value in values if isinstance(value, Part))
            if all(_is_short(value) for part in parts for _, value in _fields(part)):
                yield self._table(parts)
            else:
                yield from self._one_by_one(parts, level + 1)
        else:
            yield "\n".join(f"- {md.started(self.said(value))}" for value in values)

    def _table(self, parts: tuple[Part, ...]) -> str:
        there = {name for part in parts for name, _ in _fields(part)}
        names = [name for name in type(parts[0]).model_fields if name in there]
        rows = [{name: self.said(value) for name, value in _fields(part)} for part in parts]
        if len(names) == 1:
            return "\n".join(f"- {row[names[0]]}" for row in rows)
        return md.table([label(name) for name in names], [[row.get(name, "") for name in names] for row in rows])

    def _one_by_one(self, parts: tuple[Part, ...], level: int) -> Iterator[Block]:
        for number, part in enumerate(parts, 1):
            titles = (str(value) for name, value in _fields(part) if name in _TITLES)
            moments = (self.said(value) for _, value in _fields(part) if isinstance(value, Moment))
            title = next(chain(titles, moments, (str(number),)))
            yield Heading(title, level)
            yield from self._part(part, level, title)

    def _steps(self, steps: Iterator[Step]) -> Iterator[str]:
        """Yield the lines of a checklist: what to do, and below it how, what to expect and where to go."""
        for step in steps:
            named = f" (step {md.code(step.id)})" if step.id else ""
            yield f"- [ ] {self.said(step.do) if step.do else 'One of these:'}{named}"
            if step.one_of:
                yield md.indented("\n".join(self._steps(iter(step.one_of))))
            for name, value in _fields(step):
                if name == "run":
                    yield from ("", md.indented(md.block(str(value), str(step.language))), "")
                elif name == "goto":
                    yield md.indented(f"- Go to: step {md.code(str(value))}")
                elif name not in _UNSAID_IN_STEPS:
                    yield md.indented(f"- {label(name)}: {self.said(value)}")


def _unnamed(record: Record) -> Iterator[tuple[str, str]]:
    """Yield what the public edition knows of an incident without saying of what."""
    if isinstance(record, Incident) and record.is_duplicate and record.duplicate_of is None:
        yield label("duplicate_of"), NOT_PUBLIC


def called(record: Record) -> str:
    """Return what a page calls a record: a level by its id and its name."""
    return f"{record.id} {record.name}" if isinstance(record, Severity) else title_of(record)


def label(name: str) -> str:
    """Return a field's name in words: `Root cause`."""
    spoken = name.replace("_", " ").replace("-", " ")
    return spoken[:1].upper() + spoken[1:]


def _fields(part: Part) -> Iterator[tuple[str, object]]:
    """Yield every field that says something."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name == "status" and isinstance(part, ActionItem):
            # Open unless said, and done where there is a day: without a program to say so it must be written.
            value = part.state
        if value is not None and value != ():
            yield name, value


def _is_short(value: object) -> bool:
    """Say whether a value stands on one line: neither prose, nor a piece of a record, nor a list of lines."""
    if isinstance(value, tuple):
        return all(_is_short(one) and not isinstance(one, Line) for one in value)
    if isinstance(value, Letter):
        return False
    return not isinstance(value, Prose | Part)


def _list(facts: list[tuple[str, str]]) -> str:
    return "\n".join(f"- **{name}:** {text}" for name, text in facts)
