"""A new record: from what a person says to a file that `check` accepts."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any, Self, TypeVar

from generator.authoring.asked import asked_by
from generator.authoring.keys import keys
from generator.authoring.samples import Samples
from generator.authoring.skeleton import Skeleton
from generator.library.library import Library
from generator.library.project import Project
from generator.problems import any_of, did_you_mean, quoted
from generator.records import KINDS
from generator.records.kind import Kind
from generator.records.names import MAX_ID
from generator.records.post_mortem_form import PostMortemForm
from generator.records.refs import Key
from generator.records.scalars import Scalar, Slug, Words, slugify
from generator.records.times import Moment, Zone

NOW, UNKNOWN = "now", "unknown"
_MISSING = {
    "handbook": "which handbook it belongs to",
    "title": "what it is called",
    "id": "what its id is, because nothing of the title can stand in one",
}
_YEAR = re.compile(r"\d{4}")
_S = TypeVar("_S", bound=Scalar)


class Refused(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """What was asked for cannot be written; the sentence says why and what to do."""


@dataclass(frozen=True)
class Request:
    """What a person wants, as they typed it; what is empty was not said."""

    kind: Kind
    handbook: str
    title: str
    id: str = ""
    severity: str = ""
    started: str = ""

    def answered(self, name: str, text: str) -> Self:
        """Return the request with one more thing said."""
        said: dict[str, Any] = {name: text}
        return replace(self, **said)


@dataclass(frozen=True)
class Question:
    """What to ask at a terminal: for which part of a request, in which words, with which answers."""

    name: str
    words: str
    choices: tuple[str, ...] = ()
    default: str | None = None


@dataclass(frozen=True)
class Draft:
    """A file to be written: its path relative to the root, and its text."""

    path: str
    text: str

    def write(self, root: Path) -> None:
        """Write the file; one that is there stays as it is."""
        file = root / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(self.text)
        except FileExistsError:
            raise Refused(_taken(self.path)) from None


def kinds() -> dict[str, Kind]:
    """Return the kinds that `new` can write: those with a file for each record."""
    return {name: kind for name, kind in KINDS.items() if kind.folder}


def kind_called(name: str) -> Kind:
    """Return the kind of that name; a name of none is refused."""
    if name not in kinds():
        raise Refused(f"{quoted(name)} is nothing that can be written anew{_meant(name, tuple(kinds()))}")
    return kinds()[name]


def question(request: Request, library: Library) -> Question | None:
    """Return what to ask next: what was not said and a record of this kind has; None when all is said."""
    names = {key.name for key in keys(request.kind.model)}
    if not request.handbook:
        return Question("handbook", "Handbook", _handbooks(library))
    if not request.title:
        return Question("title", "Title, in a few words")
    if _needs_id(request):
        return Question("id", "Id: lower-case letters, digits and hyphens; nothing of the title can stand in it")
    if not request.severity and "severity" in names and _levels(request, library):
        return Question("severity", "Severity", (*_levels(request, library), UNKNOWN), UNKNOWN)
    if not request.started and "started" in names:
        return Question("started", f"Started ({NOW}, 14:05, 2025-02-11 14:02 or {UNKNOWN})", default=NOW)
    return None


def prepare(project: Project, request: Request, now: datetime) -> Draft:
    """Return the new record's file; raises `Refused`. `now` says what `now` and a time without a day mean."""
    library = project.library
    missing = [name for name in ("handbook", "title") if not getattr(request, name)]
    missing += ["id"] if _needs_id(request) else []
    if missing:
        words = " and ".join(_MISSING[name] for name in missing)
        raise Refused(f"say {words}: {', '.join(f'--{name}' for name in missing)}")
    refuse_wrong(request, library, now)
    facts, start = _facts(request, library, now)
    name = request.id or _name(facts["title"], start, request.kind)
    path = _path(project, request, _read(Slug, name))
    _refuse_taken(project, Key(request.kind.name, request.handbook, name), path)
    form = next(iter(library.of(PostMortemForm, request.handbook)), None) if request.kind.root == "incidents" else None
    samples = Samples(library, request.handbook)
    return Draft(path, Skeleton(request.kind, facts, samples, asked_by(form)).text(path))


def refuse_wrong(request: Request, library: Library, now: datetime) -> None:
    """Raise `Refused` when one of the things said so far cannot be; what was not said yet is not missed."""
    if request.handbook and request.handbook not in _handbooks(library):
        raise Refused(f"there is no handbook {quoted(request.handbook)}{_meant(request.handbook, _handbooks(library))}")
    if request.id:
        _read(Slug, request.id)
    if request.title:
        _read(Words, request.title)
    if request.handbook:
        _facts(request, library, now)


def _needs_id(request: Request) -> bool:
    """Say whether nothing is left of a title that an id could be made of, as of one in Japanese."""
    return bool(request.title) and not request.id and not slugify(_folded(request.title))


def _handbooks(library: Library) -> tuple[str, ...]:
    return tuple(book.key.id for book in library.handbooks)


def _levels(request: Request, library: Library) -> tuple[str, ...]:
    return tuple(level.key.id for level in library.severities(request.handbook))


def _facts(request: Request, library: Library, now: datetime) -> tuple[dict[str, str], datetime]:
    """Return what is written, by its key, and when it began: now, when nobody said."""
    names = {key.name for key in keys(request.kind.model)}
    for name in ("severity", "started"):
        if getattr(request, name) and name not in names:
            raise Refused(f"a {request.kind.name} has no `{name}`; leave --{name} out")
    now = now.astimezone(library.handbook(request.handbook).timezone.info)
    facts: dict[str, str] = {"title": str(_read(Words, request.title))}
    if request.severity not in {"", UNKNOWN}:
        levels = _levels(request, library)
        if request.severity not in levels:
            raise Refused(f"no severity has the id {quoted(request.severity)}{_meant(request.severity, levels)}")
        facts["severity"] = request.severity
    if request.started in {"", UNKNOWN}:
        return facts, now
    facts["started"], start = _start(request.started, library.handbook(request.handbook).timezone, now)
    return facts, start


def _start(said: str, zone: Zone, now: datetime) -> tuple[str, datetime]:
    """Return a start as the record says it, and when that is. A bare time is the last one that is over."""
    if said == NOW:
        moment = _read(Moment, f"{now:%Y-%m-%d %H:%M}")
        # In the hour that the clocks repeat only the offset says which of the two it is.
        moment = moment if isinstance(moment.placed(zone, None), Moment) else Moment(now.isoformat(" ", "minutes"))
    else:
        moment = _read(Moment, said)
        if not moment.has_day:
            later = moment.wall(now.date()) > now.replace(tzinfo=None)
            moment = Moment(f"{now.date() - timedelta(days=later)} {moment}")
    placed = moment.placed(zone, None)
    if not isinstance(placed, Moment) or placed.at is None:
        raise Refused(f"--started: {placed}")
    return str(moment), placed.at


def _name(title: str, start: datetime, kind: Kind) -> str:
    """Return the id: the title's words, behind the day where the kind has a start."""
    words = slugify(_folded(title))
    dated = any(key.name == "started" for key in keys(kind.model))
    return (f"{start:%Y-%m-%d}-{words}" if dated else words)[:MAX_ID].strip("-")


def _folded(title: str) -> str:
    """Return a title without accents: `läuft` as `lauft`, `Straße` as `strasse`."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _path(project: Project, request: Request, name: str) -> str:
    kind, settings = request.kind, project.settings
    if kind.root == "content":
        return f"{settings.content}/{request.handbook}/{kind.folder}/{name}.yaml"
    folder = f"{settings.incidents}/{request.handbook}"
    years = f"{folder}/{name[:4]}" if _YEAR.fullmatch(name[:4]) and _has_years(project, folder) else folder
    return f"{years}/{name}.yaml"


def _has_years(project: Project, folder: str) -> bool:
    """Say whether a handbook sorts its incidents into folders by year."""
    inside = (record.path.removeprefix(f"{folder}/").split("/") for record in project.library.incidents)
    return any(_YEAR.fullmatch(parts[0]) for parts in inside if len(parts) > 1)


def _refuse_taken(project: Project, key: Key, path: str) -> None:
    """Refuse an id that another record has, wherever it lies, and a file that is there."""
    record = project.library.by_key.get(key)
    if record:
        raise Refused(_taken(record.path))
    for ending in (".yaml", ".yml", ".md"):
        if (project.root / path).with_suffix(ending).exists():
            raise Refused(_taken(str(PurePosixPath(path).with_suffix(ending))))


def _taken(path: str) -> str:
    return f"{path} is there already and stays as it is; open it, or give this one a name of its own with --id"


def _read(scalar: type[_S], text: str) -> _S:
    """Read what a person typed as the record would."""
    try:
        return scalar.read(text)
    except ValueError as error:
        raise Refused(str(error)) from None


def _meant(word: str, known: tuple[str, ...]) -> str:
    hint = did_you_mean(word, known)
    return hint or (f"; known are {any_of(known, 'and')}" if known else "; write one first")
