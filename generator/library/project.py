"""One project: its library, and everything that is wrong with it; what every later room calls."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.library.edition import public
from generator.library.finding import Finding
from generator.library.library import Edition, Library
from generator.library.markdown_pages import page_problems
from generator.library.prose_links import broken_links
from generator.library.rules import RULES
from generator.library.settings import Settings, read_settings
from generator.problems import Place, Problem
from generator.records.load import Content, load
from generator.records.refs import Key
from generator.records.source import Source, read


@dataclass(frozen=True)
class Project:
    """A project's folder, its library in one edition, and its problems sorted by place."""

    root: Path
    settings: Settings
    library: Library
    problems: tuple[Problem, ...]
    withheld: tuple[str, ...] = ()
    """Folders, relative to the root, whose pages and images this edition leaves out."""


def open_project(root: Path, today: date, edition: Edition | None = None) -> Project:
    """Read, link and check the project at `root`; `edition` overrides the one in mkdocs.yml.

    All that is wrong is checked on the whole library: the public edition hides records, not their problems.
    """
    settings, wrong = read_settings(root)
    content = load(root, content=settings.content, incidents=settings.incidents)
    handbooks = {record.key.id for record in content.records if record.key.kind == "handbook"}
    records = tuple(record for record in content.records if record.key.handbook in handbooks)
    library = Library(records, "internal", settings.handbooks, content.broken | _rows_unread(content))
    found = [finding for rule in RULES for finding in rule(library, today)]
    found += broken_links(library, root)
    problems = {*wrong, *content.problems, *_placed(found, content), *page_problems(root / settings.content, root)}
    edition = edition or settings.edition
    shown = public(library) if edition == "public" else library
    withheld = tuple(sorted(set(_folders(library, shown, settings))))
    return Project(root, settings, shown, tuple(sorted(problems)), withheld)


def _folders(library: Library, shown: Library, settings: Settings) -> Iterator[str]:
    """Yield the folders of hidden handbooks, and of hidden incidents that have one of their own."""
    for key in shown.hidden:
        record = library.by_key[key]
        if key.kind == "handbook":
            yield f"{settings.content}/{key.id}"
            yield f"{settings.incidents}/{key.id}"
        folder, _, name = record.path.rpartition("/")
        if key.kind == "incident" and name.rpartition(".")[0] == "incident":
            yield folder


def _rows_unread(content: Content) -> frozenset[Key]:
    return frozenset(key for key in content.broken if not key.id)


def _placed(found: list[Finding], content: Content) -> Iterator[Problem]:
    """Give findings their places; a file is parsed again only when it has some."""
    sources: dict[str, Source] = {}
    for finding in found:
        path = finding.record.path
        if path not in sources:
            sources[path] = read(content.sources[path], path)
        index = finding.record.origin.index
        loc = finding.loc if index is None else (index, *finding.loc)
        place = _at_word(sources[path], sources[path].place(loc), finding.word)
        yield Problem(place, finding.level, finding.sentence, finding.code)


def _at_word(source: Source, place: Place, word: str) -> Place:
    """Move from the beginning of a text to the word in it that is meant."""
    if not word:
        return place
    lines = source.text.splitlines()
    for number in range(place.line - 1, len(lines)):
        begin = place.column - 1 if number == place.line - 1 else 0
        column = lines[number].find(word.splitlines()[0], begin)
        if column >= 0:
            return Place(place.path, number + 1, column + 1)
    return place
