"""A new record: from what a person says to a file that `check` accepts."""

import re
from datetime import datetime
from pathlib import PurePosixPath

from generator.authoring import new_handbook
from generator.authoring.asked import asked_by
from generator.authoring.ids import id_of
from generator.authoring.keys import keys
from generator.authoring.request import Draft, Question, Refused, Request, read, taken
from generator.authoring.samples import Samples
from generator.authoring.skeleton import Skeleton
from generator.authoring.spoken_start import NOW, WAYS, Start, start
from generator.library.library import Library
from generator.library.project import Project
from generator.problems import any_of, did_you_mean, quoted
from generator.records import KINDS
from generator.records.handbook import Handbook
from generator.records.kind import Kind
from generator.records.names import MAX_ID
from generator.records.post_mortem_form import PostMortemForm
from generator.records.refs import Key
from generator.records.scalars import Slug, Words
from generator.records.times import Zone

UNKNOWN = "unknown"
_MISSING = {
    "handbook": "which handbook it belongs to",
    "title": "what it is called",
    "id": "what its id is, because nothing of the title can stand in one",
}
_YEAR = re.compile(r"\d{4}")


def kinds() -> dict[str, Kind]:
    """Return the kinds that `new` can write: those with a file for each record, and the handbook that holds them."""
    return {name: kind for name, kind in KINDS.items() if kind.folder or kind.model is Handbook}


def kind_called(name: str) -> Kind:
    """Return the kind of that name; a name of none is refused."""
    if name not in kinds():
        raise Refused(f"{quoted(name)} is nothing that can be written anew{_meant(name, tuple(kinds()), '')}")
    return kinds()[name]


def question(request: Request, library: Library) -> Question | None:
    """Return what to ask next: what was not said and a record of this kind has; None when all is said."""
    if request.kind.model is Handbook:
        return new_handbook.question(request)
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
        return Question("started", f"Started ({WAYS}; or {UNKNOWN})", default=NOW)
    return None


def prepare(project: Project, request: Request, now: datetime) -> Draft:
    """Return the new record's file; raises `Refused`. `now` says what `now` and a time without a day mean."""
    if request.kind.model is Handbook:
        return new_handbook.prepare(project, request)
    library = project.library
    missing = [name for name in ("handbook", "title") if not getattr(request, name)]
    missing += ["id"] if _needs_id(request) else []
    if missing:
        words = " and ".join(_MISSING[name] for name in missing)
        raise Refused(f"say {words}: {', '.join(f'--{name}' for name in missing)}")
    refuse_wrong(request, library, now)
    facts, began = _facts(request, library, now)
    name = request.id or _name(facts["title"], began.at, request.kind)
    path = _path(project, request, read(Slug, name))
    _refusetaken(project, Key(request.kind.name, request.handbook, name), path)
    form = next(iter(library.of(PostMortemForm, request.handbook)), None) if request.kind.root == "incidents" else None
    samples = Samples(library, request.handbook)
    return Draft(path, Skeleton(request.kind, facts, samples, asked_by(form)).text(path), note=began.note)


def refuse_wrong(request: Request, library: Library, now: datetime) -> None:
    """Raise `Refused` when one of the things said so far cannot be; what was not said yet is not missed."""
    if request.kind.model is Handbook:
        new_handbook.refuse_wrong(request, library)
        return
    if request.handbook and request.handbook not in _handbooks(library):
        hint = _meant(request.handbook, _handbooks(library), "begin one with: runbook-site new handbook")
        raise Refused(f"there is no handbook {quoted(request.handbook)}{hint}")
    if request.id:
        read(Slug, request.id)
    if request.title:
        read(Words, request.title)
    if request.handbook:
        _facts(request, library, now)


def _needs_id(request: Request) -> bool:
    """Say whether nothing is left of a title that an id could be made of, as of one in Japanese."""
    return bool(request.title) and not request.id and not id_of(request.title)


def _handbooks(library: Library) -> tuple[str, ...]:
    return tuple(book.key.id for book in library.handbooks)


def _levels(request: Request, library: Library) -> tuple[str, ...]:
    return tuple(level.key.id for level in library.severities(request.handbook))


def _facts(request: Request, library: Library, now: datetime) -> tuple[dict[str, str], Start]:
    """Return what is written, by its key, and when it began: now, when nobody said."""
    names = {key.name for key in keys(request.kind.model)}
    for name in ("severity", "started", "timezone"):
        if getattr(request, name) and name not in names:
            raise Refused(f"a {request.kind.name} has no `{name}`; leave --{name} out")
    zone = read(Zone, request.timezone) if request.timezone else library.handbook(request.handbook).timezone
    now = now.astimezone(zone.info)
    facts: dict[str, str] = {"title": str(read(Words, request.title))}
    if request.severity not in {"", UNKNOWN}:
        levels = _levels(request, library)
        if request.severity not in levels:
            hint = _meant(
                request.severity, levels, "leave --severity out, or write the levels into severities.yaml first"
            )
            raise Refused(f"no severity has the id {quoted(request.severity)}{hint}")
        facts["severity"] = request.severity
    if request.timezone:
        facts["timezone"] = request.timezone
    if request.started in {"", UNKNOWN}:
        return facts, Start("", now)
    began = start(request.started, zone, now)
    return {**facts, "started": began.written}, began


def _name(title: str, began: datetime, kind: Kind) -> str:
    """Return the id: the title's words, behind the day where the kind has a start."""
    words = id_of(title)
    dated = any(key.name == "started" for key in keys(kind.model))
    return (f"{began:%Y-%m-%d}-{words}" if dated else words)[:MAX_ID].strip("-")


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


def _refusetaken(project: Project, key: Key, path: str) -> None:
    """Refuse an id that another record has, wherever it lies, and a file that is there."""
    record = project.library.by_key.get(key)
    if record:
        raise Refused(taken(record.path))
    for ending in (".yaml", ".yml", ".md"):
        if (project.root / path).with_suffix(ending).exists():
            raise Refused(taken(str(PurePosixPath(path).with_suffix(ending))))


def _meant(word: str, known: tuple[str, ...], first: str) -> str:
    """Return what was meant, else what there is, else what to do `first`."""
    hint = did_you_mean(word, known)
    return hint or (f"; known are {any_of(known, 'and')}" if known else f"; {first}")
