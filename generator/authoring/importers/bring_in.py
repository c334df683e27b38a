"""An import: documents to files, all that is in the way told in one run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from generator.authoring.all_files import in_the_way
from generator.authoring.importers import IMPORTERS
from generator.authoring.importers.blocks import Fence, Lines, walk
from generator.authoring.importers.decoding import Decoded, decoded, shown
from generator.authoring.importers.destination import Destination
from generator.authoring.importers.document import Document
from generator.authoring.importers.importer import Importer
from generator.authoring.importers.left_over import keep_left_over, take_contents
from generator.authoring.importers.outcome import Outcome
from generator.authoring.importers.page import PAGE
from generator.authoring.importers.read_days import note_days, order_of
from generator.authoring.importers.references import with_addresses, without_comments
from generator.authoring.importers.unclosed import closed
from generator.authoring.importers.written_days import Order, days_read
from generator.authoring.request import Refused
from generator.library.project import Project
from generator.problems import quoted
from generator.records.folders import RESERVED
from generator.records.handbook import HANDBOOK
from generator.records.names import is_slug, slugify

_ENDINGS = (".yaml", ".yml", ".md")


@dataclass(frozen=True)
class Import:
    """What documents become: an outcome for each, and all files by their path relative to the root."""

    outcomes: tuple[Outcome, ...]
    files: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """How documents are to be read, as far as somebody says it."""

    form: str = ""
    """The importer's name; empty where each document finds its own."""
    days: Order = ""
    """In which order days are read that can be two."""
    above: str = ""
    """How paths begin that a person reads."""


def bring_in(project: Project, files: Sequence[Path], handbook: str, asked: Asked = Asked()) -> Import:
    """Read documents and return what they become; raises `Refused` with everything that is in the way."""
    destination = Destination(_handbook(handbook), project.settings, project.library)
    outcomes = _outcomes(files, destination, asked)
    above = asked.above
    if destination.is_new:
        _begin_handbook(outcomes, destination)
    made = [(path, text, outcome.source) for outcome in outcomes for path, text in outcome.files().items()]
    clashes = list(_clashes(made, above))
    taken = _taken(project, [path for path, *_ in made])
    if taken:
        words = "nothing is imported, because this is there already; rename or remove it, or name another handbook:"
        clashes.append("\n  ".join((words, *(f"{above}{path}" for path in taken))))
    if clashes:
        raise Refused("\n".join(clashes))
    return Import(outcomes, {path: text for path, text, _ in sorted(made)})


def _handbook(name: str) -> str:
    if name in RESERVED:
        raise Refused(f'"{name}" is an address of the site itself; give the handbook another name')
    if not is_slug(name):
        better = slugify(name)
        hint = f'; write "{better}"' if better else ""
        raise Refused(f"a handbook is named with lower-case letters, digits and hyphens, not {quoted(name)}{hint}")
    return name


def _outcomes(named: Sequence[Path], destination: Destination, asked: Asked) -> tuple[Outcome, ...]:
    """Return what each file becomes; raises `Refused` with every file that cannot be read."""
    documents: list[Document] = []
    outcomes: list[Outcome] = []
    wrong: list[str] = []
    form = asked.form
    for file in chain.from_iterable(_files(one, form, wrong) for one in named):
        try:
            documents.append(_document(file, form))
        except OSError as error:
            wrong.append(f"{file}: {(error.strerror or str(error)).lower()}")
        except Refused as refused:
            wrong.append(str(refused))
    for document in IMPORTERS[form].joined(documents) if form else documents:
        try:
            outcomes += _finished(document, destination, asked)
        except Refused as refused:
            wrong.append(str(refused))
    if wrong:
        raise Refused("\n".join(wrong))
    return tuple(outcomes)


def _files(named: Path, form: str, wrong: list[str]) -> Sequence[Path]:
    """Return a file that was named, or those of a folder that its importer reads; hidden ones are none."""
    if not named.is_dir():
        return (named,)
    importer = IMPORTERS[form] if form else PAGE
    found = [
        file
        for file in sorted(named.glob(importer.names))
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(named).parts)
    ]
    if not found:
        wrong.append(f"{named}: no file in this folder is {importer.file}; name the files to import")
    return found


def _document(file: Path, form: str) -> Document:
    """Return a file as a document; raises `OSError` and `Refused` for what cannot be read."""
    read = decoded(file.read_bytes(), str(file))
    if not isinstance(read, Decoded):
        raise Refused(str(read))
    if form and not IMPORTERS[form].is_markdown:
        return Document(str(file), read.text, read.repairs)
    text, what = closed(read.text)
    text, comments = without_comments(text)
    text, addresses = with_addresses(text)
    return Document(str(file), text, read.repairs, what, (*comments, *addresses))


def _finished(document: Document, destination: Destination, asked: Asked) -> Iterator[Outcome]:
    """Yield what a document becomes, and those that go on where it ends, with nothing left of their lines."""
    order, why = order_of(document, asked.days)
    with days_read(order):
        importer = IMPORTERS[asked.form] if asked.form else _fitting(document)
        contents = take_contents(document)
        outcome = importer.read(document, destination)
        note_days(document, outcome, why)
    for lines in contents:
        outcome.leave_out(lines, "a table of contents: the site makes its own")
    for one, became in zip((document, *document.more), (outcome, *outcome.more), strict=True):
        _finish(one, became, destination)
        yield became


def _finish(document: Document, outcome: Outcome, destination: Destination) -> None:
    """Keep what no importer took, and note what was mended before it was read."""
    for lines, why in document.apart:
        outcome.leave_out(lines, why)
    keep_left_over(document, outcome, destination)
    for repair in document.repairs:
        words = f"{shown(repair.letters)} was {quoted(repair.meant)}"
        lost = f"{quoted(repair.letters)} lacks bytes; write what it was, or take it out"
        outcome.note(repair.lines, "repaired" if repair.meant else "broken", "", words if repair.meant else lost)
    for one in document.closed:
        outcome.note(one.lines, "guessed", "", one.words)
    for lines in _unclosed(document):
        outcome.note(lines, "guessed", "", "this code block is never closed, so all below it is read as code")
    if not document.text.strip():
        outcome.leave_out(Lines(1, 1), "the document is empty")


def _fitting(document: Document) -> Importer:
    """Return the importer for whose form most speaks; a page when nothing speaks for any."""
    evidence = {importer.name: importer.evidence(document) for importer in IMPORTERS.values()}
    best = max(evidence, key=lambda name: evidence[name])
    return IMPORTERS[best] if evidence[best] > 0 else PAGE


def _unclosed(document: Document) -> Iterator[Lines]:
    for section in document.root.walk():
        for block in walk(section.blocks):
            if isinstance(block, Fence) and not block.is_closed:
                yield block.lines


def _begin_handbook(outcomes: Sequence[Outcome], destination: Destination) -> None:
    """Begin the handbook of the first document that became something, where no document has one itself."""
    made = [outcome for outcome in outcomes if outcome.drafts or outcome.pages]
    if made and not any(draft.kind is HANDBOOK for outcome in made for draft in outcome.drafts):
        draft = destination.draft(made[0], "handbook", Lines(1, 1))
        draft.data = {"format": "1"}
        draft.guess("title", destination.handbook.replace("-", " ").title(), Lines(1, 1), "made of the handbook's name")


def _clashes(made: Sequence[tuple[str, str, str]], above: str) -> Iterator[str]:
    first: dict[str, str] = {}
    for path, _, source in made:
        if path in first:
            yield f"{first[path]} and {source} both become {above}{path}; import them into two handbooks, or rename one"
        first.setdefault(path, source)


def _taken(project: Project, paths: Sequence[str]) -> tuple[str, ...]:
    """Return what stands where a record would be written, or beside it under the same id."""
    beside = [str(PurePosixPath(path).with_suffix(ending)) for path in paths for ending in _ENDINGS]
    return in_the_way(project.root, beside)
