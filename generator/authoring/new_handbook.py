"""A new handbook: its folder, and the file that makes a folder one."""

from generator.authoring.ids import id_of
from generator.authoring.request import Draft, Question, Refused, Request, read
from generator.authoring.samples import Samples
from generator.authoring.skeleton import Skeleton
from generator.authoring.start import handbook_of, read_handbook
from generator.library.library import Library
from generator.library.project import Project
from generator.records.scalars import Words
from generator.records.times import Zone

_ZONE = "UTC"
_NOT_ITS_OWN = ("severity", "started")


def question(request: Request) -> Question | None:
    """Return what to ask next of a new handbook; None when all is said."""
    if not request.title:
        return Question("title", "Title: the product's or team's name")
    if not request.handbook:
        return Question("handbook", "Folder of content/, which is its address, too", default=handbook_of(request.title))
    if not request.timezone:
        return Question("timezone", "Zone of its times, such as Europe/Berlin", default=_ZONE)
    return None


def refuse_wrong(request: Request, library: Library) -> None:
    """Raise `Refused` when one of the things said so far cannot be."""
    if request.id:
        raise Refused("a handbook is named by its folder; say --handbook instead of --id")
    for name in _NOT_ITS_OWN:
        if getattr(request, name):
            raise Refused(f"a handbook has no `{name}`; leave --{name} out")
    if request.title:
        read(Words, request.title)
    if request.timezone:
        read(Zone, request.timezone)
    if request.handbook:
        _refuse_folder(request.handbook, library)


def prepare(project: Project, request: Request) -> Draft:
    """Return the file of a new handbook; raises `Refused`."""
    if not request.title:
        raise Refused("say what it is called: --title")
    refuse_wrong(request, project.library)
    name = request.handbook or id_of(request.title)
    if not name:
        raise Refused("say which folder of content/ it gets, because nothing of the title can stand in one: --handbook")
    path = f"{project.settings.content}/{name}/handbook.yaml"
    for file in (project.root / path, (project.root / path).with_suffix(".yml")):
        if file.exists():
            raise Refused(_taken(file.relative_to(project.root).as_posix()))
    _refuse_folder(name, project.library)
    facts = {"title": str(read(Words, request.title)), "timezone": request.timezone or _ZONE}
    text = Skeleton(request.kind, facts, Samples(project.library, name)).text(path)
    levels = f"{project.settings.content}/{name}/severities.yaml"
    keys = "runbook-site reference severity says what can stand there"
    return Draft(path, text, f"Now write its levels into {levels} ({keys}), then run", "new runbook")


def _refuse_folder(name: str, library: Library) -> None:
    try:
        read_handbook(name)
    except ValueError as error:
        raise Refused(str(error)) from None
    for book in library.handbooks:
        if book.key.id == name:
            raise Refused(_taken(book.path))


def _taken(path: str) -> str:
    return f"{path} is there already and stays as it is; open it, or give this one a folder of its own with --handbook"
