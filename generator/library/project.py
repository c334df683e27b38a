"""One project: its library, and everything that is wrong with it; what every later room calls."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.library.anchor_links import AnchorsOf, Places, without_lost_places
from generator.library.edition import internal_keys, public
from generator.library.finding import Finding
from generator.library.library import Edition, Library
from generator.library.markdown_pages import page_problems, read_pages
from generator.library.page_words import page_words
from generator.library.prose_links import IMAGES, IsPublished, broken_links, dropped_links
from generator.library.rules import RULES, look_at
from generator.library.secrets import is_installed
from generator.library.settings import CONFIG, Settings, read_settings
from generator.library.shared_reading import SharedReading
from generator.library.silences import silenced, silences_of
from generator.library.withheld import hidden_files, withheld
from generator.problems import Place, Problem, fails
from generator.records.collecting import later_collecting
from generator.records.load import Content, Reading, is_record_file, load
from generator.records.notes import told
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
    withheld_files: frozenset[str] = frozenset()
    """Images, relative to the root, that only records show that this edition leaves out."""
    digests: Mapping[str, bytes] = field(default_factory=dict)
    """What tells the text of each record file from any other, by path relative to the root."""


@later_collecting()
def open_project(
    root: Path,
    today: date,
    edition: Edition | None = None,
    anchors_of: AnchorsOf | None = None,
    reading: Reading | None = None,
) -> Project:
    """Read, link and check the project at `root`; `edition` overrides the one in mkdocs.yml.

    With `anchors_of`, which knows the pages, links to places on pages are checked, too; `reading` is how files are
    read: in several processes unless said.
    All that is wrong is checked on the whole library: the public edition hides records, not their problems.
    """
    settings, wrong = read_settings(root)
    content = load(root, content=settings.content, incidents=settings.incidents, reading=reading or SharedReading())
    library = Library(content.records, "internal", settings.handbooks, content.broken, pages=content.pages)
    pages = read_pages(root, [path for path, _ in content.pages])
    shown = frozenset(target for page in pages for one, target in page.links() if one.is_image)
    hidden = internal_keys(library)
    without = withheld(library, hidden, settings, shown)
    is_published = _published(root, settings, content)
    for record in content.records:
        look_at(record)
    found = [finding for rule in RULES for finding in rule(library, today)]
    found += [*broken_links(library, is_published), *dropped_links(library), *hidden_files(library, hidden, without)]
    problems = [*wrong, *content.problems, *_placed(found, content), *page_problems(pages, is_published)]
    problems += page_words(pages, settings, without)
    places = Places(anchors_of, pages, today, settings.markdown) if anchors_of else None
    if places:
        # Of a file with errors nobody knows what its page will hold.
        dead, on_pages = places.dead(library, {one.place.path for one in problems if one.level == "error"})
        problems += [*_placed(dead, content), *on_pages]
    if not library.handbooks and not fails(wrong, strict=False):
        problems.append(_no_handbook(settings))
    silences = silences_of([(path, content.sources[path]) for path in content.to_us], pages, root / CONFIG)
    told = silenced(problems, silences, () if is_installed() else ("secret",))
    ordered = _ordered(settings.check.judged(told))
    if (edition or settings.edition) == "internal":
        return Project(root, settings, library, ordered, digests=content.digests)
    left = public(library)
    if places and not fails(problems, strict=False):
        left = without_lost_places(left, library, places.anchors(left))
    return Project(root, settings, left, ordered, without.folders, without.files, content.digests)


def _ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by place, of each file as many as can be read."""
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        files.setdefault(problem.place.path, []).append(problem)
    return tuple(problem for path in sorted(files) for problem in told(files[path]))


def _published(root: Path, settings: Settings, content: Content) -> IsPublished:
    """Return the judge of what stands on the site: records, pages, and files beside them."""

    def is_published(path: str, is_image: bool) -> bool:  # noqa: FBT001 - a Callable has no names
        if path in content.sources:
            return not is_image
        lower = path.lower()
        if is_record_file(lower) or (is_image and not lower.endswith(IMAGES)):
            return False
        beside = path.startswith(f"{settings.incidents}/") and lower.endswith((*IMAGES, ".md"))
        if not (beside or path.startswith(f"{settings.content}/")):
            return False
        file = root / path
        return file.is_file() and not any(part.is_symlink() for part in (file, *file.parents) if root in part.parents)

    return is_published


def _no_handbook(settings: Settings) -> Problem:
    begin = "begin one with: runbook-site new handbook"
    sentence = (
        f"there is no handbook in {settings.content}/ yet; {begin}, or bring in documents with: runbook-site import"
    )
    return Problem(Place(CONFIG), "warning", sentence, "missing-handbook")


def _placed(found: Iterable[Finding], content: Content) -> Iterator[Problem]:
    """Give findings their places; a file is parsed again only when it has some."""
    sources: dict[str, Source] = {}
    counts: dict[tuple[str, tuple[str | int, ...], str], int] = {}
    for finding in found:
        path = finding.record.path
        if finding.record.is_lost(finding.loc):
            # An example stands in for what was wrong there, and told.
            continue
        if path not in sources:
            sources[path] = read(content.sources[path], path)
        loc = finding.record.place_in_file(finding.loc)
        place = sources[path].place(loc)
        if finding.number is not None:
            place = sources[path].place_of(loc, finding.word, finding.number, every=True)
        elif finding.word:
            # The same words may be at fault more than once in one text.
            count = counts.get((path, loc, finding.word), 0)
            counts[path, loc, finding.word] = count + 1
            place = sources[path].place_of(loc, finding.word, count)
        if place.line not in sources[path].told:
            yield Problem(place, finding.level, finding.sentence, finding.code)
